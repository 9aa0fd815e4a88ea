"""Months by their names, and what completes a date that lacks a year. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from throughline.kernel.periods import MONTHS

_SHORT = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
_FULL = {month.lower(): number for number, month in enumerate(MONTHS, 1)}
_LIKE = 78  # two letters of a month's name may have changed places, or one be missing


@dataclass(frozen=True, slots=True)
class Context:
    """What completes a date: the day of today for years of two figures, and a year and month said elsewhere."""

    today: date
    year: int | None = None
    month: int | None = None

    def full_year(self, words: str, month: int = 1, day: int = 1) -> int:
        """``15`` is 2015, unless that day lies after today: then 1915."""
        if len(words.lstrip("'")) > 2:
            return int(words)
        year = 2000 + int(words.lstrip("'"))
        return year - 100 if (year, month, day) > (self.today.year, self.today.month, self.today.day) else year


@lru_cache(maxsize=2048)
def month_of(word: str) -> int:
    """1 to 12 for the name of a month, short or with a slip of the hand; 0 for any other word."""
    if word in _SHORT or word in _FULL:
        return _SHORT.get(word) or _FULL[word]
    if len(word) >= 4 and any(full.startswith(word) for full in _FULL):
        return next(number for full, number in _FULL.items() if full.startswith(word))
    if len(word) < 4:
        mixed = [number for short, number in _SHORT.items() if short[0] == word[0] and sorted(short) == sorted(word)]
        return mixed[0] if len(mixed) == 1 else 0
    scored = sorted(((fuzz.ratio(word, full), number) for full, number in _FULL.items() if full[0] == word[0]))
    return scored[-1][1] if scored and scored[-1][0] >= _LIKE else 0
