"""Stages of a review: how far they slipped, and what this partnership's own past reviews let one expect. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

ENOUGH = 3
"""From so many past reviews on a median is told; below, there are too few to say."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one stage, planned and actual, as far as they are known."""

    kind: str
    planned_from: date | None = None
    planned_to: date | None = None
    actual_from: date | None = None
    actual_to: date | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """How a stage stands against its plan: a sign, the words, and the days over (below nought: early)."""

    sign: str
    words: str
    over: int = 0


@dataclass(frozen=True, slots=True)
class Expected:
    """How long a stage took before: the median in days, of how many reviews; no median where they are too few."""

    n: int
    days: int | None

    @property
    def words(self) -> str:
        """``58 days, the middle of 5 reviews``; ``Too few to say: 2 reviews``."""
        reviews = f"{self.n} review" if self.n == 1 else f"{self.n} reviews"
        if self.days is None:
            return f"Too few to say: {reviews}"
        return f"{_days(self.days)}, the middle of {reviews}"


def slip_of(stage: Days, on: date) -> Slip:
    """How that stage stands on that day."""
    if stage.actual_to:
        return _ended(stage.planned_to, stage.actual_to)
    if stage.planned_to and on > stage.planned_to:
        over = (on - stage.planned_to).days
        return Slip("overdue", f"{_days(over)} late", over)
    if stage.planned_to and stage.actual_from:
        return Slip("due", f"{_days((stage.planned_to - on).days)} left")
    if stage.actual_from:
        return Slip("under_way", "Under way, no day planned")
    if stage.planned_from and on > stage.planned_from:
        over = (on - stage.planned_from).days
        return Slip("due", f"Begins {_days(over)} late", over)
    return Slip("not_started", "Not started")


def stage_days(past: Iterable[Days]) -> dict[str, list[int]]:
    """How many days each stage took, by its kind, of those that have both their days."""
    found: dict[str, list[int]] = {}
    for stage in past:
        if stage.actual_from and stage.actual_to:
            found.setdefault(stage.kind, []).append((stage.actual_to - stage.actual_from).days)
    return found


def median_stage_days(taken: Sequence[int]) -> Expected:
    """The middle of those lengths in days, halves rounded up, and of how many; none below `ENOUGH`."""
    if len(taken) < ENOUGH:
        return Expected(len(taken), None)
    return Expected(len(taken), int(median(taken) + 0.5))


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the review may end, by its own partnership's past; no day where a stage ahead is too little known."""

    day: date | None
    words: str


def forecast(
    stages: Sequence[Days], taken: Mapping[str, Sequence[int]], names: Mapping[str, str], on: date
) -> Forecast:
    """The stages still open follow one another, each as long as it took before; one begun counts from its day."""
    ahead = [stage for stage in stages if stage.actual_to is None]
    if not ahead:
        return Forecast(None, "Every stage that is planned has ended.")
    at = max([on, *(stage.actual_to for stage in stages if stage.actual_to)])
    unknown = []
    for stage in ahead:
        expected = median_stage_days(taken.get(stage.kind, ()))
        if expected.days is None:
            unknown.append(names.get(stage.kind, stage.kind))
            continue
        begun = stage.actual_from or at
        at = max(on, begun + timedelta(days=expected.days))
    if unknown:
        return Forecast(None, f"Too few past reviews to say when it ends: {'; '.join(unknown)}.")
    return Forecast(at, "If each stage ahead takes as long as it took before in this partnership.")


def now_and_next(stages: Sequence[Days], names: Mapping[str, str], on: date) -> tuple[str, str]:
    """At which stage a review is and how that stands, and which comes next; each empty where there is none."""
    ahead = [stage for stage in stages if stage.actual_to is None]
    if not ahead:
        return ("Every stage that is planned has ended" if stages else ""), ""
    at = next((stage for stage in ahead if stage.actual_from), ahead[0])
    after = next((stage for stage in ahead[ahead.index(at) + 1 :]), None)
    slip = slip_of(at, on).words
    said = f"{names.get(at.kind, at.kind)}: {slip[:1].lower()}{slip[1:]}"
    return said, names.get(after.kind, after.kind) if after else ""


def _ended(planned: date | None, actual: date) -> Slip:
    if planned is None:
        return Slip("done", "Ended")
    over = (actual - planned).days
    if over == 0:
        return Slip("done", "Ended on its day")
    return Slip("done", f"Ended {_days(abs(over))} {'late' if over > 0 else 'early'}", over)


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
