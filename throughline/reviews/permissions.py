"""Who may write the records of a case, said once as a sentence for whoever may not."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER
from throughline.cases.models import Case, OfCase
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership
from throughline.reviews.models import Review
from throughline.reviews.rules import Move

WRITERS = frozenset({COORDINATOR, CHAIR})
READS_ONLY = {
    AGENCY_LEAD: "You act for an agency. The business unit writes this; you write about your agency’s own actions.",
    SCRUTINEER: "You look in as independent scrutineer. You read the records; the business unit writes them.",
    ELECTED_MEMBER: "You look in as elected member. You read what is published; the business unit writes the records.",
}


def why_not_record(*, actor: Actor, thing: Case | OfCase | Partnership, on: date) -> str | None:
    """Why this person may not write records there; ``None`` when they may."""
    if actor.role not in WRITERS:
        return READS_ONLY.get(actor.role, "Your role does not write records of cases.")
    if partnership_of(thing) != actor.partnership:
        return "Another partnership holds this record."
    if isinstance(thing, OfCase) and thing.withdrawn_at is not None:
        return "This record was withdrawn."
    return None


def why_not_move_review(*, actor: Actor, thing: Review, move: Move, on: date) -> str | None:
    """Why this person may not bring the review into that state; ``None`` when they may."""
    why = why_not_record(actor=actor, thing=thing, on=on)
    if why is None and actor.role not in move.roles:
        return "Only the chair decides this."
    return why


def partnership_of(thing: Case | OfCase | Partnership) -> int:
    """The number of the partnership that holds it."""
    if isinstance(thing, Partnership):
        return int(thing.pk)
    case = thing if isinstance(thing, Case) else thing.case
    return int(case.partnership_id)


def require(why_not: str | None) -> None:
    """Nothing, or the refusal with that sentence."""
    if why_not is not None:
        raise Refused("E1502", why_not, "Ask the coordinator of your partnership if this should be otherwise.")
