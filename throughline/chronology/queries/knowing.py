"""Who knew what, when: the day of an event, and the day on which each agency knew of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.chronology.models import Chronology, ChronologyEntry, FoundLink, TimelineRow
from throughline.chronology.permissions import sees_all
from throughline.chronology.queries.entries import as_entry
from throughline.chronology.rules.knowing import known_on
from throughline.kernel.actor import Actor

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Known:
    """One agency's knowledge of an event: its entry, the first day it can have known, and the day by which it did."""

    agency: int
    entry: int
    first: date | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event that agencies tell: the last day it can have been on, the first telling of it, and who knew when."""

    day: date | None
    first: ChronologyEntry
    known: tuple[Known, ...]


def events_of(held: Chronology, *, actor: Actor, on: date, page: int = 1) -> tuple[tuple[Event, ...], int]:
    """Events that several agencies tell, a page of them in the order of their days, and how many there are."""
    if not sees_all(actor=actor, thing=held):
        return (), 0
    links = FoundLink.objects.filter(case=held.case_id, kind__in=("same event", "contradiction"))
    groups = grouped(list(links.exclude(settled="not_so").values_list("one_id", "other_id")))
    if not groups:
        return (), 0
    rows = {
        row.entry_id: row
        for row in TimelineRow.objects.filter(case=held.case_id, entry__in=set().union(*groups)).order_by("key", "id")
    }
    ordered = sorted(
        (sorted((rows[one] for one in group if one in rows), key=lambda row: (row.key, row.pk)) for group in groups),
        key=lambda group: (group[0].key, group[0].pk) if group else ("", 0),
    )
    ordered = [group for group in ordered if group]
    chosen = ordered[(page - 1) * A_PAGE : page * A_PAGE]
    told = ChronologyEntry.objects.in_bulk([row.entry_id for group in chosen for row in group])
    return tuple(_event([told[row.entry_id] for row in group], on) for group in chosen), len(ordered)


def _event(group: list[ChronologyEntry], on: date) -> Event:
    days = [row.start_latest for row in group if row.start_latest]
    known: dict[int, Known] = {}
    for row in group:
        when = known_on(as_entry(row, ""), on)
        there = known.get(row.agency_id)
        if there is None or (when.latest and (there.day is None or when.latest < there.day)):
            known[row.agency_id] = Known(row.agency_id, row.pk, when.earliest, when.latest)
    return Event(min(days, default=None), group[0], tuple(known.values()))


def grouped(pairs: list[tuple[int, int]]) -> list[set[int]]:
    """Entries that hang together, however many of them."""
    parent: dict[int, int] = {}

    def top(one: int) -> int:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        parent[top(one)] = top(other)
    groups: dict[int, set[int]] = {}
    for one in list(parent):
        groups.setdefault(top(one), set()).add(one)
    return list(groups.values())


def known_by(
    held: Chronology, agency: int, day: date, *, actor: Actor
) -> tuple[list[TimelineRow], list[TimelineRow], int, int]:
    """What an agency knew by the end of that day, and what only others knew: the newest of each, and how many."""
    rows = TimelineRow.objects.filter(case=held.case_id, known_day__lte=day).select_related("entry")
    if not sees_all(actor=actor, thing=held):
        rows = rows.filter(agency=actor.agency or -1)
    mine, others = rows.filter(agency=agency), rows.exclude(agency=agency)
    newest = ("-known_day", "-key", "-id")
    return list(mine.order_by(*newest)[:20]), list(others.order_by(*newest)[:20]), mine.count(), others.count()
