"""Take what agencies ask of themselves, in reports that the panel accepted, into the tracker of the review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.commissioning.models import AgencyRecommendation
from throughline.findings.models import Recommendation
from throughline.findings.services import add_to_review
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import AgencyName
from throughline.partnerships.queries import named
from throughline.partnerships.rules import called, initials
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record


@transaction.atomic
def take_over(*, review: Review, rows: Iterable[AgencyRecommendation], by: Actor, at: datetime) -> list[Recommendation]:
    """Each stands among the review’s recommendations, asked of the agency itself, with its origin. Once.

    Event ``recommendation.added``. Refused (E1513) while the report is not accepted, (E1508) of another review.
    """
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    made = []
    for row in rows:
        if row.review_id != review.pk or row.withdrawn_at is not None:
            raise Refused("E1508", "It belongs to another review.", "Choose one of this review.")
        if row.report.state != "accepted":
            raise Refused(
                "E1513", "The panel has not accepted the report that it stands in.", "Accept the report first."
            )
        standing = Recommendation.objects.filter(origin=row, withdrawn_at__isnull=True).first()
        made.append(standing or _taken(review, row, by, at))
    return made


def _taken(review: Review, row: AgencyRecommendation, by: Actor, at: datetime) -> Recommendation:
    agency = row.report.agency
    names = AgencyName.objects.filter(agency=agency).order_by("id")
    number = initials(called(named(names), localdate(at))) + (row.number or str(row.position))
    taken = Recommendation(
        review=review, number=number, text=row.text, owner=agency, origin=row, response=Recommendation.Response.ACCEPTED
    )
    return add_to_review(taken, by=by, at=at, allowed=True)
