"""Who may answer, agree and publish, and who follows up what a committee resolved, said once as a sentence."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import ELECTED_MEMBER
from throughline.findings.models import CommitteeRecommendation, Recommendation
from throughline.kernel.actor import Actor
from throughline.responses.models import Response
from throughline.responses.rules import answers, following
from throughline.reviews.permissions import why_not_record


def why_not_draft(*, actor: Actor, thing: Recommendation, on: date) -> str | None:
    """Why this person may not write an answer to the recommendation; ``None`` when they may."""
    return why_not_record(actor=actor, thing=thing, on=on, verb="answer a recommendation")


def why_not_move_answer(*, actor: Actor, thing: Response, state: str, move: answers.Move, on: date) -> str | None:
    """Why this person may not bring the answer, which is at that stage, further by that move; ``None`` when they may.

    Whoever wrote a draft does not agree it.
    """
    if move.before != state:
        word = answers.STATES[state].word.lower()
        return f"The answer is {word}, so this step is not open."
    verb = "agree an answer" if move.who == "second" else "answer a recommendation"
    why = why_not_record(actor=actor, thing=thing.recommendation, on=on, verb=verb)
    if why is None and move.who == "second" and thing.made_by_id == actor.user:
        return "You wrote this draft, so somebody else must agree it."
    return why


def why_not_follow(
    *, actor: Actor, thing: CommitteeRecommendation, state: str, move: following.Move, on: date
) -> str | None:
    """Why this person may not say that of what a committee resolved; ``None`` when they may."""
    if move.before != state:
        return f"It stands as “{following.STATES[state].word}”, so this step is not open."
    return why_not_record(actor=actor, thing=thing, on=on, verb="record what a committee resolved")


def sees_drafts(actor: Actor) -> bool:
    """The person sees answers before they are published, and dissent that is held. An elected member does not."""
    return bool(actor.role) and actor.role != ELECTED_MEMBER
