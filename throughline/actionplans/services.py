"""Write actions: add them, bring them from state to state, and add what was said of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans import rules
from throughline.actionplans.models import Action, ActionState, ActionUpdate
from throughline.actionplans.permissions import why_not_move, why_not_write_about
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
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Action:
    """The action stands in its first state, one of ``rules.FIRST``, tied to what it answers. Event ``action.added``.

    `due_on` is a day only where the plan gives a day; `due_text` keeps its words.
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
    )
    links: Links = {
        "recommendations": list(recommendations),
        "findings": list(findings),
        "learning_points": list(learning_points),
    }
    add_to_review(row, links=links, position=position, by=by, at=at)
    editing.kept(ActionState(action=row, state=state, at=at, by_id=by.user))
    return row


@transaction.atomic
def move_action(action: Action, *, state: str, reason: str = "", by: Actor, at: datetime) -> Action:
    """The action is in that state, by a move of ``rules.MOVES``; nothing happens when it is there already.

    Its owner claims it done; somebody who neither owns it nor made the claim confirms it, or returns it with a reason.
    Event ``action.moved``.
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
    before, now.state = now.state, state
    editing.kept(now)
    editing.kept(ActionState(action=now, state=state, reason=reason.strip(), at=at, by_id=by.user))
    _tell(now, "moved", by, at, {"before": before, "after": state, "reason": reason.strip()})
    return now


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
