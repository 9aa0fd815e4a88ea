"""Why somebody may not change who may come in, in one sentence each."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import why_not
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


def why_not_manage(*, actor: Actor, person: int = 0, on: date) -> str | None:
    """Why not manage people, or this person: nobody changes their own access, so that there are always two."""
    refused = why_not(actor, "manage people")
    if refused is None and person and person == actor.user:
        return "This is your own access, so another administrator must see to it."
    return refused


def require(why: str | None) -> None:
    """Nothing, or the refusal that carries the reason."""
    if why:
        raise Refused("E1401", f"This is not done. {why}", "Ask somebody who may, or see who may see what.")
