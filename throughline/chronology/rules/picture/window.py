"""The stretch of days that a picture shows, from years to a day, and the lines on its axis. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

LEVELS = {
    "all": "All of it",
    "year": "A year",
    "quarter": "Three months",
    "month": "A month",
    "week": "A week",
    "day": "A day",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG = 9 * 365


@dataclass(frozen=True, slots=True)
class Window:
    """From the `first` to the `last` day, both in it, at a level of ``LEVELS``."""

    level: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    def meets(self, first: date, last: date) -> bool:
        """True when one of these days lies in it."""
        return first <= self.last and self.first <= last

    def x(self, day: float, wide: float) -> float:
        """Where the beginning of a day, counted as days are, stands in so many pixels."""
        return (day - self.first.toordinal()) / self.days * wide

    def moved(self, by: int) -> date:
        """A day in the window before or after this one, of the same level."""
        step = {"year": 365, "quarter": 92, "month": 30, "week": 7, "day": 1}.get(self.level, 0)
        try:
            return self.first + timedelta(days=by * step + (15 if self.level in ("month", "quarter") else 0))
        except OverflowError:
            return self.first


def window(level: str, at: date | None, first: date | None, last: date | None, today: date) -> Window:
    """The window of that level round the day `at`; for any other level all that there is."""
    begins, ends = first or last or today, last or first or today
    if level not in LEVELS or level == "all":
        spare = timedelta(days=max(7, (ends - begins).days // 40))
        return Window("all", _within(begins, -spare), _within(ends, spare))
    day = at or begins
    if level == "year":
        return Window(level, date(day.year, 1, 1), date(day.year, 12, 31))
    if level == "quarter":
        month = (day.month - 1) // 3 * 3 + 1
        return Window(level, date(day.year, month, 1), _month_end(day.year, month + 2))
    if level == "month":
        return Window(level, day.replace(day=1), _month_end(day.year, day.month))
    if level == "week":
        monday = _within(day, -timedelta(days=day.weekday()))
        return Window(level, monday, _within(monday, timedelta(days=6)))
    return Window(level, day, day)


def widened(shown: Window, days: Iterable[tuple[date, date]]) -> Window:
    """The window, so wide that these days lie in it too; only one that shows all there is grows."""
    told = list(days)
    if shown.level != "all" or not told:
        return shown
    return Window("all", min(shown.first, *(one for one, _ in told)), max(shown.last, *(one for _, one in told)))


def _within(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Tick:
    """A line on the axis: the day it stands on, what it says, and whether it is a heavy one."""

    day: int
    label: str
    heavy: bool


def ticks(shown: Window) -> tuple[Tick, ...]:
    """Years heavy and quarters light; closer in, months, weeks or days."""
    return tuple(_ticks(shown))


def _ticks(shown: Window) -> Iterator[Tick]:
    if shown.days <= 45:
        yield from _daily(shown)
        return
    every = 1 if shown.days <= 400 else 3 if shown.days <= 6 * 365 else 12
    years = 5 if shown.days > 4 * _LONG else 1
    for year in range(shown.first.year, min(shown.last.year + 1, MAXYEAR)):
        for month in range(1, 13, every):
            day = date(year, month, 1)
            if shown.first <= day <= shown.last and (every < 12 or year % years == 0):
                heavy = month == 1
                yield Tick(day.toordinal(), str(year) if heavy else _MONTHS[month - 1], heavy)


def _daily(shown: Window) -> Iterator[Tick]:
    step = 1 if shown.days <= 8 else 7
    for place in range(shown.days):
        day = shown.first + timedelta(days=place)
        if place == 0 or (place % step == 0) or day.day == 1:
            heavy = place == 0 or day.day == 1
            yield Tick(
                day.toordinal(), f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if heavy else ""), heavy
            )
