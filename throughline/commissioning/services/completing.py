"""Bring a review to the state in which what could be done is done, and what is missing is on record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.commissioning.models import MissingPiece
from throughline.commissioning.permissions import why_not_write
from throughline.commissioning.queries.parts import parts_of
from throughline.commissioning.services.parts import add_under
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.reviews.services import set_state


@transaction.atomic
def complete_as_far_as_possible(
    review: Review, *, missing: str = "", why: str = "", reason: str, by: Actor, at: datetime
) -> Review:
    """What is missing stands on record, and the review is completed as far as possible. Event ``review.moved``.

    Refused (E1554) while nothing is on record that has not come: this state is for a review that lacks something.
    """
    require(why_not_write(actor=by, thing=review, on=localdate(at)))
    if missing.strip():
        add_under(MissingPiece, review=review, fields={"text": missing.strip(), "why": why.strip()}, by=by, at=at)
    if not parts_of(MissingPiece, review).filter(came_text="", came_iso="").exists():
        raise Refused(
            "E1554",
            "Nothing is on record that the review could not have.",
            "Say what is missing and why; a review that lacks nothing is finished.",
        )
    return set_state(review, state="as_far_as_possible", reason=reason, by=by, at=at)
