"""Who may write of families and of words, and who may read words, said once."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import may
from throughline.kernel.actor import Actor
from throughline.proceedings.permissions import READS
from throughline.reviews.permissions import why_not_record, why_not_there
from throughline.voices.models import FamilyMember, Voice
from throughline.voices.rules import may_read_words


def why_not_keep_log(*, actor: Actor, thing: FamilyMember, on: date) -> str | None:
    """Why this person may not add to the log; ``None`` when they may. Who owns the next contact may, in any role."""
    if thing.owner_id and thing.owner_id == actor.user and may(actor.role, READS):
        return why_not_there(actor, thing)
    return why_not_record(actor=actor, thing=thing, on=on)


def reads_words(*, actor: Actor, thing: Voice) -> bool:
    """True when this person, who sees the case, may read the words."""
    return may_read_words(actor.role, thing.quotable)
