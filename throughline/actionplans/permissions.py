"""Who may write about an action: the business unit and the chair, and the lead of the agency that owns it."""

from __future__ import annotations

from datetime import date

from throughline.access.queries import leads
from throughline.access.rules import why_not
from throughline.actionplans.models import Action
from throughline.actionplans.rules import Move, why_not_move_day
from throughline.audit.queries import values_once
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record, why_not_there


def why_not_write_about(*, actor: Actor, thing: Action, on: date, verb: str = "tell of an action") -> str | None:
    """Why this person may not add an update or evidence, or claim it done; ``None`` when they may."""
    return why_not(actor, verb, owner=thing.owner_id or 0) or why_not_there(actor, thing)


def why_not_move_due(*, actor: Actor, thing: Action, on: date) -> str | None:
    """Why this person may not give the action another day; ``None`` when they may. What is over keeps its day."""
    why = why_not_write_about(actor=actor, thing=thing, on=on)
    return why or (why_not_move_day(thing.state) or None)


def why_not_move(*, actor: Actor, thing: Action, move: Move, on: date) -> str | None:
    """Why this person may not bring the action into that state; ``None`` when they may.

    What its owner claims is confirmed or returned by somebody who neither made the claim nor is of the owner's agency.
    """
    if move.who == "owner":
        return why_not_write_about(actor=actor, thing=thing, on=on)
    if move.who == "other" and owns(actor, thing, on):
        return "You own this action, or did, so somebody else must confirm it."
    if move.after == "stopped" and owns(actor, thing, on):
        return "You own this action, or did, so somebody else must say that it ends."
    verb = "confirm an action" if move.who == "other" else "write records"
    why = why_not_record(actor=actor, thing=thing, on=on, verb=verb)
    if why is None and move.who == "other" and claimed_by(thing) == actor.user:
        return "You recorded that it is done, so somebody else must confirm it."
    return why


def why_not_retest(*, actor: Actor, thing: Action, on: date) -> str | None:
    """Why this person may not say whether a confirmed action lasts; ``None`` when they may. Its owner never may."""
    if thing.state != "confirmed":
        return "Only what was confirmed is asked about again."
    if owns(actor, thing, on):
        return "You own this action, or did, so somebody else must say whether it lasts."
    return why_not_record(actor=actor, thing=thing, on=on, verb="confirm an action")


def why_not_take(*, actor: Actor, thing: Review, on: date) -> str | None:
    """Why this person may not take the plan of that review along as a file; ``None`` when they may."""
    return why_not(actor, "make a report")


def why_not_colour(*, actor: Actor, on: date) -> str | None:
    """Why this person may not choose how plans are coloured; ``None`` when they may."""
    return why_not(actor, "choose how plans are coloured")


def owns(actor: Actor, action: Action, on: date) -> bool:
    """The action belongs, or ever belonged, to an agency of which this person is that day, whichever role they act in.

    Giving the action to somebody else for a while makes nobody free to judge their own work.
    """
    before = () if action.version == 1 else _owners_before(actor, action)
    owners = {owner for owner in (action.owner_id, *before) if owner}
    return actor.agency in owners or any(leads(actor.user, agency=owner, on=on) for owner in sorted(owners))


def _owners_before(actor: Actor, action: Action) -> tuple[int | None, ...]:
    return values_once(chain=actor.partnership, kind="action", subject=action.pk, name="owner")


def claimed_by(action: Action) -> int | None:
    """Who last said that the action is done, by their number; ``None`` where nobody did."""
    return action.states.filter(state="claimed_done").order_by("-id").values_list("by_id", flat=True).first()
