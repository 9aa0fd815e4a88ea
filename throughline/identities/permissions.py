"""Who may know who the children of a case are, and who may write it."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import why_not
from throughline.cases.models import Case, OfCase
from throughline.cases.queries import facts_of
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

NOT_ON_IT = (
    "You are not on this case by name or through your agency, so you see its children by pseudonym. "
    "A coordinator or a chair can say who is on it."
)


def why_not_see(*, actor: Actor, thing: Case, on: date) -> str | None:
    """Why this person may not be shown who the children of the case are, whatever reason they give."""
    if thing.partnership_id != actor.partnership:
        return "Another partnership holds this case."
    return why_not(actor, "see who the children are") or _not_on_it(actor, thing, on)


def why_not_look(*, actor: Actor, thing: Case | OfCase, on: date) -> str | None:
    """Why this person may not be shown who the people of the case are, though they say why and give a fresh code.

    Whoever may see the case and may know who children are may be shown it, on the case or not (ADR 0101).
    """
    case = thing.case if isinstance(thing, OfCase) else thing
    facts = facts_of(case, actor=actor, on=on)
    if case.partnership_id != actor.partnership:
        return "Another partnership holds this case."
    if facts.conflict or facts.sealed_out:
        return "This case is closed to you."
    if actor.role == AGENCY_LEAD and not facts.on_case:
        return NOT_ON_IT
    return why_not(actor, "see who the children are")


def is_outside(*, actor: Actor, thing: Case | OfCase, on: date) -> bool:
    """True of somebody who is on the case neither by name nor through their agency, and owes a fresh code."""
    case = thing.case if isinstance(thing, OfCase) else thing
    return _not_on_it(actor, case, on) is not None


def why_not_write(*, actor: Actor, thing: Case | OfCase, on: date) -> str | None:
    """Why this person may not add a child to the case or change what is recorded of one."""
    case = thing.case if isinstance(thing, OfCase) else thing
    if case.partnership_id != actor.partnership:
        return "Another partnership holds this case."
    if isinstance(thing, OfCase) and thing.withdrawn_at is not None:
        return "This record was withdrawn."
    return why_not(actor, "write who the children are") or _not_on_it(actor, case, on)


def require(why: str | None) -> None:
    """Nothing, or the refusal with that sentence."""
    if why is not None:
        raise Refused("E1451", why, "Ask the coordinator of your partnership if this should be otherwise.")


def _not_on_it(actor: Actor, case: Case, on: date) -> str | None:
    return None if facts_of(case, actor=actor, on=on).on_case else NOT_ON_IT
