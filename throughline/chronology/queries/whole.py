"""The whole timeline as the rules hold it, to be written as a file."""

from __future__ import annotations

from datetime import date

from throughline.chronology.models import Chronology, ChronologyNote, RefusedLine, Submission, TimelineRow
from throughline.chronology.permissions import sees_all
from throughline.chronology.queries.entries import as_entry
from throughline.chronology.rules import Note, RefusedRow, Timeline
from throughline.chronology.rules.timeline import made
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names


def whole_timeline(held: Chronology, *, actor: Actor, on: date) -> Timeline:
    """Every entry that stands, every refused row that waits and every note, as far as this person may see them."""
    names = agency_names(held.case.partnership_id, on=on)
    rows = TimelineRow.objects.filter(case=held.case_id).select_related("entry").order_by("key", "id")
    newest = Submission.objects.filter(case=held.case_id).order_by("agency_id", "-version")
    if not sees_all(actor=actor, thing=held):
        rows, newest = rows.filter(agency=actor.agency or -1), newest.filter(agency=actor.agency or -1)
    last: dict[int, int] = {}
    for submission in newest:
        last.setdefault(submission.agency_id, submission.pk)
    refused = RefusedLine.objects.filter(submission__in=last.values(), mended=None).select_related("submission")
    notes = ChronologyNote.objects.filter(submission__in=last.values()).select_related("submission")
    entries = [as_entry(row.entry, names.get(row.agency_id, "")) for row in rows]
    turned = [RefusedRow(names.get(one.submission.agency_id, ""), one.row, one.rule, one.why) for one in refused]
    noted = [Note(names.get(one.submission.agency_id, ""), one.row, one.text) for one in notes]
    return made([*entries, *turned, *noted], silence=held.silence_days)
