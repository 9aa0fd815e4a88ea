"""The review that follows from a rapid review, for the pages of rapid reviews."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from throughline.kernel.actor import Actor
from throughline.rapidreviews.after import After, find_with
from throughline.reviews.queries import visible_reviews
from throughline.reviews.rules import STATES, name_of


def reviews_after(rapid_reviews: Collection[int], actor: Actor, on: date) -> dict[int, After]:
    """By the rapid review that each follows from."""
    rows = visible_reviews(actor, on).filter(rapid_review__in=rapid_reviews).order_by("id")
    told = rows.values_list("rapid_review_id", "id", "name", "kind", "state")
    return {
        of: After(name, name_of(kind, on), STATES[state].word, f"/reviews/{id}/")
        for of, id, name, kind, state in told
        if of
    }


def watch() -> None:
    """They are found from now on."""
    find_with(reviews_after)
