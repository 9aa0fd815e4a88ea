"""Reviews, and the records of reviews, that a person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from throughline.access.roles import ELECTED_MEMBER
from throughline.cases.models import OfCase
from throughline.cases.queries import visible_cases
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.rapidreviews.models import Conclusion
from throughline.reviews import rules
from throughline.reviews.models import Joined, KeyDate, Review, ReviewState, StateProposal, Subject

R = TypeVar("R", bound=OfCase)


def visible_reviews(actor: Actor, on: date) -> QuerySet[Review]:
    """The reviews that this person may see on that day; an elected member, the published ones. None withdrawn."""
    reviews = Review.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    return reviews.filter(state="published") if actor.role == ELECTED_MEMBER else reviews


def get_review(id: int, actor: Actor, on: date) -> Review:
    """That review with its case, or the same 404 as for a review that does not exist."""
    return one_of(visible_reviews(actor, on).select_related("case", "changed_by"), id)


def joined_that_count() -> QuerySet[Joined]:
    """What joined which review, by conclusions that are still the last of their rapid review."""
    newer = Conclusion.objects.filter(rapid_review=OuterRef("conclusion__rapid_review"), pk__gt=OuterRef("conclusion"))
    return Joined.objects.filter(~Exists(newer))


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


def proposal_for(review: Review) -> StateProposal | None:
    """What was proposed for the review and waits for a second person. The review is one the person was given."""
    return review.state_proposals.filter(settled_at__isnull=True).select_related("review__case", "proposed_by").first()


def proposers_of(review: Review) -> dict[datetime, str]:
    """Who proposed the states that a second person confirmed, by the moment they were confirmed."""
    rows = review.state_proposals.filter(outcome=StateProposal.Outcome.CONFIRMED)
    return {at: name for at, name in rows.values_list("settled_at", "proposed_by__name") if at}


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """What somebody proposed of a review, and waits for a second person: who, when, from which state to which."""

    review: int
    name: str
    by: int
    by_name: str
    at: datetime
    before: str
    state: str

    def confirmed_by(self, actor: Actor) -> bool:
        """True when that person may confirm it; the service looks again."""
        move = rules.move(self.before, self.state)
        return self.by != actor.user and move is not None and actor.role in move.roles


def named_with_proposals(reviews: QuerySet[Review], most: int) -> tuple[dict[int, str], list[Unconfirmed]]:
    """The first `most` of these reviews by name, and what is proposed of them, in one statement."""
    standing = models.FilteredRelation("state_proposals", condition=models.Q(state_proposals__settled_at__isnull=True))
    columns = ("proposed_by_id", "proposed_by__name", "proposed_at", "before", "state")
    rows = list(
        reviews.annotate(standing=standing).values_list("id", "name", *(f"standing__{one}" for one in columns))[:most]
    )
    return {row[0]: row[1] for row in rows}, [Unconfirmed(*row) for row in rows if row[4] is not None]


def next_position(rows: QuerySet[models.Model]) -> int:
    """The position after the last of these rows, from 1."""
    return int(rows.aggregate(last=models.Max("position"))["last"] or 0) + 1
