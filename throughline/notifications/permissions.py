"""Why somebody may not do something with an incident that they see, in one sentence each."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import why_not
from throughline.cases.models import Case, OfCase
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.kernel.states import State
from throughline.notifications import rules
from throughline.notifications.models import Incident, SafetyQuestion
from throughline.partnerships.models import Partnership

ELSEWHERE = "Another partnership holds this record."
WITHDRAWN = "This record was withdrawn."


def why_not_record(*, actor: Actor, thing: Partnership | Case | Incident, on: date) -> str | None:
    """Why this person may not record an incident there, or change what is recorded of one."""
    return why_not(actor, "record an incident") or _there(actor, thing)


def why_not_decide(*, actor: Actor, thing: Incident, state: State, outcome: str, on: date) -> str | None:
    """Why this person may not decide so of the incident, which is in that state."""
    why = why_not(actor, "decide whether an incident is notified") or _there(actor, thing)
    if why is None and rules.move(state.key, rules.VERBS.get(outcome, "")) is None:
        return f"It is “{state.word}” already, so there is nothing to decide in that direction."
    return why


def why_not_answer(*, actor: Actor, thing: Incident, partner: str, agency: int, kind: str, on: date) -> str | None:
    """Why this person may not record that partner's yes or no.

    A lead answers for their own agency, which must be of the partner's kind; the business unit records anybody's.
    `agency` is the agency that answers, 0 for none named, and `kind` is its kind.
    """
    why = why_not(actor, "give a partner’s answer", owner=agency) or _there(actor, thing)
    if why is None and actor.role == AGENCY_LEAD and kind != partner:
        return f"Your agency does not answer for the partner “{rules.PARTNERS.get(partner, partner)}”."
    return why


def why_not_send(*, actor: Actor, thing: Incident, state: State, on: date) -> str | None:
    """Why this person may not record that the notification was sent."""
    why = why_not(actor, "record who was told") or _there(actor, thing)
    if why is None and rules.move(state.key, "send") is None:
        return f"It is “{state.word}”. A notification follows from the decision to notify."
    return why


def why_not_tell(*, actor: Actor, thing: Incident, on: date) -> str | None:
    """Why this person may not record that somebody was told."""
    return why_not(actor, "record who was told") or _there(actor, thing)


def why_not_ask(*, actor: Actor, thing: Incident | SafetyQuestion, on: date) -> str | None:
    """Why this person may not ask whether a child is safe, or say why the reports end."""
    why = why_not(actor, "ask whether a child is safe") or _there(actor, thing)
    if why is None and isinstance(thing, SafetyQuestion) and thing.ended_at is not None:
        return "The reports on this child’s safety have ended. Ask anew, so that they begin again."
    return why


def why_not_set_rhythm(*, actor: Actor, thing: Partnership, on: date) -> str | None:
    """Why this person may not say how often the partnership asks again whether children are safe."""
    return why_not(actor, "ask whether a child is safe") or _there(actor, thing)


def why_not_attest(*, actor: Actor, thing: SafetyQuestion, on: date) -> str | None:
    """Why this person may not record that somebody attests to a child's safety."""
    why = why_not(actor, "attest that a child is safe") or _there(actor, thing)
    if why is None and thing.ended_at is not None:
        return "The reports on this child’s safety have ended. Ask anew, so that they begin again."
    return why


def require(why: str | None) -> None:
    """Nothing, or the refusal with that sentence."""
    if why is not None:
        raise Refused("E1930", why, "Ask the coordinator of your partnership if this should be otherwise.")


def _there(actor: Actor, thing: Partnership | Case | OfCase) -> str | None:
    if isinstance(thing, Partnership):
        return None if thing.pk == actor.partnership else ELSEWHERE
    case = thing.case if isinstance(thing, OfCase) else thing
    if case.partnership_id != actor.partnership:
        return ELSEWHERE
    return WITHDRAWN if isinstance(thing, OfCase) and thing.withdrawn_at is not None else None
