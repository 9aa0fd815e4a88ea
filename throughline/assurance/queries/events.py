"""Peer reviews, challenge events and inspections, and what was brought from results into reviews."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from throughline.assurance.models import AssuranceEvent, AssurancePoint, Brought, ReturnAnswer
from throughline.assurance.permissions import sees
from throughline.assurance.queries.questionnaires import there
from throughline.assurance.queries.rounds import visible_returns
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews


def visible_events(actor: Actor) -> QuerySet[AssuranceEvent]:
    """Those of the person's partnership, none withdrawn."""
    rows = AssuranceEvent.objects.filter(partnership_id=actor.partnership, withdrawn_at__isnull=True)
    return rows.select_related("document", "made_by", "changed_by") if sees(actor) else rows.none()


def visible_points(actor: Actor) -> QuerySet[AssurancePoint]:
    """What they found."""
    rows = AssurancePoint.objects.filter(event__in=visible_events(actor), withdrawn_at__isnull=True)
    return rows.select_related("event", "agency", "made_by", "changed_by")


def get_event(id: int, actor: Actor) -> AssuranceEvent:
    """That one, or a 404."""
    return there(visible_events(actor), id)


def get_point(id: int, actor: Actor) -> AssurancePoint:
    """That point, or a 404."""
    return there(visible_points(actor), id)


def points_of(event: AssuranceEvent, actor: Actor, on: date) -> list[AssurancePoint]:
    """Its points in order, each with what was brought from it and may be seen under `into`."""
    rows = visible_points(actor).filter(event=event).order_by("position", "id")
    return list(rows.prefetch_related(Prefetch("brought", visible_brought(actor, on), to_attr="into")))


def visible_brought(actor: Actor, on: date) -> QuerySet[Brought]:
    """What was brought into reviews that this person may see."""
    seen = visible_reviews(actor, on)
    rows = Brought.objects.filter(Q(evidence__review__in=seen) | Q(action__review__in=seen))
    return rows.select_related("evidence__review", "action__review", "by").order_by("id")


def reviews_to_bring_to(actor: Actor, on: date) -> list[Review]:
    """The reviews into which a result can be brought, by name."""
    return list(visible_reviews(actor, on).filter(case__partnership_id=actor.partnership).order_by("name", "id"))


def documents_seen(actor: Actor, on: date) -> Q:
    """The uploads that this person may see: with the answers they may see, and of what looked from outside."""
    answers = ReturnAnswer.objects.filter(of__in=visible_returns(actor, on), withdrawn_at__isnull=True)
    return Q(pk__in=answers.exclude(document=None).values("document")) | Q(
        pk__in=visible_events(actor).exclude(document=None).values("document")
    )
