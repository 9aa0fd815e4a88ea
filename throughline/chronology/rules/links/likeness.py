"""How alike two entries are in what they tell, and how far apart in days. Pure."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.links.aliases import Names, in_full, names_of, spelled_out
from throughline.chronology.rules.links.family import named_by_role, pattern_of, plainly, roles
from throughline.chronology.rules.links.tolddays import told_days
from throughline.chronology.rules.links.words import (
    OWN,
    TOPIC,
    Told,
    Vocabulary,
    agency_words,
    is_known,
    stem,
    told,
    vocabulary,
)
from throughline.kernel.periods import MONTHS

_COMMON, _KIND, _NUMBER, _NAME = 0.4, 1.5, 0.7, 1.2
_TOPIC = 0.8
_OF_DAYS = frozenset(month.lower() for month in MONTHS) | {
    f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
}
_AROUND = 15  # days before and after, in which entries are counted
_WRITER = re.compile(r"\b([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})\b")
_SPARSE = 40  # entries in those days, up to which two on one day are hardly ever there by chance
_NAMED = 3  # entries that must name somebody
_CROWDED = 150  # and from which many are: five a day


@lru_cache(maxsize=65536)
def told_once(event: str, action: str) -> Told:
    """The meanings of an entry by its words; many entries share theirs."""
    return told(f"{event}\n{action}" if action else event)


@dataclass(slots=True)
class Weighed:
    """An entry made ready: what it tells, what its agency is without saying so, and the days it can have been on."""

    agency: str
    told: Told
    claims: Told  # what it tells without what its agency did then
    in_all: Told  # and with its comment
    own: frozenset[str]
    weights: dict[str, float]  # of every word in all the entries, the same for each of them
    total: float
    topics: float  # what of the total is not words but what they speak of
    kinds: frozenset[str]
    first: int
    last: int
    minutes: int | None
    repeated: bool  # its words are those of other entries of its agency as well
    sparse: bool  # in a time when little is told
    lone: bool  # and the only entry of its agency on its day
    crowded: bool  # in a time when so much is told that on each day something is like something else
    around: int  # entries in that time
    people: frozenset[str] = frozenset()  # by the roots of their names, whom several agencies name, the same for each
    days: tuple[int, ...] = ()  # before its own, that its words tell of
    writers: frozenset[str] = frozenset()  # who by name wrote it, as its source tells


@dataclass(frozen=True, slots=True)
class _Texts:
    """What an entry says of the event, of what was done then, and besides."""

    event: str
    action: str
    comment: str

    @property
    def whole(self) -> str:
        return f"{self.event}\n{self.action}"

    @property
    def besides(self) -> str:
        return "" if self.comment == self.event else self.comment

    def through(self, change: Callable[[str], str]) -> _Texts:
        return _Texts(change(self.event), change(self.action), change(self.comment))


def weigh(entries: Sequence[Entry]) -> list[Weighed]:
    """Every entry with its meanings weighed by how rarely they are told in all of them."""
    known = vocabulary()
    texts = [_Texts(*map(plainly, (entry.event or entry.comment, entry.action, entry.comment))) for entry in entries]
    called = names_of([each.whole for each in texts])
    texts = [each.through(lambda text: spelled_out(text, called)) for each in texts]
    kin = roles([each.whole for each in texts])
    by_role = pattern_of(kin)
    if by_role:
        texts = [each.through(lambda text: named_by_role(text, kin, by_role)) for each in texts]
    read = [told_once(each.event, each.action) for each in texts]
    times = Counter(word for each in read for word in each.words)
    names = frozenset().union(*(each.names for each in read))
    most = math.log((len(entries) + 10) / 2)
    weights = {
        word: max(0.0, math.log((len(entries) + 10) / (count + 1)) / most) * _prior(word, known, names)
        for word, count in times.items()
    }
    often = Counter((entry.agency, each.sorted) for entry, each in zip(entries, read, strict=True))
    around = _around(entries)
    people = _people(entries, read, names)
    alone = Counter((entry.agency, entry.start.earliest, entry.start.latest) for entry in entries)
    return [
        _weighed(
            entry,
            each,
            weights,
            known.kinds,
            often[entry.agency, each.sorted] > 1,
            alone[entry.agency, entry.start.earliest, entry.start.latest] == 1,
            count,
            people,
            _in_full(told_once(said.event, "") if said.action and said.event else each, called),
            in_full(said.besides, called),
        )
        for entry, each, count, said in zip(entries, read, around, texts, strict=True)
    ]


def _in_full(claims: Told, called: Names) -> Told:
    """What is claimed, with everybody's surname, so that Marek is not another than Dolny."""
    full = in_full(claims.raw, called)
    return claims if full == claims.raw else replace(claims, raw=full)


