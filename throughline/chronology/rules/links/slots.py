"""Who stands in one place of both tellings: Lloyd was arrested in one, Gavin in the other. Pure.

A person is in a place by the word beside them: who arrested, who was arrested, by whom, to whom. Two are held
against each other only where both are called in one way, by forename, by surname or by what they are of the child, so
that one person under two names is never two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from throughline.chronology.rules.links.family import is_forename, sex_of
from throughline.chronology.rules.links.words import Told, is_known, stem, vocabulary

_KIN = {
    **dict.fromkeys(("mother", "mum", "mam", "mummy", "mums"), "mother"),
    **dict.fromkeys(("father", "dad", "daddy"), "father"),
    **dict.fromkeys(("stepfather", "stepdad"), "stepfather"),
    **dict.fromkeys(("stepmother", "stepmum"), "stepmother"),
    **dict.fromkeys(("grandmother", "gran", "nan", "nana", "mgm", "pgm", "grandma"), "grandmother"),
    **dict.fromkeys(("grandfather", "grandad", "mgf", "pgf", "grandpa"), "grandfather"),
    **dict.fromkeys(("aunt", "auntie", "aunty"), "aunt"),
    "uncle": "uncle",
    "brother": "brother",
    "sister": "sister",
    "cousin": "cousin",
    **dict.fromkeys(("neighbour", "neighbours"), "neighbour"),
    "friend": "friend",
}
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "pc", "dc", "ds", "di", "sgt", "sw", "hv", "cllr", "prof"))
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\w:./-]*|[.;!?\n,()]")
_ENDS = frozenset(".;!?\n")
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
_PASSIVE = frozenset(("was", "were", "been", "being", "is", "be"))
_NOT = frozenset(("not", "never", "nor", "neither", "without", "no", "except", "instead", "didn't", "wasn't", "nobody"))
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
_LETTERED = frozenset(("child", "sibling", "adult", "baby"))
_LETTER = re.compile(r"[A-Z]\d?|\d{1,2}")
_REACH = 4


_SEXES = {
    **dict.fromkeys(("mother", "stepmother", "grandmother", "aunt", "sister"), "women"),
    **dict.fromkeys(("father", "stepfather", "grandfather", "uncle", "brother"), "men"),
}
_ASIDE = re.compile(r" ?\([^()\n]{1,60}\)")
_OF_WHOM = re.compile(
    r",(?= (?:the |his |her |their |a |[a-z]+'s )?(?:\w+[- ])?(?:"
    + "|".join(_KIN)
    + r")\b)[^,.;\n]{1,60}(?:,|(?=[.;\n]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as they are called in one place."""

    forename: str = ""
    surname: str = ""
    kin: str = ""

    def other(self, than: Person) -> bool:
        """Both are called in one way, and not the same."""
        for way in ("forename", "surname", "kin"):
            mine, yours = getattr(self, way), getattr(than, way)
            if mine and yours and (mine == yours or mine.startswith(yours) or yours.startswith(mine)):
                return False
        if (self.kin and than.kin) or (self.forename and than.forename):
            return True
        if self.sex and than.sex and self.sex != than.sex:
            return True
        return bool(self.surname and than.surname and not (self.kin or than.kin))

    @property
    def sex(self) -> str:
        """By what they are of the child, or by a forename of the kept list; else nothing."""
        return _SEXES.get(self.kin, "") or sex_of(self.forename)

    def said(self) -> str:
        """As a reader knows them."""
        if self.kin:
            return f"the {self.kin}"
        return " ".join(part.title() for part in (self.forename, self.surname) if part)


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


Part = Person | str
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
            yield "of" if said == "by" else said, word
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
        passive = any(part in _PASSIVE for part in parts[at + 1 : by]) and said.endswith(_PARTICIPLES)
        alone = stem(said) in _DONE_TO and not (by + 1 < len(parts) and isinstance(parts[by + 1], Person))
        yield "to" if passive or alone else "of", word


def _back(parts: list[Part], at: int) -> int:
    """The place of the first telling word from there backwards."""
    least = at - _REACH
    while at > least and _text(parts, at) in _SKIPPED:
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


def sentences(text: str) -> Iterator[list[Part]]:
    """The words of each sentence, with each person as one."""
    words = _WORD.findall(_OF_WHOM.sub(" ", _ASIDE.sub("", text.replace("’", "'"))))
    sentence: list[Part] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in _ENDS and not (word == "." and sentence and sentence[-1] in _TITLES):
            yield sentence
            sentence = []
            at += 1
            continue
        person, taken = _person(words, at, first=not sentence)
        if person:
            if sentence and sentence[-1] in ("mr", "mrs", "ms", "miss"):
                sentence.pop()
            if sentence and isinstance(sentence[-1], Person) and sentence[-1].kin and not person.kin:
                sentence[-1] = Person(person.forename, person.surname, sentence[-1].kin)
            else:
                sentence.append(person)
            at += taken
        else:
            if word not in (".", "(", ")"):
                sentence.append(word.lower())
            at += 1
    yield sentence


def _person(words: list[str], at: int, *, first: bool) -> tuple[Person | None, int]:
    word = words[at]
    low = word.lower().removesuffix("'s")
    if low in _LETTERED and at + 1 < len(words) and _LETTER.fullmatch(words[at + 1]):
        return Person(kin=f"{low} {words[at + 1].lower()}"), 2
    if word.lower().endswith("'s"):
        return None, 1
    if low in _KIN:
        return Person(kin=_KIN[low]), 1
    if not word[0].isupper() or not word.isalpha() or len(word) < 3 or low in _TITLES:
        return None, 1
    after = words[at + 1] if at + 1 < len(words) else ""
    two = after[:1].isupper() and after.isalpha() and len(after) > 2 and not is_known(after.lower())
    if is_forename(low) or (two and not is_known(low) and (after.isupper() or not first)):
        return (Person(low, after.lower()), 2) if two else (Person(low), 1)
    before = words[at - 1].lower() if at else ""
    if before in _TITLES or (before == "." and at > 1 and words[at - 2].lower() in _TITLES):
        return Person(surname=low), 1
    if not first and not is_known(low) and before not in ("at", "in", "from", "near", "of", "the", "to"):
        return Person(surname=low), 1
    return None, 1
