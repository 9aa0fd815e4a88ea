"""A stretch of days that a date can mean, and how it is written in EDTF. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

ONE = timedelta(days=1)
FIRST = date.min
EARLIEST_YEAR = 1900
YEARS_AHEAD = 20
_DECEMBER = 12
_TOO_SHORT = 10


class NotADate(Exception):
    """The words are no date that can be kept: `rule` is the numbered rule, `why` the sentence for a person."""

    def __init__(self, rule: str, why: str) -> None:
        """Holds the number of the rule and its sentence."""
        super().__init__(f"{rule}: {why}")
        self.rule = rule
        self.why = why


@dataclass(frozen=True, slots=True)
class Span:
    """From the `first` day to the `last` (``None``: open), and the same in EDTF without marks."""

    first: date | None
    last: date | None
    edtf: str

    def marked(self, mark: str) -> Span:
        """The same bounds with ``?``, ``~`` or ``%`` at each side that is a date."""
        if not mark:
            return self
        sides = [side if side in ("..", "") else _with_mark(side, mark) for side in self.edtf.split("/")]
        return replace(self, edtf="/".join(sides))


def _with_mark(side: str, mark: str) -> str:
    """Uncertain and approximate at once is ``%``."""
    bare = side.rstrip("?~%")
    marks = set((side[len(bare) :] + mark).replace("%", "?~"))
    return bare + ("%" if len(marks) == 2 else "".join(marks))


def day(year: int, month: int, number: int, said: str = "") -> Span:
    """One day; refused (C103) where the calendar has none such."""
    try:
        one = date(checked(year), month, number)
    except ValueError:
        raise NotADate("C103", f"“{said or f'{number}/{month}/{year}'}” is a day that never was.") from None
    return Span(one, one, one.isoformat())


def month(year: int, number: int, said: str = "") -> Span:
    """One month."""
    if not 1 <= number <= _DECEMBER:
        raise NotADate("C103", f"“{said or f'{number}/{year}'}” is a month that never was.")
    checked(year)
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]), f"{year:04}-{number:02}")


def year(number: int) -> Span:
    """One year."""
    checked(number)
    return Span(date(number, 1, 1), date(number, _DECEMBER, 31), f"{number:04}")


def checked(number: int) -> int:
    """The year itself, if dates can be counted in it."""
    if not 1 <= number < MAXYEAR:
        raise NotADate("C105", f"The year {number} cannot be meant.")
    return number


def days(first: date, last: date) -> Span:
    """From one day to another."""
    if first == last:
        return Span(first, last, first.isoformat())
    return Span(first, last, f"{first.isoformat()}/{last.isoformat()}")


def through(start: Span, end: Span, said: str = "") -> Span:
    """From the beginning of one to the end of another; refused (C107) where that runs backwards."""
    if start.first and end.last and (end.last < start.first or (end.first and end.first < start.first)):
        raise NotADate("C107", f"“{said}” ends before it starts.")
    if start.edtf == end.edtf:
        return start
    if "/" in start.edtf or "/" in end.edtf:
        if start.first is None or end.last is None:
            return Span(start.first, end.last, f"{start.first or '..'}/{end.last or '..'}")
        return days(start.first, end.last)
    return Span(start.first, end.last, f"{start.edtf}/{end.edtf}")


def before(span: Span) -> Span:
    """Any day up to the day before it begins."""
    if span.first is None or span.first == date.min:
        return span
    return Span(None, span.first - ONE, f"../{span.first - ONE}")


def after(span: Span) -> Span:
    """Any day from the day after it ends."""
    return span if span.last is None else Span(span.last + ONE, None, f"{span.last + ONE}/..")


def until(span: Span) -> Span:
    """Any day up to its end, that day included."""
    return Span(None, span.last, f"../{span.edtf.split('/')[-1]}")


def since(span: Span) -> Span:
    """Any day from its beginning, that day included."""
    return Span(span.first, None, f"{span.edtf.split('/')[0]}/..")


def part(span: Span, third: int) -> Span:
    """The early (0), middle (1) or late (2) part: days 1-10, 11-20, the rest of a month; thirds of anything longer."""
    if span.first is None or span.last is None:
        return span
    length = (span.last - span.first).days + 1
    if length <= _TOO_SHORT:  # early Easter, mid-week: any of its days
        return span
    whole = span.first.day == 1 and (span.last + ONE).day == 1
    if whole and (span.first.year, span.first.month) == (span.last.year, span.last.month):
        cuts = [(1, 10), (11, 20), (21, span.last.day)][third]
        return days(span.first.replace(day=cuts[0]), span.first.replace(day=cuts[1]))
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    if span.first.day == 1 and months % 3 == 0:
        start = months_on(span.first, months // 3 * third)
        end = months_on(span.first, months // 3 * (third + 1)) - ONE
        return days(start, end)
    start = span.first + ONE * (length * third // 3)
    return days(start, span.first + ONE * (length * (third + 1) // 3 - 1))


def months_on(first: date, count: int) -> date:
    """The first day of the month so many months later."""
    over = first.month - 1 + count
    return date(first.year + over // 12, over % 12 + 1, 1)
