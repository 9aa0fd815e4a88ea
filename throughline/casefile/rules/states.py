"""How an item stands on a day: a word, the shape that goes with it, and whether it needs to stand out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from throughline.casefile.rules.items import ACTION, EVIDENCE, MEASURE, RECOMMENDATION, Item, Reading
from throughline.kernel.days import working_days
from throughline.kernel.periods import parse, sort_key
from throughline.ui.words import counted, day

SOON = 40
"""Working days before its day when an action's date is shown instead of its state."""
SLIDE = Decimal(5)
"""How far two readings running must lie under the best for a measure to be sliding back."""
FINISHED = frozenset({"confirmed", "stopped"})


@dataclass(frozen=True, slots=True)
class Status:
    """`key` names the shape of ``ui.shapes``, `word` is what is written; `loud` ones are written bold."""

    key: str
    word: str
    loud: bool = False


PLAIN = {
    "not_started": Status("not_started", "Not started"),
    "under_way": Status("under_way", "Under way"),
    "claimed_done": Status("claimed", "Claimed done", loud=True),
    "confirmed": Status("confirmed", "Confirmed"),
    "returned": Status("returned", "Returned", loud=True),
    "stopped": Status("not_agreed", "Stopped"),
}
ANSWERS = {
    "in_part": Status("accepted_in_part", "Accepted in part"),
    "not_agreed": Status("not_agreed", "Not agreed"),
}


def days_late(item: Item, on: date) -> int:
    """Working days since an unfinished action's day; 0 while it has no day, is not late, or is claimed done."""
    if item.kind != ACTION or item.due_on is None or item.state in FINISHED or item.state == "claimed_done":
        return 0
    return max(0, working_days(item.due_on, on)) if item.due_on < on else 0


def is_overdue(item: Item, on: date) -> bool:
    """An unfinished, unclaimed action whose day has passed."""
    open_still = item.state not in FINISHED and item.state != "claimed_done"
    return item.kind == ACTION and open_still and item.due_on is not None and item.due_on < on


def status_of(item: Item, on: date) -> Status | None:
    """How the item stands on that day, or ``None`` where there is nothing to say."""
    if item.kind == ACTION:
        return action_status(item, on)
    if item.kind == RECOMMENDATION:
        return ANSWERS.get(item.state)
    if item.kind == MEASURE:
        return measure_status(item)
    if item.kind == EVIDENCE and item.state != "accepted":
        return Status("claimed", "Not yet accepted", loud=True)
    return None


def action_status(item: Item, on: date) -> Status:
    """Late, due soon, or the action's state. The word for a late one counts working days."""
    if is_overdue(item, on):
        late = days_late(item, on)
        return Status("overdue", f"{counted(late, 'working day')} late" if late else "Overdue", loud=True)
    waits = item.state in ("not_started", "under_way")
    if waits and item.due_on is not None and working_days(on, item.due_on) <= SOON:
        return Status("due", f"Due {day(item.due_on)}")
    return PLAIN[item.state]


def in_order(readings: tuple[Reading, ...]) -> list[Reading]:
    """Readings by their dates; those of the same date, or without one, in the order of recording."""
    return sorted(readings, key=lambda reading: sort_key(reading.iso))


def measure_status(item: Item) -> Status:
    """Sliding back, holding or unguarded once the target is met, rising, or not better yet."""
    readings = in_order(item.readings)
    if not readings:
        return Status("not_started", "Not read yet", loud=True)
    if len(readings) == 1:
        return Status("under_way", "Read once")
    if is_sliding(item, readings):
        return Status("sliding", "Sliding back", loud=True)
    first, last = readings[0].value, readings[-1].value
    if _reached(item, readings):
        return Status("holding", "Holding") if item.guarded_by else Status("unguarded", "Unguarded", loud=True)
    if _gain(item, first, last) > 0:
        return Status("rising", "Rising" if item.better == "higher" else "Falling, as it should")
    return Status("not_agreed", "Not better", loud=True)


def is_sliding(item: Item, readings: list[Reading]) -> bool:
    """The last two readings both lie five points under the best, or five in the hundred of it."""
    values = [reading.value for reading in readings]
    best = max(values) if item.better == "higher" else min(values)
    slide = SLIDE if item.unit.strip() in ("%", "per cent") else abs(best) * SLIDE / 100
    return len(values) > 2 and slide > 0 and all(_gain(item, value, best) >= slide for value in values[-2:])


def _reached(item: Item, readings: list[Reading]) -> bool:
    if item.target is not None:
        return _gain(item, item.target, readings[-1].value) >= 0
    return len(readings) > 2 and _gain(item, readings[0].value, readings[-1].value) > 0


def _gain(item: Item, before: Decimal, after: Decimal) -> Decimal:
    return after - before if item.better == "higher" else before - after


def figure(value: Decimal, unit: str) -> str:
    """``81%`` or ``14 days``; no noughts that say nothing."""
    number = f"{value.normalize():f}"
    return f"{number}%" if unit.strip() in ("%", "per cent") else f"{number} {unit}".strip()


def course(item: Item) -> str:
    """What the readings did: ``42% to 81%, now 64%``, ``31% to 78%; target 90%``, or ``""`` without any."""
    readings = in_order(item.readings)
    if not readings:
        return ""
    first, last = readings[0].value, readings[-1].value
    if len(readings) == 1:
        return figure(first, item.unit) + _aim(item)
    if is_sliding(item, readings):
        values = [reading.value for reading in readings]
        best = max(values) if item.better == "higher" else min(values)
        return f"{figure(first, item.unit)} to {figure(best, item.unit)}, now {figure(last, item.unit)}"
    if _reached(item, readings):
        return f"{figure(first, item.unit)} to {figure(last, item.unit)}{_over(readings)}"
    return f"{figure(first, item.unit)} to {figure(last, item.unit)}{_aim(item)}"


def _aim(item: Item) -> str:
    return f"; target {figure(item.target, item.unit)}" if item.target is not None else ""


def _over(readings: list[Reading]) -> str:
    first, last = parse(readings[0].iso), parse(readings[-1].iso)
    if first is None or last is None:
        return ""
    months = (last.first.year - first.first.year) * 12 + last.first.month - first.first.month
    return f", {counted(months, 'month')}" if months > 0 else ""
