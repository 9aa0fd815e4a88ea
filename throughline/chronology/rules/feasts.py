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


def _nth_sunday(month: int, number: int) -> Callable[[int], Span]:
    def found(year: int) -> Span:
        first = date(year, month, 1)
        at = first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))
        return days(at, at)

    return found


def _new_year(year: int) -> Span:
    """From the eve of the year that begins to the day after its first."""
    return days(date(year, 1, 1) - ONE, date(year, 1, 2))


def _mondays_of_may(year: int) -> Span:
    """One of two: both are within."""
    return days(_monday(5, last=False)(year).first or date.min, _monday(5, last=True)(year).last or date.max)


def _whitsun(year: int) -> Span:
    """The feast, or the bank holiday of late May that took its place: both are within."""
    feast, holiday = _around_easter(48, 50)(year), _monday(5, last=True)(year)
    return days(
        min(feast.first or date.max, holiday.first or date.max), max(feast.last or date.min, holiday.last or date.min)
    )


def _may_day(year: int) -> Span:
    """The day itself, or its bank holiday."""
    return days(date(year, 5, 1), _monday(5, last=False)(year).last or date.max)


def _which_half_term(year: int) -> Span:
    raise NotADate("C104", f"A half term of {year} can be that of February, of May or of October.")


def _season(name: str) -> Callable[[int], Span]:
    code, month = _SEASONS[name]

    def found(year: int) -> Span:
        return Span(date(year, month, 1), date(year, month + 3, 1) - ONE, f"{year:04}-{code}")

    return found


_HOLIDAY = r"(?:school )?(?:holidays?|hols|break|vacation)"
_HALF = r"(?:half|1/2|½)[ -]?terms?(?: holidays?| break| week)?"
_BANK = r"bank holiday(?: monday| weekend)?"


def _either(word: str, rest: str) -> str:
    """The words in either order: ``October half term``, ``half term in October``."""
    return rf"(?:{word} {rest}|{rest},? (?:in |of )?{word})"


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
    (r"(?:pentecost|whit sunday)", _around_easter(49, 49)),
    (r"(?:whitsun|whit(?:sun)? week(?:end)?)", _whitsun),
    (r"christmas eve", _fixed(12, 24)),
    (r"christmas day", _fixed(12, 25)),
    (r"boxing day", _fixed(12, 26)),
    (r"father'?s day", _nth_sunday(6, 3)),
    (r"(?:shrove tuesday|pancake day)", _around_easter(-47, -47)),
    (r"ash wednesday", _around_easter(-46, -46)),
    (r"palm sunday", _around_easter(-7, -7)),
    (r"remembrance sunday", _nth_sunday(11, 2)),
    (r"(?:christmas|xmas)(?: time)?", _fixed(12, 24, 12, 26)),
    (r"(?:christmas|xmas|festive) (?:period|season|week)", _fixed(12, 24, 1, 1, 1)),
    (r"(?:christmas|xmas)(?: ?/ ?| and | & )new year", _fixed(12, 24, 1, 2, 1)),
    (rf"(?:christmas|xmas) {_HOLIDAY}", _fixed(12, 12, 1, 10, 1)),
    (r"(?:new year'?s eve|nye)", _fixed(12, 31)),
    (r"new year'?s day", _fixed(1, 1)),
    (r"new year(?:'?s)?(?: bank holiday| weekend)?", _new_year),
    (r"(?:bonfire night|guy fawkes(?: night)?)", _fixed(11, 5)),
    (r"hallowe'?en", _fixed(10, 31)),
    (r"valentine'?s day", _fixed(2, 14)),
    (rf"(?:early may {_BANK}|may day {_BANK})", _monday(5, last=False)),
    (r"may day", _may_day),
    (rf"(?:late may|spring|whit) {_BANK}", _monday(5, last=True)),
    (_either("may", _BANK), _mondays_of_may),
    (rf"(?:{_either('(?:late )?aug(?:ust)?', _BANK)}|summer {_BANK})", _monday(8, last=True)),
    (
        r"(?:autumn(?: term)?|first half of (?:the )?autumn term) ?1|first half of (?:the )?autumn term",
        _fixed(9, 1, 10, 31),
    ),
    (r"autumn(?: term)? ?2|second half of (?:the )?autumn term", _fixed(10, 22, 12, 31)),
    (r"spring(?: term)? ?1|first half of (?:the )?spring term", _fixed(1, 1, 2, 25)),
    (r"spring(?: term)? ?2|second half of (?:the )?spring term", _fixed(2, 12, 4, 20)),
    (r"summer(?: term)? ?1|first half of (?:the )?summer term", _fixed(4, 1, 6, 3)),
    (r"summer(?: term)? ?2|second half of (?:the )?summer term", _fixed(5, 26, 7, 31)),
    (r"(?:autumn|michaelmas|winter) (?:school )?term", _fixed(9, 1, 12, 31)),
    (r"(?:spring|lent|easter) (?:school )?term", _fixed(1, 1, 4, 20)),
    (r"(?:summer|trinity) (?:school )?term", _fixed(4, 1, 7, 31)),
    (rf"summer {_HOLIDAY}", _fixed(7, 10, 9, 10)),
    (_either("(?:oct(?:ober)?|autumn(?: term)?)", _HALF), _fixed(10, 15, 11, 7)),
    (_either("(?:feb(?:ruary)?|spring(?: term)?)", _HALF), _fixed(2, 8, 2, 28)),
    (_either("(?:may|whit|june|summer(?: term)?)", _HALF), _fixed(5, 22, 6, 9)),
    (_HALF, _which_half_term),
    (r"spring(?: ?time)?", _season("spring")),
    (r"summer(?: ?time)?", _season("summer")),
    (r"autumn(?: ?time)?", _season("autumn")),
)
_FORMS = tuple((re.compile(rf"(?:the )?(?:school )?(?:{words}){_YEAR}?"), found) for words, found in _NAMED)
_BESIDE = r"(?:the )?(?P<name>[a-z][a-z' -]*[a-z])"
_DAY = (
    r"(?P<day>(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)?(?:[ ./-]+\d{1,2}[ ./-]+"
    r"|[ ./-]*(?:of )?[a-z]{3,9}[ ./,-]*)\d{2,4}(?:[ -].*\d)?)"
)
_BESIDE_FORMS = (re.compile(rf"{_BESIDE}[ ,:-]+\(?{_DAY}\)?"), re.compile(rf"{_DAY}[ ,-]*\(?{_BESIDE}\)?"))
_WITHIN = re.compile(
    r"(?P<first>[a-z' ]+),? \(?(?:in |of )?(?P<year>\d{4}(?:[/-]\d{2,4})?)\)?,? (?P<last>[a-z][a-z' -]+)"
    r"|(?P<half>half[ -]?term) \((?P<rest>[a-z]+ \d{4})\)"
)
_LEADING = re.compile(r"(?P<year>\d{4}(?:[/-]\d{2,4})?),? (?P<rest>[a-z].*)")
_WINTER = re.compile(rf"(?:the )?winter(?: ?time)?{_YEAR}?")
_LONG_YEAR = re.compile(rf"(?:the )?(?:(?P<school>(?:academic|school) year|ay)|(?P<tax>tax|financial) year|fy){_YEAR}")
_OF_LATER_YEAR = re.compile(
    r"(?:the )?(?:school )?(?:(?:first|second) half of (?:the )?)?(?:half[ -]?terms?,? (?:in |of )?)?"
    r"(?:spring|lent|summer|trinity|easter|good|maundy|palm|ash|shrove|pancake|feb|may|early may|late may|whit|june"
    r"|mother|father|new year(?!'?s eve))"
)


