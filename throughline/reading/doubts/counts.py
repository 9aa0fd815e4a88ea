"""Doubts about counts: claimed and not listed, of what unit, and of the same things or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
_UNIT = r"(?:reviews|children|young people|incidents|cases|babies|families|deaths|siblings|notifications|scrs|lcsprs)"
_ADJECTIVES = r"(?:[\w’'-]+\s+){0,3}?"
_PAIR = re.compile(
    rf"(?P<an>{NUMBER})\s+{_ADJECTIVES}(?P<aunit>{_UNIT})\b,?\s*(?:(?:which|that|who|"
    rf"and)\s+)?(?:\w+\s+){{0,2}}?(?:about|concerning|concerned|involv(?:ing|ed)|relat(?:ing|ed) to|of|"
    rf"affecting|covering|covered|for|on|were (?:hurt|harmed|injured|killed|involved) in|died in|"
    rf"in)\s+(?:the\s+)?"
    rf"(?P<bn>{NUMBER})\s+{_ADJECTIVES}(?P<bunit>{_UNIT})\b",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    rf"(?P<n>{NUMBER})(?P<verb>\s+(?:are|were|is|was))?\s+(?P<words>(?:[\w-]+\s+){{0,4}}?)(?P<unit>reviews|"
    rf"audits|incidents|cases|children|plans)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|these|those|all)\s+(?:remaining\s+|other\s+)?$", re.IGNORECASE)
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
_SAME_UNIT = {
    "babies": "children",
    "young people": "children",
    "siblings": "children",
    "scrs": "reviews",
    "lcsprs": "reviews",
}


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


def _told_already(context: Context, start: int, end: int) -> bool:
    return any(c.claim.lists is not None and start <= c.start < end for c in context.claims)


def units_differ(context: Context) -> Iterator[Doubt]:
    """Reviews, children, incidents or cases stand side by side in different numbers."""
    told: set[tuple[str, str]] = set()
    pairs = (_PAIR.match(context.page.text, place) for place in context.numbers)
    for found in pairs:
        if found is None:
            continue
        first, second = _unit(found["aunit"]), _unit(found["bunit"])
        one, other = value_of(found["an"]), value_of(found["bn"])
        if (
            first == second
            or one is None
            or other is None
            or one == other
            or (first, second) in told
            or "\n" in found[0]
        ):
            continue
        told.add((first, second))
        says = (
            f"{one} {found['aunit'].lower()} and {other} {found['bunit'].lower()}: any count must say which it counts."
        )
        yield doubt("count_units", "medium", says, found.span())
    joint = [review for review in context.reviews if len(review.subjects) > 1]
    children = {name for review in context.reviews for name in review.subjects}
    if joint and len(context.reviews) > 1 and len(children) != len(context.reviews):
        says = (
            f"{len(context.reviews)} reviews are about {len(children)} children, for {joint[0].name} share one: "
            "any count must say which it counts."
        )
        yield doubt("count_units", "medium", says, joint[0].at)


def _unit(word: str) -> str:
    folded = fold(word)
    return _SAME_UNIT.get(folded, folded)


def same_number_twice(context: Context) -> Iterator[Doubt]:
    """One number of one kind of thing, named in two ways in one paragraph: the same ones, or as many more?"""
    for block in context.page.blocks:
        if block.shape == "row" or len(block.text) < 60:
            continue
        places = context.numbers_in(block.start, block.end)
        if len(places) < 2:
            continue
        seen: dict[tuple[int, str], re.Match[str]] = {}
        for found in _modified(context.page.text, places):
            number = value_of(found["n"])
            if number is None or number < 2 or (number > 1900 and found["n"].isdecimal()):
                continue
            key = (number, fold(found["unit"]))
            earlier = seen.get(key)
            if earlier is None:
                seen[key] = found
                continue
            if (
                _ARTICLE.search(context.page.text[max(block.start, found.start() - 30) : found.start()])
                or fold(found["words"]) == fold(earlier["words"])
                or not found["words"].strip()
                or not earlier["words"].strip()
            ):
                continue
            says = (
                f"“{' '.join(found[0].split())}” after “{' '.join(earlier[0].split())}”: it is not said "
                f"whether these are the same {number} "
                f"or {number} more."
            )
            yield doubt("ambiguous_count", "medium", says, found.span())
            break


def _modified(text: str, places: Sequence[int]) -> list[re.Match[str]]:
    return [found for place in places if (found := _MODIFIED.match(text, place))]


CHECKS = [claimed_and_listed, recommendations_spoken_of, lists_after_a_count, units_differ, same_number_twice]
