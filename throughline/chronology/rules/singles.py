"""One date in any usual British spelling, without marks: a day, a month, a year, a time with a name. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from throughline.chronology.rules import feasts, spans
from throughline.chronology.rules.spans import NotADate, Span
from throughline.kernel.periods import MONTHS

_SHORT = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
_FULL = {month.lower(): number for number, month in enumerate(MONTHS, 1)}
_LIKE = 78  # two letters of a month's name may have changed places, or one be missing
_WEEK = 7
_DECEMBER = 12

WEEKDAY = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?"
_DAY = r"(?P<day>[0-9o]{1,2})(?: ?(?:st|nd|rd|th|rst))?"
_SEP = r"[ ./,:;\\_|-]+"
_WORD = r"(?P<month>[a-z]{3,10})\.?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"


@dataclass(frozen=True, slots=True)
class Context:
    """What completes a date: the day of today for years of two figures, and a year and month said elsewhere."""

    today: date
    year: int | None = None
    month: int | None = None

    def full_year(self, words: str, month: int = 1, day: int = 1) -> int:
        """``15`` is 2015, unless that day lies after today: then 1915."""
        if len(words.lstrip("'")) > 2:
            return int(words)
        year = 2000 + int(words.lstrip("'"))
        return year - 100 if (year, month, day) > (self.today.year, self.today.month, self.today.day) else year


def single(text: str, context: Context) -> Span:
    """The stretch that the words mean, none of them left over; refused (C102 to C105) otherwise."""
    for form, found in _FORMS:
        match = form.fullmatch(text)
        if match:
            span = found(match, context)
            if span is not None:
                return span
    named = feasts.named(text, context.full_year, context.year)
    if named is None:
        raise NotADate("C102", f"“{text}” cannot be read as a date.")
    return named


@lru_cache(maxsize=2048)
def month_of(word: str) -> int:
    """1 to 12 for the name of a month, short or with a slip of the hand; 0 for any other word."""
    if word in _SHORT or word in _FULL:
        return _SHORT.get(word) or _FULL[word]
    if len(word) >= 4 and any(full.startswith(word) for full in _FULL):
        return next(number for full, number in _FULL.items() if full.startswith(word))
    if len(word) < 4:
        mixed = [number for short, number in _SHORT.items() if short[0] == word[0] and sorted(short) == sorted(word)]
        return mixed[0] if len(mixed) == 1 else 0
    scored = sorted(((fuzz.ratio(word, full), number) for full, number in _FULL.items() if full[0] == word[0]))
    return scored[-1][1] if scored and scored[-1][0] >= _LIKE else 0


def _iso(match: re.Match[str], context: Context) -> Span | None:
    return spans.day(int(match["year"]), int(match["month"]), int(match["day"]), match[0])


def _numbers(match: re.Match[str], context: Context) -> Span | None:
    day, month = int(match["day"].replace("o", "0")), int(match["month"].replace("o", "0"))
    year = context.full_year(match["year"], month, day)
    if not (1 <= month <= _DECEMBER):
        raise NotADate("C103", f"“{match[0]}” is a day that never was: there is no month {month}.")
    return spans.day(year, month, day, match[0])


def _words(match: re.Match[str], context: Context) -> Span | None:
    found = match.groupdict()
    month = month_of(found["month"])
    if not month:
        return None
    day = int((found.get("day") or "0").replace("o", "0"))
    if found.get("year"):
        year = context.full_year(found["year"], month, day or 1)
    elif context.year is not None:
        year = context.year
    else:
        raise NotADate("C104", f"“{match[0]}” has no year.")
    return spans.day(year, month, day, match[0]) if found.get("day") else spans.month(year, month)


def _month_and_short_year(match: re.Match[str], context: Context) -> Span | None:
    """``Mar 15`` may be a day or a month; ``Mar-15`` and ``Mar '15``, as spreadsheets write them, are a month."""
    month = month_of(match["month"])
    if not month:
        return None
    number = int(match["year"].lstrip("'"))
    if match["sep"].strip() in ("", ",") and not match["year"].startswith("'") and number <= 31:
        if context.year is not None:
            return spans.day(context.year, month, number, match[0])
        raise NotADate("C104", f"“{match[0]}” can be a day or a month: its year has no four figures.")
    return spans.month(context.full_year(match["year"], month), month)


