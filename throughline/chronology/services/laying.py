"""Lay the timeline out from what stands: one agency's rows, or all; silences, links, and what the picture draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Max

from throughline.cases import editing
from throughline.chronology.jobs import link_when_many
from throughline.chronology.linking import link_now
from throughline.chronology.models import Chronology, ChronologyEntry, FoundSilence, Lane, Submission, TimelineRow
from throughline.chronology.queries.entries import as_entry, day_bounds, root_of
from throughline.chronology.queries.persons import register_of, stamp_of
from throughline.chronology.queries.timeline import is_laid
from throughline.chronology.rules import Entry, silences, unfollowed
from throughline.chronology.rules.contact import MISSED, SIGHTED
from throughline.chronology.rules.knowing import known_on
from throughline.chronology.rules.ordering import order_key
from throughline.chronology.rules.picture.marks import how_drawn
from throughline.chronology.rules.picture.persons import as_about, counted_of, dot_of, names_in, people_in, seen_of
from throughline.chronology.rules.whom import Register, strongest
from throughline.chronology.services.explaining import explain_silences
from throughline.partnerships.queries import agency_names

BATCH = 500
# So many are linked at once, in a second or less; more are linked by the background worker.
LINK_AT_ONCE = 2_500
# So many marks can be told apart in a picture; where there are more, months are drawn.
MOST_DRAWN = 600
Placed = tuple[int, int, Entry]


@transaction.atomic
def lay_out_once(held: Chronology, *, on: date) -> None:
    """The timeline is laid out if it never was, as after a backup came back, or if the register changed since.

    Whoever comes second finds it done. Nothing is a record here, so no event tells of it.
    """
    now = editing.locked(held)
    if not is_laid(now, stamp_of(now)):
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
    register, stamp = register_of(held), stamp_of(held)
    if not is_laid(held, stamp):
        chosen = every
    for agency in sorted(chosen):
        name = names.get(agency, "")
        _lay_agency(held, agency, name, standing_of(case, agency, name), on, register)
    return _finish(held, names, register, stamp)


def standing_of(case: int, agency: int, name: str) -> list[Placed]:
    """The entries of the agency that stand: of its last version and typed in, those that no other replaces."""
    last = Submission.objects.filter(case=case, agency=agency).aggregate(last=Max("version"))["last"] or 0
    counting = Submission.objects.filter(case=case, agency=agency, version__in={0, last})
    rows = list(ChronologyEntry.objects.filter(submission__in=counting).order_by("id"))
    replaced = {row.replaces_id for row in rows}
    return [(row.pk, root_of(row), as_entry(row, name)) for row in rows if row.pk not in replaced]


def lay_new(held: Chronology, agency: int, placed: Sequence[Placed], *, on: date) -> Lane:
    """The same for one agency whose entries are at hand."""
    stamp = stamp_of(held)
    if Lane.objects.filter(case=held.case_id).exists() and not is_laid(held, stamp):
        return lay_out(held, on=on)
    names, register = agency_names(held.case.partnership_id, on=on), register_of(held)
    _lay_agency(held, agency, names.get(agency, ""), placed, on, register)
    return _finish(held, names, register, stamp)


def _lay_agency(
    held: Chronology, agency: int, name: str, placed: Sequence[Placed], on: date, register: Register
) -> None:
    case = held.case_id
    TimelineRow.objects.filter(case=case, agency=agency).delete()
    rows = [_row(held, agency, one, on, register) for one in placed]
    _tell_unfollowed(rows, placed)
    rows.sort(key=lambda row: (row.key, row.entry_id))
    TimelineRow.objects.bulk_create(rows, batch_size=BATCH)
    first, last = day_bounds([entry for _, _, entry in placed])
    told = {
        "name": name[:200],
        "entries": len(rows),
        "first_day": first,
        "last_day": last,
        "months": dict(Counter(day.isoformat()[:7] for row in rows if (day := row.first_day or row.last_day))),
        "children": counted_of(register.children, (row.children for row in rows)),
        "dots": [dot_of(row.entry_id, row.first_day, row.last_day, row.contact, row.how) for row in rows]
        if len(rows) <= MOST_DRAWN
        else [],
    }
    Lane.objects.update_or_create(case_id=case, agency_id=agency, defaults=told)
    _lay_silences(held, agency, placed, register, {row.entry_id: names_in(row.about) for row in rows})


def _tell_unfollowed(rows: Sequence[TimelineRow], placed: Sequence[Placed]) -> None:
    """Rows of appointments that were missed, and that nothing follows, say so. Who is meant is told by the register."""
    if not any(MISSED in row.children.values() for row in rows):
        return
    of: dict[int, TimelineRow] = {}
    told = []
    for row, (_, _, entry) in zip(rows, placed, strict=True):
        names = names_in(row.about)
        who = names[0] if len(names) == 1 else ""
        one = entry if entry.who == who else replace(entry, who=who)
        of[id(one)] = row
        told.append(one)
    for each in unfollowed(told, kind=lambda entry: _kind(of[id(entry)])):
        of[id(each.entry)].unfollowed = each.why


def _kind(row: TimelineRow) -> str:
    return MISSED if MISSED in row.children.values() else row.contact


def _lay_silences(
    held: Chronology, agency: int, placed: Sequence[Placed], register: Register, about: dict[int, list[str]]
) -> None:
    """What names nobody may be about the child with whom it begins, so it breaks that child's silence."""
    FoundSilence.objects.filter(case=held.case_id, agency=agency).delete()
    number = {id(entry): pk for pk, _, entry in placed}
    nobody = (register.main,) if register.main else ()
    found = [
        FoundSilence(
            case_id=held.case_id,
            agency_id=agency,
            who=(each.who or "")[:200],
            from_day=each.from_,
            to_day=each.to,
            kind=each.kind,
            side=each.said_by,
            before_id=number[id(each.before)],
            after_id=number[id(each.after)],
            why=each.why,
        )
        for each in silences(
            (entry for _, _, entry in placed),
            held.silence_days,
            lambda entry: about[number[id(entry)]] or nobody,
        )
    ]
    FoundSilence.objects.bulk_create(found, batch_size=BATCH)
    explain_silences(held.case_id, agency)


