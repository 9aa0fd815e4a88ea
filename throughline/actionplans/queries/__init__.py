"""Actions with their states and updates, as far as a person may see them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from throughline.actionplans.models import Action, ActionState, ActionUpdate, Pilot, Retest
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.reviews.models import Review
from throughline.reviews.queries import get_record, records_of, visible_reviews


def visible_actions(actor: Actor, on: date) -> QuerySet[Action]:
    """Every action of the reviews that this person may see, none withdrawn."""
    return Action.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)


def actions_of(review: Review, actor: Actor, on: date) -> QuerySet[Action]:
    """The review's actions in their order; none where the review may not be seen."""
    return records_of(Action, review, actor, on)


def get_action(id: int, actor: Actor, on: date) -> Action:
    """That action, or a 404."""
    return get_record(Action, id, actor, on)


def states_of(action: Action) -> list[ActionState]:
    """The states the action passed through, oldest first. The action is one that the person was given."""
    return list(action.states.select_related("by").order_by("id"))


def shown_by(action: Action, on: date) -> list[tuple[int, str, str, bool]]:
    """The evidence that shows the action: number, words, how far it goes, and whether it was accepted, in its order.

    What tells of one family without consent, or after it ended, is held back (`impact.rules.consent`).
    """
    never = Q(kind="case_example", consent_until__isnull=True, why_no_consent="")
    rows = action.evidence.filter(withdrawn_at__isnull=True).exclude(never | Q(consent_until__lt=on))
    rows = rows.order_by("position", "id")
    return [(row.pk, row.text, row.get_grade_display(), row.accepted_at is not None) for row in rows]


def retests_of(action: Action) -> list[Retest]:
    """What was found each time it was asked again whether the action lasts, oldest first."""
    return list(action.retests.select_related("by").order_by("id"))


def updates_of(action: Action) -> list[ActionUpdate]:
    """What was said of the action, the latest stated date first, those without a date last, as they were recorded.

    The action is one that the person was given.
    """
    rows = list(action.updates.select_related("made_by", "source").order_by("-id"))
    dated = sorted((row for row in rows if row.date_iso), key=lambda row: sort_key(row.date_iso), reverse=True)
    return [*dated, *(row for row in rows if not row.date_iso)]


def pilot_of(action: Action) -> Pilot | None:
    """The pilot that the action is, if it is one. The action is one that the person was given."""
    return Pilot.objects.filter(action=action, withdrawn_at__isnull=True).prefetch_related("agencies__names").first()


def pilots_to_look_at(actor: Actor, on: date) -> QuerySet[Pilot]:
    """The pilots that have a day on which they are looked at again, of the actions that this person may see."""
    rows = Pilot.objects.filter(action__in=visible_actions(actor, on), withdrawn_at__isnull=True)
    return rows.filter(look_on__isnull=False).order_by("look_on", "id")
