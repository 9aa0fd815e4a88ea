"""Working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.kernel.days import bank_holidays, is_working_day, skipped, working_day_after, working_days

DAYS = st.dates(date(2008, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        (date(2026, 3, 12), date(2026, 3, 12), 0),
        (date(2026, 3, 13), date(2026, 3, 16), 1),
        (date(2026, 2, 20), date(2026, 3, 12), 14),
        (date(2026, 3, 12), date(2026, 2, 20), -14),
        (date(2026, 4, 2), date(2026, 4, 7), 1),
        (date(2025, 12, 24), date(2026, 1, 2), 4),
    ],
)
def test_counts_the_days_between(after: date, until: date, days: int) -> None:
    assert working_days(after, until) == days


@pytest.mark.parametrize(
    "day", [date(2022, 9, 19), date(2023, 5, 8), date(2020, 5, 8), date(2026, 12, 28), date(2026, 4, 3)]
)
def test_bank_holidays_are_no_working_days(day: date) -> None:
    assert not is_working_day(day)


def test_early_may_holiday_moved_in_2020_left_the_monday_a_working_day() -> None:
    assert is_working_day(date(2020, 5, 4))


def test_fifteen_days_skip_the_state_funeral() -> None:
    assert working_day_after(date(2022, 8, 30), 15) == date(2022, 9, 21)
    assert skipped(date(2022, 8, 30), date(2022, 9, 21)) == (date(2022, 9, 19),)


@given(DAYS, st.integers(0, 900))
def test_counting_in_steps_of_weeks_equals_counting_day_by_day(start: date, length: int) -> None:
    until = start + timedelta(days=length)
    by_hand = sum(is_working_day(start + timedelta(days=step)) for step in range(1, length + 1))
    assert working_days(start, until) == by_hand


@given(DAYS, st.integers(1, 200))
def test_the_day_after_so_many_days_is_so_many_days_after(start: date, count: int) -> None:
    day = working_day_after(start, count)
    assert is_working_day(day)
    assert working_days(start, day) == count


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian algorithm: worked out here and taken from no table."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday(year: int, month: int, *, last: bool) -> date:
    days = [date(year, month, day) for day in range(1, 32)]
    mondays = [day for day in days if day.weekday() == 0]
    return mondays[-1] if last else mondays[0]


# What was proclaimed for one year, and what was moved away by it.
MORE = {
    2011: {date(2011, 4, 29)},
    2012: {date(2012, 6, 4), date(2012, 6, 5)},
    2020: {date(2020, 5, 8)},
    2022: {date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)},
    2023: {date(2023, 5, 8)},
}
LESS = {2012: {date(2012, 5, 28)}, 2020: {date(2020, 5, 4)}, 2022: {date(2022, 5, 30)}}


@pytest.mark.parametrize("year", range(2006, 2036))
def test_the_weekdays_off_of_each_year_are_those_of_the_law_and_of_what_was_proclaimed(year: int) -> None:
    off = {easter(year) - timedelta(2), easter(year) + timedelta(1)}
    off |= {monday(year, 5, last=False), monday(year, 5, last=True), monday(year, 8, last=True)}
    for first in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while first.weekday() > 4 or first in off:
            first += timedelta(1)
        off.add(first)
    off = (off | MORE.get(year, set())) - LESS.get(year, set())
    assert {day for day in bank_holidays(year) if day.weekday() < 5} == off
