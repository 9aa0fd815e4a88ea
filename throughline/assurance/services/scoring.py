"""Challenge an answer with another score, and settle it. The agency's own score, the peer's and the last all stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.roles import AGENCY_LEAD
from throughline.assurance.models import AnswerScore, ReturnAnswer
from throughline.assurance.permissions import why_not_challenge, why_not_moderate
from throughline.assurance.rules.answers import CHALLENGE, MODERATION
from throughline.assurance.rules.levels import NOT_FOR_US, levels_of
from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.permissions import require
from throughline.reviews.services import given


@transaction.atomic
def challenge_answer(answer: ReturnAnswer, *, level: int, reason: str, by: Actor, at: datetime) -> AnswerScore:
    """A peer gives the answer another score, with the reason. Event ``return_answer.challenged``."""
    row = _held(answer)
    require(why_not_challenge(actor=by, thing=row, on=localdate(at)))
    if level == row.level:
        raise Refused("E1597", "That is the score that the agency gives itself.", "Choose another, or leave it.")
    return _score(row, CHALLENGE, "challenged", level, reason, by, at)


@transaction.atomic
def moderate_answer(answer: ReturnAnswer, *, level: int, reason: str, by: Actor, at: datetime) -> AnswerScore:
    """The score is settled by somebody whose answer and challenge it is not. Event ``return_answer.moderated``."""
    row = _held(answer)
    require(why_not_moderate(actor=by, thing=row, on=localdate(at)))
    return _score(row, MODERATION, "moderated", level, reason, by, at)


def _score(row: ReturnAnswer, stage: str, state: str, level: int, reason: str, by: Actor, at: datetime) -> AnswerScore:
    given(reason, True)
    if not NOT_FOR_US <= level <= len(levels_of(row.of.round.levels)):
        raise Refused("E1597", "That is no level of this questionnaire.", "Choose one that the page offers.")
    made = AnswerScore(answer=row, stage=stage, level=level, reason=reason.strip(), at=at, by_id=by.user)
    made.agency_id = by.agency or None if by.role == AGENCY_LEAD else None
    editing.kept(made)
    row.state = state
    editing.kept(row)
    record(
        by=by,
        at=at,
        verb=f"return_answer.{state}",
        subject=("return_answer", row.pk),
        case=row.case_id,
        details={"own": row.level, "level": level, "reason": made.reason},
    )
    return made


def _held(answer: ReturnAnswer) -> ReturnAnswer:
    editing.locked(answer)
    return ReturnAnswer.objects.select_related("of__round", "case").get(pk=answer.pk)
