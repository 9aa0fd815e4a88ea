"""Who may read and keep the record of groups' meetings. What a line says of a case, only who may see the case reads."""

from __future__ import annotations

from throughline.access.rules import why_not
from throughline.cases.models import Kept
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Group

SEES = "see the meetings of groups"
KEEPS = "keep the record of a group’s meeting"


def why_not_see(*, actor: Actor) -> str | None:
    """Why this person may not read the meetings of groups at all; ``None`` when they may."""
    return why_not(actor, SEES)


def why_not_keep(*, actor: Actor, thing: Kept | Group | None = None) -> str | None:
    """Why this person may not write it; ``None`` when they may. `thing` is what it is written of, if it is there."""
    why = why_not(actor, KEEPS)
    if why is not None or thing is None:
        return why
    holder = thing.partnership_id if isinstance(thing, Group) else thing.chain
    if holder != actor.partnership:
        return "Another partnership holds this record."
    if isinstance(thing, Kept) and thing.withdrawn_at is not None:
        return "This record was withdrawn."
    return None
