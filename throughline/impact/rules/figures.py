"""What a figure needs before it counts as impact: what it was before, and when it was so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from throughline.kernel.periods import parse

# How often a measure is read, and how many months one reading covers; nought where it is one day or one moment.
PERIODS = {
    "day": ("On one day", 0),
    "month": ("Each month", 1),
    "quarter": ("Each quarter", 3),
    "half_year": ("Each half year", 6),
    "year": ("Each year", 12),
}
_SHARE = r"\d+(?:\.\d+)?\s?(?:%|per cent|percent|percentage points)|\d+ (?:out )?of (?:the )?\d+"
_FIGURE = re.compile(_SHARE, re.IGNORECASE)
_FROM_TO = re.compile(
    r"(?:from|against|compared (?:with|to)|instead of|was|were)\s+(?:only |about |at )?\d+(?:\.\d+)?"
    r"(?!\d*\s+(?:was|were))",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:19|20)\d\d\b|\bQ[1-4]\b")
NO_BASELINE, NO_PERIOD = "nothing says what it was before", "nothing says when it was so"


def bare(*, has_baseline: bool, date_iso: str) -> tuple[str, ...]:
    """What a reading lacks before it can count as impact."""
    lacks = [] if has_baseline else [NO_BASELINE]
    return tuple([*lacks, NO_PERIOD] if parse(date_iso) is None else lacks)


def bare_in_words(text: str) -> tuple[str, ...]:
    """What the figures in a statement of effect lack; nothing where it has no figure."""
    if not _FIGURE.search(text):
        return ()
    lacks = [] if _FROM_TO.search(text) else [NO_BASELINE]
    return tuple(lacks if _WHEN.search(text) else [*lacks, NO_PERIOD])


@dataclass(frozen=True, slots=True)
class Known:
    """A reading that stands already."""

    value: Decimal
    date_iso: str


def is_known(value: Decimal, date_iso: str, known: Iterable[Known]) -> bool:
    """That figure stands already for those days, so a file that gives it again adds nothing."""
    return any(one.value == value and one.date_iso == date_iso for one in known)


def middle(date_iso: str) -> date | None:
    """The day in the middle of the days that a date covers, where a picture sets its dot."""
    found = parse(date_iso)
    if found is None:
        return None
    first, last = found.first, found.last
    return first + (last - first) // 2
