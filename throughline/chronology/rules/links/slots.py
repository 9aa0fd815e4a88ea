"""Who stands in one place of both tellings: Lloyd was arrested in one, Gavin in the other. Pure.

A person is in a place by the word beside them: who arrested, who was arrested, by whom, to whom. Two are held
against each other only where both are called in one way, by forename, by surname or by what they are of the child, so
that one person under two names is never two.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from throughline.chronology.rules.links.people import TITLES, Part, Person, sentences
from throughline.chronology.rules.links.words import Told, stem, vocabulary

_SKIPPED = frozenset(
    (
        *("was", "were", "is", "has", "had", "have", "been", "being", "be", "then", "also", "again", "now", "later"),
        *("who", "both", "himself", "herself", "today", "did", "the", "a", "an", "his", "her", "their", "child's"),
        *("children's", "only", "new", "so"),
    )
)
_PREPOSITIONS = frozenset(
    ("by", "with", "to", "from", "for", "against", "of", "on", "at", "as", "between", "about", "beside")
)
_PARTICIPLES = ("ed", "en", "t", "n")
_IRREGULAR = frozenset(("told", "found", "held", "heard", "made", "paid", "led", "sold", "read", "struck", "stung"))
_PASSIVE = frozenset(("was", "were", "been", "being", "is", "be"))
_NOT = frozenset(
    ("not", "never", "nor", "neither", "without", "no", "except", "instead", "didn't", "wasn't", "nobody")
) | {
    "failed",
    "failing",
    "unable",
    "declined",
}
_DONE_TO = frozenset(
    stem(word)
    for word in (
        *("arrested", "charged", "bailed", "detained", "excluded", "suspended", "admitted", "discharged", "sentenced"),
        *(
            "convicted",
            "cautioned",
            "injured",
            "stabbed",
            "burnt",
            "burned",
            "scalded",
            "bitten",
            "bruised",
            "remanded",
        ),
        *("released", "recalled", "deregistered", "placed", "removed", "sectioned", "evicted", "conveyed", "born"),
    )
)
_ANYBODY = frozenset(
    (
        *("inform", "call", "say", "visit", "report", "see", "birth", "stay", "missing", "contact", "discuss", "seen"),
        *("today", "child", "baby", "meeting", "review", "home", "school", "record", "note", "speak", "talk", "write"),
        *("letter", "agree"),
    )
)
"""Several may do these, or have them done to them, in one event."""
_REACH = 4


def slots(one: Told, two: Told) -> str:
    """Another person in the same place of both, in words."""
    mine, yours = places(one.raw), places(two.raw)
    for place in sorted(mine.keys() & yours.keys()):
        if all(a.other(b) for a in mine[place] for b in yours[place]):
            a, b = (min(each[place], key=Person.said) for each in (mine, yours))
            way, word = place
            return f"one has {a.said()}, the other {b.said()} ({way} {word})"
    return ""


@lru_cache(maxsize=65536)
def places(text: str, *, all_deeds: bool = False) -> dict[tuple[str, str], frozenset[Person]]:
    """Who stands beside which word, and how; with `all_deeds` also beside what several may do in one event."""
    found: dict[tuple[str, str], set[Person]] = {}
    for parts in sentences(text):
        for at, part in enumerate(parts):
            if isinstance(part, Person):
                for place in _beside(parts, at, frozenset() if all_deeds else _ANYBODY):
                    found.setdefault(place, set()).add(part)
    return {place: frozenset(people) for place, people in found.items()}


Place = tuple[str, str]


def _beside(parts: list[Part], at: int, without: frozenset[str]) -> Iterator[Place]:
    """The places of the person there: what it does or what is done to it, and what stands before it."""
    yield from _after(parts, at, without)
    before = _back(parts, at - 1)
    said = _text(parts, before)
    if said in _PREPOSITIONS:
        further = _back(parts, before - 1)
        word = _told(parts, further, without)
        if word:
            yield said, word
    else:
        word = _told(parts, before, without)
        if word:
            yield "to" if stem(said) in _DONE_TO else "on", word


def _after(parts: list[Part], at: int, without: frozenset[str]) -> Iterator[Place]:
    """What stands after the person: done by them, or to them where it is so told."""
    by = at + 1
    while by - at <= _REACH and _text(parts, by) in _SKIPPED:
        by += 1
    said, word = _text(parts, by), _told(parts, by, without)
    if word and not _joined(parts, at):
        passive = any(part in _PASSIVE for part in parts[at + 1 : by]) and (
            said.endswith(_PARTICIPLES) or said in _IRREGULAR
        )
        alone = stem(said) in _DONE_TO and not (by + 1 < len(parts) and isinstance(parts[by + 1], Person))
        yield "to" if passive or alone else "by", word


def _back(parts: list[Part], at: int) -> int:
    """The place of the first telling word from there backwards."""
    least = at - _REACH
    while at > least and (_text(parts, at) in _SKIPPED or _text(parts, at) in TITLES):
        at -= 1
    return at


def _text(parts: list[Part], at: int) -> str:
    """The word there; nothing beyond the sentence, or where a person stands."""
    part = parts[at] if 0 <= at < len(parts) else ""
    return part if isinstance(part, str) else ""


def _told(parts: list[Part], at: int, without: frozenset[str]) -> str:
    """What the word there means, where it is not denied and is none of those."""
    said = _text(parts, at)
    word = _meaning(said) if said and not _denied(parts, at) else ""
    return "" if word in without else word


def _joined(parts: list[Part], at: int) -> bool:
    """Somebody else stands beside the person, as in Denise and Colin attended."""
    return at >= 2 and parts[at - 1] in ("and", "&", ",") and isinstance(parts[at - 2], Person)


def _denied(parts: list[Part], at: int) -> bool:
    return any(part in _NOT for part in parts[max(0, at - 3) : at + 1] if isinstance(part, str))


@lru_cache(maxsize=65536)
def _meaning(word: str) -> str:
    if not word.isalpha() or (len(word) < 3) or word in _PREPOSITIONS:
        return ""
    root = stem(word)
    meaning = vocabulary().single.get(root, root)
    return meaning if word not in _SMALL else ""


_SMALL = frozenset(
    ("and", "but", "that", "this", "all", "not", "she", "they", "she", "her", "who", "which", "when", "said")
)
