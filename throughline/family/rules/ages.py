"""How old somebody was on a day, only as exactly as the birth is known. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from throughline.kernel import periods

MONTHS_TO_SAY = 24
WEEKS_TO_SAY = 84


@dataclass(frozen=True, slots=True)
class Age:
    """An age in words (``2``, ``31 or 32``, ``7 months``, ``about 60``), and as one or two short lines for a symbol."""

    words: str
    lines: tuple[str, ...]


NOT_KNOWN = Age("age not known", ("?",))


def age_on(born: str, day: date, *, said: str = "") -> Age:
    """The age on `day` of somebody born in that period; `said` is what somebody called it, used without a birth."""
    period = periods.parse(born)
    if period is None:
        return _as_said(said) if said.strip() else NOT_KNOWN
    most, least = _parts(period.first, day), _parts(min(period.last, day), day)
    if most is None or least is None:
        return NOT_KNOWN
    if most == least:
        number, unit = most
        return Age(f"{number} {_unit(number, unit)}".strip(), (str(number), _SHORT[unit])[: 2 if unit else 1])
    return _between(least, most)


def _between(least: tuple[int, str], most: tuple[int, str]) -> Age:
    (low, low_unit), (high, unit) = least, most
    if low_unit != unit:
        start = f"{low} {_unit(low, low_unit)}".strip()
        return Age(f"{start} to {high} {_unit(high, unit)}".strip(), (f"{low} {_LETTER[low_unit]}", f"to {high}"))
    joint = "or" if high - low == 1 else "to"
    return Age(f"{low} {joint} {high} {_unit(high, unit)}".strip(), (str(low), f"{joint} {high}"))


_SHORT = {"": "", "month": "mths", "week": "wks", "day": "days"}
_LETTER = {"": "y", "month": "m", "week": "w", "day": "d"}


def _unit(number: int, unit: str) -> str:
    return f"{unit}{'' if number == 1 else 's'}" if unit else ""


def _parts(born: date, day: date) -> tuple[int, str] | None:
    if born > day:
        return None
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if months >= MONTHS_TO_SAY:
        return months // 12, ""
    days = (day - born).days
    if days >= WEEKS_TO_SAY:
        return months, "month"
    return (days // 7, "week") if days >= 14 else (days, "day")


def _as_said(said: str) -> Age:
    words = " ".join(said.split())
    figures = re.findall(r"\b\d{1,3}\b", words, re.ASCII)
    return Age(words, (figures[0],) if len(figures) == 1 else ("?",))
