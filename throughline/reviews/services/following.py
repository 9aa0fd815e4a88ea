"""Open the review that a rapid review concluded should follow. The next stage pulls; the one before never pushes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.identities.models import Child
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.queries import standing_of
from throughline.rapidreviews.rules import OPENS
from throughline.reviews.models import KeyDate, Review, ReviewState, Subject
from throughline.reviews.permissions import require, why_not_record
from throughline.ui.words import day


@transaction.atomic
def open_from(rapid_review: RapidReview, *, by: Actor, at: datetime) -> Review:
    """The review that was concluded on is open in the same case, about the same children by pseudonym. Once.

    Its kind follows from the conclusion, whose day is the day it was decided on. Event ``review.added``.
    """
    now = editing.locked(rapid_review)
    require(why_not_record(actor=by, thing=now.case, on=localdate(at)))
    there = Review.objects.filter(rapid_review=now, withdrawn_at__isnull=True).first()
    if there is not None:
        return there
    conclusion = standing_of(now).conclusion
    if conclusion is None or conclusion.outcome not in OPENS:
        raise Refused("E1974", "The rapid review did not conclude that a review follows.", "Look at its conclusion.")
    review = Review(case=now.case, kind=OPENS[conclusion.outcome], name=now.incident.name, rapid_review=now)
    review.state = "decided"
    editing.add(review, by=by, at=at)
    editing.kept(ReviewState(review=review, state="decided", at=at, by_id=by.user))
    children = Child.objects.filter(incidents=now.incident, withdrawn_at__isnull=True).order_by("position", "id")
    for position, name in enumerate(children.values_list("pseudonym", flat=True), 1):
        editing.kept(Subject(review=review, name=name, position=position))
    decided = localdate(conclusion.at)
    editing.kept(KeyDate(review=review, means="decided on", text=day(decided), iso=decided.isoformat(), position=1))
    return review
