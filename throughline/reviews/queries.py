"""Reviews, and the records of reviews, that a person may see."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import QuerySet
from django.http import Http404

from throughline.access.roles import ELECTED_MEMBER
from throughline.cases.models import OfCase
from throughline.cases.queries import visible_cases
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.reviews.models import KeyDate, Review, ReviewState, Subject

R = TypeVar("R", bound=OfCase)


def visible_reviews(actor: Actor, on: date) -> QuerySet[Review]:
    """The reviews that this person may see on that day; an elected member, the published ones. None withdrawn."""
    reviews = Review.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    return reviews.filter(state="published") if actor.role == ELECTED_MEMBER else reviews


def get_review(id: int, actor: Actor, on: date) -> Review:
    """That review with its case, or the same 404 as for a review that does not exist."""
    return one_of(visible_reviews(actor, on).select_related("case", "changed_by"), id)


def records_of(model: type[R], review: Review, actor: Actor, on: date) -> QuerySet[R]:
    """The review's records of that model, none withdrawn, in their order; none where the review may not be seen."""
    rows = model._default_manager.filter(
        review=review, review__in=visible_reviews(actor, on), withdrawn_at__isnull=True
    )
    return rows.order_by("position", "id")


def get_record(model: type[R], id: int, actor: Actor, on: date) -> R:
    """That record with its case and review, or the same 404 as for one that does not exist."""
    rows = model._default_manager.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    return one_of(rows.select_related("case", "review", "changed_by"), id)


def one_of(rows: QuerySet[R], id: int) -> R:
    """The row of that number among these, or a 404."""
    row = rows.filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def subjects_of(review: Review) -> list[Subject]:
    """The children the review is about, in order. The review is one that the person was given."""
    return list(review.subjects.order_by("position", "id"))


def dates_of(review: Review) -> list[KeyDate]:
    """The review's key dates, the earliest first, those without a year last. The review is one the person was given."""
    return sorted(review.dates.all(), key=lambda row: (sort_key(row.iso), row.position, row.pk))


def states_of(review: Review) -> list[ReviewState]:
    """The states the review passed through, oldest first, with who said so. The review is one the person was given."""
    return list(review.states.select_related("by").order_by("id"))


def next_position(rows: QuerySet[models.Model]) -> int:
    """The position after the last of these rows, from 1."""
    return int(rows.aggregate(last=models.Max("position"))["last"] or 0) + 1
