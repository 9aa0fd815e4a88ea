"""How old a child was: one age where both days are known, two where one is not, else at most or at least. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_YEARS_ALONE = 5


def age(born: date, on: date) -> str:
    """``4m 8d``, ``2y 3m``, ``9y``; before the birth so many words."""
    if on < born:
        return "before birth"
    months = (on.year - born.year) * 12 + on.month - born.month
    if _moved(born, months) > on:
        months -= 1
    years, over = divmod(months, 12)
    if years >= _YEARS_ALONE:
        return f"{years}y"
    if years >= 1:
        return f"{years}y {over}m"
    return f"{months}m {(on - _moved(born, months)).days}d"


def ages(born: tuple[date, date] | None, first: date | None, last: date | None) -> str:
    """The age, or the youngest and the oldest it can have been; nothing where the birth or both days are not known.

    Of a day of which only one side is known (``before 2 June 2016``) it is what the age was at most, or at least.
    """
    if born is None or (first is None and last is None):
        return ""
    if first is None or last is None:
        return f"at most {age(born[0], last)}" if last else f"at least {age(born[1], first)}" if first else ""
    youngest, oldest = age(born[1], first), age(born[0], last)
    return youngest if youngest == oldest else f"{youngest} to {oldest}"


def _moved(born: date, months: int) -> date:
    """The same day so many months later; a month that is shorter ends sooner."""
    year, month = divmod(born.month - 1 + months, 12)
    try:
        return date(born.year + year, month + 1, min(born.day, monthrange(born.year + year, month + 1)[1]))
    except ValueError:
        return date.max - timedelta(days=1)
