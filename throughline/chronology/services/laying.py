"""Lay the timeline out from what stands: one agency's rows, or all; silences, links, and what the picture draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from throughline.cases import editing
from throughline.chronology.jobs import link_when_many
from throughline.chronology.linking import link_now
from throughline.chronology.models import Chronology, ChronologyEntry, FoundSilence, Lane, Submission, TimelineRow
from throughline.chronology.queries.entries import as_entry, day_bounds, root_of
from throughline.chronology.queries.timeline import is_laid
from throughline.chronology.rules import Entry, silences
from throughline.chronology.rules.contact import SIGHTED, contact_of
from throughline.chronology.rules.knowing import known_on
from throughline.chronology.rules.ordering import order_key
from throughline.chronology.rules.picture.seen import seen_by_anyone
from throughline.partnerships.queries import agency_names

BATCH = 500
# So many are linked at once, in a second or less; more are linked by the background worker.
LINK_AT_ONCE = 2_500
# So many marks can be told apart in a picture; where there are more, months are drawn.
MOST_DRAWN = 600
# So many persons have a lane of their own.
MOST_PEOPLE = 12
Placed = tuple[int, int, Entry]


@transaction.atomic
def lay_out_once(held: Chronology, *, on: date) -> None:
    """The timeline is laid out if it never was, as after a backup came back; whoever comes second finds it done.

    Nothing is a record here, so no event tells of it.
    """
    now = editing.locked(held)
    if not is_laid(now):
        lay_out(now, on=on)


@transaction.atomic
def lay_out(held: Chronology, *, agencies: Iterable[int] | None = None, on: date) -> Lane:
    """The rows of those agencies, or of all, stand in the timeline as they are now; links and silences follow.

    Nothing is a record here, so no event tells of it: the act that changed the entries has its own.
    """
    case = held.case_id
    every = set(Submission.objects.filter(case=case).values_list("agency_id", flat=True))
    chosen = every if agencies is None else set(agencies)
    names = agency_names(held.case.partnership_id, on=on)
    for agency in sorted(chosen):
        name = names.get(agency, "")
        _lay_agency(held, agency, name, standing_of(case, agency, name), on)
    return _finish(held, names)


def standing_of(case: int, agency: int, name: str) -> list[Placed]:
    """The entries of the agency that stand: of its last version and typed in, those that no other replaces."""
    last = Submission.objects.filter(case=case, agency=agency).aggregate(last=Max("version"))["last"] or 0
    counting = Submission.objects.filter(case=case, agency=agency, version__in={0, last})
    rows = list(ChronologyEntry.objects.filter(submission__in=counting).order_by("id"))
    replaced = {row.replaces_id for row in rows}
    return [(row.pk, root_of(row), as_entry(row, name)) for row in rows if row.pk not in replaced]


def lay_new(held: Chronology, agency: int, placed: Sequence[Placed], *, on: date) -> Lane:
    """The same for one agency whose entries are at hand."""
    names = agency_names(held.case.partnership_id, on=on)
    _lay_agency(held, agency, names.get(agency, ""), placed, on)
    return _finish(held, names)


def _lay_agency(held: Chronology, agency: int, name: str, placed: Sequence[Placed], on: date) -> None:
    case = held.case_id
    TimelineRow.objects.filter(case=case, agency=agency).delete()
    rows = [_row(held, agency, one, on) for one in placed]
    rows.sort(key=lambda row: (row.key, row.entry_id))
    TimelineRow.objects.bulk_create(rows, batch_size=BATCH)
    first, last = day_bounds([entry for _, _, entry in placed])
    told = {
        "name": name[:200],
        "entries": len(rows),
        "first_day": first,
        "last_day": last,
        "months": dict(Counter(day.isoformat()[:7] for row in rows if (day := row.first_day or row.last_day))),
        "contacts": dict(Counter(row.contact for row in rows if not held.child_name or row.who in about(held))),
        "dots": [_dot_of(row.entry_id, row.first_day, row.last_day, row.contact) for row in rows]
        if len(rows) <= MOST_DRAWN
        else [],
    }
    Lane.objects.update_or_create(case_id=case, agency_id=agency, defaults=told)
    FoundSilence.objects.filter(case=case, agency=agency).delete()
    found = [
        FoundSilence(
            case_id=case,
            agency_id=agency,
            who=(each.who or "")[:200],
            from_day=each.from_,
            to_day=each.to,
            kind=_kind(each.why),
            why=each.why,
        )
        for each in silences((entry for _, _, entry in placed), held.silence_days)
    ]
    FoundSilence.objects.bulk_create(found, batch_size=BATCH)


def _dot_of(entry: int, first: date | None, last: date | None, contact: str) -> list[int | str]:
    """An entry as the picture draws it: its number, the first and last day as days are counted, and the contact."""
    begins, ends = first or last, last or first
    if begins is None or ends is None:
        return [entry, 0, 0, contact]
    return [entry, begins.toordinal(), ends.toordinal(), contact]


def _row(held: Chronology, agency: int, placed: Placed, on: date) -> TimelineRow:
    pk, root, entry = placed
    end = entry.end.latest if entry.end else None
    return TimelineRow(
        case_id=held.case_id,
        agency_id=agency,
        entry_id=pk,
        root_id=root,
        key=order_key(entry),
        first_day=entry.start.earliest,
        last_day=end or entry.start.latest,
        known_day=known_on(entry, on).earliest,
        contact=contact_of(entry, held.child_name),
        who=entry.who[:200],
    )


def about(held: Chronology) -> tuple[str, ...]:
    """Whom a sighting must be of to be one of the child: the child by name, or nobody named."""
    return ("", held.child_name) if held.child_name else ("",)


def _kind(why: str) -> str:
    for words, kind in (("no contact was expected", "expected"), ("no record was found", "no_record")):
        if words in why:
            return kind
    return "missed" if "contact that was missed" in why else "silent"


def people_in(case: int, most_dots: int) -> list[dict[str, Any]]:
    """What each person has in the timeline, by name; of many those with most entries, and the rest as one."""
    rows = TimelineRow.objects.filter(case=case).order_by("key", "id")
    told = list(rows.values_list("who", "entry_id", "first_day", "last_day", "contact"))
    often = [who for who, _ in Counter(who for who, *_ in told if who).most_common(MOST_PEOPLE)]
    names = [*sorted(often), None]
    found: dict[str | None, list[Any]] = {name: [] for name in names}
    for who, *rest in told:
        found[who if who in found else None].append(rest)
    return [_person(name, found[name], most_dots) for name in names if found[name]]


def _person(name: str | None, rows: Sequence[Any], most_dots: int) -> dict[str, Any]:
    days = [(first or last, last or first) for _, first, last, _ in rows if first or last]
    return {
        "who": name,
        "entries": len(rows),
        "first": min(first for first, _ in days).isoformat() if days else "",
        "last": max(last for _, last in days).isoformat() if days else "",
        "months": dict(Counter(first.isoformat()[:7] for first, _ in days)),
        "dots": [_dot_of(*row) for row in rows] if len(rows) <= most_dots else [],
    }


def _finish(held: Chronology, names: dict[int, str]) -> Lane:
    case = held.case_id
    lanes = list(Lane.objects.filter(case=case, agency__isnull=False))
    months: Counter[str] = Counter()
    contacts: Counter[str] = Counter()
    for lane in lanes:
        months.update(lane.months)
        contacts.update(lane.contacts)
    sighted = TimelineRow.objects.filter(case=case, contact__in=SIGHTED, first_day__isnull=False)
    if held.child_name:
        sighted = sighted.filter(who__in=about(held))
    days = sighted.order_by("first_day", "id").values_list("first_day", "last_day")
    total = sum(lane.entries for lane in lanes)
    told = {
        "entries": total,
        "first_day": min((lane.first_day for lane in lanes if lane.first_day), default=None),
        "last_day": max((lane.last_day for lane in lanes if lane.last_day), default=None),
        "months": dict(months),
        "contacts": dict(contacts),
        "seen": seen_by_anyone(days),
        "people": people_in(case, MOST_DRAWN if total <= MOST_DRAWN else 0),
        "is_linked": False,
    }
    laying, _ = Lane.objects.update_or_create(case_id=case, agency=None, defaults=told)
    if total <= LINK_AT_ONCE:
        return link_now(held, laying, names)
    link_when_many(held)
    return laying
