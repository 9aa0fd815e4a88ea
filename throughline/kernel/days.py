"""Days here in England: the day of a moment, and working days without the bank holidays. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

HERE = ZoneInfo("Europe/London")
ONE = timedelta(days=1)
WEEK = 7
SATURDAY = 5


def day_here(moment: datetime) -> date:
    """The day here at that moment: half past eleven in the evening, in UTC, is the next day in summer."""
    return moment.astimezone(HERE).date()


def day_written(text: str) -> date:
    """The day here of a day or a moment that a database wrote as text, in UTC where it says nothing else."""
    if len(text) == len("2026-03-29"):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return day_here(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, the proclaimed ones too where the shipped table knows them."""
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """True from Monday to Friday, unless the day is a bank holiday in England."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days(after: date, until: date) -> int:
    """How many working days lie after one day and up to another, that day included; negative when it lies before.

    The first day counts as day 0: from a Friday to the next Monday is 1.
    """
    if until < after:
        return -working_days(until, after)
    weeks, over = divmod((until - after).days, WEEK)
    days = weeks * SATURDAY + sum((after + ONE * step).weekday() < SATURDAY for step in range(1, over + 1))
    return days - sum(len(_weekdays_off(year, after, until)) for year in range(after.year, until.year + 1))


def working_day_after(start: date, count: int) -> date:
    """The day that is `count` working days after `start`, which is day 0; with 0 the day itself."""
    day = start
    while count > 0:
        day += ONE
        count -= is_working_day(day)
    return day


def skipped(after: date, until: date) -> tuple[date, ...]:
    """The bank holidays between two days that would otherwise have been working days, the last day included."""
    return tuple(sorted(day for year in range(after.year, until.year + 1) for day in _weekdays_off(year, after, until)))


def _weekdays_off(year: int, after: date, until: date) -> list[date]:
    return [day for day in bank_holidays(year) if after < day <= until and day.weekday() < SATURDAY]
