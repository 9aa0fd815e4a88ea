"""The time that a text says a number was in: so many years, from day to day, since a year, a whole life. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from throughline.family.rules.numbers import ONE_NUMBER, number_of
from throughline.kernel import periods
from throughline.kernel.periods import MONTHS

_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_MONTH = "|".join(MONTHS)
_DATE = rf"(?:(?:\d{{1,2}} )?(?:{_MONTH}) )?(?:19|20)\d\d"
_I = re.IGNORECASE
_LENGTH = re.compile(
    r"\b(?:in|over|within|during|across|through|throughout|for|of) "
    r"(?:(?:just|only|about|under|less than|a|the|this|that|his|her|their|last|past|first|final|previous|next|"
    r"course of|"
    rf"space of|period of|some|around|nearly|almost) )*(?P<number>{ONE_NUMBER}|a)(?: and a half)?"
    r"[ -](?P<unit>day|week|month|year)s?(?: and a half)?\b",
    _I,
)
_BETWEEN = re.compile(rf"\b(?:between|from) (?P<one>{_DATE}) (?:and|to|until) (?P<other>{_DATE})\b")
_SINCE = re.compile(rf"\bsince (?P<one>{_DATE})\b", _I)
_BY = re.compile(rf"\b(?:by|until|before|up to) (?P<one>{_DATE})\b", _I)
_IN = re.compile(rf"\b(?:in|during|throughout) (?P<one>{_DATE})\b", _I)
_LIFE = re.compile(
    r"\b(?:in|during|throughout|over) (?:his|her|their|its) (?:short |whole |young )?(?:lives|life|lifetime|"
    r"childhood)\b|"
    r"\bsince (?:his|her|their|its|the) birth\b|\bto date\b|\bso far\b",
    _I,
)
_UNCLEAR = re.compile(
    r"\b(?:by|before) (?:the age of|(?:his|her|their) \w+ birthday|(?:s?he|they) (?:was|were|turned))|"
    r"\b(?:in|during|within|over|throughout) (?:the |this |that |his |her |their )?(?:review period|period "
    r"under review|timeframe|"
    r"period|pregnanc(?:y|ies)|year before|year|time in care|time)\b|\bwhile (?:in care|looked after)\b|"
    r"\bover time\b",
    _I,
)


@dataclass(frozen=True, slots=True)
class Window:
    """The time: so many `days` somewhere, or from one day to another; `unclear` where the words leave it open.

    Nothing of it told is all time.
    """

    words: str = ""
    days: int = 0
    first: date | None = None
    last: date | None = None
    unclear: bool = False

    @property
    def is_told(self) -> bool:
        """The text names a time."""
        return bool(self.words)


def window_of(sentence: str, start: int, end: int) -> Window:
    """The time that the sentence gives for what stands from `start` to `end`: after it, or else before it."""
    for part in (sentence[end:], sentence[:start]):
        for pattern, made in _FORMS:
            match = pattern.search(part)
            window = made(match) if match else None
            if window is not None:
                return window
    return Window()


def _between(match: re.Match[str]) -> Window | None:
    one, other = periods.understood(match["one"]), periods.understood(match["other"])
    first, last = periods.parse(one), periods.parse(other)
    if first is None or last is None or last.last < first.first:
        return None
    return Window(match[0], first=first.first, last=last.last)


def _since(match: re.Match[str]) -> Window | None:
    period = periods.parse(periods.understood(match["one"]))
    return Window(match[0], first=period.first) if period else None


def _by(match: re.Match[str]) -> Window | None:
    period = periods.parse(periods.understood(match["one"]))
    return Window(match[0], last=period.last) if period else None


def _in(match: re.Match[str]) -> Window | None:
    period = periods.parse(periods.understood(match["one"]))
    return Window(match[0], first=period.first, last=period.last) if period else None


def _length(match: re.Match[str]) -> Window | None:
    number = 1 if match["number"].lower() == "a" else number_of(match["number"])
    days = _DAYS[match["unit"].lower()]
    return Window(match[0], days=number * days + (days // 2 if " and a half" in match[0] else 0)) if number else None


def _life(match: re.Match[str]) -> Window | None:
    return Window(match[0])


def _unclear(match: re.Match[str]) -> Window | None:
    return Window(match[0], unclear=True)


_FORMS = (
    (_BETWEEN, _between),
    (_LENGTH, _length),
    (_SINCE, _since),
    (_BY, _by),
    (_IN, _in),
    (_LIFE, _life),
    (_UNCLEAR, _unclear),
)
