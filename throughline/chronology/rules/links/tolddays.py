"""The days that an entry tells of besides its own: “on 13 December”, “yesterday”, “last Tuesday”. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from throughline.chronology.rules.months import Context, month_of
from throughline.chronology.rules.singles import single
from throughline.chronology.rules.spans import NotADate

_LONGEST_AGO = 92  # days; what is older is somebody's birthday or another story
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ANY = re.compile(
    rf"\d[/.]\d|\d(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH} \d|yesterday|night|evening|day\b|ago\b"
    r"|weekend|the \d{1,2}(?:st|nd|rd|th)",
    re.IGNORECASE,
)
"""Without any of these no day is told of."""
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/])")
_SHORT = re.compile(r"(?:\b(?:on|of|from|for|dated|born) (?:the )?|\()(\d{1,2})[/.](\d{1,2})(?![\d/]|\.\d)")
_NAMED = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b(?:,? (\d{{4}})\b)?"
    rf"|\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}})\b)?"
)
_OF_MONTH = re.compile(
    rf"\b(?:(?:on|of|from) the|(?:night|evening|morning) of(?: the)?) (\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:of |{_MONTH}))"
)
_WEEKDAY = re.compile(
    r"(?<!next )(?<!until )(?<!by )(?<!for )(?<!every )(?<!each )"
    r"\b(?:(?:on|last|since|from) )(mon|tue|wed|thu|fri|sat|sun)[a-z]*day\b"
    r"|(?:\b(?:came|went|happened|was|were|hit|seen|found|left|called|rang|round|out|home|there|missing|him|her|them|it"
    r"|attended|arrested|admitted|took) )(mon|tue|wed|thu|fri|sat|sun)[a-z]*day\b(?! (?:next|coming))"
)
_BEFORE = re.compile(r"\b(?:yesterday|(?:the|previous) (?:day|evening) before|previous (?:day|evening))\b")
_NIGHT = re.compile(r"\b(?:last (?:night|evening)|(?:in|during) the night|the night before|previous night)\b")
_AGO = re.compile(r"\b(a|one|two|three|four|five|six|\d{1,2}) (day|week)s? (?:ago|earlier|before|previously)\b")
_WEEKEND = re.compile(r"\b(?:at|over|during|on) the weekend\b|\blast weekend\b")
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def told_days(text: str, own: date | None) -> tuple[int, ...]:
    """The days before `own`, as ordinals, that the words tell of; never one that lies after it."""
    if own is None or not _ANY.search(text):
        return ()
    least, most = own.toordinal() - _LONGEST_AGO, own.toordinal()
    said = text.lower().replace("’", "'")
    return tuple(sorted({day for day in (*_absolute(said, own), *_relative(said, own)) if least <= day < most}))


def _absolute(said: str, own: date) -> Iterator[int]:
    """Days by their number and month; the year, where it is not said, is the last in which that day is past."""
    for day, month, year in _FIGURES.findall(said):
        yield from _day(f"{day}/{month}/{year}", own, own.year)
    for day, month in _SHORT.findall(said):
        yield from _past(int(day), int(month), own)
    for day, name, year, other, later, full in _NAMED.findall(said):
        month = month_of(name or other)
        if month and (year or full):
            yield from _day(f"{day or later}/{month}/{year or full}", own, own.year)
        elif month:
            yield from _past(int(day or later), month, own)
    for day in _OF_MONTH.findall(said):
        before = own.replace(day=1) - timedelta(days=1)
        yield from _past(int(day), own.month if int(day) <= own.day else before.month, own)


def _past(day: int, month: int, own: date) -> Iterator[int]:
    year = own.year - ((month, day) > (own.month, own.day))
    yield from _day(f"{day}/{month}/{year}", own, year)


def _day(words: str, own: date, year: int) -> Iterator[int]:
    try:
        found = single(words, Context(own, year))
    except NotADate:
        return
    if found.first is not None and found.first == found.last:
        yield found.first.toordinal()


def _relative(said: str, own: date) -> Iterator[int]:
    today = own.toordinal()
    if _BEFORE.search(said) or _NIGHT.search(said):
        yield today - 1
    for name in (one or other for one, other in _WEEKDAY.findall(said)):
        yield today - ((own.weekday() - _WEEKDAYS.index(name) - 1) % 7 + 1)
    for count, unit in _AGO.findall(said):
        yield today - (_COUNT.get(count) or int(count)) * (7 if unit == "week" else 1)
    if _WEEKEND.search(said):
        sunday = today - own.weekday() - 1
        yield from (sunday - 1, sunday)