def named(text: str, full_year: Callable[[str], int], year: int | None = None) -> Span | None:
    """The stretch that a name with a year means; ``None`` where the words are no such name.

    `full_year` makes ``15`` into 2015. ``2014/15`` is a school year: autumn lies in the first, spring in the second.
    """
    within = _WITHIN.fullmatch(text)
    if within:
        first, last = (within["first"], within["last"]) if within["first"] else (within["half"], within["rest"])
        text = " ".join(filter(None, (first, last, within["year"])))
    leading = _LEADING.fullmatch(text)
    if leading:
        text = f"{leading['rest']} {leading['year']}"
    for form, found in _FORMS:
        match = form.fullmatch(text)
        if match:
            return found(_year(match, text, full_year, year))
    return _winter(text, full_year) or _long_year(text, full_year)


def beside(text: str) -> tuple[str, str] | None:
    """A name and the day that stands beside it; nothing where the words are no such pair."""
    for form in _BESIDE_FORMS:
        match = form.fullmatch(text)
        if match and any(name.fullmatch(match["name"]) for name, _ in _FORMS):
            return match["name"], match["day"]
    return None


def _year(match: re.Match[str], text: str, full_year: Callable[[str], int], year: int | None) -> int:
    if match["year"] is None:
        if year is None:
            raise NotADate("C104", f"“{text}” has no year.")
        return year
    first = full_year(match["year"])
    if match["next"] is None:
        return first
    return first + 1 if _OF_LATER_YEAR.match(text) else first


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


def _long_year(text: str, full_year: Callable[[str], int]) -> Span | None:
    """A year from September, or one of money: from April, for taxes from the 6th."""
    match = _LONG_YEAR.fullmatch(text)
    if not match:
        return None
    if match["next"] is None:
        raise NotADate("C104", f"“{text}” does not say which two years it lies in.")
    first = full_year(match["year"])
    if match["tax"] == "tax":
        return days(date(first, 4, 6), date(first + 1, 4, 5))
    begins, ends = (9, 8) if match["school"] else (4, 3)
    last = date(first + 1, ends + 1, 1) - ONE
    return Span(date(first, begins, 1), last, f"{first:04}-{begins:02}/{first + 1:04}-{ends:02}")
