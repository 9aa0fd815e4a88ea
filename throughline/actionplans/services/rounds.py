"""Ask every owner once a month about all that falls due, and take in what they say; move a day, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans import rules
from throughline.actionplans.models import Action, ActionRound, ActionState, ActionUpdate, DueMove, RoundAsk
from throughline.actionplans.permissions import why_not_move_due
from throughline.actionplans.queries.rounds import asked_about, coordinator_of, is_over, owners
from throughline.actionplans.rules import why_not_move_day
from throughline.actionplans.rules.rounds import answer_by, first_working_day, is_time, until
from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask
from throughline.messages.services import ask
from throughline.reviews.permissions import require
from throughline.ui.words import counted, day

KIND = "action.round"
TOLD_LATE = "Closed while it was written: {over}. What was said is kept there; the state and the day are as they were."


@transaction.atomic
def start_round(*, partnership: int, by: Actor, at: datetime) -> int:
    """Every owner of what falls due has one message waiting, with one link. How many; 0 where it went out before.

    `by` is whoever starts it, most often the clock; the owners are asked in the name of a coordinator, whom answers
    reach. Event ``action_round.started``, and ``ask.added`` for each.
    """
    on = localdate(at)
    day_of_round = first_working_day(on)
    unit = coordinator_of(partnership, on=on)
    known = ActionRound.objects.filter(partnership_id=partnership, on=day_of_round)
    if not is_time(on) or unit is None or known.exists():
        return 0
    unit, last = replace(unit, via="job"), until(day_of_round)
    row = ActionRound.objects.create(
        partnership_id=partnership, on=day_of_round, until=last, made_at=at, made_by_id=unit.user
    )
    asked = 0
    for owner in owners(partnership, on=on, until=last):
        case = owner.actions[0].case
        made = ask(
            case=case,
            kind=KIND,
            to=owner.to.key,
            subject=("case", case.pk),
            due_on=answer_by(on),
            by=unit,
            at=at,
        )
        RoundAsk.objects.create(round=row, ask=made).actions.set(owner.actions)
        asked += 1
    details = {"on": day_of_round.isoformat(), "until": last.isoformat(), "asked": asked, "for": unit.user}
    record(by=by, at=at, verb="action_round.started", subject=("action_round", row.pk), details=details)
    return asked


@transaction.atomic
def take_round(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> str:
    """What an owner said of each of their actions is in the record. Event ``action.update_added`` for each.

    Called in the transaction that closes the ask, once. The link and its code are the permission: `by` has no role.
    What was said of an action that was closed meanwhile stands with it, and the words that come back say so.
    """
    on, over = localdate(at), 0
    for action in asked_about(ask, by.user):
        now = editing.locked(action)
        said = str(values.get(f"said-{now.pk}") or "").strip()
        if said:
            _say(now, said, on, by, at)
        if is_over(now):
            over += bool(said)
            continue
        if values.get(f"due-{now.pk}"):
            _move_due(now, values[f"due-{now.pk}"], str(values.get(f"why-{now.pk}") or ""), by, at)
        state = str(values.get(f"state-{now.pk}") or "")
        if state and state != now.state:
            _bring(editing.locked(now), state, by, at)
    return TOLD_LATE.format(over=counted(over, "action")) if over else ""


@transaction.atomic
def move_due(action: Action, *, due_on: date, reason: str, by: Actor, at: datetime) -> DueMove:
    """The action has another day, with the reason, and the move is counted. Event ``action.due_moved``."""
    now = editing.locked(action)
    require(why_not_move_due(actor=by, thing=now, on=localdate(at)))
    return _move_due(now, due_on, reason, by, at)


def why_not_day(action: Action, due_on: date, reason: str, on: date) -> str:
    """Why an action does not get that day; empty when it does."""
    if due_on <= on:
        return "Give a day to come."
    if due_on == action.due_on:
        return "It has that day already."
    return "" if reason.strip() else "Say why it is moved."


def _move_due(now: Action, due_on: date, reason: str, by: Actor, at: datetime) -> DueMove:
    why = why_not_move_day(now.state) or why_not_day(now, due_on, reason, localdate(at))
    if why:
        raise Refused("E1518", f"The day of the action is not moved. {why}", "Give a later day, and the reason.")
    row = DueMove(
        action=now,
        before_text=now.due_text,
        before_on=now.due_on,
        after_on=due_on,
        reason=reason.strip(),
        at=at,
        by_id=by.user,
    )
    editing.change(now, fields={"due_on": due_on, "due_text": day(due_on)}, version=now.version, by=by, at=at)
    editing.kept(row)
    _tell(now, "due_moved", by, at, {"before": str(row.before_on or ""), "after": due_on.isoformat()})
    return row


def _say(now: Action, said: str, on: date, by: Actor, at: datetime) -> None:
    row = ActionUpdate(
        action=now, text=said, date_text=day(on), date_iso=on.isoformat(), made_at=at, made_by_id=by.user
    )
    editing.kept(row)
    told = {"update": row.pk, "text": said, "date_text": row.date_text, "date_iso": row.date_iso}
    _tell(now, "update_added", by, at, {"after": told})


def _bring(now: Action, state: str, by: Actor, at: datetime) -> None:
    """The action is in that state, by a move that its owner owns."""
    move = rules.move(now.state, state)
    if move is None or move.who != "owner":
        return
    before, now.state = now.state, state
    editing.kept(now)
    editing.kept(ActionState(action=now, state=state, at=at, by_id=by.user))
    _tell(now, "moved", by, at, {"before": before, "after": state, "reason": "", "grade": ""})


def _tell(action: Action, verb: str, by: Actor, at: datetime, details: dict[str, object]) -> None:
    record(
        by=by,
        at=at,
        verb=f"action.{verb}",
        subject=("action", action.pk),
        case=action.case_id,
        chain=action.case.partnership_id,
        details=details,
    )
