"""Who came with whom: her mother brought her in one telling, a friend in the other, or nobody at all. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.chronology.rules.links.people import Part, Person, sentences
from throughline.chronology.rules.links.words import Told

_TO, _FROM = "came with them", "collected them"
_COMES = frozenset(
    (
        *("came", "come", "comes", "attended", "attends", "arrived", "presented", "went", "gone"),
        *("att", "attd", "presents", "seen", "booked", "in"),
    )
)
_BROUGHT = {
    **dict.fromkeys(("brought", "accompanied", "escorted", "carried", "supported", "bib", "bibm"), _TO),
    **dict.fromkeys(("took", "taken", "drove", "driven"), _TO),
    **dict.fromkeys(("collected", "fetched", "picked"), _FROM),
}
_ELSEWHERE = frozenset(
    (",", "and", "but", "not", "stay", "stayed", "staying", "live", "living", "row", "argument", "spoke")
)
_WHOSE = frozenset(
    (
        *("her", "his", "the", "their", "own", "a", "an", "both", "maternal", "paternal", "friend"),
        *("mr", "mrs", "ms", "miss"),
    )
)
_TAKEN = frozenset(("took", "taken"))  # by somebody: of a statement, or an application
_BESIDE = re.compile(
    r"^(?:(?:was|had been|remained|stayed|sat) (?:still |also )?(?:with|beside|next to) (?:her|him|them)"
    r"|(?:had )?(?:went|gone|came|come) (?:in )?(?:with|along with) (?:her|him|them)|sat in\b|sitting (?:beside"
    r"|with) (?:her|him|them)|travelled with (?:her"
    r"|him))"
)
_THERE = re.compile(
    r"^,? ?(?:(?:was|were|is|also|both|still|had been|being) )*(?:seen\b|there\b|present\b|at home\b|asleep on\b"
    r"|stood (?:at|by|with)|at the (?:address|flat|property)\b|sitting (?:in|with|beside)|on the sofa"
    r"|in the (?:house|home|kitchen|room|flat|lounge)|holding\b|held\b|minding\b|nursing\b|looking after\b|cooking\b"
    r"|in (?:her|his) stead|remained (?:in|with|throughout)|opened the|answered the|let (?:us|me|them)|made tea"
    r"|sat (?:in|with|beside)|came in\b|arrived\b|attended\b|came\b|in\b(?! (?:custody|hospital|prison|school|bed)))"
)
_NOBODY = re.compile(
    r"\b(?:saw us (?:alone|by (?:her|him)self|on (?:her|his) own)|lone occupant|only me and (?:him|her)"
    r"|just me and (?:him|her)|just the two of us|only \w+ and (?:\w+ )?\w+ (?:were )?(?:at home|in|there|present)"
    r"|no other (?:adult|person|relative|family member|grown-?up)s?"
    r"|no one else|nobody else|no other family|no-one else|nobody w(?:ith)? her|nobody with him"
    r"|no one with (?:her|him|them)|unaccompanied)\b"
    r"|\b(?:came|come|attended|arrived|presented|was|in|att)(?: \w+){0,2}? (?:alone|by (?:her|him)self|on (?:her"
    r"|his) own)\b"
    r"|\balone in the (?:house|flat|home)\b",
    re.IGNORECASE,
)
_OF_CHILD = re.compile(
    r"\b(?:seen|spoken to|found|left|wandering|saw (?:her|him)|spoke to (?:her|him)) (?:\w+ ){0,2}?alone\b"
    r"|\bhome alone\b",
    re.IGNORECASE,
)
_A_MAN = re.compile(
    r"\b(?:an? |two )(?:adult |unknown |young |older |strange )?(?:man|male|men|males|woman|female)\b(?! (?:called"
    r"|rang|reported))",
    re.IGNORECASE,
)
_BETWEEN = 6
_SHOWN = 5


def company(one: Told, two: Told) -> str:
    """Somebody else came with them in each, or somebody in one and nobody in the other."""
    mine, yours = _company(one.raw), _company(two.raw)
    for way in (_TO, _FROM):
        a, b = mine.get(way, frozenset()), yours.get(way, frozenset())
        if a and b and all(x.other(y) for x in a for y in b):
            first, second = (min(each, key=Person.said).said() for each in (a, b))
            return f"one says that {first} {way}, the other that {second} did"
    for alone, with_somebody in ((one, two), (two, one)):
        if _by_themselves(alone.raw) and not _by_themselves(with_somebody.raw):
            who = _who_else(with_somebody.raw, alone.raw)
            if who:
                return f"one says that nobody else was there, the other tells of {who}"
    return ""


def _by_themselves(text: str) -> bool:
    return bool(_NOBODY.search(_OF_CHILD.sub(" ", text)))


def _who_else(text: str, alone: str) -> str:
    """An adult who came with them or was there, whom the other telling does not name."""
    named = {part for parts in sentences(alone) for part in parts if isinstance(part, Person)}
    found = set(_company(text).get(_TO, frozenset())) | at_hand(text)
    if not named and len(found) == 1:
        return ""  # it may be the one that was alone
    others = [who for who in found if who.kin and all(who.other(each) or not _same_way(who, each) for each in named)]
    if others:
        return min(others, key=Person.said).said()
    man = _A_MAN.search(text)
    return man.group().lower() if man else ""


def _same_way(one: Person, two: Person) -> bool:
    return any(getattr(one, way) and getattr(one, way) == getattr(two, way) for way in ("kin", "forename", "surname"))


@lru_cache(maxsize=65536)
def at_hand(text: str) -> frozenset[Person]:
    """Who was there, in the words of a telling."""
    return frozenset(
        part
        for parts in sentences(text)
        for at, part in enumerate(parts)
        if isinstance(part, Person)
        and _THERE.match(_after(parts, at))
        and parts[at - 1 : at] not in (["whether"], ["if"])
    )


def _after(parts: list[Part], at: int) -> str:
    """What stands after them, and after who else is named with them."""
    while at + 2 < len(parts) and parts[at + 1] in (",", "and", "&", "+") and isinstance(parts[at + 2], Person):
        at += 2
    return " ".join(each for each in parts[at + 1 : at + 1 + _SHOWN] if isinstance(each, str))


@lru_cache(maxsize=65536)
def _company(text: str) -> dict[str, frozenset[Person]]:
    found: dict[str, set[Person]] = {}
    for parts in sentences(text):
        for at, part in enumerate(parts):
            if not isinstance(part, Person):
                continue
            way = _brought_by(parts, at) or _brings(parts, at)
            if way:
                found.setdefault(way, set()).add(part)
    return {way: frozenset(people) for way, people in found.items()}


def _brought_by(parts: list[Part], at: int) -> str:
    """The way of a word before them, of which they are told by “with” or “by”."""
    before = at - 1
    while before >= 0 and _of_whom(parts[before]):
        before -= 1
    said = parts[before] if before >= 0 else ""
    if said not in ("with", "by", "w", "c"):
        return ""
    for place in range(before - 1, max(-1, before - 1 - _BETWEEN), -1):
        word = parts[place]
        if word in _ELSEWHERE:
            return ""
        if not isinstance(word, str) or (said == "by" and word in _TAKEN):
            continue
        if word in _BROUGHT or (said != "by" and word in _COMES):
            return "" if _of_who_writes(parts, place, at) else _BROUGHT.get(word, _TO)
    return ""


def _of_whom(part: Part) -> bool:
    return isinstance(part, str) and (part in _WHOSE or part.endswith("'s"))


def _of_who_writes(parts: list[Part], at: int, who: int) -> bool:
    """Went with Bethan: of somebody who writes, or who is told of as well, that they went with the one it is about."""
    person = parts[who]
    if parts[at] == "attended" and at == 0:
        return isinstance(person, Person) and not person.kin
    return parts[at] in ("went", "gone", "attended") and (at == 0 or isinstance(parts[at - 1], Person))


def _brings(parts: list[Part], at: int) -> str:
    """What they do: brought her, sat beside her."""
    by = at + 1
    while by < len(parts) and (
        parts[by] in ("who", "had", "has", "then", "also", "herself", "himself", ",", "was", "the", "one")
    ):
        by += 1
    word = parts[by] if by < len(parts) else ""
    passive = "was" in parts[at + 1 : by] and "who" not in parts[at + 1 : by]
    passive = passive or "by" in parts[by + 1 : by + 3]
    if isinstance(word, str) and word in _BROUGHT and not passive and word != "supported":
        after = parts[by + 1] if by + 1 < len(parts) else ""
        if isinstance(after, Person) or after in ("her", "him", "them", "the", "both", "child", "up", "baby", "in"):
            return _BROUGHT[word]
    return _TO if _BESIDE.match(_after(parts, at).lstrip(", ")) else ""
