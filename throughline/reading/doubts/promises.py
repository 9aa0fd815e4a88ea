"""Doubts about what a document promises, dates or leaves out, and where bodies differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..result import Doubt
from ..words import NUMBER, fold, holds_any, value_of, words_of
from .asking import Context, doubt
from .counts import fold_same_length

_TO_UPDATE = re.compile(
    r"\bto (?:update|inform|advise|report to|brief|tell)\b[^.]{0,60}\b(?:on|of|"
    r"about)\b[^.]{0,40}\b(?:progress|implementation|delivery)\b[^.]{0,60}\baction plans?\b"
)
_PLAN_EXISTS = re.compile(
    r"\b(?:an|the|a [\w-]+|its|our|a multi-agency|a detailed) action plan (?:has been|was|is) "
    r"(?:implemented|developed|drawn up|put in place|in place|agreed|written|produced|"
    r"made)\b[^.]{0,60}\b(?:address|answer|these|those|points|findings|recommendations|learning|"
    r"lessons)\b"
)
_ELSEWHERE = re.compile(
    r"\baction plan\b[^.]{0,80}\b(?:attached|appended|appendix|annex|website|published (?:with|beside|"
    r"alongside|separately)|available|below|overleaf|can be (?:read|found))\b|\b(?:attached|appended|"
    r"appendix|annex)\b[^.]{0,60}\baction plan\b"
)
_SOME_PUBLISHED = re.compile(
    rf"[Pp](?<!\w[Pp])(?i:ublish(?:ed|es|ing)?\s+(?P<n>{NUMBER}) of the (?P<m>{NUMBER})\b[^.]{{0,60}})"
)
_PUBLISHED_ALL = re.compile(
    r"\b(?:summaries|reviews|reports|reviews' executive "
    r"summaries)\b[^.]{0,40}\bpublish(?:ed)?\b[^.]{0,120}|\bpublication of the\b[^.]{0,60}\b(?:summaries|"
    r"reviews|reports)\b[^.]{0,80}"
)
_DIFFERED = re.compile(
    r"\b(?:did not|didn[’']t|does not|do not) (?:\w+ )?(?:agree|accept|share)\b|\bdisagreed\b|\btook (?:a|"
    r"the) (?:different|opposite) view\b|\bdiffered (?:from|with|on)\b|\bdissent\w*\b"
)
_DIFFERENCES = ("did not", "didn", "does not", "do not", "isagreed", "took", "iffered", "issent")
_ON_COUNT = re.compile(r"\b(?:criteria|decision|threshold|figure|number|review|grade|judgement)\b")
_WHO = re.compile(
    r"\b(?:panel|board|partnership|ofsted|department|oscb|lscb|council|agency|group|partners|executive|"
    r"reviewer|cabinet|trust|police)\b"
)
_NEEDS_DATE = frozenset(
    {
        "progress_report",
        "board_response",
        "committee_report",
        "subgroup_annual_report",
        "yearly_report",
        "review_report",
        "executive_summary",
        "action_plan",
        "audit_summary",
        "section11_summary",
    }
)
_APPENDIX = re.compile(r"\b(?:[Aa]ppendix|APPENDIX|[Aa]nnex|ANNEX)\s+(?:[A-Z]|\d{1,2})\b")


def promises(context: Context) -> Iterator[Doubt]:
    """An account of an action plan is promised, or a plan said to be there, and no action or progress is printed."""
    if (
        context.lists["actions"]
        or context.lists["progress"]
        or context.kind in {"guidance", "report_template", "committee_minutes"}
    ):
        return
    text = fold_same_length(context.page.text)
    if _ELSEWHERE.search(text):
        return
    found = _TO_UPDATE.search(text)
    if found:
        yield doubt(
            "promise_not_kept",
            "medium",
            "The paper is to tell of progress on action plans, and no action, owner or status is listed.",
            found.span(),
        )
    found = _PLAN_EXISTS.search(text)
    if found:
        yield doubt(
            "promise_not_kept",
            "medium",
            "An action plan is said to be there, and it is not in the document.",
            found.span(),
        )


def publication(context: Context) -> Iterator[Doubt]:
    """All are said to be published on a day on which only some were."""
    text = context.page.text
    some = next((m for m in _SOME_PUBLISHED.finditer(text) if (value_of(m["n"]) or 0) < (value_of(m["m"]) or 0)), None)
    if some is None:
        return
    days = {date.iso for date in context.dates if date.iso and len(date.iso) == 10}
    folded = fold_same_length(text)
    for found in _PUBLISHED_ALL.finditer(folded):
        inside = [d for d in context.dates if found.start() <= d.at[0] < found.end() + 40 and d.iso in days]
        if inside and not re.search(rf"\b{NUMBER} of\b", found[0]):
            says = (
                f"All are said to be published on {inside[0].text}; elsewhere the text says that only "
                f"{value_of(some['n'])} of {value_of(some['m'])} were."
            )
            yield doubt("publication_date", "medium", says, some.span())
            return


def disagreements(context: Context) -> Iterator[Doubt]:
    """Two bodies differ on a decision or a figure."""
    for block in context.page.blocks:
        if block.shape == "row" or not holds_any(block.text, _DIFFERENCES) or not _DIFFERED.search(block.text):
            continue
        folded = fold(block.text)
        found = _DIFFERED.search(folded)
        if not found or context.kind in {"guidance", "report_template"}:
            continue
        begin = folded.rfind(".", 0, found.start()) + 1
        end = folded.find(".", found.end())
        sentence = folded[begin : end if end >= 0 else len(folded)]
        if (
            len(set(_WHO.findall(folded))) >= 2
            and _WHO.search(sentence[: found.start() - begin])
            and _ON_COUNT.search(folded)
            and re.search(rf"\b{NUMBER}\b", folded)
        ):
            yield doubt(
                "disagreement",
                "medium",
                "Two bodies are reported to differ, so that there is no one figure or decision.",
                (block.start, block.end),
            )


def no_date(context: Context) -> Iterator[Doubt]:
    """A report with no date of its own and none of publication."""
    if context.kind not in _NEEDS_DATE:
        return
    own = [
        d
        for d in context.dates
        if d.iso and d.means in {"report", "meeting", "published", "agreed", "submitted", "received"}
    ]
    head = context.page.blocks[min(9, len(context.page.blocks) - 1)].end if context.page.blocks else 0
    near = [d for d in context.dates if d.iso and d.at[0] <= min(head, 1200)]
    if not own and not near and not re.search(r"\b(?:19|20)\d\d\b", context.title):
        yield doubt(
            "missing",
            "medium",
            "The document gives no date of its own and none of publication.",
            (0, min(len(context.page.text), 80)),
        )


def asks_in_two_wordings(context: Context) -> Iterator[Doubt]:
    """One ask printed twice in different words."""
    asks = context.lists["committee_recommendations"]
    for place, one in enumerate(asks):
        for other in asks[place + 1 :]:
            first, second = words_of(one.text), words_of(other.text)
            if (
                first[:5] == second[:5]
                and first != second
                and len(set(first) & set(second)) >= 0.6 * len(set(first) | set(second))
            ):
                yield doubt("recommendation_wording", "low", "One ask is printed twice in different words.", other.at)
                return


def appendices(context: Context) -> Iterator[Doubt]:
    """An appendix that the text never refers to."""
    own = [h.block for h in context.headings.values() if _APPENDIX.match(h.block.text)]
    if not own:
        return
    spans = [(block.start, block.end) for block in own]
    named = {
        fold(found[0])
        for found in _APPENDIX.finditer(context.page.text)
        if not any(start <= found.start() < end for start, end in spans)
    }
    for block in own:
        found = _APPENDIX.match(block.text)
        if found and fold(found[0]) not in named:
            yield doubt("unreferenced", "low", f"{found[0]} is never referred to.", (block.start, block.end))


CHECKS = [promises, publication, disagreements, no_date, asks_in_two_wordings, appendices]