def _day_alone(match: re.Match[str], context: Context) -> Span | None:
    if context.year is None or context.month is None:
        raise NotADate("C102", f"“{match[0]}” has no month and year.")
    return spans.day(context.year, context.month, int(match["day"].replace("o", "0")), match[0])


def _two_numbers(match: re.Match[str], context: Context) -> Span | None:
    """``3/2015`` is a month, ``12/3`` a day when the year is known from elsewhere, ``3/15`` a month: no day is 3/15."""
    first, second = int(match["first"]), match["second"]
    if len(second) == 4:
        return spans.month(int(second), first, match[0])
    if context.year is not None:
        return spans.day(context.year, int(second), first, match[0])
    if int(second) > _DECEMBER and 1 <= first <= _DECEMBER:
        return spans.month(context.full_year(second, first), first)
    raise NotADate("C104", f"“{match[0]}” has no year that can be told.")


def _year_first(match: re.Match[str], context: Context) -> Span | None:
    """``2015-03`` is a month. ``2011/12`` may be one or two years: its bounds hold both."""
    first, second = int(match["year"]), match["second"]
    if match["sep"] == "-" and 1 <= int(second) <= _DECEMBER:
        return spans.month(first, int(second), match[0])
    later = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if later > first:
        return spans.through(spans.year(first), spans.year(later), match[0])
    if 1 <= int(second) <= _DECEMBER:
        return spans.month(first, int(second), match[0])
    raise NotADate("C103", f"“{match[0]}” is a month that never was.")


def _year_alone(match: re.Match[str], context: Context) -> Span | None:
    return spans.year(int(match["year"]))


def _day_unknown(match: re.Match[str], context: Context) -> Span | None:
    """``??/03/2015`` is the month."""
    month = int(match["month"])
    return spans.month(context.full_year(match["year"], month), month, match[0])


def _decade(match: re.Match[str], context: Context) -> Span | None:
    first = int(match["year"])
    return spans.through(spans.year(first), spans.year(first + 9), match[0])


def _figures(match: re.Match[str], context: Context) -> Span | None:
    """Eight figures are a day written from either end, if only one end gives a day; six are day, month, year."""
    text = match[0]
    if len(text) == 6:
        day, month = int(text[:2]), int(text[2:4])
        return spans.day(context.full_year(text[4:], month, day), month, day, text)
    ends = ((text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2]))
    found = []
    for end in ends:
        year, month, day = map(int, end)
        try:
            if spans.EARLIEST_YEAR <= year <= context.today.year + spans.YEARS_AHEAD:
                found.append(spans.day(year, month, day, text))
        except NotADate:
            continue
    if len(found) > 1 and found[0] != found[1]:
        raise NotADate("C104", f"“{text}” can be two days.")
    if not found:
        raise NotADate("C103", f"“{text}” is a day that never was.")
    return found[0]


def _season_code(match: re.Match[str], context: Context) -> Span | None:
    name = {"21": "spring", "22": "summer", "23": "autumn"}.get(match["code"])
    return feasts.named(f"{name} {match['year']}", context.full_year) if name else None


def _week(match: re.Match[str], context: Context) -> Span | None:
    start = single(_bare(match["rest"]), context)
    if start.first is None or start.first != start.last:
        return None
    step = timedelta(days=_WEEK - 1)
    if match["end"]:
        return spans.days(start.first - step, start.first)
    return spans.days(start.first, start.first + step)


def _weekend(match: re.Match[str], context: Context) -> Span | None:
    one = single(_bare(match["rest"]), context)
    if one.first is None or one.first != one.last:
        return None
    saturday = one.first + timedelta(days=(5 - one.first.weekday()) % _WEEK)
    if one.first.weekday() == _WEEK - 1:
        saturday = one.first - spans.ONE
    return spans.days(saturday, saturday + spans.ONE)


def _third(match: re.Match[str], context: Context) -> Span | None:
    whole = single(_bare(match["rest"]), context)
    if whole.first == whole.last:
        return None
    third = 0 if match["part"].startswith(("early", "beg", "start")) else 1 if match["part"].startswith("mid") else 2
    return spans.part(whole, third)


