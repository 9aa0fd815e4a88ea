"""The whole timeline as the rules hold it, to be written as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from throughline.chronology.models import (
    Chronology,
    ChronologyNote,
    FoundLink,
    Lane,
    RefusedLine,
    Submission,
    TimelineRow,
)
from throughline.chronology.permissions import sees_all
from throughline.chronology.queries.entries import as_entry
from throughline.chronology.queries.silences import told_of
from throughline.chronology.rules import Entry, Link, Note, RefusedRow, Timeline
from throughline.chronology.rules.holding import NOT_SO, OPEN, SETTLED
from throughline.chronology.rules.timeline import made
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names


def whole_timeline(held: Chronology, *, actor: Actor, on: date) -> Timeline:
    """Every entry that stands, every refused row that waits and every note, as far as this person may see them.

    Its links are those that stand: with what people linked, and without what they found not to be so. Its silences are
    those that stand, with what reviewers said of them for whoever may read that.
    """
    names = agency_names(held.case.partnership_id, on=on)
    rows = TimelineRow.objects.filter(case=held.case_id).select_related("entry").order_by("key", "id")
    every = sees_all(actor=actor, thing=held)
    newest = Submission.objects.filter(case=held.case_id).order_by("agency_id", "-version")
    if not every:
        rows, newest = rows.filter(agency=actor.agency or -1), newest.filter(agency=actor.agency or -1)
    last: dict[int, int] = {}
    for submission in newest:
        last.setdefault(submission.agency_id, submission.pk)
    refused = RefusedLine.objects.filter(submission__in=last.values(), mended=None).select_related("submission")
    notes = ChronologyNote.objects.filter(submission__in=last.values()).select_related("submission")
    told = {row.entry_id: as_entry(row.entry, names.get(row.agency_id, "")) for row in rows}
    turned = [RefusedRow(names.get(one.submission.agency_id, ""), one.row, one.rule, one.why) for one in refused]
    noted = [Note(names.get(one.submission.agency_id, ""), one.row, one.text) for one in notes]
    whole = made([*told.values(), *turned, *noted], silence=held.silence_days)
    whole = replace(whole, told=told_of(held, names, actor=actor))
    if not every or not Lane.objects.filter(case=held.case_id, agency=None, is_linked=True).exists():
        return whole
    return replace(whole, held=_links_held(held.case_id, told, whole.entries))


def _links_held(case: int, told: Mapping[int, Entry], entries: Sequence[Entry]) -> tuple[Link, ...]:
    """The links between those entries as they stand, by their places, with what was settled of them."""
    place = {entry.key: number for number, entry in enumerate(entries)}
    found = []
    for row in FoundLink.objects.filter(case=case).exclude(settled=NOT_SO).order_by("id"):
        ends = [place.get(told[end].key) if end in told else None for end in (row.one_id, row.other_id)]
        if None in ends:
            continue
        first, last = sorted(end for end in ends if end is not None)
        settled = "" if row.settled == OPEN else f" {SETTLED[row.settled]}."
        found.append(Link(row.kind, (first, last), f"{row.why}{settled}"))
    return tuple(sorted(found, key=lambda each: each.entries))
