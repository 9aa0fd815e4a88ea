"""Who may bring evidence, and who may accept it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from throughline.access.roles import AGENCY_LEAD
from throughline.actionplans.models import Action
from throughline.actionplans.permissions import owns, why_not_write_about
from throughline.audit.queries import changed_by, ties_cut
from throughline.impact.models import Evidence, Reading
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record


def why_not_bring_evidence(*, actor: Actor, thing: Review, actions: Collection[Action], on: date) -> str | None:
    """Why this person may not add evidence for those actions of that review; ``None`` when they may.

    An agency's lead brings evidence for that agency's own actions, and for nothing else.
    """
    if actor.role != AGENCY_LEAD:
        return why_not_record(actor=actor, thing=thing, on=on, verb="bring evidence")
    if not actions:
        return "You bring evidence for your agency’s own actions. Say which action it shows."
    refusals = (why_not_write_about(actor=actor, thing=one, on=on, verb="bring evidence") for one in actions)
    return next((why for why in refusals if why), None)


def why_not_accept(*, actor: Actor, thing: Evidence, on: date) -> str | None:
    """Why this person may not accept the evidence; ``None`` when they may.

    Nobody accepts what they brought, put in other words or tied otherwise, nor what shows or once showed an action of
    their own: an owner does not come to accept their own claim by cutting the tie first.
    """
    cut = ties_cut(chain=actor.partnership, kind="evidence", subject=thing.pk)
    if any(owns(actor, action, on) for action in _ever(Q(evidence=thing), cut)):
        return "You own the action that this shows, so somebody else must accept it."
    why = why_not_record(actor=actor, thing=thing, on=on, verb="accept evidence")
    if why is None and thing.made_by_id == actor.user:
        return "You brought this evidence, so somebody else must accept it."
    if why is None and actor.user in changed_by(chain=actor.partnership, kind="evidence", subject=thing.pk):
        return "You changed this evidence, so somebody else must accept it."
    if why is None and any(actor.user in people for people in cut.values()):
        return "You changed what this evidence is tied to, so somebody else must accept it."
    return why


def why_not_assure(*, actor: Actor, thing: Reading, on: date) -> str | None:
    """Why this person may not assure the reading; ``None`` when they may.

    Nobody assures what they entered, nor the reading of a measure that speaks, or once spoke, for an action of theirs.
    """
    cut = ties_cut(chain=actor.partnership, kind="measure", subject=thing.measure_id)
    if any(
        owns(actor, action, on)
        for action in _ever(Q(measures=thing.measure_id) | Q(evidence__measures=thing.measure_id), cut)
    ):
        return "You own an action that this measure speaks for, so somebody else must assure it."
    why = why_not_record(actor=actor, thing=thing.measure, on=on, verb="assure a reading")
    if why is None and thing.made_by_id == actor.user:
        return "You entered this reading, so somebody else must assure it."
    return why


def _ever(now: Q, cut: Collection[str]) -> list[Action]:
    """The actions that it shows, and those that it showed before the tie was cut."""
    once = [int(to.partition(" ")[2]) for to in cut if to.startswith("action ")]
    return list(Action.objects.filter(now | Q(pk__in=once)).distinct())
