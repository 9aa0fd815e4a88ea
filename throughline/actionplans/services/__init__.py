"""Write actions: add them, bring them from state to state, and add what was said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans import rules
from throughline.actionplans.models import Action, ActionState, ActionUpdate, Retest
from throughline.actionplans.permissions import why_not_move, why_not_retest, why_not_write_about
from throughline.actionplans.queries import shown_by
from throughline.audit.services import record
from throughline.cases import editing
from throughline.documents.models import Span
from throughline.findings.models import Finding, LearningPoint, Recommendation
from throughline.findings.services import Links, add_to_review, same_agencies
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.reviews.services import dated, given


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan says of an action beside its words and its day."""

    lead_role: str = ""
    watching_group: str = ""
    success: str = ""
    cost: str = ""
    strategy: str = ""
    reach: str = ""


NOTHING_MORE = Plan()


@transaction.atomic
def add_action(
    *,
    review: Review,
    number: str = "",
    text: str,
    owner_name: str = "",
    owner: Agency | None = None,
    due_text: str = "",
    due_on: date | None = None,
    recommendations: Iterable[Recommendation] = (),
    findings: Iterable[Finding] = (),
    learning_points: Iterable[LearningPoint] = (),
    source: Span | None = None,
    state: str = "not_started",
    plan: Plan | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Action:
    """The action stands in its first state, one of ``rules.FIRST``, tied to what it answers. Event ``action.added``.

    `due_on` is a day only where the plan gives a day; `due_text` keeps its words. `plan` is what else it says.
    """
    if state not in rules.FIRST:
        word = rules.STATES[state].word if state in rules.STATES else state
        raise Refused("E1509", f"An action does not begin as “{word}”.", "Add it, then say what became of it.")
    same_agencies(review.case, owner)
    row = Action(
        review=review,
        number=number,
        text=text,
        owner_name=owner_name,
        owner=owner,
        due_text=due_text,
        due_on=due_on,
        state=state,
        source=source,
        **asdict(plan or NOTHING_MORE),
    )
    links: Links = {
        "recommendations": list(recommendations),
        "findings": list(findings),
        "learning_points": list(learning_points),
    }
    add_to_review(row, links=links, position=position, by=by, at=at)
    editing.kept(ActionState(action=row, state=state, at=at, by_id=by.user))
    return row


@dataclass(frozen=True, slots=True)
class Ending:
    """How the end of an action is graded: the grade, what else it brought, and when it is asked again, or why not.

    `brought` is a key of ``rules.BROUGHT``; with words in `unintended` it is ``told``, whatever is given.
    `why_no_evidence` counts only where nothing was brought that shows it.
    """

    grade: str = ""
    brought: str = ""
    unintended: str = ""
    again_on: date | None = None
    why_not_again: str = ""
    why_no_evidence: str = ""


NO_ENDING = Ending()


@transaction.atomic
def move_action(
    action: Action, *, state: str, reason: str = "", ending: Ending = NO_ENDING, by: Actor, at: datetime
) -> Action:
    """The action is in that state, by a move of ``rules.MOVES``; nothing happens when it is there already.

    Its owner claims it done; somebody who neither owns it nor made the claim grades and confirms it, or returns it with
    a reason. What is confirmed is shown by evidence, or says why by none (E1519), and has a day on which it is asked
    again. Event ``action.moved``.
    """
    now = editing.locked(action)
    if now.state == state:
        return now
    move = rules.move(now.state, state)
    if move is None:
        was, to = rules.STATES[now.state].word, rules.STATES[state].word if state in rules.STATES else state
        raise Refused(
            "E1509", f"An action that is “{was}” cannot become “{to}”.", "Look at its state and choose again."
        )
    require(why_not_move(actor=by, thing=now, move=move, on=localdate(at)))
    given(reason, move.reason)
    row = ActionState(
        action=now, state=state, reason=reason.strip(), at=at, by_id=by.user, **_graded(now, state, ending, at)
    )
    before, now.state = now.state, state
    editing.kept(now)
    editing.kept(row)
    told: dict[str, object] = {"before": before, "after": state, "reason": row.reason, "grade": row.grade}
    if row.again_on:
        told["again_on"] = row.again_on.isoformat()
    _tell(now, "moved", by, at, told)
    return now


def _graded(action: Action, state: str, ending: Ending, at: datetime) -> dict[str, Any]:
    """The columns that say how the end is graded; refused where the grade, what shows it or the day is missing."""
    grade = ending.grade or ("unacceptable" if state == "returned" else "")
    if why := rules.why_not_graded(state, grade):
        raise Refused("E1514", why, "Choose one of the grades that the page offers.")
    if state == "confirmed":
        _again(ending, at)
    return {
        "grade": grade,
        **_brought(ending),
        "again_on": ending.again_on if state == "confirmed" else None,
        "why_not_again": ending.why_not_again.strip(),
        "why_no_evidence": _unshown(action, ending, at) if state == "confirmed" else "",
    }


def _unshown(action: Action, ending: Ending, at: datetime) -> str:
    """Why nothing shows what is confirmed; empty where something does. Refused where neither is there."""
    if shown_by(action, localdate(at)):
        return ""
    why = ending.why_no_evidence.strip()
    if not why:
        raise Refused(
            "E1519",
            "Nothing was brought that shows it.",
            "Bring the evidence first, or say why it is confirmed without.",
        )
    return why


def _brought(ending: Ending) -> dict[str, str]:
    """The columns of what else it brought; refused where an effect is told of without its words."""
    words = ending.unintended.strip()
    brought = "told" if words else ending.brought
    if brought not in ("", *rules.BROUGHT) or (brought == "told" and not words):
        raise Refused("E1514", "It is not said what else it brought.", "Say it in a sentence, or that none is known.")
    return {"brought": brought, "unintended": words}


def _again(ending: Ending, at: datetime) -> None:
    if ending.again_on is None and not ending.why_not_again.strip():
        raise Refused(
            "E1515", "Nothing says when it is asked again whether it lasts.", "Give a day, or say why it is not asked."
        )
    if ending.again_on is not None and ending.again_on <= localdate(at):
        raise Refused("E1515", "It is asked again on a day to come.", "Give a later day.")


@transaction.atomic
def retest_action(
    action: Action, *, answer: str, says: str, ending: Ending = NO_ENDING, reopen: bool = False, by: Actor, at: datetime
) -> Retest:
    """It is said whether what the action left lasts; with `reopen` the action is open again. Event ``action.retested``.

    The same question is asked each time; with the day on which it is asked once more, or why not.
    """
    now = editing.locked(action)
    require(why_not_retest(actor=by, thing=now, on=localdate(at)))
    if answer not in rules.ANSWERS:
        raise Refused("E1514", "That is no answer to whether it lasts.", "Choose one of those that the page offers.")
    given(says, True)
    if not reopen:
        _again(ending, at)
    row = Retest(
        action=now,
        answer=answer,
        found=says.strip(),
        **_brought(ending),
        again_on=None if reopen else ending.again_on,
        why_not_again=ending.why_not_again.strip(),
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    again = row.again_on.isoformat() if row.again_on else ""
    _tell(now, "retested", by, at, {"answer": answer, "says": row.found, "again_on": again})
    if reopen:
        move_action(now, state="under_way", reason=row.found, by=by, at=at)
    return row


@transaction.atomic
def add_update(
    action: Action,
    *,
    text: str,
    date_text: str = "",
    date_iso: str = "",
    source: Span | None = None,
    by: Actor,
    at: datetime,
) -> ActionUpdate:
    """What was said of the action stands after what was said before, with the date that the text gives, or none.

    Event ``action.update_added``.
    """
    require(why_not_write_about(actor=by, thing=action, on=localdate(at)))
    row = ActionUpdate(action=action, text=text, date_text=date_text, date_iso=dated(date_iso or ""), source=source)
    row.made_at, row.made_by_id = at, by.user
    editing.kept(row)
    told = {"update": row.pk, "text": text, "date_text": date_text, "date_iso": date_iso}
    _tell(action, "update_added", by, at, {"after": told})
    return row


def _tell(action: Action, verb: str, by: Actor, at: datetime, details: dict[str, object]) -> None:
    record(by=by, at=at, verb=f"action.{verb}", subject=("action", action.pk), case=action.case_id, details=details)
