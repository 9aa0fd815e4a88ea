"""Who may ask national bodies, say what became of it, and decide about advice, said once as a sentence."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import ELECTED_MEMBER
from throughline.access.rules import may, why_not
from throughline.kernel.actor import Actor
from throughline.national.models import Advice, NationalAsk
from throughline.national.rules import advice, asks
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record

ASKS, SEES_ADVICE, DECIDES = "ask a national body", "see national advice", "decide about national advice"


def why_not_ask(*, actor: Actor, thing: Review | NationalAsk, on: date) -> str | None:
    """Why this person may not write what is asked of a national body; ``None`` when they may."""
    return why_not_record(actor=actor, thing=thing, on=on, verb=ASKS)


def why_not_move_ask(*, actor: Actor, thing: NationalAsk, move: asks.Move, on: date) -> str | None:
    """Why this person may not say that of the ask; ``None`` when they may."""
    if move.before != thing.state:
        return f"It stands as “{asks.STATES[thing.state].word}”, so this step is not open."
    return why_not_ask(actor=actor, thing=thing, on=on)


def why_not_advise(*, actor: Actor, thing: Advice | None = None) -> str | None:
    """Why this person may not write down national advice; ``None`` when they may."""
    why = why_not(actor, DECIDES)
    if why is not None or thing is None:
        return why
    if thing.partnership_id != actor.partnership:
        return "Another partnership holds this record."
    return "This record was withdrawn." if thing.withdrawn_at is not None else None


def why_not_decide(*, actor: Actor, thing: Advice, state: str, move: advice.Move, on: date) -> str | None:
    """Why this person may not write down that decision about the advice; ``None`` when they may."""
    if move.before != state:
        return f"It stands as “{advice.STATES[state].word}”, so this step is not open."
    return why_not_advise(actor=actor, thing=thing)


def sees_advice(actor: Actor) -> bool:
    """True when this person may read national advice at all."""
    return bool(actor.role) and may(actor.role, SEES_ADVICE)


def sees_drafts(actor: Actor) -> bool:
    """The person sees what was written and not sent. An elected member does not."""
    return bool(actor.role) and actor.role != ELECTED_MEMBER
