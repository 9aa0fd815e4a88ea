"""Who it was, said outright: it was Ruby who rang, and not her mother; father was not there. Pure.

Whoever writes “it was Ruby who rang” leaves no room for somebody else. Whoever is said not to have been there did
nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from throughline.chronology.rules.links.company import at_hand
from throughline.chronology.rules.links.people import Part, Person, sentences
from throughline.chronology.rules.links.slots import places
from throughline.chronology.rules.links.words import Told, told

_ONE = frozenset(("one", "person", "adult", "only", "parent", "child"))
_HERSELF = frozenset(("herself", "himself", "actually", "in", "fact", ",", "alone", "not"))
_BACK = 8
_SAYS_LITTLE = frozenset(("make", "take", "give", "go", "come", "be", "do", "child", "baby", "have"))
_ABSENT = re.compile(
    r"^,? ?(?:(?:was|is|were|being|had|had been|has been|himself|herself|who) )*(?:(?:unwell|poorly|ill"
    r"|sick) and )?(?:(?:said|told|thought|asked|invited"
    r"|expected)"
    r" (?:to (?:be|come|attend) )?)?(?:(?:but|and|though) )?(?:still )?"
    r"(?:staying (?:overnight|the night) (?:at|with)|(?:not|n't|never) (?:there|here|present|at home|in the (?:house"
    r"|home|flat|room|car)|on (?:the )?(?:ward"
    r"|premises)|at (?:the )?(?:premises|address|property)"
    r"|in\b(?! the)|outside|around|arrested|attend|come|with (?:her|him|them|the)|involved|seen|one of)"
    r"|at work|gone (?:to (?:the |a )?shops?|away)\b|off (?:sick|site|duty|ill)\b|on (?:leave|shift|holiday)|abroad"
    r"|absent|stayed (?:at home"
    r"|outside|behind|away)|working (?:away|late"
    r"|that)"
    r"|(?:(?:did|does|would|could|had) not|(?:did|does|would|could|had)n't) (?:then )?(?:attend|come|go\b|been told"
    r"|want to come"
    r"|get off work|make it|been there|been able to (?:come|attend|go|get))"
    r"|'?s? (?:not|never) (?:there|in the)|'?s? on leave|had gone back to work|was not able to (?:be there|come|attend)"
    r"|(?:refused|declined|too ill|unable) to (?:attend|come|go)|knew nothing"
    r"|(?:had|has) not been (?:told|there|able to (?:come|attend|go|get))|remained at home"
    r"|out of the (?:house|country)|in class|(?:has )?(?:been )?left (?:with|behind))"
    r"|^,? ?(?:was|is|were|being|had been) (?:(?:said|told|thought) to be )?(?:still )?(?:away\b|out\b(?! of))"
)
_NO = frozenset(("not", "no", "without"))
_FROM_AFAR = frozenset(("inform", "tell", "call", "say", "write", "refer", "name", "ask", "advise", "send", "report"))
_NOT_IN = re.compile(r"^,? ?(?:was |is )?not in\b")


def insisted(one: Told, two: Told) -> str:
    """One says who it was, and the other tells of that deed and of somebody else alone."""
    for said, other in ((one, two), (two, one)):
        others = _persons(other.raw)
        for who, deed in _insists(said.raw):
            if not deed & other.words or not others or any(not each.other(who) for each in others):
                continue
            return f"one says that it was {who.said()}, the other tells of {min(others, key=Person.said).said()}"
    return ""


def absent(one: Told, two: Told) -> str:
    """Somebody is said not to have been there, and does something there in the other telling."""
    for away, there in ((one, two), (two, one)):
        gone = _gone(away.raw)
        for who in sorted(gone, key=Person.said):
            if any(_is(who, each) for each in _gone(there.raw)):
                continue
            at_it = [
                people
                for (way, deed), people in places(there.raw, all_deeds=True).items()
                if way in ("by", "with") or (way == "to" and deed not in _FROM_AFAR)
            ]
            for people in (*at_it, at_hand(there.raw)):
                if any(_is(who, each) for each in people):
                    return f"one says that {who.said()} was not there, the other tells what {who.said()} did"
    return ""


def _is(one: Person, two: Person) -> bool:
    """Called alike, and by forename where both are."""
    if one.forename and two.forename:
        return one.forename == two.forename
    return any(getattr(one, way) and getattr(one, way) == getattr(two, way) for way in ("kin", "surname"))


@lru_cache(maxsize=65536)
def _persons(text: str) -> frozenset[Person]:
    return frozenset(part for parts in sentences(text) for part in parts if isinstance(part, Person))


@lru_cache(maxsize=65536)
def _insists(text: str) -> tuple[tuple[Person, frozenset[str]], ...]:
    return tuple(found for parts in sentences(text) for found in _clefts(list(parts)))


def _clefts(parts: list[Part]) -> Iterator[tuple[Person, frozenset[str]]]:
    for at, part in enumerate(parts):
        if not isinstance(part, Person):
            continue
        after = at + 1
        while after < len(parts) and (parts[after] in _HERSELF or isinstance(parts[after], Person)):
            after += 1
        rest = parts[after : after + 4]
        if [each for each in parts[max(0, at - 3) : at] if each not in ("a", "an", "the", "her", "his")][-2:] == [
            "it",
            "was",
        ] and rest[:1] in (["who"], ["that"]):
            yield part, _deed(parts[after + 1 :])
        elif rest[:2] == ["was", "the"] and len(rest) > 3 and rest[2] in _ONE and rest[3] in ("who", "that"):
            yield part, _deed(parts[after + 4 :])
        elif at and parts[at - 1] == "was" and _PERSON & set(map(str, parts[: at - 1])):
            yield part, _deed(parts[max(0, at - 1 - _BACK) : at - 1])


_PERSON = frozenset(("person", "one", "adult", "caller", "child", "boy", "girl", "parent", "worker"))


def _deed(parts: list[Part]) -> frozenset[str]:
    said = " ".join(part for part in parts[:_BACK] if isinstance(part, str))
    return told(said).words - _SAYS_LITTLE


@lru_cache(maxsize=65536)
def _gone(text: str) -> frozenset[Person]:
    found = set()
    for parts in sentences(text):
        for at, part in enumerate(parts):
            if isinstance(part, Person):
                after = " ".join(each for each in parts[at + 1 : at + 8] if isinstance(each, str))
                if not part.kin and _NOT_IN.match(after):
                    continue  # not in at school, of a child
                before = " ".join(each for each in parts[max(0, at - 3) : at] if isinstance(each, str))
                outright = before.endswith("no sign of") or before.split(" ")[-1] in _NO or _ABSENT.match(after)
                if outright and not isinstance(parts[at + 1] if at + 1 < len(parts) else "", Person):
                    found.add(part)
    return frozenset(found)
