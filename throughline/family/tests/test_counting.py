"""How many, for certain and at the most: against every way in which the records can have been so."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from throughline.family.rules.counting import (
    ALL_TIME,
    Count,
    Held,
    Placed,
    Same,
    Stretch,
    changes,
    holders,
    most_within,
    placements,
)

START = date(2020, 1, 1)
DAYS = 8
ROLE = "social_worker"


def _day(place: int) -> date:
    return START + timedelta(days=place)


@some.composite
def _period(draw: some.DrawFn) -> str:
    first = draw(some.integers(0, DAYS - 1))
    last = draw(some.integers(first, min(first + 2, DAYS - 1)))
    return _day(first).isoformat() if first == last else f"{_day(first)}/{_day(last)}"


_TIMES = some.tuples(_period(), some.one_of(some.just(""), _period()))
_PLACED = some.lists(some.tuples(some.integers(1, 2), _TIMES, some.booleans()), max_size=3)
_STRETCH = some.one_of(
    some.just(ALL_TIME),
    some.tuples(some.integers(0, DAYS - 1), some.integers(0, DAYS - 1)).map(
        lambda two: Stretch(_day(min(two)), _day(max(two)))
    ),
)


def _can_be(period: str) -> list[int]:
    first, _, last = period.partition("/")
    days = [(date.fromisoformat(one) - START).days for one in (first, last or first)]
    return list(range(days[0], days[1] + 1))


def _ways(since: str, until: str, certain: bool) -> list[tuple[int, int] | None]:
    ends = _can_be(until) if until else [99]
    ways: list[tuple[int, int] | None] = [(one, two) for one in _can_be(since) for two in ends if one <= two]
    return ways if certain else [*ways, None]


def _spells(times: list[tuple[int, int]], stretch: Stretch) -> int:
    """The unbroken times, each day looked at."""
    days = {day for first, last in times for day in range(first, min(last, 30) + 1)}
    starts = [day for day in sorted(days) if day - 1 not in days]
    first = (stretch.first - START).days if stretch.first else -1
    last = (stretch.last - START).days if stretch.last else 40
    found = 0
    for start in starts:
        end = start
        while end + 1 in days:
            end += 1
        found += start <= last and end >= first
    return found


@settings(max_examples=150, deadline=None)
@given(_PLACED, _STRETCH)
def test_placements_lie_between_the_two_numbers_however_it_was(
    rows: list[tuple[int, tuple[str, str], bool]], stretch: Stretch
) -> None:
    stays = [Placed(key, 1, place, *times, certain) for key, (place, times, certain) in enumerate(rows)]
    count, _ = placements(stays, stretch)
    every = [_ways(one.since, one.until, one.certain) for one in stays]
    if not all(every):
        return
    for way in itertools.product(*every):
        so = 0
        for place in (1, 2):
            so += _spells([way[k] for k, one in enumerate(stays) if one.place == place and way[k]], stretch)  # type: ignore[misc]
        assert count.least <= so <= count.most, (way, count)


@settings(max_examples=150, deadline=None)
@given(
    some.lists(some.tuples(some.integers(1, 4), _TIMES, some.booleans()), max_size=4),
    _STRETCH,
    some.lists(some.tuples(some.integers(1, 4), some.integers(1, 4)), max_size=2),
)
def test_people_lie_between_the_two_numbers_however_it_was(
    rows: list[tuple[int, tuple[str, str], bool]], stretch: Stretch, perhaps: list[tuple[int, int]]
) -> None:
    roles = [Held(key, who, ROLE, "", *times, certain) for key, (who, times, certain) in enumerate(rows)]
    count, _ = holders(roles, ROLE, stretch, Same(perhaps=tuple(perhaps)))
    every = [_ways(one.since, one.until, one.certain) for one in roles]
    if not all(every):
        return
    for way in itertools.product(*every):
        there = {one.person for one, when in zip(roles, way, strict=True) if when and _spells([when], stretch)}
        for taken in itertools.product((False, True), repeat=len(perhaps)):
            one_is = {who: who for who in range(1, 5)}
            for (one, other), is_so in zip(perhaps, taken, strict=True):
                if is_so:
                    one_is = {who: one_is[one] if now == one_is[other] else now for who, now in one_is.items()}
            assert count.least <= len({one_is[who] for who in there}) <= count.most


@settings(max_examples=60, deadline=None)
@given(some.lists(some.tuples(some.integers(1, 4), _TIMES, some.booleans()), max_size=5), some.randoms())
def test_order_means_nothing_and_one_more_never_makes_fewer(rows: list, random) -> None:  # type: ignore[no-untyped-def, type-arg]
    roles = [Held(key, who, ROLE, "", *times, certain) for key, (who, times, certain) in enumerate(rows)]
    mixed = random.sample(roles, len(roles))
    assert holders(roles, ROLE) == holders(mixed, ROLE)
    assert changes(roles, ROLE) == changes(mixed, ROLE)
    whole, less = holders(roles, ROLE)[0], holders(roles[1:], ROLE)[0]
    assert less.least <= whole.least
    assert less.most <= whole.most


@pytest.mark.parametrize(
    ("rows", "kind", "least", "most"),
    [
        ([(1, "2018", "2019"), (2, "2019", ""), (3, "2020", "")], ROLE, 3, 3),
        ([(1, "2018", "2019"), (1, "2021", "")], ROLE, 1, 1),
        ([], ROLE, 0, 0),
        ([(1, "2018", "2019")], "midwife", 0, 0),
    ],
)
def test_how_many_people(rows: list[tuple[int, str, str]], kind: str, least: int, most: int) -> None:
    roles = [Held(key, who, ROLE, "", since, until) for key, (who, since, until) in enumerate(rows)]
    assert holders(roles, kind)[0] == Count(least, most)


def test_who_is_not_named_may_be_one_of_those_who_are() -> None:
    named, unnamed = Held(1, 1, ROLE, since="2018"), Held(2, 2, ROLE, since="2018", identified=False)
    assert holders([named, unnamed], ROLE)[0] == Count(1, 2)
    assert holders([unnamed], ROLE)[0] == Count(1, 1)
    assert holders([named, Held(3, 3, ROLE, since="2018", certain=False)], ROLE)[0] == Count(1, 2)


def test_one_under_two_names_is_one_once_they_are_joined() -> None:
    two = [Held(1, 1, ROLE, since="2018"), Held(2, 2, ROLE, since="2019"), Held(3, 3, ROLE, since="2020")]
    assert holders(two, ROLE, same=Same(perhaps=((1, 2),)))[0] == Count(2, 3)
    assert holders(two, ROLE, same=Same(joined=((1, 2),)))[0] == Count(2, 2)


def test_going_back_is_one_more_placement_and_two_records_of_one_time_are_one() -> None:
    stays = [
        Placed(1, 1, 1, "2016-01-01", "2016-06-30"),
        Placed(2, 1, 1, "2016-07-01", "2016-12-31"),
        Placed(3, 1, 2, "2017-01-01", "2017-06-30"),
        Placed(4, 1, 1, "2017-07-01"),
    ]
    assert placements(stays)[0] == Count(3, 3)
    assert placements(stays, Stretch(date(2017, 2, 1), date(2017, 3, 1)))[0] == Count(1, 1)


def test_the_most_in_any_stretch_as_long() -> None:
    roles = [Held(n, n, ROLE, since=f"{2010 + 2 * n}-01-01", until=f"{2010 + 2 * n}-12-31") for n in range(5)]
    assert most_within(366, roles, lambda stretch: holders(roles, ROLE, stretch)[0]) == Count(1, 1)
    assert most_within(2 * 366, roles, lambda stretch: holders(roles, ROLE, stretch)[0]) == Count(2, 2)
    assert most_within(3 * 366, roles, lambda stretch: holders(roles, ROLE, stretch)[0]) == Count(3, 3)
    assert most_within(10 * 366, roles, lambda stretch: holders(roles, ROLE, stretch)[0]) == Count(5, 5)
