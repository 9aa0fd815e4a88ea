"""What a figure needs before it counts as impact: what it was before, and when it was so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from throughline.kernel.numbers import NUMBER_WORDS
from throughline.kernel.periods import MONTHS, parse

# How often a measure is read, and how many months one reading covers; nought where it is one day or one moment.
PERIODS = {
    "day": ("On one day", 0),
    "month": ("Each month", 1),
    "quarter": ("Each quarter", 3),
    "half_year": ("Each half year", 6),
    "year": ("Each year", 12),
}
_WORD = rf"\b(?:{'|'.join(sorted(set(NUMBER_WORDS) - {'zero'}, key=len, reverse=True))}|(?:a|one) hundred)\b"
_MONTH = "|".join(MONTHS)
# A number in digits that is no year and no day of a month.
_DIGITS = rf"\b(?!(?:19|20)\d\d\b(?!\s?%))\d[\d,]*(?:\.\d+)?(?![\d.]*\d)(?!(?:st|nd|rd|th)?\s+(?:{_MONTH})\b)"
_NUMBER = rf"(?:{_DIGITS}|{_WORD})"
_OF_HUNDRED = r"\s?(?:%|per\s?cent\b|percentage points?\b)"
_ROUGHLY = r"(?:only |about |at |just |around |nearly |almost |over |more than |less than )*"
_MOVED = (
    r"(?:rose|risen|fell|fallen|increased?|decreased?|dropped|reduced|grew|grown|improved|cut|up|down|rise|fall|"
    r"increase|decrease|reduction|went up|went down)"
)
_SHARES = (
    rf"{_NUMBER}{_OF_HUNDRED}",
    rf"{_DIGITS} (?:out )?of (?:the |every )?{_NUMBER}",
    rf"{_WORD} out of (?:the |every )?{_NUMBER}",
    rf"{_NUMBER} in (?:every )?{_NUMBER}",
    rf"\b{_MOVED} (?:by|of) {_ROUGHLY}{_NUMBER}",
    r"\b(?:halved|halving|doubled|doubling|trebled|tripled|quadrupled)\b",
    r"\b(?:a|one|two|three)[- ](?:third|quarter|fifth|tenth)s? of\b",
    r"(?<!first )(?<!second )(?<!latter )(?<!last )(?<!other )\bhalf (?:of )?(?:the|all|our|its|their)\b",
)
_FIGURE = re.compile("|".join(_SHARES), re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?:from|against|compared (?:with|to)|instead of|rather than|up on|down on)\s+{_ROUGHLY}"
    rf"(?:{_DIGITS}(?!\s+(?:was|were)\b)|{_WORD}(?:{_OF_HUNDRED}| (?:out of|in|to)\b))",
    re.IGNORECASE,
)
_WAS = re.compile(rf"\b(?:was|were|had been)\s+{_ROUGHLY}(?:{_DIGITS}|{_WORD}{_OF_HUNDRED})", re.IGNORECASE)
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
    lacks = [] if _says_before(text) else [NO_BASELINE]
    return tuple(lacks if _WHEN.search(text) else [*lacks, NO_PERIOD])


def _says_before(text: str) -> bool:
    """It says what the figure was before: ``from 42%``, or what it was, beside another figure. A year is no figure."""
    if _BEFORE.search(text):
        return True
    was = _WAS.search(text)
    return was is not None and bool(_FIGURE.search(text[: was.start()] + " | " + text[was.end() :]))


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
