"""Dates in figures alone, numbers of a spreadsheet, and the years that can be meant. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from throughline.chronology.rules import spans, wording
from throughline.chronology.rules.months import Context
from throughline.chronology.rules.spans import NotADate, Span


def plain_day(text: str, today: date) -> date | None:
    """The day in one of the spellings that nearly every row has; nothing where the words must be looked at closely."""
    match = wording.FIGURES.fullmatch(text) or wording.DAY_MONTH_YEAR.fullmatch(text)
    try:
        if match:
            month = int(match[2]) if match[2].isdigit() else wording.FULL_MONTHS.get(match[2], 0)
            year = Context(today).full_year(match[3], month, int(match[1]))
            found = date(year, month, int(match[1]))
        elif wording.ISO.fullmatch(text):
            found = date.fromisoformat(text)
        else:
            return None
    except ValueError:
        return None
    return found if spans.EARLIEST_YEAR <= found.year <= today.year + spans.YEARS_AHEAD else None


def serial(said: str) -> Span | None:
    """The day of a number that a spreadsheet shows when a cell has lost its look."""
    match = wording.SERIAL.fullmatch(said)
    if not match or int(match[1]) not in wording.SERIALS:
        return None
    one = wording.EPOCH + timedelta(days=int(match[1]))
    return spans.days(one, one)


def in_full(refused: NotADate, text: str) -> NotADate:
    """The same refusal; where the words cannot be read at all, all of them are shown."""
    return NotADate("C102", f"“{text.strip()}” cannot be read as a date.") if refused.rule == "C102" else refused


def within(span: Span, today: date, text: str) -> None:
    """Refused (C105) where it lies in a year that cannot be meant."""
    ends = [each.year for each in (span.first, span.last) if each]
    too_early = span.first is not None and span.first.year < spans.EARLIEST_YEAR
    if too_early or any(not spans.EARLIEST_YEAR - 1 <= each <= today.year + spans.YEARS_AHEAD for each in ends):
        raise NotADate("C105", f"“{text.strip()}” lies in a year that cannot be meant.")
