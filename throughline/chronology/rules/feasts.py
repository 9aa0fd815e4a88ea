"""Times of the year that have a name: feasts, school terms and holidays, seasons. Pure.

Terms and school holidays differ from council to council, so their bounds here are wide enough to hold them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from throughline.chronology.rules.spans import ONE, NotADate, Span, days

_SEASONS = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9)}
_YEAR = r"(?:,? *(?:of )?(?P<year>\d{4}|'?\d{2})(?: ?[/-] ?(?P<next>\d{4}|\d{2}))?)"


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year, by the Gregorian rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, number = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, number + 1)


def _around_easter(before: int, after: int) -> Callable[[int], Span]:
    def found(year: int) -> Span:
        sunday = easter_sunday(year)
        return days(sunday + timedelta(days=before), sunday + timedelta(days=after))

    return found


def _fixed(month: int, first: int, to_month: int = 0, last: int = 0, over: int = 0) -> Callable[[int], Span]:
    def found(year: int) -> Span:
        return days(date(year, month, first), date(year + over, to_month or month, last or first))

    return found


def _monday(month: int, last: bool) -> Callable[[int], Span]:
    """The first or last Monday of a month."""

    def found(year: int) -> Span:
        at = date(year, month, 31 if last else 1)
        while at.weekday():
            at += -ONE if last else ONE
        return days(at, at)

    return found


def _season(name: str) -> Callable[[int], Span]:
    code, month = _SEASONS[name]

    def found(year: int) -> Span:
        return Span(date(year, month, 1), date(year, month + 3, 1) - ONE, f"{year:04}-{code}")

    return found


_HOLIDAY = r"(?:school )?(?:holidays?|hols|break|vacation)"
_HALF = r"half[ -]?term(?: holidays?| break| week)?"
# Looked at in this order; the first whose words are the whole text is meant.
_NAMED: tuple[tuple[str, Callable[[int], Span]], ...] = (
    (r"good friday", _around_easter(-2, -2)),
    (r"easter (?:sunday|day)", _around_easter(0, 0)),
    (r"easter monday", _around_easter(1, 1)),
    (r"easter saturday", _around_easter(-1, -1)),
    (r"maundy thursday", _around_easter(-3, -3)),
    (r"(?:mothering sunday|mother'?s day)", _around_easter(-21, -21)),
    (r"easter(?: bank holiday)?(?: weekend)?", _around_easter(-2, 1)),
    (rf"easter {_HOLIDAY}", _around_easter(-16, 15)),
    (r"(?:whitsun|pentecost|whit sunday)", _around_easter(49, 49)),
    (r"christmas eve", _fixed(12, 24)),
    (r"christmas day", _fixed(12, 25)),
    (r"boxing day", _fixed(12, 26)),
    (r"(?:christmas|xmas)(?: time)?", _fixed(12, 24, 12, 26)),
    (r"(?:christmas|xmas|festive) (?:period|season|week)", _fixed(12, 24, 1, 1, 1)),
    (r"(?:christmas|xmas)(?: ?/ ?| and | & )new year", _fixed(12, 24, 1, 2, 1)),
    (rf"(?:christmas|xmas) {_HOLIDAY}", _fixed(12, 12, 1, 10, 1)),
    (r"new year'?s eve", _fixed(12, 31)),
    (r"new year'?s day", _fixed(1, 1)),
    (r"(?:bonfire night|guy fawkes(?: night)?)", _fixed(11, 5)),
    (r"hallowe'?en", _fixed(10, 31)),
    (r"valentine'?s day", _fixed(2, 14)),
    (r"(?:early may|may day)(?: bank holiday)?", _monday(5, last=False)),
    (r"(?:late may|spring|whit) bank holiday", _monday(5, last=True)),
    (r"(?:(?:late )?august|summer) bank holiday", _monday(8, last=True)),
    (r"(?:autumn|michaelmas) (?:school )?term", _fixed(9, 1, 12, 31)),
    (r"(?:spring|lent) (?:school )?term", _fixed(1, 1, 4, 20)),
    (r"(?:summer|trinity) (?:school )?term", _fixed(4, 1, 7, 31)),
    (rf"summer {_HOLIDAY}", _fixed(7, 10, 9, 10)),
    (rf"(?:october|autumn(?: term)?) {_HALF}", _fixed(10, 15, 11, 7)),
    (rf"(?:february|spring(?: term)?) {_HALF}", _fixed(2, 8, 2, 28)),
    (rf"(?:may|whit|summer(?: term)?) {_HALF}", _fixed(5, 22, 6, 9)),
    (r"spring(?: ?time)?", _season("spring")),
    (r"summer(?: ?time)?", _season("summer")),
    (r"autumn(?: ?time)?", _season("autumn")),
)
_FORMS = tuple((re.compile(rf"(?:the )?{words}{_YEAR}?"), found) for words, found in _NAMED)
_LEADING = re.compile(r"(?P<year>\d{4}) (?P<rest>[a-z].*)")
_WINTER = re.compile(rf"(?:the )?winter(?: ?time)?{_YEAR}?")
_SCHOOL_YEAR = re.compile(rf"(?:the )?(?:academic|school) year{_YEAR}")
_OF_LATER_YEAR = ("spring", "lent", "summer", "trinity", "easter", "good", "february", "may", "whit")


def named(text: str, full_year: Callable[[str], int], year: int | None = None) -> Span | None:
    """The stretch that a name with a year means; ``None`` where the words are no such name.

    `full_year` makes ``15`` into 2015. ``2014/15`` is a school year: autumn lies in the first, spring in the second.
    """
    leading = _LEADING.fullmatch(text)
    if leading:
        text = f"{leading['rest']} {leading['year']}"
    for form, found in _FORMS:
        match = form.fullmatch(text)
        if match:
            return found(_year(match, text, full_year, year))
    return _winter(text, full_year) or _school_year(text, full_year)


def _year(match: re.Match[str], text: str, full_year: Callable[[str], int], year: int | None) -> int:
    if match["year"] is None:
        if year is None:
            raise NotADate("C104", f"“{text}” has no year.")
        return year
    first = full_year(match["year"])
    if match["next"] is None:
        return first
    later = text.removeprefix("the ").startswith(_OF_LATER_YEAR)
    return first + 1 if later else first


def _winter(text: str, full_year: Callable[[str], int]) -> Span | None:
    match = _WINTER.fullmatch(text)
    if not match:
        return None
    if match["year"] is None:
        raise NotADate("C104", f"“{text}” has no year.")
    if match["next"] is None:
        raise NotADate("C104", f"“{text}” can be the beginning or the end of the year.")
    first = full_year(match["year"])
    return Span(date(first, 12, 1), date(first + 1, 3, 1) - ONE, f"{first:04}-12/{first + 1:04}-02")


def _school_year(text: str, full_year: Callable[[str], int]) -> Span | None:
    match = _SCHOOL_YEAR.fullmatch(text)
    if not match:
        return None
    if match["next"] is None:
        raise NotADate("C104", f"“{text}” does not say which two years it lies in.")
    first = full_year(match["year"])
    return Span(date(first, 9, 1), date(first + 1, 8, 31), f"{first:04}-09/{first + 1:04}-08")
