"""Who may read the register of safeguards, keep it, and attest. What a review says, only who may see it reads."""

from __future__ import annotations

from throughline.access.rules import why_not
from throughline.kernel.actor import Actor
from throughline.safeguards.models import Safeguard

SEES = "see the register of safeguards"
KEEPS = "keep the register of safeguards"
ATTESTS = "attest a safeguard"


def why_not_see(*, actor: Actor) -> str | None:
    """Why this person may not read the register at all; ``None`` when they may."""
    return why_not(actor, SEES)


def why_not_keep(*, actor: Actor, thing: Safeguard | None = None) -> str | None:
    """Why this person may not write it; ``None`` when they may."""
    return why_not(actor, KEEPS) or (None if thing is None else _why_not_there(actor, thing))


def why_not_attest(*, actor: Actor, thing: Safeguard, owner: int) -> str | None:
    """Why this person may not say whether it is alive; ``None`` when they may. `owner` is the agency that owns it."""
    why = why_not(actor, ATTESTS, owner=owner) or _why_not_there(actor, thing)
    return why or ("It ended, so there is nothing to attest." if thing.ended_on else None)


def _why_not_there(actor: Actor, thing: Safeguard) -> str | None:
    if thing.partnership_id != actor.partnership:
        return "Another partnership keeps this safeguard."
    return "This record was withdrawn." if thing.withdrawn_at is not None else None
