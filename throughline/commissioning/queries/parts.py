"""The records of a commission, as far as a person may see them."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from throughline.access.rules import may
from throughline.commissioning.models import Commission, OfCommission
from throughline.commissioning.permissions import SEES
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.queries import get_review, one_of

P = TypeVar("P", bound=OfCommission)


def get_commissioned(id: int, actor: Actor, on: date) -> Review:
    """That review for somebody who works with it; an elected member, who reads what is published, gets the 404 too."""
    review = get_review(id, actor, on)
    if not may(actor.role, SEES):
        raise Http404
    return review


def parts_of(model: type[P], review: Review) -> QuerySet[P]:
    """The review's records of that kind, none withdrawn, in their order. The review is one the person was given."""
    return model._default_manager.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")


def get_part(model: type[P], id: int, review: Review) -> P:
    """That record of the review, or a 404. The review is one that the person was given."""
    return one_of(parts_of(model, review).select_related("case", "review", "changed_by", "made_by"), id)


def commission_of(review: Review) -> Commission | None:
    """The commission of the review, if it is written. The review is one that the person was given."""
    return Commission._default_manager.filter(review=review).first()
