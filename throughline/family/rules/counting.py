"""How many had a role and how many placements there were, in any stretch of days: exactly, or between two. Pure.

The least is what is certain, the most is what may have been. Somebody who is in the records under two names that were
joined is one person; two who may be one are two at the most and one at the least.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from throughline.kernel import periods

PLACEMENT = "placement"
ONE = timedelta(days=1)
Pair = tuple[int, int]
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one day to another, both included; ``None`` is open, and with both open it is all time."""

    first: date | None = None
    last: date | None = None

    @property
    def is_all_time(self) -> bool:
        """Nothing is outside it."""
        return self.first is None and self.last is None


ALL_TIME = Stretch()


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody had a role at an agency, from when until when; without `until` they still have it.

    `certain` is whether the record is; `identified` is False for somebody whose name nobody has.
    """

    key: int
    person: int
    kind: str
    agency: str = ""
    since: str = ""
    until: str = ""
    certain: bool = True
    identified: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A child lived in a placement, from when until when; without `until` the child still does."""

    key: int
    person: int
    place: int
    since: str = ""
    until: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Count:
    """At least so many, and at most so many."""

    least: int = 0
    most: int = 0

    @property
    def is_exact(self) -> bool:
        """There is one number that it can be."""
        return self.least == self.most

    @property
    def words(self) -> str:
        """``7``, or ``5 to 7`` where it is not certain."""
        return str(self.least) if self.is_exact else f"{self.least} to {self.most}"


Counter = Callable[[Stretch], Count]


def grouped(pairs: Iterable[Pair]) -> dict[int, int]:
    """Everybody of those pairs, with the smallest of all who are one with them."""
    groups: dict[int, set[int]] = {}
    for one, other in pairs:
        group = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(group, group))
    return {person: min(group) for person, group in groups.items()}


@dataclass(frozen=True, slots=True)
class Same:
    """Who is one person: pairs that were joined, and pairs that may be one and are not decided."""

    joined: tuple[Pair, ...] = ()
    perhaps: tuple[Pair, ...] = ()
    _kept: Mapping[int, int] = field(init=False, repr=False, compare=False, default_factory=dict)
    _least: Mapping[int, int] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """The groups are worked out once."""
        object.__setattr__(self, "_kept", grouped(self.joined))
        object.__setattr__(self, "_least", grouped((*self.joined, *self.perhaps)))

    def one(self, person: int) -> int:
        """The person that this one is, by what was joined."""
        return self._kept.get(person, person)

    def at_least(self, person: int) -> int:
        """The person that this one may be, if everything that is proposed were so."""
        return self._least.get(person, person)


NOBODY_TWICE = Same()


@dataclass(frozen=True, slots=True)
class _Row:
    """A time from one period to another: whether the record is certain, and whether it is surely in the stretch."""

    since: str
    until: str
    certain: bool = True
    inside: bool = True


def holders(
    roles: Iterable[Held], kind: str = "", stretch: Stretch = ALL_TIME, same: Same = NOBODY_TWICE
) -> tuple[Count, tuple[Held, ...]]:
    """How many people had that role (or any) in the stretch, and the records that say so, the earliest first."""
    every = [one for one in roles if not kind or one.kind == kind]
    told = [(one, _within(one.since, one.until, stretch)) for one in every]
    told = [(one, how) for one, how in told if how is not None]
    sure = [one for one, how in told if how and one.certain]
    named = {same.at_least(one.person) for one in sure if one.identified}
    least = max(len(named), 1 if sure else 0)
    most = len({same.one(one.person) for one, _ in told})
    return Count(least, most), tuple(sorted((one for one, _ in told), key=_in_time))


def changes(
    roles: Iterable[Held], kind: str, stretch: Stretch = ALL_TIME, same: Same = NOBODY_TWICE
) -> tuple[Count, tuple[Held, ...]]:
    """How often the one in that role changed: one less than there were, or as often as anybody came."""
    count, rows = holders(roles, kind, stretch, same)
    by = {(same.one(one.person)): [two for two in rows if same.one(two.person) == same.one(one.person)] for one in rows}
    comings = sum(_spells([_Row(two.since, two.until, two.certain) for two in own]).most for own in by.values())
    return Count(max(count.least - 1, 0), max(comings - 1, 0)), rows


