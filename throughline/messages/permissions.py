"""Who may ask, chase and look at what is owed, and who may say whom to write to."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import why_not
from throughline.cases.models import Case, Conflict
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask, Message


def why_not_ask(*, actor: Actor, thing: Case, to: int = 0, on: date) -> str | None:
    """Why not ask somebody about that case: a person with a conflict is not asked."""
    if thing.partnership_id != actor.partnership:
        return "Another partnership holds this case."
    if to and conflicted(thing, to):
        return "A conflict of interest was declared for the person you would ask."
    return why_not(actor, "ask others")


def conflicted(case: Case, person: int) -> bool:
    """True while a declared conflict keeps that person from the case."""
    return Conflict.objects.filter(case=case, user_id=person, lifted_at__isnull=True).exists()


def why_not_chase(*, actor: Actor, thing: Ask, on: date) -> str | None:
    """Why not remind, ask again, escalate or withdraw."""
    if thing.case.partnership_id != actor.partnership:
        return "Another partnership holds this case."
    return why_not(actor, "ask others")


def why_not_send_again(*, actor: Actor, thing: Message, on: date) -> str | None:
    """Why not send a message once more: only what did not go, or perhaps not; a code is asked for anew instead."""
    if thing.partnership_id != actor.partnership:
        return "It is a message of another partnership."
    if thing.kind == "code":
        return "A code cannot be sent again. Whoever needs one asks for a new one at their link."
    if thing.state not in (Message.State.FAILED, Message.State.UNSURE):
        return "It went, or it waits to be sent."
    return why_not(actor, "ask others")


def why_not_see(*, actor: Actor, on: date) -> str | None:
    """Why not look at what others owe."""
    return why_not(actor, "see what others owe")


def why_not_register(*, actor: Actor, on: date) -> str | None:
    """Why not say whom to write to at an agency, and how late answers are chased."""
    return why_not(actor, "say whom to write to")


def require(why: str | None) -> None:
    """Nothing, or the refusal that carries the reason."""
    if why:
        raise Refused("E1801", f"This is not done. {why}", "Ask the coordinator of your partnership.")
