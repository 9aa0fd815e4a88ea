"""What the readings of a measure say: whether it rises, holds or slides back. Pure.

A reading that another corrects takes no part; nor does one without a stated date, which cannot be placed among the
others. Readings count in the order of their dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from throughline.kernel.periods import is_period, sort_key

POINTS = Decimal(5)
PERCENT = frozenset({"%", "per cent", "percent", "percentage", "percentage points", "points"})


@dataclass(frozen=True, slots=True)
class Read:
    """One reading: its number in the record, its value, its date as written, and which reading it corrects."""

    id: int
    value: Decimal
    date_iso: str = ""
    baseline: bool = False
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What the readings of a measure come to, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("no_reading", "Not asked yet", "it has no reading with a date", "not_started"),
        State("no_baseline", "No baseline", "nothing says what it was before", "open_end"),
        State("asked_once", "Not asked again", "it has its baseline and no reading since", "not_started"),
        State("no_better", "No better", "it is no better than its baseline", "open_end"),
        State("rising", "Rising", "better than its baseline, not yet shown to last", "rising"),
        State("holding", "Holding", "asked again, still true", "holding"),
        State("fell_once", "Fell once", "one reading well below the best; ask again", "doubt"),
        State("sliding", "Sliding back", "two readings running well below the best", "sliding"),
    )
}


def standing(readings: Iterable[Read]) -> tuple[Read, ...]:
    """The dated readings that no other corrects, oldest first; of one date, in the order they were recorded."""
    rows = list(readings)
    corrected = {row.corrects for row in rows if row.corrects is not None}
    dated = [row for row in rows if row.id not in corrected and is_period(row.date_iso)]
    return tuple(sorted(dated, key=lambda row: (sort_key(row.date_iso), row.id)))


def baseline_of(readings: Iterable[Read]) -> Read | None:
    """The reading that says what it was before: the latest recorded of those that are called so."""
    rows = list(readings)
    corrected = {row.corrects for row in rows if row.corrects is not None}
    return max((row for row in rows if row.baseline and row.id not in corrected), key=lambda row: row.id, default=None)


def measure_state(
    readings: Iterable[Read], *, better: str = "higher", target: Decimal | None = None, unit: str = "%"
) -> State:
    """The state that the readings come to, by the words of `STATES`.

    `better` is ``higher`` or ``lower``. Five points are five of the unit where the unit is a percentage, else a
    twentieth of the best value. It holds when the last two readings after the baseline are both good: at the target
    where there is one, else better than the baseline; and the last is not five points below the best.
    """
    rows = list(readings)
    base, dated = baseline_of(rows), standing(rows)
    later = tuple(row for row in dated if base is None or row.id != base.id)
    if base is None:
        return STATES["no_baseline" if dated else "no_reading"]
    if not later:
        return STATES["asked_once"]
    sign = -1 if better == "lower" else 1
    return STATES[_after(sign * base.value, [sign * row.value for row in later], sign, target, unit)]


def _after(base: Decimal, values: Sequence[Decimal], sign: int, target: Decimal | None, unit: str) -> str:
    """The state of values that are better the higher they are, the oldest first, after their baseline."""
    fallen = falls([base, *values], unit)
    if fallen[-1] and len(values) > 1:
        return "sliding" if fallen[-2] else "fell_once"
    good = values[-1] > base
    if not good:
        return "no_better"
    lasts = [value >= sign * target if target is not None else value > base for value in values[-2:]]
    return "holding" if len(lasts) > 1 and all(lasts) else "rising"


def falls(values: Sequence[Decimal], unit: str = "%") -> list[bool]:
    """For each value, the oldest first: it lies five points or more below the best of those before it."""
    fallen, best = [], values[0]
    for value in values:
        margin = POINTS if unit.strip().lower() in PERCENT else abs(best) / 20
        fallen.append(value < best and best - value >= margin)
        best = max(best, value)
    return fallen


def is_guarded(guarded_by: str) -> bool:
    """Somebody attests that it goes on."""
    return bool(guarded_by.strip())
