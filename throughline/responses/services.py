"""Write answers to recommendations and bring them through their stages; keep dissent; follow up committees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.findings.models import CommitteeRecommendation, Recommendation
from throughline.findings.services import answer_recommendation, same_agencies, same_case
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency
from throughline.responses.models import AnswerDue, CommitteeStep, Dissent, Response, ResponseStage
from throughline.responses.permissions import why_not_draft, why_not_follow, why_not_move_answer
from throughline.responses.queries import due_of, stage_of, where_it_stands, with_stage
from throughline.responses.rules import answers, following
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.queries import next_position
from throughline.reviews.services import change_record, dated, given


@transaction.atomic
def draft_response(
    recommendation: Recommendation, *, answer: str, reason: str = "", day_on: date, by: Actor, at: datetime
) -> Response:
    """A draft of the answer stands beside those before it. Event ``response.drafted``.

    Anything but a plain yes says why. It is the answer once somebody else agrees it.
    """
    require(why_not_draft(actor=by, thing=recommendation, on=localdate(at)))
    given(reason, answers.needs_reason(answer))
    _has_come(day_on, at)
    row = Response(
        recommendation=recommendation,
        case=recommendation.case,
        answer=answer,
        reason=reason.strip(),
        day_on=day_on,
        made_at=at,
        made_by_id=by.user,
    )
    editing.kept(row)
    _to_stage(row, "drafted", "", localdate(at), by, at)
    details = {"answer": answer, "reason": row.reason, "day_on": day_on.isoformat()}
    _tell(row, "response.drafted", recommendation, by, at, details)
    return row


@transaction.atomic
def move_response(
    response: Response, *, state: str, reason: str = "", day_on: date | None = None, by: Actor, at: datetime
) -> Response:
    """The answer is at that stage, by a move of ``rules.answers.MOVES``. Event ``response.moved``.

    Nothing happens when it is there already. Once agreed, what stands is what the recommendation says of its answer.
    """
    now, before = editing.locked(response), stage_of(response)
    if before == state:
        return now
    move = answers.move(before, state)
    if move is None:
        was, to = answers.STATES[before].word, answers.STATES[state].word if state in answers.STATES else state
        raise Refused(
            "E1581", f"An answer that is “{was}” cannot become “{to}”.", "Look at its stage and choose again."
        )
    require(why_not_move_answer(actor=by, thing=now, state=before, move=move, on=localdate(at)))
    given(reason, move.reason)
    day_on = day_on or localdate(at)
    _has_come(day_on, at)
    if move.verb != "set aside" and day_on < now.day_on:
        raise Refused("E1582", "An answer is agreed and published after it was given.", "Look at the two days.")
    _to_stage(now, state, reason.strip(), day_on, by, at)
    details = {"before": before, "after": state, "reason": reason.strip(), "day_on": day_on.isoformat()}
    _tell(now, "response.moved", now.recommendation, by, at, details)
    if state == "agreed":
        _say_what_stands(now.recommendation, by, at)
    return now


@transaction.atomic
def set_answer_due(
    recommendations: Iterable[Recommendation], *, due_on: date, reason: str = "", by: Actor, at: datetime
) -> list[AnswerDue]:
    """An answer to each of them is due by that day; where another day stood, it says why.

    Event ``recommendation.answer_due``.
    """
    made = []
    for one in recommendations:
        require(why_not_draft(actor=by, thing=one, on=localdate(at)))
        before = due_of(one)
        if before and before[-1].due_on == due_on:
            continue
        given(reason, bool(before))
        row = AnswerDue(
            recommendation=one, case=one.case, due_on=due_on, reason=reason.strip(), made_at=at, made_by_id=by.user
        )
        made.append(editing.kept(row))
        details = {"due_on": due_on.isoformat(), "reason": row.reason}
        was = {"before": before[-1].due_on.isoformat()} if before else {}
        record(
            by=by,
            at=at,
            verb="recommendation.answer_due",
            subject=("recommendation", one.pk),
            case=one.case_id,
            details={**details, **was},
        )
    return made


@transaction.atomic
def add_dissent(
    *,
    review: Review,
    whose: str,
    who: str,
    text: str,
    is_printed: bool = False,
    held_because: str = "",
    recommendation: Recommendation | None = None,
    agency: Agency | None = None,
    said_text: str = "",
    said_iso: str = "",
    by: Actor,
    at: datetime,
) -> Dissent:
    """What somebody disagreed with is kept, to be printed, or held with its reason. Event ``dissent.added``."""
    require(why_not_record(actor=by, thing=review, on=localdate(at)))
    row = Dissent(
        case=review.case,
        review=review,
        whose=whose,
        who=who,
        text=text,
        is_printed=is_printed,
        held_because="" if is_printed else held_because.strip(),
        recommendation=recommendation,
        agency=agency,
        said_text=said_text,
        said_iso=dated(said_iso),
        position=next_position(Dissent.objects.filter(review=review)),
    )
    _holds_together(row, recommendation, agency)
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_dissent(dissent: Dissent, *, version: int, by: Actor, at: datetime, **fields: Any) -> Dissent:
    """The dissent has those values; ``editing.Changed`` when somebody changed it since. Event ``dissent.changed``."""
    meant = Dissent(review_id=dissent.review_id, case=dissent.case)
    for name in ("is_printed", "held_because"):
        setattr(meant, name, fields.get(name, getattr(dissent, name)))
    _holds_together(meant, fields.get("recommendation"), fields.get("agency"))
    return change_record(dissent, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def follow_up(
    recommendation: CommitteeRecommendation,
    *,
    state: str,
    owner_name: str = "",
    due_on: date | None = None,
    says: str = "",
    by: Actor,
    at: datetime,
) -> CommitteeStep:
    """What became of what a committee resolved, by a move of ``rules.following.MOVES``. Event ``committee.followed``.

    While it is followed up it has an owner and a day.
    """
    editing.locked(recommendation)
    now = where_it_stands(recommendation)
    move = following.move(now.state, state)
    if move is None or move.verb == "resolve":
        was, to = following.STATES[now.state].word, following.STATES[state].word if state in following.STATES else state
        raise Refused("E1583", f"What is “{was}” cannot become “{to}”.", "Look at where it stands and choose again.")
    require(why_not_follow(actor=by, thing=recommendation, state=now.state, move=move, on=localdate(at)))
    given(says, move.reason)
    if state == "followed" and (not owner_name.strip() or due_on is None):
        raise Refused("E1584", "Nobody is named, or no day is set.", "Say who follows it up, and by when.")
    row = CommitteeStep(
        recommendation=recommendation,
        case=recommendation.case,
        state=state,
        owner_name=owner_name.strip() or now.owner,
        due_on=due_on or now.due_on,
        says=says.strip(),
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    details = {"before": now.state, "after": state, "says": row.says, "owner": row.owner_name}
    record(
        by=by,
        at=at,
        verb="committee.followed",
        subject=("committee_recommendation", recommendation.pk),
        case=recommendation.case_id,
        details=details | ({"due_on": row.due_on.isoformat()} if row.due_on else {}),
    )
    return row


def _say_what_stands(recommendation: Recommendation, by: Actor, at: datetime) -> None:
    stands = answers.standing(with_stage(Response.objects.filter(recommendation=recommendation)))  # type: ignore[type-var]
    if stands is not None:
        answer_recommendation(
            editing.locked(recommendation), response=stands.answer, reason=stands.reason, by=by, at=at
        )


def _to_stage(row: Response, state: str, reason: str, day_on: date, by: Actor, at: datetime) -> None:
    stage = ResponseStage(response=row, case=row.case, state=state, reason=reason, day_on=day_on, at=at, by_id=by.user)
    editing.kept(stage)


def _has_come(day_on: date, at: datetime) -> None:
    if day_on > localdate(at):
        raise Refused("E1582", "That day has not come yet.", "Give the day on which it happened.")


def _holds_together(row: Dissent, recommendation: Recommendation | None, agency: Agency | None) -> None:
    """It is of its own case, and says why where it is held."""
    same_case(row.case, recommendation)
    same_agencies(row.case, agency)
    if recommendation is not None and recommendation.review_id != row.review_id:
        raise Refused("E1508", "That recommendation belongs to another review.", "Choose one of this review.")
    given(row.held_because, not row.is_printed)


def _tell(row: Response, verb: str, of: Recommendation, by: Actor, at: datetime, details: dict[str, Any]) -> None:
    told = {"recommendation": of.pk, **details}
    record(by=by, at=at, verb=verb, subject=("response", row.pk), case=row.case_id, details=told)
