"""Why somebody may not write a letter from the record, in a sentence each."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import why_not
from throughline.cases.models import Case
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


def why_not_write(*, actor: Actor, thing: Case, on: date) -> str | None:
    """Why this person may not make a letter about the case."""
    if thing.partnership_id != actor.partnership:
        return "Another partnership holds this case."
    return why_not(actor, "write letters")


def why_not_head(*, actor: Actor, on: date) -> str | None:
    """Why this person may not change the letterhead."""
    return why_not(actor, "name the partnership")


def require(why: str | None) -> None:
    """Nothing, or the refusal with that sentence."""
    if why:
        raise Refused("E1401", f"This is not done. {why}", "Ask somebody who may, or see who may see what.")
