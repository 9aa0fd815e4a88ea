"""National asks and advice, as far as a person may see them."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from throughline.actionplans.models import Action
from throughline.actionplans.queries import visible_actions
from throughline.findings.models import Recommendation
from throughline.kernel.actor import Actor
from throughline.national.models import Advice, AdviceDecision, NationalAsk, NationalStep
from throughline.national.permissions import sees_advice, sees_drafts
from throughline.national.rules import asks
from throughline.reviews.models import Review
from throughline.reviews.queries import get_record, visible_reviews


def visible_asks(actor: Actor, on: date) -> QuerySet[NationalAsk]:
    """What the reviews that this person may see ask of national bodies; for an elected member what was sent."""
    rows = NationalAsk.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    return rows if sees_drafts(actor) else rows.exclude(state="drafted")


def asks_of(review: Review, actor: Actor, on: date) -> list[NationalAsk]:
    """What the review asks of national bodies, in order."""
    rows = visible_asks(actor, on).filter(review=review).select_related("recommendation")
    return list(rows.order_by("position", "id"))


def get_ask(id: int, actor: Actor, on: date) -> NationalAsk:
    """That ask, or a 404."""
    row = get_record(NationalAsk, id, actor, on)
    if row.state == "drafted" and not sees_drafts(actor):
        raise Http404
    return row


def steps_of(ask: NationalAsk) -> list[NationalStep]:
    """The steps of the ask, oldest first. The ask is one that the person was given."""
    return list(ask.steps.select_related("by").order_by("id"))


def open_asks(actor: Actor, on: date) -> list[NationalAsk]:
    """What waits for a reply, or for its author to be told: the day that passed first on top."""
    rows = visible_asks(actor, on).filter(state__in=asks.OPEN).select_related("review")
    return sorted(rows, key=lambda one: (one.reply_due_on or date.max, one.pk))


def reads_advice(actor: Actor) -> None:
    """Nothing, or the 404 of whoever may not read advice at all."""
    if not sees_advice(actor):
        raise Http404


def visible_advice(actor: Actor) -> QuerySet[Advice]:
    """National advice that is on record in the person's partnership, each with its ``state``."""
    last = AdviceDecision.objects.filter(advice=OuterRef("pk")).order_by("-pk").values("state")[:1]
    standing = Coalesce(Subquery(last, output_field=CharField()), Value("noted"), output_field=CharField())
    rows = Advice.objects.filter(partnership=actor.partnership, withdrawn_at__isnull=True)
    return rows.annotate(state=standing).order_by("-id")


def get_advice(id: int, actor: Actor) -> Advice:
    """That advice with its ``state``, or a 404."""
    reads_advice(actor)
    row = visible_advice(actor).select_related("changed_by", "made_by").filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def stage_of(advice: Advice) -> str:
    """Where the advice stands now."""
    return advice.decisions.order_by("-id").values_list("state", flat=True).first() or "noted"


def decisions_of(advice: Advice) -> list[AdviceDecision]:
    """What was decided about it, oldest first. The advice is one that the person was given."""
    return list(advice.decisions.select_related("by").order_by("id"))


def asked_because_of(advice: Advice, actor: Actor, on: date) -> list[Recommendation]:
    """The recommendations that follow from it, of reviews that the person may see."""
    rows = advice.recommendations.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    return list(rows.select_related("review").order_by("id"))


def done_because_of(advice: Advice, actor: Actor, on: date) -> list[Action]:
    """The actions that follow from it, of reviews that the person may see."""
    rows = advice.actions.filter(pk__in=visible_actions(actor, on).values("pk"))
    return list(rows.select_related("review").order_by("id"))
