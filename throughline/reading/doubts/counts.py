"""Doubts about counts: claimed and not listed, of what unit, and of the same things or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..result import Doubt
from ..words import NUMBER, fold, value_of
from .asking import Context, doubt

_PLAIN = {
    "findings": "finding",
    "learning_points": "learning point",
    "recommendations": "recommendation",
    "actions": "action",
    "case_studies": "case study",
}
_ALOOF = frozenset(
    {"publication_notice", "committee_minutes", "digest", "yearly_report", "guidance", "report_template", "other"}
)
_REVIEWS_RECOMMENDATIONS = re.compile(
    r"\brecommendations? (?:of|from|in|within|made by|arising from) (?:the |this |each |both )?(?:[\w'’]+ "
    r"){0,4}?(?:review|scr|lcspr|report|summary|summaries)\b|"
    r"\b(?:scr|lcspr|review)(?:'s)? recommendations\b|\brecommendations? of the (?:serious|local|child)\b"
)
_LISTED_HERE = re.compile(r"\b(?:listed|below|following|table|shown here|set out here|given here)\b", re.IGNORECASE)
_ROWS_OF = re.compile(
    rf"(?<![\w£.,-])(?P<n>{NUMBER})\s+(?:[\w’'-]+\s+){{0,2}}?(?P<what>[a-z’'-]{{3,}}s)\b", re.IGNORECASE
)
_LEAD_COUNT = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:(?!and\b|of\b|or\b)[\w’'-]+\s+){{0,3}}?(?P<what>[a-z’'-]{{3,}}s)\b(?=[^.;]{{0,60}}:$)",
    re.IGNORECASE,
)
_NOT_UNITS = frozenset(
    {
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "times",
        "pages",
        "parts",
        "words",
        "pounds",
        "agencies",
        "children",
        "headings",
        "ways",
        "members",
    }
)


def claimed_and_listed(context: Context) -> Iterator[Doubt]:
    """A claimed count differs from the list; each list is doubted once for each number claimed."""
    told: set[tuple[str, int]] = set()
    for counted in context.claims:
        claim = counted.claim
        if claim.agrees is not False or claim.counts not in _PLAIN or (claim.counts, claim.says) in told:
            continue
        if claim.lists is None or _part_of_list(context, counted.start, claim.says, claim.counts):
            continue
        told.add((claim.counts, claim.says))
        what = _PLAIN[claim.counts]
        listed = f"lists {claim.lists}" if claim.lists else "lists none"
        grave = "high" if counted.whole else "medium"
        yield doubt(
            "count_claimed_vs_listed",
            grave,
            f"The text says {claim.says} {_several(what, claim.says)} and the document {listed}.",
            claim.at,
        )


def _part_of_list(context: Context, start: int, says: int, counts: str) -> bool:
    """True where the claim is made about one theme or review whose own items are that many."""
    scope = next(
        (
            s
            for s in context.scopes
            if any(b.start <= start < b.end for b in s.blocks)
            or (s.lead_in and s.lead_in.start <= start < s.lead_in.end)
        ),
        None,
    )
    if scope is None or not scope.about.kind:
        return False
    key = "case_studies" if counts == "case_studies" else counts
    own = [item for item in context.lists.get(key, ()) if item.about == scope.about]
    return len(own) == says


def _several(what: str, number: int) -> str:
    if number == 1:
        return what
    return "case studies" if what == "case study" else f"{what}s"


def recommendations_spoken_of(context: Context) -> Iterator[Doubt]:
    """Recommendations of a review are spoken of, and the document prints none."""
    if context.lists["recommendations"] or context.kind in _ALOOF:
        return
    counted = next(
        (c for c in context.claims if c.claim.counts == "recommendations" and c.whole and c.claim.lists == 0), None
    )
    if counted:
        says = f"The text speaks of {counted.claim.says} recommendations and prints none of them."
        yield doubt("recommendations_not_listed", "high", says, counted.claim.at)
        return
    found = _REVIEWS_RECOMMENDATIONS.search(fold_same_length(context.page.text))
    if found and context.kind in {
        "committee_report",
        "board_response",
        "progress_report",
        "executive_summary",
        "review_report",
    }:
        says = "The text speaks of the recommendations of a review and prints none of them."
        yield doubt("recommendations_not_listed", "low", says, found.span())


def fold_same_length(text: str) -> str:
    """`text` in small letters with plain quotation marks, every letter in its place."""
    low = text.lower()
    return (low if len(low) == len(text) else text).replace("’", "'").replace("‘", "'")


def lists_after_a_count(context: Context) -> Iterator[Doubt]:
    """A sentence announces a number of things and the list under it has another number."""
    blocks = context.page.blocks
    for place, block in enumerate(blocks[:-1]):
        if not block.text.endswith(":") or blocks[place + 1].shape != "item" or block.shape == "row":
            continue
        found = next(reversed(list(_LEAD_COUNT.finditer(block.text))), None)
        if found is None or fold(found["what"]) in _NOT_UNITS:
            continue
        first = blocks[place + 1]
        items = 0
        for later in blocks[place + 1 :]:
            if later.shape != "item" or later.level < first.level or later.index in context.headings:
                break
            items += later.level == first.level and bool(later.number) == bool(first.number)
        says = value_of(found["n"])
        if says and says != items and items > 1 and says > 1 and not _told_already(context, block.start, block.end):
            sentence = f"The text announces {says} {found['what']} and the list under it has {items}."
            yield doubt("count_claimed_vs_listed", "medium", sentence, (block.start, block.end))


def rows_after_a_count(context: Context) -> Iterator[Doubt]:
    """A sentence counts things that "are listed here", and the table under it has another number of rows."""
    blocks = context.page.blocks
    for place, block in enumerate(blocks[:-2]):
        if block.shape != "paragraph" or blocks[place + 1].shape != "row" or not _LISTED_HERE.search(block.text):
            continue
        head = fold(blocks[place + 1].cells[0].text)
        found = next((f for f in _ROWS_OF.finditer(block.text) if fold(f["what"]).startswith(head[:4]) and head), None)
        says = value_of(found["n"]) if found else None
        rows = 0
        for later in blocks[place + 2 :]:
            if later.shape != "row":
                break
            rows += bool(later.cells[0].text) and not fold(later.cells[0].text).startswith(("total", "all "))
        if found and says and rows > 2 and says != rows:
            sentence = f"The text announces {says} {found['what']} and the table under it has {rows}."
            yield doubt("count_claimed_vs_listed", "medium", sentence, (block.start, block.end))


def _told_already(context: Context, start: int, end: int) -> bool:
    return any(c.claim.lists is not None and start <= c.start < end for c in context.claims)


CHECKS = [claimed_and_listed, recommendations_spoken_of, lists_after_a_count, rows_after_a_count]
