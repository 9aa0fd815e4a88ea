"""What reviewers made of entries that no version of their agency holds any longer: it waits for a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from throughline.access.rules import why_not
from throughline.cases.queries import visible_cases
from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark, PairDecision, TimelineRow
from throughline.chronology.permissions import SEES, sees_all
from throughline.chronology.queries import uses
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.held import chronology_of
from throughline.chronology.queries.sources import lost_sources
from throughline.chronology.rules.holding import ASIDE
from throughline.kernel.actor import Actor

# So many entries are offered where somebody says to which one a thing belongs, the nearest in date.
OFFERED = 150


def unattached(held: Chronology) -> QuerySet[EntryMark]:
    """Marks whose entry no version of its agency holds any longer."""
    standing = TimelineRow.objects.filter(case=held.case_id, root=OuterRef("entry"))
    rows = EntryMark.objects.filter(case=held.case_id, withdrawn_at__isnull=True).exclude(Exists(standing))
    return rows.select_related("entry", "entry__submission", "made_by", "episode").order_by("id")


def last_decisions(case: int) -> dict[frozenset[int], PairDecision]:
    """The last decision of each pair of entries, by what they hang from."""
    rows = PairDecision.objects.filter(case=case).select_related("one", "other", "by").order_by("id")
    return {frozenset((root_of(row.one), root_of(row.other))): row for row in rows}


def lost_pairs(held: Chronology) -> list[PairDecision]:
    """Pairs that somebody settled and of which an entry is gone; none that was put aside."""
    last = last_decisions(held.case_id)
    there = standing_roots(held, set().union(*last) if last else ())
    lost = (row for pair, row in last.items() if row.settled != ASIDE and not pair <= there)
    return sorted(lost, key=lambda row: row.pk)


def standing_roots(held: Chronology, roots: Collection[int]) -> set[int]:
    """Those of these entries that stand, in whatever version."""
    rows = TimelineRow.objects.filter(case=held.case_id, root__in=roots)
    return set(rows.values_list("root_id", flat=True))


def how_many(held: Chronology) -> int:
    """How many things of reviewers wait for a person to say where they belong."""
    return unattached(held).count() + len(lost_pairs(held)) + len(uses.lost(held)) + len(lost_sources(held))


def get_lost_pair(decision: int, *, actor: Actor, on: date) -> tuple[PairDecision, Chronology]:
    """That decision, while it is the last of its pair and an entry of it is gone, with its chronology; or 404."""
    rows = PairDecision.objects.filter(case__in=visible_cases(actor, on=on)).select_related("case")
    found = rows.filter(pk=decision).first()
    held = chronology_of(found.case) if found else None
    if held is None or why_not(actor, SEES) or not sees_all(actor=actor, thing=held):
        raise Http404
    row = next((one for one in lost_pairs(held) if one.pk == decision), None)
    if row is None:
        raise Http404
    return row, held


def standing_now(held: Chronology, entry: ChronologyEntry) -> TimelineRow | None:
    """How that entry stands now, if it does."""
    rows = TimelineRow.objects.filter(case=held.case_id, root=root_of(entry)).select_related("entry")
    return rows.order_by("key", "id").first()


def _nearest(rows: QuerySet[TimelineRow], day: date) -> list[int]:
    """The entries of those rows that lie nearest to the day, as many as are offered; no others are read."""
    dated = rows.annotate(at=Coalesce("first_day", "last_day"))
    before = dated.filter(at__lt=day).order_by("-at", "entry_id")
    after = dated.exclude(at__lt=day).order_by(F("at").asc(nulls_last=True), "entry_id")
    told = [one for some in (before, after) for one in some.values_list("at", "entry_id")[:OFFERED]]
    return [pk for _, pk in sorted((abs(((at or date.max) - day).days), pk) for at, pk in told)][:OFFERED]


def near(held: Chronology, entry: ChronologyEntry) -> list[ChronologyEntry]:
    """Entries to which what was said of that one may belong: of its own agency, then of others, the nearest first."""
    day = entry.start_earliest or entry.start_latest or date.min
    rows = TimelineRow.objects.filter(case=held.case_id)
    mine = Q(agency=entry.agency_id)
    own, others = _nearest(rows.filter(mine), day), _nearest(rows.exclude(mine), day)
    offered = [*own[: max(OFFERED - len(others), OFFERED * 2 // 3)], *others]
    chosen = ChronologyEntry.objects.in_bulk(offered[:OFFERED])
    return [chosen[pk] for pk in offered[:OFFERED]]
