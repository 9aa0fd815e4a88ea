"""What this partnership's own reviews took, in days and in pounds, as far as a person may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from throughline.commissioning.models import Commission, Cost, Stage
from throughline.commissioning.queries.acted import Acted, acted_on
from throughline.commissioning.rules.money import Run, total
from throughline.commissioning.rules.timetable import Days, stage_days
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews


def days_of(stages: Iterable[Stage]) -> list[Days]:
    """The stages as plain values."""
    return [Days(row.kind, row.planned_from, row.planned_to, row.actual_from, row.actual_to) for row in stages]


def taken_before(review: Review, *, actor: Actor, on: date) -> dict[str, list[int]]:
    """How many days each stage took in the partnership's other reviews that the person may see."""
    seen = visible_reviews(actor, on).exclude(pk=review.pk)
    rows = Stage.objects.filter(review__in=seen, withdrawn_at__isnull=True, actual_to__isnull=False)
    return stage_days(days_of(rows))


def runs_of(*, actor: Actor, on: date) -> tuple[Run, ...]:
    """Each commissioned review that the person may see: its method, cost, days of work and days from first to last."""
    seen = visible_reviews(actor, on)
    written = list(Commission.objects.filter(review__in=seen).values_list("review_id", "method"))
    acted = acted_on(review for review, _ in written)
    costs: dict[int, list[Cost]] = {}
    for cost in Cost.objects.filter(review__in=seen, withdrawn_at__isnull=True):
        costs.setdefault(cost.review_id, []).append(cost)
    stages: dict[int, list[Stage]] = {}
    for stage in Stage.objects.filter(review__in=seen, withdrawn_at__isnull=True):
        stages.setdefault(stage.review_id, []).append(stage)
    return tuple(
        Run(
            method,
            total(row.budget for row in costs.get(review, ())),
            total(row.actual for row in costs.get(review, ())),
            total(row.days_taken for row in costs.get(review, ())),
            _lasted(stages.get(review, ())),
            acted.get(review, Acted()).on,
        )
        for review, method in written
    )


def _lasted(stages: Iterable[Stage]) -> int | None:
    """Days from the first day of the first stage to the last of the last, once every stage has ended."""
    rows = list(stages)
    first = min((row.actual_from for row in rows if row.actual_from), default=None)
    last = max((row.actual_to for row in rows if row.actual_to), default=None)
    if first is None or last is None or any(row.actual_to is None for row in rows):
        return None
    return (last - first).days
