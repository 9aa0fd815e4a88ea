"""The narrow form of a thread: its findings as a list, the picked one unfolded as an upright rail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import (
    ACTION,
    BEGINNINGS,
    DOING,
    EFFECTS,
    EVIDENCE,
    MEASURE,
    PROGRESS,
    RECOMMENDATION,
    Item,
    Thread,
)
from throughline.casefile.rules.rows import counts
from throughline.casefile.rules.states import Status, course, status_of


@dataclass(frozen=True, slots=True)
class Step:
    """One item on the rail, how it stands, and what hangs from it; `also` names the other findings that share it."""

    item: Item
    status: Status | None
    note: str = ""
    also: str = ""
    ends: tuple[OpenEnd, ...] = ()
    steps: tuple[Step, ...] = ()
    shown_by: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """One finding in the list: what hangs on it in counts, or its steps when it is the picked one."""

    item: Item
    counts: str
    steps: tuple[Step, ...] = ()
    picked: bool = False
    ends: tuple[OpenEnd, ...] = ()


def rail_of(thread: Thread, ends: tuple[OpenEnd, ...], on: date, picked: Item | None = None) -> tuple[Folded, ...]:
    """Every finding, theme and learning point in order; the picked one with everything that follows from it."""
    at = {end.item.key: tuple(other for other in ends if other.item.key == end.item.key) for end in ends}
    made = []
    for item in thread.of(*BEGINNINGS):
        keys = thread.onwards(item) - {item.key}
        stops = sum(end.item.key in keys or end.item.key == item.key for end in ends)
        said = counts(keys) or "nothing follows"
        said += f"; {stops} open {'end' if stops == 1 else 'ends'}" if stops else ""
        is_picked = picked is not None and picked.key == item.key
        steps = _steps(thread, item, at, on) if is_picked else ()
        made.append(Folded(item, said, steps, is_picked, at.get(item.key, ()) if is_picked else ()))
    return tuple(made)


def loose_of(thread: Thread, ends: tuple[OpenEnd, ...], on: date) -> tuple[Step, ...]:
    """What is tied to no finding, theme or learning point, with what hangs from it."""
    at = {end.item.key: tuple(other for other in ends if other.item.key == end.item.key) for end in ends}
    free = [item for item in thread.items if item.kind not in BEGINNINGS and not thread.earlier(item)]
    return tuple(_step(thread, item, item, at, on) for item in free)


def _steps(thread: Thread, item: Item, at: dict, on: date) -> tuple[Step, ...]:  # type: ignore[type-arg]
    below = thread.later(item, RECOMMENDATION, *DOING, *EFFECTS, MEASURE)
    return tuple(_step(thread, child, item, at, on) for child in below)


def _step(thread: Thread, item: Item, parent: Item, at: dict, on: date) -> Step:  # type: ignore[type-arg]
    others = [other.name for other in thread.earlier(item, *BEGINNINGS) if other.key != parent.key]
    shown: list[Item] = []
    if item.kind in (ACTION, PROGRESS, *EFFECTS):
        evidence = thread.later(item, EVIDENCE)
        measures = [each for one in (item, *evidence) for each in thread.later(one, MEASURE)]
        shown = list(dict.fromkeys([*evidence, *measures]))
    status = status_of(item, on)
    return Step(
        item,
        None if status and status.key == "accepted" else status,
        course(item) if item.kind == MEASURE else "",
        f"Also from {others[0]}." if item.kind == RECOMMENDATION and others else "",
        at.get(item.key, ()),
        _steps(thread, item, at, on) if item.kind == RECOMMENDATION else (),
        tuple(Step(each, status_of(each, on), course(each), ends=at.get(each.key, ())) for each in shown),
    )
