"""Which date the words of a statement give of what they tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from throughline.kernel.periods import is_period

DUE = frozenset({"due", "deadline", "target", "by", "to be done by", "timescale", "action due", "review due"})
# What a date means that something else has: the child, the review, the time that it looked at.
OF_ANOTHER = frozenset({"died", "incident", "review_period"})
_SINCE = re.compile(r"\b(?:since|before|until|prior to|after|following)\b[^.;]*$", re.IGNORECASE)


def when_said(dates: Iterable[Mapping[str, Any]], text: str, start: int, end: int) -> dict[str, str]:
    """The date that the words between two places give of what they tell; nothing where they give none, or several.

    A day by which a thing is due, or on which something else happened, is no date of the statement.
    """
    within = [date for date in dates if date["at"] and start <= date["at"][0] and date["at"][1] <= end]
    told = [date for date in within if not any(_holds(other["at"], date["at"]) for other in within)]
    if len(told) != 1 or _of_another(told[0], text, start):
        return {}
    iso = told[0]["iso"] or ""
    return {"date_text": told[0]["text"], "date_iso": iso if is_period(iso) else ""}


def _holds(whole: Sequence[int], part: Sequence[int]) -> bool:
    return list(whole) != list(part) and whole[0] <= part[0] and part[1] <= whole[1]


def _of_another(date: Mapping[str, Any], text: str, start: int) -> bool:
    """True of the date of something that the statement only speaks of: "since the review was published in May 2015"."""
    means = date["means"].strip().casefold()
    return means in DUE | OF_ANOTHER or bool(means and _SINCE.search(text[start : date["at"][0]]))
