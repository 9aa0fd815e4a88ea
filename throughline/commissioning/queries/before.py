"""What a review's rapid review and incident said already, so that a commission does not ask for it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughline.access.queries import name_on
from throughline.commissioning.models import Commission, CoveredIncident, OfCommission
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.notifications.queries import visible_incidents
from throughline.reviews.models import Review
from throughline.reviews.queries import dates_of, subjects_of
from throughline.ui.words import listed


def said_before(model: type[OfCommission], review: Review, actor: Actor, on: date) -> dict[str, Any]:
    """What stands in an empty form for that kind: who leads and since when; the first incident and its children.

    The review is one that the person was given.
    """
    if model is Commission:
        return _commission(review, on)
    if model is CoveredIncident and not CoveredIncident.objects.filter(review=review).exists():
        return _incident(review, actor, on)
    return {}


def _commission(review: Review, on: date) -> dict[str, Any]:
    decided = [row.text for row in dates_of(review) if row.means == "decided on"]
    names = name_on(on, partnership=review.case.partnership_id).values_list("name", flat=True)
    return {"lead_body": review.done_by_name or names.first() or "", "commissioned": decided[0] if decided else ""}


def _incident(review: Review, actor: Actor, on: date) -> dict[str, Any]:
    incident = visible_incidents(actor, on).filter(rapid_reviews=review.rapid_review_id).first()
    if review.rapid_review_id is None or incident is None:
        return {}
    children = listed([row.name for row in subjects_of(review)])
    when = stated(incident.when_text, incident.when_iso) if incident.when_text or incident.when_iso else ""
    return {"text": incident.name, "children": children, "when": when}
