"""Why somebody may not do something with a case they may see, in one sentence each."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import why_not
from throughline.cases.models import Case, Conflict, Seal
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


def why_not_open(*, actor: Actor, on: date) -> str | None:
    """Why not open a case."""
    return why_not(actor, "open a case")


def why_not_say_who_is_on(*, actor: Actor, thing: Case, on: date) -> str | None:
    """Why not add or end a member of the case."""
    return _elsewhere(actor, thing) or why_not(actor, "say who is on a case")


def why_not_declare(*, actor: Actor, thing: Case, person: int, on: date) -> str | None:
    """Why not declare that a person has a conflict: one's own anybody may declare."""
    if person == actor.user:
        return _elsewhere(actor, thing)
    return _elsewhere(actor, thing) or why_not(actor, "declare a conflict")


def why_not_lift(*, actor: Actor, thing: Conflict, on: date) -> str | None:
    """Why not lift a conflict: neither the person concerned nor the one who declared it may."""
    if thing.lifted_at is not None:
        return "It has been lifted already."
    if actor.user == thing.user_id:
        return "It is about you, so somebody else must lift it."
    if actor.user == thing.declared_by_id:
        return "You declared it, so somebody else must lift it."
    return _elsewhere(actor, thing.case) or why_not(actor, "lift a conflict")


def why_not_seal(*, actor: Actor, thing: Case, on: date) -> str | None:
    """Why not seal a case."""
    return _elsewhere(actor, thing) or why_not(actor, "seal a case")


def why_not_unseal(*, actor: Actor, thing: Seal, on: date) -> str | None:
    """Why not lift a seal: the person who sealed may not."""
    if thing.lifted_at is not None:
        return "It has been lifted already."
    if actor.user == thing.sealed_by_id:
        return "You sealed it, so somebody else must unseal it."
    return _elsewhere(actor, thing.case) or why_not(actor, "unseal a case")


def require(why: str | None) -> None:
    """Nothing, or the refusal that carries the reason."""
    if why:
        raise Refused("E1401", f"This is not done. {why}", "Ask somebody who may, or see who may see what.")


def _elsewhere(actor: Actor, case: Case) -> str | None:
    return None if actor.partnership == case.partnership_id else "Another partnership holds this case."
