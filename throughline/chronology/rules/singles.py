"""One date in any usual British spelling, without marks: a day, a month, a year, a time with a name. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from throughline.chronology.rules import feasts, spans, stretches
from throughline.chronology.rules.months import Context, month_of
from throughline.chronology.rules.spans import NotADate, Span

_DECEMBER = 12

_DAY = r"(?P<day>[0-9o]{1,2})(?: ?(?:st|nd|rd|th|rst))?"
_SEP = r"[ ./,:;\\_|-]+"
_WORD = r"(?P<month>[a-z]{3,10})\.?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_TO_TWENTY = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: number for number, word in enumerate(re.split(" ", _TO_TWENTY), 1)}
_ORDINALS |= {f"twenty {word}": 20 + number for word, number in list(_ORDINALS.items())[:9]}
_ORDINALS |= {"thirtieth": 30, "thirty first": 31}
_DECADES = {"fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990, "noughties": 2000}


def single(text: str, context: Context) -> Span:
    """The stretch that the words mean, none of them left over; refused (C102 to C105) otherwise."""
    for form, found in _FORMS:
        match = form.fullmatch(text)
        if match:
            span = found(match, context)
            if span is not None:
                return span
    for form, part in stretches.FORMS:
        match = form.fullmatch(text)
        if match:
            span = part(match, context, single)
            if span is not None:
                return span
    named = feasts.named(text, context.full_year, context.year)
    if named is None:
        raise NotADate("C102", f"“{text}” cannot be read as a date.")
    return named


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


def _in_words(match: re.Match[str], context: Context) -> Span | None:
    """``the seventh of March 2016``."""
    month = month_of(match["month"])
    if not month:
        return None
    day = _ORDINALS[match["day"].replace("-", " ")]
    return spans.day(context.full_year(match["year"], month, day), month, day, match[0])


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
    """``1990s``; ``90s`` is the last such decade that has begun."""
    first = context.full_year(match["year"]) if match["year"] else _DECADES[match["word"]]
    return spans.through(spans.year(first), spans.year(first + 9), match[0])


def _decade_of_iso(match: re.Match[str], context: Context) -> Span | None:
    first = int(match["decade"]) * 10
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


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Context], Span | None]], ...] = tuple(
    (re.compile(form), found)
    for form, found in (
        (r"(?P<year>\d{4})[-./ ](?P<month>\d{1,2})[-./ ](?P<day>\d{1,2})", _iso),
        (rf"(?P<day>[0-3o]?[0-9o]){_SEP}(?P<month>[01o]?[0-9o]|\d\d){_SEP}(?P<year>\d{{4}}|'?\d{{2}})", _numbers),
        (rf"{_DAY}{_SEP.replace('+', '*')}(?:of )?(?P<month>[a-z]{{3,10}}){_SEP.replace('+', '*')}{_YEAR}", _words),
        (rf"{_WORD}{_SEP}{_DAY}{_SEP}{_YEAR}", _words),
        (rf"{_WORD}{_SEP.replace('+', '*')}(?P<year>\d{{4}})", _words),
        (rf"{_WORD} (?:of|in) (?P<year>\d{{4}})", _words),
        (
            rf"(?:the )?(?P<day>{'|'.join(_ORDINALS).replace(' ', '[ -]')})(?: day)? (?:of )?{_WORD},? {_YEAR}",
            _in_words,
        ),
        (rf"(?P<year>\d{{4}}),? {_WORD}(?: {_DAY})?", _words),
        (r"(?P<month>[a-z]{3,10})(?P<sep>[ ./,-]*)(?P<year>'?\d{2})", _month_and_short_year),
        (rf"{_DAY} ?(?:of )?(?P<month>[a-z]{{3,10}})\.?", _words),
        (rf"{_WORD}", _words),
        (r"(?:[?x_]{1,2}[/.-])?[?x_]{1,2}[/.-](?P<year>\d{4})", _year_alone),
        (r"(?:[?x_]{1,2}[/.-]|--[/.])(?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})", _day_unknown),
        (r"(?P<year>\d{4})(?:-(?:xx|uu)){0,2}", _year_alone),
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?:xx|uu)", _day_unknown),
        (r"(?P<decade>\d{3})[xu]", _decade_of_iso),
        (r"(?P<year>\d{4})-(?P<code>21|22|23)", _season_code),
        (r"(?P<year>\d{4}) ?(?P<sep>[-/.]) ?(?P<second>\d{4}|\d{1,2})", _year_first),
        (r"(?P<first>\d{1,2}) ?[-/. ] ?(?P<second>\d{4}|\d{1,2})", _two_numbers),
        (
            r"(?:the )?(?:(?P<year>\d{3}0|'?\d0)'?s|(?P<word>fifties|sixties|seventies|eighties|nineties|noughties))",
            _decade,
        ),
        (r"\d{8}|\d{6}", _figures),
        (_DAY, _day_alone),
    )
)