def _row(held: Chronology, agency: int, placed: Placed, on: date, register: Register) -> TimelineRow:
    pk, root, entry = placed
    children = register.told_of(entry)
    end = entry.end.latest if entry.end else None
    return TimelineRow(
        case_id=held.case_id,
        agency_id=agency,
        entry_id=pk,
        root_id=root,
        key=order_key(entry),
        first_day=entry.start.earliest,
        last_day=end or entry.start.latest,
        known_day=known_on(entry, on).latest,
        contact=strongest(children),
        how=how_drawn(entry),
        who=entry.who[:200],
        about=as_about(dict.fromkeys((*register.about(entry.who), *(name for name in children if name)))),
        children=children,
    )


def _finish(held: Chronology, names: dict[int, str], register: Register, stamp: str) -> Lane:
    case = held.case_id
    lanes = list(Lane.objects.filter(case=case, agency__isnull=False))
    months: Counter[str] = Counter()
    contacts: dict[str, Counter[str]] = {name: Counter() for name in register.children}
    for lane in lanes:
        months.update(lane.months)
        for child in lane.children:
            contacts.setdefault(child["name"], Counter()).update(child["contacts"])
    sighted = TimelineRow.objects.filter(case=case, contact__in=SIGHTED).order_by("first_day", "id")
    seen = seen_of(register.children, sighted.values_list("children", "first_day", "last_day"))
    total = sum(lane.entries for lane in lanes)
    rows = TimelineRow.objects.filter(case=case).order_by("key", "id")
    people = rows.values_list("about", "entry_id", "first_day", "last_day", "contact", "how", "agency_id")
    told = {
        "entries": total,
        "first_day": min((lane.first_day for lane in lanes if lane.first_day), default=None),
        "last_day": max((lane.last_day for lane in lanes if lane.last_day), default=None),
        "months": dict(months),
        "children": [{"name": name, "contacts": dict(contacts[name]), **seen[name]} for name in register.children],
        "people": people_in(
            ((about, (pk, first, last, contact, how, of)) for about, pk, first, last, contact, how, of in people),
            dots=total <= MOST_DRAWN,
            silence=held.silence_days,
        ),
        "stamp": stamp,
        "is_linked": False,
    }
    laying, _ = Lane.objects.update_or_create(case_id=case, agency=None, defaults=told)
    if total <= LINK_AT_ONCE:
        return link_now(held, laying, names)
    link_when_many(held)
    return laying
