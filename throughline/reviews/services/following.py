"""Open the review that a rapid review concluded should follow. The next stage pulls; the one before never pushes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.notifications.models import Notification
from throughline.notifications.queries import children_of_incident
from throughline.rapidreviews.models import Conclusion, RapidReview
from throughline.rapidreviews.queries import standing_of
from throughline.rapidreviews.rules import OPENS
from throughline.reviews.models import Joined, KeyDate, Review, Subject
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.services import come_into
from throughline.ui.words import day


@transaction.atomic
def open_from(rapid_review: RapidReview, *, by: Actor, at: datetime) -> Review:
    """The review that was concluded on is open in the same case, about the same children by pseudonym. Once.

    Its kind follows from the conclusion, whose day is the day it was decided on; the days of awareness and of the
    notice come along from the incident. Event ``review.added``.
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
    for position, child in enumerate(children_of_incident(now.incident), 1):
        editing.kept(Subject(review=review, name=child.pseudonym, position=position))
    notices = Notification.objects.filter(incident=now.incident).order_by("sent_on", "id")
    days = (
        ("authority became aware", now.incident.aware_on),
        ("national panel notified", notices.values_list("sent_on", flat=True).first()),
        ("decided on", conclusion.decided),
    )
    for position, (means, on) in enumerate(((means, on) for means, on in days if on), 1):
        editing.kept(KeyDate(review=review, means=means, text=day(on), iso=on.isoformat(), position=position))
    come_into(review, "decided", by=by, at=at)
    return review


@transaction.atomic
def take_in(review: Review, *, conclusion: Conclusion, by: Actor, at: datetime) -> Joined:
    """By that conclusion an incident joined this review, once. Event ``review.joined``, in the case of the review."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    there = Joined.objects.filter(conclusion=conclusion).first()
    if there is not None:
        return there
    row = editing.kept(Joined(review=review, conclusion=conclusion, at=at, by_id=by.user))
    told = {"rapid_review": conclusion.rapid_review_id}
    record(by=by, at=at, verb="review.joined", subject=("review", review.pk), case=review.case_id, details=told)
    return row
