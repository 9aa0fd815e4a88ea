"""Parts of a time and times of several: early March, the first week, two months, a fortnight. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from throughline.chronology.rules import feasts, spans
from throughline.chronology.rules.months import Context, month_of
from throughline.chronology.rules.spans import NotADate, Span

Single = Callable[[str, Context], Span]
Found = Callable[["re.Match[str]", Context, Single], Span | None]
WEEKDAY = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?"
_WEEK, _FORTNIGHT = 7, 14
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_MONTHS_OF_QUARTER, _SATURDAY = 3, 5
_NTH = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}


def _bare(text: str) -> str:
    return re.sub(rf"^(?:of |in |on )?(?:the )?(?:{WEEKDAY},? )?", "", text.strip())


def _whole(text: str, context: Context, single: Single) -> Span:
    """What a part is of: beside ``early`` no day is meant, so that March 16 is a month of 2016."""
    bare = _bare(text)
    short = re.fullmatch(r"(?P<month>[a-z]{3,10})[ .,]*(?P<year>'?\d\d)", bare)
    month = month_of(short["month"]) if short else 0
    if short and month:
        return spans.month(context.full_year(short["year"], month), month)
    return single(bare, context)


def _day(match: re.Match[str], context: Context, single: Single) -> Span | None:
    one = single(_bare(match["rest"]), context)
    return one if one.first is not None and one.first == one.last else None


def _week(match: re.Match[str], context: Context, single: Single) -> Span | None:
    one = _day(match, context, single)
    if one is None or one.first is None:
        return None
    days = _FORTNIGHT if match["two"] else _WEEK
    step = timedelta(days=days - 1)
    if match["loose"]:  # the week that begins on the day, or that which holds it
        return spans.days(one.first - timedelta(days=one.first.weekday()), one.first + step)
    return spans.days(one.first - step, one.first) if match["end"] else spans.days(one.first, one.first + step)


def _weekend(match: re.Match[str], context: Context, single: Single) -> Span | None:
    one = _day(match, context, single)
    if one is None or one.first is None:
        return None
    saturday = one.first + timedelta(days=(_SATURDAY - one.first.weekday()) % _WEEK)
    if one.first.weekday() == _WEEK - 1:
        saturday = one.first - spans.ONE
    return spans.days(saturday, saturday + spans.ONE)


def _third_of(word: str) -> int:
    return 0 if word.startswith(("earl", "beg", "start")) else 1 if word.startswith("mid") else 2


def _third(match: re.Match[str], context: Context, single: Single) -> Span | None:
    named = feasts.named(match[0], context.full_year, context.year)  # as the late May bank holiday
    whole = named or _whole(match["rest"], context, single)
    if named or whole.first == whole.last:
        return named
    part = spans.part(whole, _third_of(match["part"]))
    other = match["other"]
    return spans.through(part, spans.part(whole, _third_of(other)), match[0]) if other else part


def _month_first(match: re.Match[str], context: Context, single: Single) -> Span | None:
    """``May 22-24, 2016``: two days of a month that stands before them."""
    month, year = month_of(match["month"]), int(match["year"])
    if not month:
        return None
    first, last = (spans.day(year, month, int(match[each]), match[0]) for each in ("start", "end"))
    return spans.through(first, last, match[0])


def _nth_week(match: re.Match[str], context: Context, single: Single) -> Span | None:
    whole = _whole(match["rest"], context, single)
    if whole.first is None or whole.last is None:
        return None
    if not _SHORTEST_MONTH <= (whole.last - whole.first).days + 1 <= _LONGEST_MONTH:
        return None
    if match["nth"] in ("last", "final"):
        return spans.days(whole.last - timedelta(days=_WEEK - 1), whole.last)
    start = whole.first + timedelta(days=_WEEK * _NTH[match["nth"]])
    return spans.days(start, start + timedelta(days=_WEEK - 1))


def _half(match: re.Match[str], context: Context, single: Single) -> Span | None:
    whole = _whole(match["rest"], context, single)
    if whole.first is None or whole.last is None or whole.first == whole.last:
        return None
    months = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    if months == 1:
        middle = whole.first.replace(day=15)
    elif whole.first.day == 1 and months % 2 == 0 and "-" not in whole.edtf.replace("-", "", 1)[4:]:
        middle = spans.months_on(whole.first, months // 2) - spans.ONE
    else:
        middle = whole.first + (whole.last - whole.first) // 2
    is_first = match["half"] in ("first", "1st")
    return spans.days(whole.first, middle) if is_first else spans.days(middle + spans.ONE, whole.last)


def _quarter(match: re.Match[str], context: Context, single: Single) -> Span | None:
    """``Q1 2016`` may be of the year or of the financial year, so it is both; ``Q1 2016/17`` and in words it is one."""
    said = match["number"] or match["word"]
    number = _NTH[said] if said in _NTH else int(said) - 1
    year = int(match["year"])
    if match["next"]:
        return _months(year, 4 + number * _MONTHS_OF_QUARTER, _MONTHS_OF_QUARTER)
    length = _MONTHS_OF_QUARTER if match["word"] else 2 * _MONTHS_OF_QUARTER
    return _months(year, 1 + number * _MONTHS_OF_QUARTER, length)


def _months(year: int, first: int, count: int) -> Span:
    start = spans.months_on(spans.month(year, 1).first or spans.FIRST, first - 1)
    last = spans.months_on(start, count - 1)
    return spans.through(spans.month(start.year, start.month), spans.month(last.year, last.month))


def _two_months(match: re.Match[str], context: Context, single: Single) -> Span | None:
    """``Mar/Apr 16``: two months, the first of the year before where it comes later in the year."""
    first, last = month_of(match["first"]), month_of(match["last"])
    if not first or not last or (context.year is not None and match["short"]):
        return None
    year = context.full_year(match["short"] or match["year"], last)
    if match["next"]:
        if first <= last:
            raise NotADate("C104", f"“{match[0]}” does not say in which of the two years it lies.")
        year += 1
    return spans.through(spans.month(year - 1 if first > last else year, first), spans.month(year, last), match[0])


_PART = r"(?:earl(?:y|ier)|beg(?:in+ing|\.)?|start|mid(?:dle|point)?|late(?:r)?|latter part|(?:very )?end)"
_TOWARDS = r"(?:(?:towards?|near(?:ing)?|around|right at|at) )?(?:the )?"
_NTHS = "|".join(_NTH)
_FIRST_MONTH, _LAST_MONTH = r"(?P<first>[a-z]{3,10})\.?", r"(?P<last>[a-z]{3,10})\.?"
_WEEK_WORDS = (
    r"(?:w[/.]? ?c\b\.?|w[/.]? ?b\b\.?|w(?:ee)?k\.? ?(?:commencing|comm?\b\.?|c\b|beg(?:in+ing|\b\.?)|starting"
    r"|from)|(?P<two>fortnight (?:commencing|beginning|starting|from|of)|two weeks (?:from|commencing|beginning"
    r"|starting))|(?P<end>w[/.]?e\b|w/ending|w(?:ee)?k ending)"
    rf"|(?P<loose>w(?:ee)?k(?: of(?: the)?)?(?= (?:{WEEKDAY}|\d))))"
)
FORMS: tuple[tuple[re.Pattern[str], Found], ...] = tuple(
    (re.compile(form), found)
    for form, found in (
        (
            rf"{_FIRST_MONTH}\s*(?:[/&+-]|to|and|or|until|till|through)\s*{_LAST_MONTH}[ ,]*"
            r"(?:'?(?P<short>\d\d)|(?P<year>\d{4})[/-](?P<next>\d{4}|\d\d))",
            _two_months,
        ),
        (
            r"(?P<month>[a-z]{3,10})\.? (?P<start>\d\d?)(?:st|nd|rd|th)?\s*(?:[/&+-]|to|and|or|until|till|through)\s*"
            r"(?:the )?(?P<end>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{4})",
            _month_first,
        ),
        (rf"{_WEEK_WORDS}:? ?(?P<rest>.+)", _week),
        (r"(?:the )?(?:weekend|w/ ?end) (?:of |commencing )?(?:the )?(?P<rest>.+)", _weekend),
        (
            rf"{_TOWARDS}(?P<part>{_PART})(?:(?: to |[/-]| - | or | and |/| & )(?P<other>{_PART}))?"
            r"(?: of |[ -]+(?:in )?)(?P<rest>.+)",
            _third,
        ),
        (rf"(?:the )?(?P<nth>{_NTHS}|last|final) w(?:ee)?k (?:of |in )?(?P<rest>.+)", _nth_week),
        (r"(?:the )?(?P<half>first|second|latter|1st|2nd) half (?:of |in )?(?P<rest>.+)", _half),
        (
            rf"(?:the )?(?:q(?:uarter)? ?(?P<number>[1-4])|(?P<word>{_NTHS}) quarter"
            r"(?: of)?),? ?(?P<year>\d{4})(?:[/-](?P<next>\d{4}|\d\d))?",
            _quarter,
        ),
        (
            r"(?P<year>\d{4})(?:[/-](?P<next>\d{4}|\d\d))?,? (?:q(?:uarter)? ?(?P<number>[1-4])"
            rf"|(?P<word>{_NTHS}) quarter)",
            _quarter,
        ),
    )
)
