"""Hold the entries of all agencies against one another, at once or by the background worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from throughline.cases import editing
from throughline.chronology.models import Chronology, FoundLink, Lane, TimelineRow
from throughline.chronology.queries.entries import as_entry
from throughline.chronology.queries.lost import last_decisions
from throughline.chronology.rules import link
from throughline.chronology.rules.holding import ASIDE
from throughline.chronology.rules.links import Link
from throughline.partnerships.queries import agency_names

BATCH = 500
TRIES = 3
Names = dict[int, str]


def link_up(held: Chronology, *, on: date) -> bool:
    """The entries of all agencies are linked as they stand now. Safe to call again; false where nothing is laid out.

    The long part comes before the lock. Where entries changed meanwhile it is done again, the last time under the lock,
    so that what is written is never the links of entries that are gone.
    """
    names = agency_names(held.case.partnership_id, on=on)
    for _ in range(TRIES):
        rows = _rows(held.case_id)
        found = _found(rows, names)
        with transaction.atomic():
            editing.locked(held)
            if _stamp(rows) == _stamp(_rows(held.case_id, whole=False)):
                return _mark_linked(held, rows, found)
    with transaction.atomic():
        editing.locked(held)
        rows = _rows(held.case_id)
        return _mark_linked(held, rows, _found(rows, names))


def link_now(held: Chronology, names: Names) -> None:
    """The same at once, in the transaction of the act that changed the entries, which holds the chronology.

    Links are between two agencies: of one alone nothing is read, but what people decided of its entries.
    """
    lanes = Lane.objects.filter(case=held.case_id, agency__isnull=False, entries__gt=0)
    rows = _rows(held.case_id) if lanes.count() > 1 or last_decisions(held.case_id) else []
    _mark_linked(held, rows, _found(rows, names))


def _rows(case: int, *, whole: bool = True) -> list[TimelineRow]:
    rows = TimelineRow.objects.filter(case=case).order_by("key", "id")
    return list(rows.select_related("entry") if whole else rows.only("pk", "entry_id"))


def _stamp(rows: Sequence[TimelineRow]) -> list[tuple[int, int]]:
    """Rows are made anew whenever their agency's change, so they are the same while their numbers are."""
    return [(row.pk, row.entry_id) for row in rows]


def _found(rows: Sequence[TimelineRow], names: Names) -> tuple[Link, ...]:
    return link([as_entry(row.entry, names.get(row.agency_id, str(row.agency_id))) for row in rows])


def _mark_linked(held: Chronology, rows: Sequence[TimelineRow], links: Sequence[Link]) -> bool:
    """Those links stand, with what people decided of them; decisions are read under the lock."""
    case = held.case_id
    found: dict[frozenset[int], FoundLink] = {}
    for each in links:
        one, two = (rows[place] for place in each.entries)
        found[frozenset((one.root_id, two.root_id))] = FoundLink(
            case_id=case, one=one.entry, other=two.entry, kind=each.kind, why=each.why
        )
    at_root = {row.root_id: row for row in reversed(rows)}
    for pair, decision in last_decisions(case).items():
        if decision.settled == ASIDE:
            continue
        made = found.get(pair)
        ends = sorted((at_root[root] for root in pair if root in at_root), key=lambda row: (row.key, row.pk))
        if made is None and len(ends) > 1:
            made = FoundLink(case_id=case, one=ends[0].entry, other=ends[1].entry, why="Linked by a person.")
            found[pair] = made
        if made is not None:
            made.kind, made.settled = decision.kind, decision.settled
    FoundLink.objects.filter(case=case).delete()
    FoundLink.objects.bulk_create(found.values(), batch_size=BATCH)
    return bool(Lane.objects.filter(case=case, agency=None).update(is_linked=True))
