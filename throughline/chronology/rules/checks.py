"""The numbered checks of a row. A number never changes its meaning; each has a page in the guide. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that a row must keep: its stable `number`, its `title`, and what it `asks`."""

    number: str
    title: str
    asks: str


CHECKS: dict[str, Check] = {
    check.number: check
    for check in (
        Check("C101", "No start date", "Every row says when: a day, or as much of a date as the record has."),
        Check(
            "C102",
            "A date that cannot be read",
            "A date cell holds one date or one stretch of dates, and nothing else.",
        ),
        Check("C103", "A day that never was", "The calendar has the day, and the month."),
        Check("C104", "A date that can be several", "The words say one date: with its year, and in one reading."),
        Check(
            "C105", "A year that cannot be meant", "The year lies after 1899 and not more than 20 years after today."
        ),
        Check("C106", "An end date that is none", "What stands as the end of an entry is a date, or is left empty."),
        Check("C107", "An end before its start", "What goes on for a time ends on the day it starts, or later."),
        Check("C108", "A time that cannot be read", "A time cell holds a time of day, or is left empty."),
        Check(
            "C110", "No source", "Every row says in which record it stands; the organisation is added when it is read."
        ),
        Check("C111", "Nothing is told", "Every row tells an event, an action or a comment."),
        Check("C112", "An empty cell that must be filled in", "What the partnership asks of every row stands in it."),
    )
}
