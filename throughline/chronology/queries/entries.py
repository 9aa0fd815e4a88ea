"""Rows of entries as the plain entries of the rules, and back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from throughline.chronology.models import ChronologyEntry
from throughline.chronology.rules import Entry, When
from throughline.chronology.rules.checking import sequence_of

# The fields of a row that hold what an entry is, in the order in which they are read and written.
FIELDS = (
    "row",
    "sequence",
    "source",
    "start_text",
    "start_edtf",
    "start_earliest",
    "start_latest",
    "end_text",
    "end_edtf",
    "end_earliest",
    "end_latest",
    "time",
    "time_text",
    "event",
    "action",
    "comment",
    "who",
)
_fields_of = attrgetter(*FIELDS)


def as_entry(row: ChronologyEntry, agency: str) -> Entry:
    """The entry as it was read, under the name that its agency bears now."""
    return entry_of(_fields_of(row), agency)


def entry_of(fields: Sequence[Any], agency: str) -> Entry:
    """The same of its `FIELDS`."""
    number, sequence, source, text, edtf, earliest, latest, *of_end, time, time_text, event, action, comment, who = (
        fields
    )
    return Entry(
        agency=agency,
        row=number,
        sequence=sequence_of(sequence) if sequence else None,
        source=source,
        start=When(text, edtf, earliest, latest),
        end=When(*of_end) if of_end[1] else None,
        time=time or None,
        event=event,
        action=action,
        comment=comment,
        time_text=time_text,
        who=who,
    )


def _itself(day: date | None) -> date | None:
    return day


def fields_of(entry: Entry, day: Callable[[date | None], Any] = _itself) -> tuple[Any, ...]:
    """What the row of that entry has in its `FIELDS`; each day as `day` has it."""
    start, end = entry.start, entry.end
    return (
        entry.row,
        "" if entry.sequence is None else str(entry.sequence),
        entry.source,
        start.text,
        start.edtf,
        day(start.earliest),
        day(start.latest),
        end.text if end else "",
        end.edtf if end else "",
        day(end.earliest) if end else None,
        day(end.latest) if end else None,
        entry.time or "",
        entry.time_text,
        entry.event,
        entry.action,
        entry.comment,
        entry.who,
    )


def as_row(entry: Entry, *, by: int, at: datetime, **more: Any) -> ChronologyEntry:
    """The row that keeps that entry."""
    return ChronologyEntry(**dict(zip(FIELDS, fields_of(entry), strict=True)), made_at=at, made_by_id=by, **more)


def root_of(row: ChronologyEntry) -> int:
    """The entry that what was said of this one hangs from."""
    return row.first_id or row.pk


def day_bounds(entries: Collection[Entry]) -> tuple[date | None, date | None]:
    """The first and the last day that any of them tells of; nothing where all are open."""
    firsts = [day for each in entries if (day := each.start.earliest or each.start.latest)]
    lasts = [
        day for each in entries if (day := (each.end and each.end.latest) or each.start.latest or each.start.earliest)
    ]
    return min(firsts, default=None), max(lasts, default=None)
