"""The monthly round: on which day it goes out, what it asks about, and when the answer is due. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from throughline.kernel.days import is_working_day, working_day_after

AHEAD = timedelta(days=45)
"""What falls due so long after the day of the round is asked about; what is late already too."""
ANSWERED_IN = 10
"""Working days for an answer, before the ladder begins."""
CATCHES_UP = timedelta(days=6)
"""So long after its day a round that could not go out still does."""


def first_working_day(on: date) -> date:
    """The first working day of that day's month."""
    day = on.replace(day=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def until(on: date) -> date:
    """The last due day that a round of that day asks about."""
    return on + AHEAD


def answer_by(on: date) -> date:
    """The day by which its owner answers a round of that day."""
    return working_day_after(on, ANSWERED_IN)


def is_time(on: date) -> bool:
    """True from the first working day of the month, for as long as a round catches up."""
    first = first_working_day(on)
    return is_working_day(on) and first <= on <= first + CATCHES_UP
