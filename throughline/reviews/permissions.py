"""Who may write the records of a case, said once as a sentence for whoever may not."""

from __future__ import annotations

from datetime import date

from throughline.access.rules import why_not
from throughline.cases.models import Case, OfCase
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Partnership
from throughline.reviews.models import Review, StateProposal
from throughline.reviews.rules import Move
from throughline.reviews.rules import move as find_move


def why_not_record(
    *, actor: Actor, thing: Case | OfCase | Partnership, on: date, verb: str = "write records"
) -> str | None:
    """Why this person may not do that to the records there; ``None`` when they may. `verb` is a row of the table."""
    return why_not(actor, verb) or why_not_there(actor, thing)


def why_not_there(actor: Actor, thing: Case | OfCase | Partnership) -> str | None:
    """Why nobody of the actor's partnership may write it, whatever their role; ``None`` when some may."""
    if partnership_of(thing) != actor.partnership:
        return "Another partnership holds this record."
    if isinstance(thing, OfCase) and thing.withdrawn_at is not None:
        return "This record was withdrawn."
    return None


def why_not_move_review(*, actor: Actor, thing: Review, move: Move, on: date) -> str | None:
    """Why this person may not bring the review into that state, or propose it where two are needed."""
    why = why_not_record(actor=actor, thing=thing, on=on, verb="change the state of a review")
    if why is None and not move.two and actor.role not in move.roles:
        return "Only the chair decides this."
    return why


def why_not_confirm(*, actor: Actor, thing: StateProposal, on: date) -> str | None:
    """Why this person may not confirm what was proposed; ``None`` when they may. Nobody confirms their own proposal."""
    why = why_not_record(actor=actor, thing=thing.review, on=on, verb="change the state of a review")
    move = find_move(thing.before, thing.state)
    if why is not None:
        return why
    if thing.settled_at is not None or move is None or thing.review.state != thing.before:
        return "This proposal does not stand any more."
    if thing.proposed_by_id == actor.user:
        return "You proposed it, so another person must confirm it."
    return None if actor.role in move.roles else "The chair confirms this."


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
