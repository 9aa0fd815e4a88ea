"""The review that follows from a rapid review or that its incident joined, for the pages of rapid reviews."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import BooleanField, F, Value

from throughline.kernel.actor import Actor
from throughline.kernel.days import day_here
from throughline.rapidreviews.after import After, find_with, join_with
from throughline.rapidreviews.models import Conclusion, RapidReview
from throughline.reviews.queries import get_review, joined_that_count, visible_reviews
from throughline.reviews.rules import STATES, name_of
from throughline.reviews.services.following import take_in

TOLD = ("of", "pk", "name", "kind", "state")
GOING = ("decided", "under_way")


def reviews_after(rapid_reviews: Collection[int], actor: Actor, on: date) -> dict[int, After]:
    """By the rapid review that each follows from or that joined it. One statement."""
    seen = visible_reviews(actor, on).order_by()
    opened = seen.filter(rapid_review__in=rapid_reviews).annotate(of=F("rapid_review_id"))
    joins = joined_that_count().filter(conclusion__rapid_review__in=rapid_reviews)
    joined = seen.filter(joined__in=joins).annotate(of=F("joined__conclusion__rapid_review_id"))
    told = opened.values_list(*TOLD, flag(False)).union(joined.values_list(*TOLD, flag(True)), all=True)
    return {
        of: After(name, name_of(kind, on), STATES[state].word, f"/reviews/{id}/")
        for of, id, name, kind, state, _ in sorted(told, key=lambda row: (row[-1], row[1]))
        if of
    }


def flag(value: bool) -> Value:
    """That value in each row: what joined counts after what was opened before."""
    return Value(value, output_field=BooleanField())


def reviews_to_join(rapid_review: RapidReview, actor: Actor, on: date) -> dict[int, str]:
    """The reviews under way of the same partnership that this person may see, but the one that follows from it."""
    rows = visible_reviews(actor, on).filter(case__partnership=rapid_review.case.partnership_id, state__in=GOING)
    rows = rows.exclude(rapid_review=rapid_review).order_by("name", "id")
    told = rows.values_list("pk", "name", "case__reference", "kind")
    return {id: f"{name}, {reference} ({name_of(kind, on).lower()})" for id, name, reference, kind in told}


def join(conclusion: Conclusion, review: int, by: Actor, at: datetime) -> None:
    """The incident of that conclusion joined that review."""
    take_in(get_review(review, by, day_here(at)), conclusion=conclusion, by=by, at=at)


def watch() -> None:
    """They are found, and joined, from now on."""
    find_with(reviews_after)
    join_with(reviews_to_join, join)
