"""Rows of entries as the plain entries of the rules, and back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from throughline.chronology.models import ChronologyEntry
from throughline.chronology.rules import Entry, When
from throughline.chronology.rules.checking import sequence_of


def as_entry(row: ChronologyEntry, agency: str) -> Entry:
    """The entry as it was read, under the name that its agency bears now."""
    end = When(row.end_text, row.end_edtf, row.end_earliest, row.end_latest) if row.end_edtf else None
    return Entry(
        agency=agency,
        row=row.row,
        sequence=sequence_of(row.sequence),
        source=row.source,
        start=When(row.start_text, row.start_edtf, row.start_earliest, row.start_latest),
        end=end,
        time=row.time or None,
        event=row.event,
        action=row.action,
        comment=row.comment,
        time_text=row.time_text,
        who=row.who,
    )


def as_row(entry: Entry, *, by: int, at: datetime, **more: Any) -> ChronologyEntry:
    """The row that keeps that entry."""
    start, end = entry.start, entry.end
    return ChronologyEntry(
        row=entry.row,
        sequence="" if entry.sequence is None else str(entry.sequence),
        source=entry.source,
        start_text=start.text,
        start_edtf=start.edtf,
        start_earliest=start.earliest,
        start_latest=start.latest,
        end_text=end.text if end else "",
        end_edtf=end.edtf if end else "",
        end_earliest=end.earliest if end else None,
        end_latest=end.latest if end else None,
        time=entry.time or "",
        time_text=entry.time_text,
        event=entry.event,
        action=entry.action,
        comment=entry.comment,
        who=entry.who,
        made_at=at,
        made_by_id=by,
        **more,
    )


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
