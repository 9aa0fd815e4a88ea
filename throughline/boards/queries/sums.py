"""What boards add up: the totals of the years, less what is closed to the person who looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from throughline.access.roles import AGENCY_LEAD, ELECTED_MEMBER
from throughline.boards.models import ReviewCount, YearTotal
from throughline.cases.queries import closing
from throughline.kernel.actor import Actor
from throughline.responses.permissions import sees_drafts
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews


@dataclass(slots=True)
class Sums:
    """How many things are counted under each figure, and in how many reviews."""

    of: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    reviews: int = 0


def counts_seen(actor: Actor, on: date) -> QuerySet[ReviewCount]:
    """The counts of the reviews that the person may see, one row a review and body."""
    rows = ReviewCount.objects.filter(partnership_id=actor.partnership, drafts=sees_drafts(actor))
    if _sees_a_few(actor):
        return rows.filter(review__in=visible_reviews(actor, on))
    rows = rows.exclude(review__in=_closed(actor))
    return rows.filter(published=True) if actor.role == ELECTED_MEMBER else rows


def sums_of(of: Q, figures: Sequence[str], *, by: Sequence[str], actor: Actor, on: date) -> dict[tuple[Any, ...], Sums]:
    """What the person may see of the counts that `of` names, by those columns: one statement."""
    if _sees_a_few(actor):
        told = _grouped(counts_seen(actor, on).filter(of), by, figures, 1)
    else:
        every, hidden = _totals(of, actor)
        told = every.values_list(*by, *figures, "reviews").union(_grouped(hidden, by, figures, -1), all=True)
    found: dict[tuple[Any, ...], Sums] = defaultdict(Sums)
    for row in told:
        sums = found[tuple(row[: len(by)])]
        for figure, number in zip(figures, row[len(by) : -1], strict=True):
            sums.of[figure] += number
        sums.reviews += row[-1]
    return {key: sums for key, sums in found.items() if sums.reviews}


def sum_within(of: Q, figure: str, *, actor: Actor, on: date) -> Any:
    """The same for one figure, as an expression within another statement."""
    if _sees_a_few(actor):
        return _one(counts_seen(actor, on).filter(of), figure)
    every, hidden = _totals(of, actor)
    return _one(every, figure) - _one(hidden, figure)


def _sees_a_few(actor: Actor) -> bool:
    """Whoever is on cases one by one sees too few for totals of all to be of use."""
    return actor.role == AGENCY_LEAD


def _totals(of: Q, actor: Actor) -> tuple[QuerySet[YearTotal], QuerySet[ReviewCount]]:
    """The totals, and the counts within them of reviews that are closed to the person."""
    for_whom = Q(partnership_id=actor.partnership, drafts=sees_drafts(actor))
    if actor.role == ELECTED_MEMBER:
        for_whom &= Q(published=True)
    return YearTotal.objects.filter(of & for_whom), ReviewCount.objects.filter(of & for_whom, review__in=_closed(actor))


def _closed(actor: Actor) -> QuerySet[Review, Any]:
    return Review.objects.filter(case__in=closing(actor).values("pk")).values("pk")


def _grouped(rows: QuerySet[ReviewCount], by: Sequence[str], figures: Sequence[str], sign: int) -> QuerySet[Any]:
    sums = {f"of_{figure}": sign * Sum(figure) for figure in figures}
    grouped = rows.order_by().values(*by).annotate(**sums, of_reviews=sign * Count("*"))
    told: QuerySet[Any] = grouped.values_list(*by, *sums, "of_reviews")
    return told


def _one(rows: QuerySet[Any], figure: str) -> Any:
    added = rows.order_by().annotate(all=Value(1)).values("all").annotate(sum=Sum(figure)).values("sum")
    return Coalesce(Subquery(added, output_field=IntegerField()), 0)