def placements(
    stays: Iterable[Placed], stretch: Stretch = ALL_TIME, same: Same = NOBODY_TWICE, place_same: Same = NOBODY_TWICE
) -> tuple[Count, tuple[Placed, ...]]:
    """How many placements there were in the stretch. Going back to an earlier one is one more; two records of one
    unbroken time in one place are one. The stays are those of one child, or of several, each counted alone."""
    told = [(one, _within(one.since, one.until, stretch)) for one in stays]
    told = [(one, how) for one, how in told if how is not None]
    at: dict[Hashable, list[_Row]] = {}
    for one, how in told:
        where = (same.one(one.person), place_same.one(one.place))
        at.setdefault(where, []).append(_Row(one.since, one.until, one.certain, bool(how)))
    counts = [_spells(rows) for rows in at.values()]
    least, most = sum(one.least for one in counts), sum(one.most for one in counts)
    return Count(least, most), tuple(sorted((one for one, _ in told), key=_in_time))


def most_within(days: int, rows: Sequence[Held] | Sequence[Placed], count: Counter) -> Count:
    """The most that any stretch of so many days has: what “in three years” is held against.

    As a stretch moves on, what is in it changes only where it begins or ends on a day on which a record can.
    """
    turns = {day for one in rows for day in (*_days_of(one.since), *_days_of(one.until))}
    starts = turns | {day - timedelta(days=days - 1) for day in turns if day.toordinal() > days}
    found = [count(Stretch(start, _later(start, days - 1))) for start in sorted(starts)]
    return Count(max((one.least for one in found), default=0), max((one.most for one in found), default=0))


def _days_of(iso: str) -> tuple[date, ...]:
    period = periods.parse(iso)
    return (period.first, period.last) if period else ()


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _within(since: str, until: str, stretch: Stretch) -> bool | None:
    """Whether what stood from one period to another stood in the stretch: surely, perhaps (False), or not (None).

    What has no end goes on. What has no beginning may have begun on any day before its end.
    """
    if stretch.is_all_time:
        return True
    begins, ends = periods.parse(since), periods.parse(until)
    first, last = stretch.first or date.min, stretch.last or date.max
    if (begins and begins.first > last) or (ends and ends.last < first):
        return None
    begun = begins.last <= last if begins else ends is not None and ends.first <= last
    over = ends is not None and ends.first < first
    return begun and not over


def _spells(rows: Sequence[_Row]) -> Count:
    """How many unbroken times those are: the least by their widest days, the most by their narrowest.

    A record that is not certain joins no two others for the most, and is one more unless it lies in another surely.
    """
    wide = _touching([(_widest(row), row) for row in rows])
    least = sum(any(row.certain and row.inside for row in group) for _, group in wide)
    firm = [(days, row) for row in rows if row.certain and (days := _narrowest(row))]
    solid = [days for days, _ in _touching(firm)]
    loose = [row for row in rows if not row.certain or _narrowest(row) is None]
    more = sum(
        not any(_touches(_narrowest(row), days) or _lies_in(_widest(row), days) for days in solid) for row in loose
    )
    return Count(least, max(len(solid) + more, least))


def _widest(row: _Row) -> Days:
    begins, ends = periods.parse(row.since), periods.parse(row.until)
    return (begins.first if begins else date.min, ends.last if ends else date.max)


def _narrowest(row: _Row) -> Days | None:
    begins, ends = periods.parse(row.since), periods.parse(row.until)
    if begins is None:
        return None
    last = ends.first if ends else date.max
    return (begins.last, last) if begins.last <= last else None


def _touches(one: Days | None, other: Days) -> bool:
    return one is not None and one[0] <= _later(other[1], 1) and other[0] <= _later(one[1], 1)


def _lies_in(one: Days, other: Days) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _touching(rows: Iterable[tuple[Days, _Row]]) -> list[tuple[Days, list[_Row]]]:
    """The records in groups that touch, each with its days: the day after one ends the other has begun."""
    groups: list[tuple[Days, list[_Row]]] = []
    for days, row in sorted(rows, key=lambda each: each[0]):
        if groups and _touches(days, groups[-1][0]):
            (first, last), own = groups.pop()
            groups.append(((first, max(last, days[1])), [*own, row]))
        else:
            groups.append((days, [row]))
    return groups


def _in_time(one: Held | Placed) -> tuple[tuple[int, str, str], int]:
    return periods.sort_key(one.since), one.key