def _nth_week(match: re.Match[str], context: Context) -> Span | None:
    whole = single(_bare(match["rest"]), context)
    if whole.first is None or whole.last is None or not 28 <= (whole.last - whole.first).days + 1 <= 31:
        return None
    if match["nth"] == "last":
        return spans.days(whole.last - timedelta(days=_WEEK - 1), whole.last)
    week = (
        ("first", "second", "third", "fourth").index(match["nth"])
        if match["nth"].isalpha()
        else int(match["nth"][0]) - 1
    )
    start = whole.first + timedelta(days=_WEEK * week)
    return spans.days(start, start + timedelta(days=_WEEK - 1))


def _half(match: re.Match[str], context: Context) -> Span | None:
    whole = single(_bare(match["rest"]), context)
    if whole.first is None or whole.last is None or whole.first == whole.last:
        return None
    if (whole.first.year, whole.first.month) == (whole.last.year, whole.last.month):
        middle = whole.first.replace(day=15)
    else:
        middle = whole.first + (whole.last - whole.first) // 2
    return spans.days(whole.first, middle) if match["half"] == "first" else spans.days(middle + spans.ONE, whole.last)


def _bare(text: str) -> str:
    return re.sub(r"^(?:of |in )?(?:the )?", "", text.strip())


_PART = r"(?P<part>early|beginning|begining|start|mid|middle|late|latter part|end)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Context], Span | None]], ...] = tuple(
    (re.compile(form), found)
    for form, found in (
        (r"(?P<year>\d{4})[-./ ](?P<month>\d{1,2})[-./ ](?P<day>\d{1,2})", _iso),
        (rf"(?P<day>[0-3o]?[0-9o]){_SEP}(?P<month>[01o]?[0-9o]|\d\d){_SEP}(?P<year>\d{{4}}|'?\d{{2}})", _numbers),
        (rf"{_DAY}{_SEP.replace('+', '*')}(?:of )?(?P<month>[a-z]{{3,10}}){_SEP.replace('+', '*')}{_YEAR}", _words),
        (rf"{_WORD}{_SEP}{_DAY}{_SEP}{_YEAR}", _words),
        (rf"{_WORD}{_SEP.replace('+', '*')}(?P<year>\d{{4}})", _words),
        (rf"{_WORD} (?:of|in) (?P<year>\d{{4}})", _words),
        (r"(?P<month>[a-z]{3,10})(?P<sep>[ ./,-]*)(?P<year>'?\d{2})", _month_and_short_year),
        (rf"{_DAY} ?(?:of )?(?P<month>[a-z]{{3,10}})\.?", _words),
        (rf"{_WORD}", _words),
        (r"(?:[?x_]{1,2}[/.-])?[?x_]{1,2}[/.-](?P<year>\d{4})", _year_alone),
        (r"[?x_]{1,2}[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})", _day_unknown),
        (r"(?P<year>\d{4})", _year_alone),
        (r"(?P<year>\d{4})-(?P<code>21|22|23)", _season_code),
        (r"(?P<year>\d{4}) ?(?P<sep>[-/.]) ?(?P<second>\d{4}|\d{1,2})", _year_first),
        (r"(?P<first>\d{1,2}) ?[-/. ] ?(?P<second>\d{4}|\d{1,2})", _two_numbers),
        (r"(?P<year>\d{3}0)'?s", _decade),
        (r"\d{8}|\d{6}", _figures),
        (_DAY, _day_alone),
        (
            r"(?:w/?c\b|w/?b\b|wk\.? ?c\b|week (?:commencing|beginning|starting|of)|(?P<end>w/?e\b|week "
            r"ending)):? ?(?P<rest>.+)",
            _week,
        ),
        (r"(?:the )?weekend (?:of |commencing )?(?:the )?(?P<rest>.+)", _weekend),
        (rf"(?:the )?{_PART}(?: of |[ -]+(?:in )?)(?P<rest>.+)", _third),
        (r"(?:the )?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) week (?:of|in) (?P<rest>.+)", _nth_week),
        (r"(?:the )?(?P<half>first|second) half (?:of|in) (?P<rest>.+)", _half),
    )
)
