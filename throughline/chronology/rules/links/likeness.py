"""How alike two entries are in what they tell, and how far apart in days. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.links.words import OWN, Told, agency_words, told, vocabulary

_COMMON, _KIND, _NUMBER, _NAME = 0.4, 1.5, 0.7, 1.2
_LONGEST_SPAN = 31


@lru_cache(maxsize=65536)
def told_once(event: str, action: str) -> Told:
    """The meanings of an entry by its words; many entries share theirs."""
    return told(f"{event}\n{action}" if action else event)


@dataclass(slots=True)
class Weighed:
    """An entry made ready: its meanings with their weights, and the days it can have been on."""

    agency: str
    told: Told
    weights: dict[str, float]
    total: float
    kinds: frozenset[str]
    first: int
    last: int
    minutes: int | None


def weigh(entries: Sequence[Entry]) -> list[Weighed]:
    """Every entry with its meanings weighed by how rarely they are told in all of them."""
    kinds, common = vocabulary().kinds, vocabulary().common
    read = [told_once(entry.event or entry.comment, entry.action) for entry in entries]
    times = Counter(word for each in read for word in each.words)
    most = math.log((len(entries) + 10) / 2)
    idf = {word: max(0.0, math.log((len(entries) + 10) / (count + 1)) / most) for word, count in times.items()}
    prior = {word: _prior(word, kinds, common) for word in times}
    weights = {word: idf[word] * prior[word] for word in times}
    return [_weighed(entry, each, weights, kinds) for entry, each in zip(entries, read, strict=True)]


def _prior(word: str, kinds: frozenset[str], common: frozenset[str]) -> float:
    if word in common:
        return _COMMON
    if word in kinds:
        return _KIND
    return _NUMBER if word[0].isdigit() else 1.0


def _weighed(entry: Entry, read: Told, weights: dict[str, float], kinds: frozenset[str]) -> Weighed:
    own = {word: weights[word] * (_NAME if word in read.names else 1.0) for word in read.sorted}
    total = sum(own.values())
    for word in sorted(agency_words(entry.agency)):
        if word not in own:
            own[word] = OWN * weights.get(word, 0.0)
    first = entry.start.earliest or entry.start.latest
    last = entry.start.latest or entry.start.earliest
    return Weighed(
        agency=entry.agency,
        told=read,
        weights=own,
        total=total,
        kinds=read.words & kinds,
        first=first.toordinal() if first else 0,
        last=last.toordinal() if last else 0,
        minutes=int(entry.time[:2]) * 60 + int(entry.time[3:]) if entry.time else None,
    )


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two entries share: `weight` in all, as a part of the shorter (`within`) and of both (`among`)."""

    weight: float
    within: float
    among: float
    kinds: int
    others: int
    gap: int
    shared: frozenset[str]


def likeness(one: Weighed, two: Weighed) -> Likeness:
    """How alike two entries are."""
    small, large = (one, two) if len(one.weights) <= len(two.weights) else (two, one)
    shared, weight = [], 0.0
    other = large.weights
    for word, own in small.weights.items():
        if word in other:
            weight += min(own, other[word])
            shared.append(word)
    least = max(min(one.total, two.total), 0.001)
    both = one.kinds & two.kinds
    return Likeness(
        weight=weight,
        within=weight / least,
        among=2 * weight / max(one.total + two.total, 0.001),
        kinds=len(both),
        others=int(bool(one.kinds and two.kinds and not both)),
        gap=gap(one, two),
        shared=frozenset(shared),
    )


def gap(one: Weighed, two: Weighed) -> int:
    """The days between the nearest ends of two spans; 0 where they meet."""
    return max(0, max(one.first, two.first) - min(one.last, two.last))
