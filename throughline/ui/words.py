"""Dates, counts and lists in the words that the product uses. Pure; templates have them as filters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from throughline.kernel import periods
from throughline.kernel.days import HERE, day_here

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def day(value: date | datetime) -> str:
    """``12 March 2026``, in London for a moment."""
    on = _day(value)
    return f"{on.day} {on:%B %Y}"


def long_day(value: date | datetime) -> str:
    """``Thursday 12 March 2026``."""
    return f"{_day(value):%A} {day(value)}"


def short_day(value: date | datetime) -> str:
    """``12 Mar 2026``, for tables only."""
    on = _day(value)
    return f"{on.day} {on:%b %Y}"


def clock_time(value: datetime) -> str:
    """``14:02``, in London."""
    return f"{value.astimezone(HERE):%H:%M}"


def moment(value: datetime) -> str:
    """``12 March 2026 at 14:02``, in London."""
    return f"{day(value)} at {clock_time(value)}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 action`` or ``2 actions``; `many` where an s is not enough."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def in_words(number: int) -> str:
    """``eight``; figures above twelve."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def capital(text: str) -> str:
    """The text with its first letter as a capital and the rest as it was."""
    return text[:1].upper() + text[1:]


def listed(things: Iterable[Any], last: str = "and") -> str:
    """``one, two and three``."""
    names = [str(thing) for thing in things]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def file_size(size: int) -> str:
    """``412 KB`` or ``3.1 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def _day(value: date | datetime) -> date:
    return day_here(value) if isinstance(value, datetime) else value


def period(iso: str | None) -> str:
    """``15 December 2023``, ``April 2006`` or ``date not stated``: a written period in words."""
    return periods.in_words(iso)
