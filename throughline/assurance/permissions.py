"""Who may run assurance, answer for an agency, challenge and moderate. Nobody moderates their own."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import may, why_not
from throughline.assurance.models import AgencyReturn, AssuranceRound, ReturnAnswer
from throughline.assurance.rules import answers, returns
from throughline.audit.queries import changed_by
from throughline.cases.models import Kept
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Membership

SEES = "see assurance"
RUNS = "run assurance"


def sees(actor: Actor) -> bool:
    """True when this person may read assurance at all."""
    return bool(actor.role) and may(actor.role, SEES)


def why_not_run(*, actor: Actor, thing: Kept | None = None) -> str | None:
    """Why this person may not keep questionnaires, rounds and events; ``None`` when they may."""
    why = why_not(actor, RUNS)
    if why is not None or thing is None:
        return why
    if thing.chain != actor.partnership:
        return "Another partnership holds this record."
    return "This record was withdrawn." if thing.withdrawn_at is not None else None


def why_not_answer(*, actor: Actor, thing: AgencyReturn) -> str | None:
    """Why this person may not answer for that agency; ``None`` when they may. Only while answers are open."""
    why = _here(actor, thing) or why_not(actor, "answer for an agency", owner=thing.agency_id)
    if why is not None:
        return why
    if thing.round.state != "answering":
        return "The answers of this round are closed. The business unit can open them again."
    if thing.state not in returns.OPEN:
        return "The answers were sent. The business unit can send them back."
    return None


def why_not_send_back(*, actor: Actor, thing: AgencyReturn) -> str | None:
    """Why this person may not send the answers back; ``None`` when they may."""
    why = _here(actor, thing) or why_not(actor, RUNS)
    if why is None and (thing.state != "sent" or thing.round.state != "answering"):
        return "Only what was sent is sent back, while answers are open."
    return why


def why_not_challenge(*, actor: Actor, thing: ReturnAnswer, on: date) -> str | None:
    """Why this person may not challenge the answer; ``None`` when they may.

    The lead of the agency that is its peer may, and the scrutineer; nobody their own agency's answer.
    """
    why = _here(actor, thing) or why_not(actor, "challenge an answer")
    why = why or answers.why_not_own_challenge(hands_of(thing), user=actor.user, agencies=led_by(actor, on))
    if why is not None:
        return why
    if thing.of.round.state != "challenging" or thing.of.state != "sent":
        return "Answers are challenged once they are sent and closed, and before the results are shared."
    if answers.find(thing.state, "challenge") is None:
        return f"An answer that is “{answers.STATES[thing.state].word}” is not challenged."
    if actor.role == AGENCY_LEAD and thing.of.peer_id != actor.agency:
        return "Your agency is not the peer of this one. The business unit says who is."
    return None


def why_not_moderate(*, actor: Actor, thing: ReturnAnswer, on: date) -> str | None:
    """Why this person may not settle the score; ``None`` when they may. Nobody moderates their own."""
    why = _here(actor, thing) or why_not(actor, "moderate a score")
    why = why or answers.why_not_own_moderation(hands_of(thing), user=actor.user, agencies=led_by(actor, on))
    if why is not None:
        return why
    if answers.find(thing.state, "moderate") is None:
        return "Only an answer that was challenged is moderated."
    return "The results are shared. Take them back first." if thing.of.round.state == "shared" else None


def may_challenge(*, actor: Actor, thing: AgencyReturn, on: date) -> bool:
    """True when this person is a peer of that return, now. Whose hands an answer went through is asked of each."""
    if thing.round.state != "challenging" or thing.state != "sent" or why_not(actor, "challenge an answer"):
        return False
    if actor.role == AGENCY_LEAD and thing.peer_id != actor.agency:
        return False
    return thing.chain == actor.partnership and thing.agency_id not in led_by(actor, on)


def may_moderate(*, actor: Actor, thing: AgencyReturn, on: date) -> bool:
    """True when this person moderates scores of that agency. Whose hands an answer went through is asked of each."""
    if thing.round.state == "shared" or why_not(actor, "moderate a score") or thing.chain != actor.partnership:
        return False
    return thing.agency_id not in led_by(actor, on)


def why_not_name_peer(*, actor: Actor, thing: AssuranceRound) -> str | None:
    """Why this person may not say who looks at whose answers; ``None`` when they may."""
    why = why_not_run(actor=actor, thing=thing)
    return why or ("The results are shared." if thing.state == "shared" else None)


def led_by(actor: Actor, on: date) -> frozenset[int]:
    """The agencies that this person leads on the day, whichever membership they act in."""
    rows = Membership.objects.filter(user_id=actor.user, role=AGENCY_LEAD, agency__isnull=False, from_on__lte=on)
    found = rows.exclude(to_on__lt=on).values_list("agency_id", flat=True)
    return frozenset({*(one for one in found if one), *({actor.agency} - {0})})


def hands_of(thing: ReturnAnswer) -> answers.Hands:
    """Whose the answer is, who wrote or sent it, and who challenged it."""
    writers = {thing.made_by_id, *changed_by(chain=thing.chain, kind="return_answer", subject=thing.pk)}
    writers |= set(thing.of.steps.filter(state="sent").values_list("by_id", flat=True))
    challenge = thing.scores.filter(stage=answers.CHALLENGE).order_by("-id").first()
    return answers.Hands(
        agency=thing.of.agency_id,
        writers=frozenset(writers),
        challenger=challenge.by_id if challenge else 0,
        challenging_agency=(challenge.agency_id or -1) if challenge else -1,
    )


def _here(actor: Actor, thing: AgencyReturn | ReturnAnswer) -> str | None:
    if thing.chain != actor.partnership:
        return "Another partnership holds this record."
    return "This record was withdrawn." if thing.withdrawn_at is not None else None
