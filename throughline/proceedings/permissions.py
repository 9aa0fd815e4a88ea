"""Who may write of proceedings and holds, said once as a sentence for whoever may not."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import may
from throughline.kernel.actor import Actor
from throughline.proceedings.models import Hold, Proceeding
from throughline.proceedings.rules import Move
from throughline.reviews.permissions import why_not_record, why_not_there

READS = "see a review that is not published"


def why_not_move_proceeding(*, actor: Actor, thing: Proceeding, move: Move, on: date) -> str | None:
    """Why this person may not bring the proceeding into that state; ``None`` when they may."""
    return why_not_record(actor=actor, thing=thing, on=on)


def why_not_look(*, actor: Actor, thing: Hold, on: date) -> str | None:
    """Why this person may not look at the hold again, or say to whom it was explained; ``None`` when they may.

    Its owner may, whatever their role, as long as they see the case.
    """
    if thing.owner_id and thing.owner_id == actor.user and may(actor.role, READS):
        return why_not_there(actor, thing)
    return why_not_record(actor=actor, thing=thing, on=on)
