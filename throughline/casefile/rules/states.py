"""How an item stands on a day: a word, the shape that goes with it, and whether it needs to stand out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from throughline.actionplans import rules as actions
from throughline.casefile.rules.items import ACTION, DISSENT, EVIDENCE, MEASURE, NATIONAL, RECOMMENDATION, Item
from throughline.impact.rules import PERCENT, Read, is_guarded, measure_state, standing
from throughline.kernel.days import working_days
from throughline.kernel.periods import parse
from throughline.national.rules import asks as national
from throughline.patterns.rules import REPLACED
from throughline.ui.words import counted, day

SOON = 40
"""Working days before its day when an action's date is shown instead of its state."""
LOUD = frozenset({"claimed", "returned", "overdue", "sliding", "unguarded", "waiting", "open_end", "doubt"})


@dataclass(frozen=True, slots=True)
class Status:
    """`key` names the shape of ``ui.shapes``, `word` is what is written."""

    key: str
    word: str

    @property
    def loud(self) -> bool:
        """It needs somebody, so it is written bold."""
        return self.key in LOUD


ANSWERS = {
    "accepted": Status("accepted", "Accepted"),
    "in_principle": Status("accepted", "Accepted in principle"),
    "in_part": Status("accepted_in_part", "Accepted in part"),
    "not_agreed": Status("not_agreed", "Rejected"),
}

TAKEN = Status("not_agreed", "Replaced")
"""A later recommendation took its place."""


def is_overdue(item: Item, on: date) -> bool:
    """An unfinished, unclaimed action whose day has passed."""
    return item.kind == ACTION and actions.is_overdue(item.state, item.due_on, on)


def days_late(item: Item, on: date) -> int:
    """Working days since an overdue action's day, else 0."""
    return working_days(item.due_on, on) if item.due_on is not None and is_overdue(item, on) else 0


def status_of(item: Item, on: date) -> Status | None:
    """How the item stands on that day, or ``None`` where there is nothing to say."""
    if item.kind == ACTION:
        return action_status(item, on)
    if item.kind == RECOMMENDATION:
        return TAKEN if item.passed == REPLACED else ANSWERS.get(item.state)
    if item.kind == NATIONAL:
        return national_status(item, on)
    if item.kind == DISSENT:
        return Status("held", "Dissent, held") if item.state == "held" else Status("doubt", "Dissent")
    if item.kind == MEASURE:
        return measure_status(item)
    if item.kind == EVIDENCE and item.state != "accepted":
        return Status("claimed", "Not yet accepted")
    return None


def national_status(item: Item, on: date) -> Status:
    """Where what is asked of a national body stands, or that its reply is late."""
    if national.is_overdue(item.state, item.due_on, on):
        return Status("overdue", "Reply late")
    state = national.STATES[item.state]
    return Status(state.sign, state.word)


def action_status(item: Item, on: date) -> Status:
    """Late, due soon, or the action's state. The word for a late one counts working days."""
    if is_overdue(item, on):
        late = days_late(item, on)
        return Status("overdue", f"{counted(late, 'working day')} late" if late else "Overdue")
    waits = item.state in ("not_started", "under_way")
    if waits and item.due_on is not None and working_days(on, item.due_on) <= SOON:
        return Status("due", f"Due {day(item.due_on)}")
    state = actions.STATES[item.state]
    return Status(state.sign, state.word)


def measure_status(item: Item) -> Status:
    """What the readings come to; what holds with nobody to watch over it is unguarded."""
    state = measure_state(item.readings, better=item.better, target=item.target, unit=item.unit)
    if state.key == "holding" and not is_guarded(item.guarded_by):
        return Status("unguarded", "Unguarded")
    return Status(state.sign, state.word)


def figure(value: Decimal, unit: str) -> str:
    """``81%`` or ``14 days``; no noughts that say nothing."""
    number = f"{value.normalize():f}"
    return f"{number}%" if unit.strip().lower() in PERCENT else f"{number} {unit}".strip()


def course(item: Item) -> str:
    """What the readings did: ``42% to 81%, now 64%``, ``31% to 78%; target 90%``, or ``""`` without any."""
    readings = standing(item.readings)
    if not readings:
        return ""
    first, last = readings[0].value, readings[-1].value
    if len(readings) == 1:
        return figure(first, item.unit) + _aim(item)
    state = measure_state(item.readings, better=item.better, target=item.target, unit=item.unit).key
    if state in ("sliding", "fell_once"):
        values = [reading.value for reading in readings]
        best = max(values) if item.better == "higher" else min(values)
        return f"{figure(first, item.unit)} to {figure(best, item.unit)}, now {figure(last, item.unit)}"
    path = f"{figure(first, item.unit)} to {figure(last, item.unit)}"
    return path + (_over(readings) if state == "holding" else _aim(item))


def _aim(item: Item) -> str:
    return f"; target {figure(item.target, item.unit)}" if item.target is not None else ""


def _over(readings: tuple[Read, ...]) -> str:
    first, last = parse(readings[0].date_iso), parse(readings[-1].date_iso)
    if first is None or last is None:
        return ""
    months = (last.first.year - first.first.year) * 12 + last.first.month - first.first.month
    return f", {counted(months, 'month')}" if months > 0 else ""
