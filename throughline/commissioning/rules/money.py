"""What reviews cost and how long they took, by method. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median


@dataclass(frozen=True, slots=True)
class Run:
    """One review: its method, what was set aside and spent in pounds, days of work, days from first to last, and how
    many of its recommendations were acted on.

    What is not recorded is ``None``, and counts nowhere.
    """

    method: str
    budget: Decimal | None = None
    actual: Decimal | None = None
    work: Decimal | None = None
    lasted: int | None = None
    acted: int = 0


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One method: how many reviews, and of those that have the figure the total and the middle, with their number.

    `each` is what one recommendation that was acted on cost, over the reviews whose cost is recorded.
    """

    method: str
    reviews: int
    costed: int
    spent: Decimal
    middle: Decimal | None
    budgeted: Decimal
    timed: int
    work: Decimal
    lasting: int
    lasted: int | None
    acted: int
    each: Decimal | None


def cost_and_time_by_method(runs: Iterable[Run]) -> tuple[MethodLine, ...]:
    """A line for each method, the most used first; the lines add up to all the reviews."""
    by: dict[str, list[Run]] = {}
    for run in runs:
        by.setdefault(run.method, []).append(run)
    lines = [_line(method, those) for method, those in by.items()]
    return tuple(sorted(lines, key=lambda line: (-line.reviews, line.method)))


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is recorded; ``None`` where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def per_recommendation(spent: Decimal | None, acted: int) -> Decimal | None:
    """What one recommendation that was acted on cost, to the pound; ``None`` where either is missing."""
    return (spent / acted).quantize(Decimal(1)) if spent is not None and acted else None


def pounds(amount: Decimal | None) -> str:
    """``£12,400`` or ``£80.50``; ``Not recorded`` for nothing."""
    if amount is None:
        return "Not recorded"
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def _line(method: str, runs: list[Run]) -> MethodLine:
    spent = [run.actual for run in runs if run.actual is not None]
    work = [run.work for run in runs if run.work is not None]
    lasted = [run.lasted for run in runs if run.lasted is not None]
    acted = sum(run.acted for run in runs if run.actual is not None)
    return MethodLine(
        method,
        len(runs),
        len(spent),
        sum(spent, Decimal(0)),
        Decimal(median(spent)) if spent else None,
        sum((run.budget for run in runs if run.budget is not None), Decimal(0)),
        len(work),
        sum(work, Decimal(0)),
        len(lasted),
        int(median(lasted)) if lasted else None,
        acted,
        per_recommendation(sum(spent, Decimal(0)) if spent else None, acted),
    )
