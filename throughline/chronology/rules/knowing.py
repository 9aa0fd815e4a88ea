"""The day on which an agency knew, where a row says another one than that of the event. Pure."""

from __future__ import annotations

import re
from datetime import date

from throughline.chronology.rules.dates import read_date
from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.spans import NotADate
from throughline.chronology.rules.whens import When

_LINE = re.compile(
    r"^(?:date (?:it )?(?:was |became )?(?:known|recorded|received|learned)|known (?:on|since|from)|"
    r"day (?:the |your )?agency (?:knew|learned)|date (?:the |your )?agency (?:knew|learned)): ?(.{1,80})$",
    re.IGNORECASE | re.MULTILINE,
)


def known_on(entry: Entry, today: date) -> When:
    """When the agency knew: what a column of its own says, or else the day on which it says that it was.

    It is known to have known by the latest of its bounds and not before: of March 2016 from the end of the month, of
    anything before a day by the day before it, and where that side is open (after a day) on no day that can be told.
    """
    said = _LINE.search(entry.comment)
    if said:
        try:
            return read_date(said[1].strip(), today).when
        except NotADate:
            return entry.start
    return entry.start
