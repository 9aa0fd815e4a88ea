"""A second counter of due days, written apart from the first: slower, by whole calendars, to compare with."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import holidays

from throughline.kernel.clocks import Hold
from throughline.kernel.editions import ClockRule

YEARS = {year: set(holidays.country_holidays("GB", subdiv="ENG", years=year)) for year in range(2004, 2042)}


def slow_due(rule: ClockRule, starts: date, holds: list[Hold]) -> date:
    """The day that the rule falls due."""
    if rule.direction == "backwards":
        holds = []
    held = {
        hold.from_on + timedelta(days=number)
        for hold in holds
        for number in range((hold.to_on - hold.from_on).days + 1)
    }
    if rule.unit in ("working days", "days"):
        return _by_calendar(rule, starts, held)
    return _by_spans(rule, starts, held)


def _by_calendar(rule: ClockRule, starts: date, held: set[date]) -> date:
    """All days that count within some years, in a row; the one at the place of the length."""
    reach = range(1, 60 + 3 * rule.length + len(held))
    step = 1 if rule.direction == "forwards" else -1
    days = [starts + timedelta(days=step * number) for number in reach]
    left = [day for day in days if day not in held and (rule.unit == "days" or _is_working(day))]
    return left[rule.length - 1]


def _is_working(day: date) -> bool:
    return calendar.day_name[calendar.weekday(day.year, day.month, day.day)] not in ("Saturday", "Sunday") and (
        day not in YEARS[day.year]
    )


def _by_spans(rule: ClockRule, starts: date, held: set[date]) -> date:
    sign = 1 if rule.direction == "forwards" else -1
    if rule.unit == "weeks":
        at_first = starts + timedelta(days=7 * rule.length * sign)
    else:
        year, month = starts.year, starts.month + rule.length * sign
        while month > 12:
            year, month = year + 1, month - 12
        while month < 1:
            year, month = year - 1, month + 12
        at_first = date(year, month, min(starts.day, calendar.monthrange(year, month)[1]))
    due_on = at_first
    while True:
        later = at_first + timedelta(days=sum(starts < day <= due_on for day in held))
        if later == due_on:
            return due_on
        due_on = later
