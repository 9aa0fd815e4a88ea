"""Chronologies as a library, without Django: read what agencies sent, check it, merge it, hold it together.

from throughline.chronology.rules import merge, read, write
timeline = merge(read("police.docx", today=day), read("school.xlsx", today=day))
timeline.entries, timeline.refused, timeline.notes, timeline.links, timeline.silences
"""

from __future__ import annotations

from throughline.chronology.rules.checks import CHECKS
from throughline.chronology.rules.dates import read_date
from throughline.chronology.rules.entries import Entry, Note, RefusedRow, order
from throughline.chronology.rules.links import Link, link
from throughline.chronology.rules.missed import Unfollowed, unfollowed
from throughline.chronology.rules.silences import Silence, silences
from throughline.chronology.rules.spans import NotADate
from throughline.chronology.rules.timeline import Timeline, made, merge, read, read_bytes
from throughline.chronology.rules.times import read_time
from throughline.chronology.rules.whens import When
from throughline.chronology.rules.writing import about, no_such_document, write

__all__ = [
    "CHECKS",
    "Entry",
    "Link",
    "NotADate",
    "Note",
    "RefusedRow",
    "Silence",
    "Timeline",
    "Unfollowed",
    "When",
    "about",
    "link",
    "made",
    "merge",
    "no_such_document",
    "order",
    "read",
    "read_bytes",
    "read_date",
    "read_time",
    "silences",
    "unfollowed",
    "write",
]
