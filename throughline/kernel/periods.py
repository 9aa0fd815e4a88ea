"""When something happened, only as exactly as it was said: a year, a month, a day, or a stretch between two. Pure.

A period is written ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or two of them with ``/`` between; an empty text is a date
that was not stated. Nothing here ever makes a date more exact than it was.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

NOT_STATED = "date not stated"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS), "Sept"])
_WORDS = re.compile(
    rf"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? +)?"
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? +(?:of +)?)?({_MONTH})\.?,? +)?(\d{{4}})",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN = (
    re.compile(r"(?:from +|between +)?(.+?) +(?:to|and|until) +(.+)", re.ASCII | re.IGNORECASE),
    re.compile(r"(.+?) *[/–—-] *(.+)", re.ASCII),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month of it (0: the year alone) and a day of that (0: the month alone)."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """``2016``, ``2016-03`` or ``2016-03-09``."""
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """``9 March 2016``, ``March 2016`` or ``2016``."""
        month = MONTHS[self.month - 1] if self.month else ""
        return " ".join(part for part in (str(self.day or ""), month, str(self.year)) if part)


@dataclass(frozen=True, slots=True)
class Period:
    """One point in time, as exact as it was said, or a stretch from one to another."""

    start: Point
    end: Point | None = None

    @property
    def iso(self) -> str:
        """The written form, the same as was parsed."""
        return f"{self.start.iso}/{self.end.iso}" if self.end else self.start.iso

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return self.start.first

    @property
    def last(self) -> date:
        """The last day it can mean."""
        return (self.end or self.start).last

    @property
    def words(self) -> str:
        """``March 2016`` or ``March 2016 to June 2017``."""
        return f"{self.start.words} to {self.end.words}" if self.end else self.start.words


def parse(iso: str | None) -> Period | None:
    """The period that the written form means, or ``None`` when it is empty or no such form."""
    if not iso:
        return None
    sides = iso.split("/")
    points = [_point(side) for side in sides]
    if len(points) > 2 or None in points:
        return None
    start, end = points[0], points[1] if len(points) == 2 else None
    if start is None or (end is not None and end.last < start.first):
        return None
    return Period(start, end)


def is_period(iso: str | None) -> bool:
    """It is one of the written forms, and a date that there was."""
    return parse(iso) is not None


def is_period_or_nothing(iso: str | None) -> bool:
    """It is one of the written forms, or says that no date was stated."""
    return not iso or is_period(iso)


def sort_key(iso: str | None) -> tuple[int, str, str]:
    """Orders by the first day a period can mean, then the last; what is not stated comes after everything."""
    period = parse(iso)
    if period is None:
        return (1, "", "")
    return (0, period.first.isoformat(), period.last.isoformat())


def in_words(iso: str | None) -> str:
    """``March 2016``, or ``date not stated``."""
    period = parse(iso)
    return period.words if period else NOT_STATED


def stated(text: str, iso: str | None = "") -> str:
    """What a page shows: the words of the text when there are any, else the period in words, else “date not stated”."""
    return text.strip() or in_words(iso)


def understood(words: str) -> str:
    """The written form of a date that somebody typed, or ``""`` where not the whole of it is a date with a year.

    Understood are ``9 March 2016``, ``March 2016``, ``2016``, ``9/3/2016``, ``2016-03``, ``March 2016 to June 2017``.
    """
    text = " ".join(words.split()).strip(" .,")
    one = _one(text)
    if one:
        return one.iso
    for match in filter(None, (between.fullmatch(text) for between in _BETWEEN)):
        start, end = _one(match[1].strip()), _one(match[2].strip())
        if start and end and is_period(f"{start.iso}/{end.iso}"):
            return f"{start.iso}/{end.iso}"
    return ""


def _one(text: str) -> Point | None:
    if _ISO.fullmatch(text):
        return _point(text)
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        return _there_was(int(numbers[3]), int(numbers[2]), int(numbers[1])) if int(numbers[2]) else None
    words = _WORDS.fullmatch(text)
    if not words:
        return None
    month = _month(words[2]) if words[2] else 0
    return _there_was(int(words[3]), month, int(words[1] or 0)) if words[1] != "0" else None


def _month(word: str) -> int:
    starts = word[:3].lower()
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == starts)


def _point(text: str) -> Point | None:
    match = _ISO.fullmatch(text)
    if not match or match[2] == "00" or match[3] == "00":
        return None
    return _there_was(int(match[1]), int(match[2] or 0), int(match[3] or 0))


def _there_was(year: int, month: int, day: int) -> Point | None:
    """That point, or ``None`` when the calendar has no such month or day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Point(year, month, day)
