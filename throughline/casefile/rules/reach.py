"""From any item forwards to what came of it, and backwards to why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.casefile.rules.items import BEGINNINGS, MEASURE, Item, Key, Thread
from throughline.casefile.rules.states import Status, course, status_of


@dataclass(frozen=True, slots=True)
class Branch:
    """One item, how it stands, and what follows (or what led to it); `again` where it was shown higher up already."""

    item: Item
    status: Status | None
    note: str
    branches: tuple[Branch, ...]
    again: bool = False


def forwards(thread: Thread, item: Item, on: date) -> tuple[Branch, ...]:
    """What came of the item, step by step, each thing once."""
    return _grow(thread, item, on, {item.key}, later=True)


def backwards(thread: Thread, item: Item, on: date) -> tuple[Branch, ...]:
    """Why the item is there, step by step back to what was found."""
    return _grow(thread, item, on, {item.key}, later=False)


def _grow(thread: Thread, item: Item, on: date, shown: set[Key], *, later: bool) -> tuple[Branch, ...]:
    grown = []
    for other in thread.later(item) if later else thread.earlier(item):
        again = other.key in shown
        shown.add(other.key)
        status = status_of(other, on)
        note = course(other) if other.kind == MEASURE else ""
        branches = () if again else _grow(thread, other, on, shown, later=later)
        grown.append(Branch(other, status, note, branches, again))
    return tuple(grown)


def ends_well(branches: tuple[Branch, ...]) -> bool:
    """Some path reaches a measure."""
    return any(branch.item.kind == MEASURE or ends_well(branch.branches) for branch in branches)


def begins(branches: tuple[Branch, ...]) -> bool:
    """Some path goes back to a finding, theme or learning point."""
    return any(branch.item.kind in BEGINNINGS or begins(branch.branches) for branch in branches)
