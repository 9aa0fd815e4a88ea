"""One entry and what hangs from it, two that are held against one another, and lists of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from throughline.chronology.models import (
    Chronology,
    ChronologyEntry,
    EntryMark,
    FoundLink,
    PairDecision,
    TimelineRow,
)
from throughline.chronology.permissions import sees_all
from throughline.chronology.queries.entries import root_of
from throughline.kernel.actor import Actor

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """Two accounts that are tied: what holds them together, how it stands, and whether it still waits."""

    link: FoundLink
    one: ChronologyEntry
    other: ChronologyEntry


def differences_of(held: Chronology, kind: str, *, actor: Actor, page: int = 1) -> tuple[tuple[Difference, ...], int]:
    """The pairs of that kind, a page of them in the order of their days, and how many there are."""
    if not sees_all(actor=actor, thing=held):
        return (), 0
    links = FoundLink.objects.filter(case=held.case_id, kind=kind).select_related("one", "other")
    rows = links.order_by("one__start_earliest", "id")[(page - 1) * A_PAGE : page * A_PAGE]
    return tuple(Difference(link, link.one, link.other) for link in rows), links.count()


def place_of(entry: ChronologyEntry) -> tuple[TimelineRow | None, TimelineRow | None, TimelineRow | None]:
    """The row of the entry, and those before and after it in the one order of its case."""
    mine = TimelineRow.objects.filter(entry=entry).first()
    if mine is None:
        return None, None, None
    near = TimelineRow.objects.filter(case=entry.case_id).select_related("entry")
    before = near.filter(Q(key__lt=mine.key) | Q(key=mine.key, pk__lt=mine.pk)).order_by("-key", "-id").first()
    after = near.filter(Q(key__gt=mine.key) | Q(key=mine.key, pk__gt=mine.pk)).order_by("key", "id").first()
    return before, mine, after


def marks_of(entry: ChronologyEntry) -> list[EntryMark]:
    """What was said of the entry, through all its versions."""
    rows = EntryMark.objects.filter(entry=root_of(entry), withdrawn_at__isnull=True)
    return list(rows.select_related("made_by", "case", "episode").order_by("id"))


def versions_of(entry: ChronologyEntry) -> list[ChronologyEntry]:
    """The entry as it stood in every version, the oldest first."""
    root = root_of(entry)
    rows = ChronologyEntry.objects.filter(Q(pk=root) | Q(first=root)).select_related("submission", "made_by")
    return list(rows.order_by("id"))


def ties_of(entry: ChronologyEntry) -> list[tuple[FoundLink, ChronologyEntry]]:
    """What the entry is tied to."""
    links = FoundLink.objects.filter(Q(one=entry) | Q(other=entry)).select_related("one", "other").order_by("id")
    return [(link, link.other if link.one_id == entry.pk else link.one) for link in links]


def themes_of(held: Chronology) -> list[str]:
    """The themes that reviewers named."""
    rows = EntryMark.objects.filter(case=held.case_id, kind="theme", withdrawn_at__isnull=True)
    return sorted(set(rows.values_list("text", flat=True)))


def link_between(one: ChronologyEntry, other: ChronologyEntry) -> FoundLink | None:
    """What holds those two together, if anything does."""
    pair = Q(one=one, other=other) | Q(one=other, other=one)
    return FoundLink.objects.filter(pair).first()


def decisions_of(one: ChronologyEntry, other: ChronologyEntry) -> list[PairDecision]:
    """What was decided of those two, through all their versions, the newest first."""
    first, second = root_of(one), root_of(other)
    rows = PairDecision.objects.filter(case=one.case_id).filter(
        (Q(one=first) | Q(one__first=first)) & (Q(other=second) | Q(other__first=second))
        | (Q(one=second) | Q(one__first=second)) & (Q(other=first) | Q(other__first=first))
    )
    return list(rows.select_related("by").order_by("-id"))


def every_entry(held: Chronology) -> list[ChronologyEntry]:
    """Every entry that stands, in the one order."""
    rows = TimelineRow.objects.filter(case=held.case_id).select_related("entry").order_by("key", "id")
    return [row.entry for row in rows]


def every_pair(held: Chronology, kind: str) -> list[FoundLink]:
    """Every pair of that kind, in the order of their days."""
    rows = FoundLink.objects.filter(case=held.case_id, kind=kind).select_related("one", "other")
    return list(rows.order_by("one__start_earliest", "id"))
