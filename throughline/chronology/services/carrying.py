"""Corrections, splits and mended rows of the version before: they go over to a newer one whose rows came unmended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from throughline.audit.services import record
from throughline.chronology.models import ChronologyEntry, RefusedLine, Submission
from throughline.chronology.placing import Placed
from throughline.chronology.queries.entries import as_entry, as_row, root_of
from throughline.chronology.rules import Entry
from throughline.chronology.rules.rematching import telling
from throughline.kernel.actor import Actor

LONGEST_WHY = 1000


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes over: by the place of a new entry what stands in its place, by that of a refused row what mends it.

    `roots` are what was said of the entries at those places hangs from, and `gone` the entries that need no match.
    `as_sent` is, by the number of a correction or a first part, its row as the agency sent it: the agency may have
    changed that one.
    """

    replaced: dict[int, list[ChronologyEntry]] = field(default_factory=dict)
    mended: dict[int, ChronologyEntry] = field(default_factory=dict)
    roots: dict[int, int] = field(default_factory=dict)
    as_sent: dict[int, Entry] = field(default_factory=dict)

    @property
    def gone(self) -> set[int]:
        """The entries of the version before that go over."""
        return {one.pk for leaves in (*self.replaced.values(), list(self.mended.values())) for one in leaves}


def plan_of(before: Collection[int], entries: Sequence[Entry], refused: Sequence[RefusedLine]) -> Plan:
    """What of the entries that stood before was made on a page, and goes over to these rows: those that are the same.

    A row that the agency changed is its newest word, and stands as it came.
    """
    plan = Plan()
    leaves = ChronologyEntry.objects.filter(pk__in=before, submission__version__gt=0).order_by("id")
    made = [one for one in leaves.select_related("mends") if one.replaces_id or one.mends_id]
    if not made:
        return plan
    places: dict[object, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        places[telling(entry)].append(place)
    for first, parts in _by_original(one for one in made if not one.mends_id).items():
        plan.as_sent[parts[0].pk] = as_entry(first, "")
        free = [place for place in places[telling(as_entry(first, ""))] if place not in plan.replaced]
        if free:
            best = min(free, key=lambda one: (entries[one].row != first.row, one))
            plan.replaced[best], plan.roots[best] = parts, root_of(first)
    lines: dict[int, list[ChronologyEntry]] = defaultdict(list)
    for one in made:
        if one.mends_id:
            lines[one.mends_id].append(one)
    for mending in (parts[0] for parts in lines.values() if len(parts) == 1):
        same = (n for n, one in enumerate(refused) if n not in plan.mended and _is_same(one, mending.mends))
        row = next(same, None)
        if row is not None:
            plan.mended[row] = mending
    return plan


def _by_original(leaves: Iterable[ChronologyEntry]) -> dict[ChronologyEntry, list[ChronologyEntry]]:
    """Entries that were made on a page by the row of the file that they stand for, in the order of their making."""
    found: dict[ChronologyEntry, list[ChronologyEntry]] = defaultdict(list)
    for one in leaves:
        first = one
        while first.replaces is not None:
            first = first.replaces
        found[first].append(one)
    return found


def _is_same(one: RefusedLine, other: RefusedLine | None) -> bool:
    return other is not None and (one.rule, one.why, one.typed) == (other.rule, other.why, other.typed)


def carry(
    plan: Plan,
    made: Submission,
    numbers: Sequence[int],
    entries: Sequence[Entry],
    refused: Sequence[RefusedLine],
    by: Actor,
    at: datetime,
) -> list[ChronologyEntry]:
    """The entries that stand in the place of those rows, as they stood in the version before, each with its reason.

    `numbers` are those of the rows that became `entries`. Event ``chronology_entry.carried``, where there are any.
    """
    given = {"case_id": made.case_id, "submission": made, "agency_id": made.agency_id}
    old: list[ChronologyEntry] = []
    new: list[ChronologyEntry] = []
    for place, parts in sorted(plan.replaced.items()):
        old += parts
        new += [_again(one, entries[place].row, by, at, replaces_id=numbers[place], **given) for one in parts]
    for place, one in sorted(plan.mended.items()):
        old.append(one)
        new.append(_again(one, refused[place].row, by, at, mends=refused[place], **given))
    if not new:
        return []
    ChronologyEntry.objects.bulk_create(new)
    details = {"before": [one.pk for one in old], "made": [one.pk for one in new]}
    subject = ("submission", made.pk)
    record(by=by, at=at, verb="chronology_entry.carried", subject=subject, case=made.case_id, details=details)
    return new


def _again(one: ChronologyEntry, row: int, by: Actor, at: datetime, **given: object) -> ChronologyEntry:
    said = f"{one.why or 'Mended.'} Carried over from version {one.submission.version}."
    why = one.why if "Carried over from version" in one.why or len(said) > LONGEST_WHY else said
    again = as_row(as_entry(one, ""), by=by.user, at=at, first_id=root_of(one), why=why, **given)
    again.row = row
    return again


def as_placed(new: Sequence[ChronologyEntry]) -> list[Placed]:
    """The same as they are laid out."""
    return [(row.pk, root_of(row), as_entry(row, "")) for row in new]
