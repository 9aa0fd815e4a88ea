"""The places in a telling that one thing fills: the diagnosis, the plan, where one was found, who leads. Pure.

What fills a place in one telling and what fills it in the other contradict one another where they share no word and
neither is told of anywhere in the other telling; it does not matter whether any list knows the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from throughline.chronology.rules.links.persons import may_be
from throughline.chronology.rules.links.words import STOP, Told, is_known, told, vocabulary

_FILE = Path(__file__).with_name("places.txt")
_THE = r"(?:the |a |an |his |her |their |to be |being |as |he |she |pupil |possess\w+ |possession of |class )*"


def _read() -> Iterator[tuple[str, re.Pattern[str]]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, place = line.partition(": ")
            begins, gap, ends = (part.strip() for part in place.split("|"))
            before = "|".join(each if each == ":" else f" {each}" for each in ends.split(", "))
            between = f"[^.;]{{0,{gap}}}?"
            yield (
                name,
                re.compile(rf"\b(?:{'|'.join(begins.split(', '))})\b{between}(?:{before}) {_THE}", re.IGNORECASE),
            )


_PLACES = tuple(_read())
_END = re.compile(r"[.;,:()\n]| (?:and|but|when|while|after|before|following|at|on|in|with|by|who|which|where|as) ")
_AT_TIME = re.compile(r" at (?:about )?\d{1,2}(?:[:.]?\d\d)? ?(?:am|pm|hrs|hours)?(?= )", re.IGNORECASE)
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d|\w+ (?:morning|afternoon|evening|night)\b", re.IGNORECASE
)
_MOST = 4
_WHO = frozenset(
    (
        "mother",
        "father",
        "partner",
        "parents",
        "child",
        "baby",
        "hospital",
        "school",
        "carer",
        "police",
        "teacher",
        "gp",
    )
) | {"nursery", "health_visitor", "midwife", "social_worker", "social_care", "adult_male", "adult_female", "home"}
"""Common words that fill a place all the same."""
_FAMILY = frozenset(("mother", "father", "partner", "parents"))
_ANYWHERE = frozenset(("town", "area", "community", "public", "street", "locally", "local"))  # these tell no place
_OPEN = frozenset(("diagnosis", "allergy"))
"""Of these one word in common, as in “disorder”, is not enough."""
_GENERAL = frozenset(("assault", "offence", "crime"))
"""Any of several offences may be told as one of these."""
_ONE_PERSON = frozenset((frozenset(("mother",)), frozenset(("grandmother",))))
"""The father's mother is the grandmother of the child."""


def filled(one: Told, two: Told) -> str:
    """A place that two tellings fill with different things."""
    mine, yours = _fillers(one.raw), _fillers(two.raw)
    for name in mine:
        a, b = mine[name], yours.get(name)
        if not b or (a & b and name not in _OPEN) or _may_be_one(a, b) or _within(a, b):
            continue
        if (a - two.words and b - one.words) if name in _OPEN else not (a & two.words or b & one.words):
            return f"one says {_said(a)}, the other {_said(b)} ({name})"
    return ""


def _may_be_one(a: frozenset[str], b: frozenset[str]) -> bool:
    if a & _GENERAL or b & _GENERAL or _a_name(a, b) or _a_name(b, a):
        return True
    return {a, b} == _ONE_PERSON or any(may_be(word) & b for word in a)


def _a_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """One is somebody of the family as what they are, the other a name that no list has."""
    known = vocabulary()
    return bool(a & _FAMILY) and not any(word in known.single.values() or word in _WHO for word in b)


def _within(a: frozenset[str], b: frozenset[str]) -> bool:
    """A word of one is the end of a word of the other: pan and saucepan."""
    return any(x.endswith(y) or y.endswith(x) for x in a for y in b)


def _said(words: frozenset[str]) -> str:
    return " ".join(word.replace("_", " ") for word in sorted(words))


@lru_cache(maxsize=65536)
def _fillers(text: str) -> dict[str, frozenset[str]]:
    """What fills each place, where a text fills it once."""
    text = _AT_TIME.sub("", text)
    found: dict[str, frozenset[str]] = {}
    for name, place in _PLACES:
        ends = [match.end() for match in place.finditer(text)]
        if len(ends) == 1:
            words = _filler(text[ends[0] :])
            if words:
                found[name] = words
    return found


def _filler(rest: str) -> frozenset[str]:
    if _DAY.match(rest):
        return frozenset()
    end = _END.search(rest)
    words = rest[: end.start() if end else None].split()[:_MOST]
    doing = next((at for at, word in enumerate(words) if at and word.endswith("ing")), None)
    said = " ".join(words[:doing])  # found in town pushing a pram: in town
    known = vocabulary().common - _WHO
    told_of = {word for word in told(said).words if word not in known and word not in STOP and word[0].isalpha()}
    found = frozenset(told_of) - _ANYWHERE
    return found - {"home"} or found


_NAMED_PLACE = re.compile(
    r"\b((?:St )?[A-Z][a-z]+)(?: [A-Z][a-z]+)? "
    r"(Primary|School|Academy|College|Nursery|Street|Road|Lane|Avenue|Close|Court|House|Ward|Hospital|Hostel|Centre)\b"
)
_KIND_FIRST = re.compile(r"\b(HMP|HMYOI|YOI|Ward|Flat|Room|Class|Year) ([A-Z][a-z]+|\d+[A-Z]?)\b")


def addresses(one: Told, two: Told) -> str:
    """The same kind of place under another name: Oakfield Primary and Ashdown Primary."""
    mine, yours = _named_places(one.raw), _named_places(two.raw)
    for kind in sorted(set(mine) & set(yours)):
        if len(mine[kind]) == len(yours[kind]) == 1 and mine[kind] != yours[kind]:
            a, b = min(mine[kind]), min(yours[kind])
            if a not in two.raw and b not in one.raw:
                return f"one names {a} {kind}, the other {b} {kind}"
    return ""


def _named_places(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, name in _KIND_FIRST.findall(text):
        found.setdefault(kind, set()).add(name)
    for name, kind in _NAMED_PLACE.findall(text):
        if not is_known(name.lower()):
            found.setdefault(kind, set()).add(name)
    return found
