"""Doubts about what is counted: reviews, children or incidents, and the same ones or as many more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..result import Doubt
from ..words import NUMBER, fold, value_of
from .asking import Context, doubt

_UNIT = r"(?:reviews|children|young people|incidents|cases|babies|families|deaths|siblings|notifications|scrs|lcsprs)"
_ADJECTIVES = r"(?:[\w’'-]+\s+){0,3}?"
_PAIR = re.compile(
    rf"(?P<an>{NUMBER})\s+{_ADJECTIVES}(?P<aunit>{_UNIT})\b,?\s*(?:(?:in|during|over) the (?:year|"
    rf"period),?\s*)?(?:(?:which|that|who|"
    rf"and)\s+)?(?:\w+\s+){{0,2}}?(?:about|concerning|concerned|involv(?:ing|ed)|relat(?:ing|ed) to|of|"
    rf"affecting|covering|covered|for|on|were (?:hurt|harmed|injured|killed|involved) in|died in|"
    rf"in)\s+(?:the\s+)?"
    rf"(?P<bn>{NUMBER})\s+{_ADJECTIVES}(?P<bunit>{_UNIT})\b",
    re.IGNORECASE,
)
_COUNTED_UNIT = re.compile(rf"(?<![\w£.,-])(?P<n>{NUMBER})\s+{_ADJECTIVES}(?P<unit>{_UNIT})\b", re.IGNORECASE)
_THERE_WERE = re.compile(
    rf"There (?:were|was)(?: in all| only)? (?P<n>{NUMBER})\s+(?:separate |serious |such )?(?P<unit>incidents|"
    rf"reviews|cases|deaths)\b"
    r"(?=[,.;]| in all| altogether)"
)
_MODIFIED = re.compile(
    rf"(?P<n>{NUMBER})(?P<verb>\s+(?:are|were|is|was))?\s+(?P<words>(?:[\w-]+\s+){{0,4}}?)(?P<unit>reviews|"
    rf"audits|incidents|cases|children|plans)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(r"(?:became|become|led|resulted|went|turned|met|needed|required|ended)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|these|those|all)\s+(?:remaining\s+|other\s+)?$", re.IGNORECASE)
_SAME_UNIT = {
    "babies": "children",
    "young people": "children",
    "siblings": "children",
    "scrs": "reviews",
    "lcsprs": "reviews",
}


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
    yield from _units_in_turn(context, told)
    joint = [review for review in context.reviews if len(review.subjects) > 1]
    children = {name for review in context.reviews for name in review.subjects}
    if joint and len(context.reviews) > 1 and len(children) != len(context.reviews):
        says = (
            f"{len(context.reviews)} reviews are about {len(children)} children, for {joint[0].name} share one: "
            "any count must say which it counts."
        )
        yield doubt("count_units", "medium", says, joint[0].at)


def _units_in_turn(context: Context, told: set[tuple[str, str]]) -> Iterator[Doubt]:
    """ "... four young people were hurt. There were three incidents": two units, one sentence after the other."""
    for block in context.page.blocks:
        if block.shape == "row" or "There w" not in block.text:
            continue
        for found in _THERE_WERE.finditer(block.text):
            before = list(_COUNTED_UNIT.finditer(block.text, 0, found.start()))
            if not before:
                continue
            first, second = _unit(before[-1]["unit"]), _unit(found["unit"])
            one, other = value_of(before[-1]["n"]), value_of(found["n"])
            if "children" not in {first, second} or first == second or one == other or (first, second) in told:
                continue
            told.add((first, second))
            counted = f"{one} {before[-1]['unit'].lower()} and {other} {found['unit'].lower()}"
            says = f"{counted}: any count must say which it counts."
            yield doubt("count_units", "medium", says, (block.start + found.start(), block.start + found.end()))


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
                or _TURNED.match(found["words"])
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


CHECKS = [units_differ, same_number_twice]
