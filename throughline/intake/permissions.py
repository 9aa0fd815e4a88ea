"""Who may read documents into the record, and settle what was read."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import why_not
from throughline.intake.models import Proposal
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


def why_not_import(*, actor: Actor, on: date) -> str | None:
    """The reason why this person may not read a document into the record that day, or ``None`` when they may."""
    if not actor.partnership:
        return f"You have no membership of a partnership on {on.day} {on:%B %Y}."
    return why_not(actor, "import a document")


def why_not_settle(*, actor: Actor, thing: Proposal, on: date) -> str | None:
    """The reason why this person may not settle that proposal, or ``None`` when they may."""
    if thing.partnership_id != actor.partnership:
        return "It belongs to another partnership."
    if thing.state == Proposal.State.FINISHED:
        return "It is finished. What it put in the record can be changed there."
    if thing.state != Proposal.State.OPEN:
        return "It has not been read yet."
    return why_not_import(actor=actor, on=on)


def require(why: str | None) -> None:
    """Nothing, or the refusal that carries the reason."""
    if why:
        raise Refused("E1301", f"This is not done. {why}", "Ask the coordinator of your partnership.")