def _around(entries: Sequence[Entry]) -> list[int]:
    """How much is told in the days around each entry: where it is little, two agencies seldom meet on one by chance."""
    days = [(entry.start.earliest or entry.start.latest or date.min).toordinal() for entry in entries]
    ordered = sorted(days)
    return [bisect_right(ordered, day + _AROUND) - bisect_left(ordered, day - _AROUND) for day in days]


def _people(entries: Sequence[Entry], read: Sequence[Told], names: frozenset[str]) -> frozenset[str]:
    """Whom several entries of several agencies name: the family, and who has much to do with it."""
    named = {stem(name) for name in names if ":" not in name and name not in _OF_DAYS}
    where: dict[str, set[str]] = {}
    times: Counter[str] = Counter()
    for entry, each in zip(entries, read, strict=True):
        for name in each.words & named:
            times[name] += 1
            where.setdefault(name, set()).add(entry.agency)
    return frozenset(name for name, agencies in where.items() if len(agencies) > 1 and times[name] >= _NAMED)


def _prior(word: str, known: Vocabulary, names: frozenset[str]) -> float:
    if word[0] == TOPIC:
        return _TOPIC
    if word in known.common:
        return _COMMON
    if word in known.kinds:
        return _KIND
    if word[0].isdigit():
        return _NUMBER
    return _NAME if word in names else 1.0


def _weighed(
    entry: Entry,
    read: Told,
    weights: dict[str, float],
    kinds: frozenset[str],
    repeated: bool,
    alone: bool,
    around: int,
    people: frozenset[str],
    claims: Told,
    besides: str,
) -> Weighed:
    first = entry.start.earliest or entry.start.latest
    last = entry.start.latest or entry.start.earliest
    return Weighed(
        agency=entry.agency,
        told=read,
        own=agency_words(entry.agency) - read.words,
        weights=weights,
        total=math.fsum(weights[word] for word in read.words),
        topics=math.fsum(weights[word] for word in read.words if word[0] == TOPIC),
        kinds=read.words & kinds,
        first=first.toordinal() if first else 0,
        last=last.toordinal() if last else 0,
        minutes=int(entry.time[:2]) * 60 + int(entry.time[3:]) if entry.time else None,
        repeated=repeated,
        sparse=around <= _SPARSE,
        lone=alone and around <= _SPARSE and first is not None and first == last,
        crowded=around >= _CROWDED,
        around=around,
        people=people,
        claims=claims,
        in_all=replace(claims, raw=f"{claims.raw}\n{besides}") if besides else claims,
        days=told_days(entry.event or entry.comment, first if first == last else None),
        writers=_writers(entry.source),
    )


@lru_cache(maxsize=4096)
def _writers(source: str) -> frozenset[str]:
    """Names in a source: Case notes, Hannah Pryce."""
    return frozenset(f"{first} {last}" for first, last in _WRITER.findall(source) if not is_known(first.lower()))


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
    unsaid: frozenset[str]  # of that, what one tells and what the other's agency is without saying so
    told: int | None = None  # days between what one tells of and the other, where a day is told of


def likeness(one: Weighed, two: Weighed) -> Likeness:
    """How alike two entries are."""
    told, weights = one.told.words & two.told.words, one.weights
    days, by_words = gap(one, two), told_apart(one, two)
    apart = days and by_words != 0
    first, second = (one.total, two.total) if not apart else (one.total - one.topics, two.total - two.topics)
    if apart:  # what both speak of somehow says little on two days
        told = frozenset(word for word in told if word[0] != TOPIC)
    unsaid = (one.own & two.told.words) | (two.own & one.told.words)
    weight = math.fsum(weights[word] for word in told) + OWN * math.fsum(weights[word] for word in unsaid)
    least = max(min(first, second), 0.001)
    both = one.kinds & two.kinds
    return Likeness(
        weight=weight,
        within=weight / least,
        among=2 * weight / max(first + second, 0.001),
        kinds=len(both),
        others=int(bool(one.kinds and two.kinds and not both)),
        gap=days,
        shared=told | unsaid,
        unsaid=unsaid,
        told=by_words,
    )


def gap(one: Weighed, two: Weighed) -> int:
    """The days between the nearest ends of two spans; 0 where they meet."""
    return max(0, max(one.first, two.first) - min(one.last, two.last))


def told_apart(one: Weighed, two: Weighed) -> int | None:
    """The days between what both tell of, by their words; by the own day of the one that tells of none."""
    if one.days and two.days:
        return min(abs(a - b) for a in one.days for b in two.days)
    if two.days:
        return min(_beyond(day, one) for day in two.days)
    return min(_beyond(day, two) for day in one.days) if one.days else None


def _beyond(day: int, entry: Weighed) -> int:
    return max(0, entry.first - day, day - entry.last)
