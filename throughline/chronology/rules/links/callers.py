"""Who called for help, and who somebody turned out to be: the mother rang 999, or the grandmother did. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from throughline.chronology.rules.links.people import Part, Person, sentences
from throughline.chronology.rules.links.words import Told

_HELP = frozenset(("999", "ambulance"))
_RINGS = frozenset(("rang", "dialled", "called", "phoned", "telephoned", "rings", "made", "rung", "summoned"))
_BETWEEN = frozenset(
    ("had", "has", "then", "who", "immediately", "herself", "himself", ",", "also", "the", "one", "was", "it")
)
_NAMES = frozenset(("recognised", "identified", "named", "names", "known", "confirmed"))
_REACH = 5


def callers(one: Told, two: Told) -> str:
    """Somebody else called 999 or an ambulance in each."""
    return _other(_callers(one.raw), _callers(two.raw), "called for help")


def turned_out(one: Told, two: Told) -> str:
    """Somebody is recognised as one person in one telling, and as another in the other."""
    return _other(_recognised(one.raw), _recognised(two.raw), "who it was")


def _other(mine: frozenset[Person], yours: frozenset[Person], what: str) -> str:
    if mine and yours and all(a.other(b) for a in mine for b in yours):
        first, second = (min(each, key=Person.said).said() for each in (mine, yours))
        return f"one has {first}, the other {second} ({what})"
    return ""


@lru_cache(maxsize=65536)
def _callers(text: str) -> frozenset[Person]:
    return frozenset(who for parts in sentences(text) if _HELP & _words(parts) for who in _who_rang(parts))


def _words(parts: list[Part]) -> set[str]:
    return {part for part in parts if isinstance(part, str)}


def _who_rang(parts: list[Part]) -> Iterator[Person]:
    for at, part in enumerate(parts):
        if not isinstance(part, Person):
            continue
        after = at + 1
        while after < len(parts) and parts[after] in _BETWEEN:
            after += 1
        near = {each for each in parts[after + 1 : after + 1 + _REACH] if isinstance(each, str)}
        if parts[after : after + 1] and parts[after] in _RINGS and near & _HELP and "by" not in near:
            yield part
            continue
        before = [
            each for each in parts[max(0, at - _REACH) : at] if each not in ("his", "her", "the", "a", "an", "male")
        ]
        if before[-1:] in (["by"], ["from"]) and set(before[:-1]) & {"call", "called", "made", "999"}:
            earlier = {each for each in parts[:at] if isinstance(each, str)}
            if earlier & _HELP:
                yield part


@lru_cache(maxsize=65536)
def _recognised(text: str) -> frozenset[Person]:
    found = set()
    for parts in sentences(text):
        for at, part in enumerate(parts):
            if isinstance(part, Person) and part.forename:
                before = [each for each in parts[max(0, at - _REACH) : at] if each != "the"]
                if (before[-1:] == ["as"] and set(before) & _NAMES) or before[-2:] == ["driver", "was"]:
                    found.add(part)
    return frozenset(found)
