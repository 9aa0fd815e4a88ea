"""Whether two tellings of one event disagree, by weights learnt from chronologies whose links are known. Pure.

The rules say what cannot both be so. Where none of them found anything, what makes it likely is weighed here: words of
one kind of which each has another, opposites, a no in one only. `scripts/learn_links.py` learns the weights.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from throughline.chronology.rules.links.attendance import bare_absence
from throughline.chronology.rules.links.denials import MARKS
from throughline.chronology.rules.links.family import is_forename
from throughline.chronology.rules.links.marked import NO, Marked, marked, meaning
from throughline.chronology.rules.links.opposites import around
from throughline.chronology.rules.links.words import Told, as_said, stem, told, vocabulary
from throughline.kernel.periods import MONTHS

_WEIGHTS = Path(__file__).with_name("weights.txt")
_CLAUSE_END = re.compile(r"[.;,\n]")
_NEAR = 2
_OF_WORKERS = frozenset(("dr", "sw", "pc", "dc", "ds", "di", "sgt", "hv", "nurse", "sister"))
"""A worker whom only one telling names is not another than the person of the family whom only the other names."""
_PLACE = re.compile(r"\bHMP ([A-Z][a-z]+)")
_OF_DAYS = frozenset(month.lower() for month in MONTHS) | {
    f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
}
_OF_ITSELF = (
    "unexplained",
    "no sign",
    "not been seen since",
    "not seen since",
)  # these deny nothing that the other tells
_COUNTS_NOTHING = frozenset(("with", "bring", "year", "home", "see", "call"))
BAR = "bar"
Features = dict[str, float]


@cache
def weights() -> Features:
    """What was learnt, read once."""
    lines = _WEIGHTS.read_text(encoding="utf-8").splitlines() if _WEIGHTS.exists() else []
    split = (line.rpartition(" ") for line in lines if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in split}


def disagree(one: Told, two: Told, people: frozenset[str] = frozenset()) -> str:
    """Why the two are likely to disagree, in words; nothing where they are not, or nothing to show can be named."""
    found = features(one, two, people)
    known = weights()
    if sum(known.get(name, 0.0) * value for name, value in found.items()) < known.get(BAR, 0.0):
        return ""
    for name in sorted(found, key=lambda each: (-known.get(each, 0.0) * found[each], each)):
        why = _why(name, one, two, people)
        if why:
            return why
    return ""


def features(one: Told, two: Told, people: frozenset[str] = frozenset()) -> Features:
    """What is weighed of a pair, by its name."""
    a, b = marked(one.raw, one), marked(two.raw, two)
    names = one.names | two.names
    only, other = (a.words - b.words) - names, (b.words - a.words) - names
    most, least = max(len(only), len(other)), min(len(only), len(other))
    found: Features = {
        "always": 1.0,
        "least left over": least / 5,
        "most left over": most / 10,
        "nothing left over": float(not least),
        "shared": len(a.words & b.words) / max(1, min(len(a.words), len(b.words))),
        "no in one": float(bool(a.denies) != bool(b.denies)),
        "no of both": float(bool(a.denies) != bool(b.denies) and bool(_of_both(one, two))),
        "no in both": float(bool(a.denies and b.denies)),
        "tones apart": float(a.tone * b.tone < 0),
        "tones alike": float(a.tone * b.tone > 0),
        "tones": min(3, abs(a.tone - b.tone)) / 3,
        "numbers apart": float(bool(_other_number(one, two))),
        "number more": float(bool(a.numbers - b.numbers) != bool(b.numbers - a.numbers)),
        "number shared": float(bool(a.numbers & b.numbers)),
    }
    mine, yours = (
        {name for name in _unshared_names(*pair) if stem(name) not in people} for pair in ((one, two), (two, one))
    )
    found["names apart"] = float(bool(mine and yours))
    found["name more"] = float(bool(mine) != bool(yours))
    known, others = people & one.words, people & two.words
    found["people apart"] = float(bool(known - others and others - known))
    found["people more"] = float(bool(known - others) != bool(others - known))
    _by_kind(one, two, a, b, found)
    _by_opposites(one, two, a, b, found)
    return {name: value for name, value in found.items() if value}


def _by_kind(one: Told, two: Told, a: Marked, b: Marked, found: Features) -> None:
    """Of one kind of word each telling has another; near where both stand in the same place of the story."""
    for kind in a.kinds.keys() | b.kinds.keys():
        mine, yours = a.kinds.get(kind, {}), b.kinds.get(kind, {})
        only, other = mine.keys() - yours.keys(), yours.keys() - mine.keys()
        if only and other:
            found[f"other {kind}"] = 1.0
            if mine.keys().isdisjoint(yours):
                found["others"] = found.get("others", 0.0) + 0.5
                if any(around(one, x) & around(two, y) for x in only for y in other):
                    found[f"near {kind}"] = 1.0
                    found["nears"] = found.get("nears", 0.0) + 0.5
        elif only or other:
            found[f"more {kind}"] = 1.0
        if not mine.keys().isdisjoint(yours):
            found[f"same {kind}"] = 1.0


def _by_opposites(one: Told, two: Told, a: Marked, b: Marked, found: Features) -> None:
    for name in a.ends.keys() | b.ends.keys():
        mine, yours = a.ends.get(name), b.ends.get(name)
        if mine is None or yours is None:
            found["one-sided"] = found.get("one-sided", 0.0) + 0.2
        elif _apart(mine, yours):
            found[f"against {name}"] = 1.0
            found["opposites"] = found.get("opposites", 0.0) + 0.5
            if _beside_one(one, two, mine, yours):
                found["opposites near"] = found.get("opposites near", 0.0) + 0.5
        elif bool(mine[0]) == bool(yours[0]) and bool(mine[1]) == bool(yours[1]) and not (mine[0] and mine[1]):
            found[f"with {name}"] = 1.0
            found["agreeing"] = found.get("agreeing", 0.0) + 0.5


Ends = tuple[tuple[str, ...], tuple[str, ...]]


def _apart(mine: Ends, yours: Ends) -> bool:
    """Each is at one end only, and not at the same."""
    return bool(mine[0]) != bool(mine[1]) and bool(yours[0]) != bool(yours[1]) and bool(mine[0]) != bool(yours[0])


def _beside_one(one: Told, two: Told, mine: Ends, yours: Ends) -> bool:
    """The opposites stand beside a word that both have."""
    first, second = (
        {meaning(stem(said.rpartition(" ")[2])) for said in (*each[0], *each[1])} for each in (mine, yours)
    )
    return any(around(one, x) & around(two, y) for x in first for y in second)


def _why(name: str, one: Told, two: Told, people: frozenset[str]) -> str:
    a, b = marked(one.raw, one), marked(two.raw, two)
    way, _, rest = name.partition(" ")
    if way in ("other", "near") and rest:
        mine, yours = a.kinds[rest], b.kinds[rest]
        if rest == "relative":
            return ""  # the rules hold persons against one another
        first = next(said for word, said in mine.items() if word not in yours)
        second = next(said for word, said in yours.items() if word not in mine)
        return f"one says “{first}”, the other “{second}”"
    if way == "against":
        if rest == "attend" and (bare_absence(one) or bare_absence(two)):
            return ""  # one was not there, and it tells of others that they were
        first, second = (next(iter(each.ends[rest][0] or each.ends[rest][1])) for each in (a, b))
        return f"one says “{first}”, the other “{second}”"
    if name in ("no in one", "no of both"):
        return _of_both(one, two)
    return ""


def _of_both(one: Told, two: Told) -> str:
    """A no in one telling that speaks of a thing of which the other speaks without one."""
    no, other = (one, two) if marked(one.raw, one).denies else (two, one)
    lowered = no.raw.lower().replace("’", "'")
    for said in NO.finditer(lowered):
        if said.group().startswith(_OF_ITSELF):
            continue
        if _clause(lowered, said.start()) & other.words - vocabulary().common:  # it speaks of that very thing
            return f"one says “{said.group()}”, the other does not"
    return ""


def _clause(lowered: str, at: int) -> frozenset[str]:
    """What the sentence around a place tells, as far as the next comma."""
    first = max(lowered.rfind(end, 0, at) for end in ".;\n") + 1
    return told(_CLAUSE_END.split(lowered[first:at])[-1] + _CLAUSE_END.split(lowered[at:])[0]).words


def _other_number(one: Told, two: Told) -> str:
    """A number beside a word in one telling, and another beside that word in the other, neither of them in both."""
    a, b = marked(one.raw, one).numbers, marked(two.raw, two).numbers
    mine, yours = a - b, b - a
    if mine and yours:
        first, second = _beside(one.line, mine), _beside(two.line, yours)
        for word in sorted(first.keys() & second.keys()):
            return f"one has the number {first[word]}, the other {second[word]} ({as_said(one, word)})"
    return ""


def _beside(line: tuple[str, ...], numbers: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, word in enumerate(line):
        if word.partition("/")[0] in numbers:
            for near in (*line[max(0, at - _NEAR) : at], *line[at + 1 : at + 1 + _NEAR]):
                if near not in MARKS and not near[0].isdigit() and near not in _COUNTS_NOTHING:
                    found.setdefault(near, word)
    return found


def _unshared_names(one: Told, two: Told) -> set[str]:
    """Forenames in one telling that do not stand in the other, in whatever writing."""
    said = two.raw.lower()
    titled = {name.partition(":")[2] for name in one.names if name.partition(":")[0] in _OF_WORKERS}
    place = {name.lower() for name in _PLACE.findall(one.raw)}
    return {
        name
        for name in one.names - two.names - titled - place
        if ":" not in name and name not in said and name not in _OF_DAYS and is_forename(name)
    }
