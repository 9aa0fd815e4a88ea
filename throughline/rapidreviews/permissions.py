"""Why somebody may not do something with a rapid review that they see, in one sentence each."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import why_not
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.kernel.states import State
from throughline.notifications.models import Incident
from throughline.notifications.rules import PARTNERS
from throughline.rapidreviews import rules
from throughline.rapidreviews.models import RapidReview

ELSEWHERE = "Another partnership holds this record."
WITHDRAWN = "This record was withdrawn."


def why_not_open(*, actor: Actor, thing: Incident, notified: bool, on: date) -> str | None:
    """Why this person may not open the rapid review of the incident. It follows from a notification. [FAQ]"""
    why = why_not(actor, "hold a rapid review") or _there(actor, thing)
    if why is None and not notified:
        return "A rapid review follows from the notification, and this incident was not notified."
    return why


def why_not_write(*, actor: Actor, thing: RapidReview, on: date) -> str | None:
    """Why this person may not write in the rapid review, tick off its checks or mark its quality."""
    return why_not(actor, "hold a rapid review") or _there(actor, thing)


def why_not_act(*, actor: Actor, thing: RapidReview, state: State, verb: str, on: date) -> str | None:
    """Why this person may not conclude, send, hear or reply: verbs of ``rules.MOVES``, from that state."""
    why = why_not_write(actor=actor, thing=thing, on=on)
    if why is None and rules.move(state.key, verb) is None:
        return f"It is “{state.word}”, and this does not follow from there."
    return why


def why_not_sign(
    *, actor: Actor, thing: RapidReview, state: State, partner: str, agency: int, kind: str, on: date
) -> str | None:
    """Why this person may not record that partner's signature. A lead signs for an agency of the partner's kind."""
    why = why_not(actor, "sign a rapid review", owner=agency) or _there(actor, thing)
    if why is None and state.key not in ("concluded", "sent"):
        return "There is no conclusion that waits for a signature."
    if why is None and actor.role == AGENCY_LEAD and kind != partner:
        return f"Your agency does not sign for the partner “{PARTNERS.get(partner, partner)}”."
    return why


def require(why: str | None) -> None:
    """Nothing, or the refusal with that sentence."""
    if why is not None:
        raise Refused("E1960", why, "Ask the coordinator of your partnership if this should be otherwise.")


def _there(actor: Actor, thing: Incident | RapidReview) -> str | None:
    if thing.case.partnership_id != actor.partnership:
        return ELSEWHERE
    return WITHDRAWN if thing.withdrawn_at is not None else None
