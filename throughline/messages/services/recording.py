"""Write down what somebody answered by telephone or across a table, so that it stands like any other answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages import rules
from throughline.messages.kinds import kind_of
from throughline.messages.models import Ask, AskAnswer
from throughline.messages.permissions import require, why_not_chase
from throughline.messages.sending import step


@transaction.atomic
def record_answer(
    ask: Ask, *, values: Mapping[str, Any], told_by_name: str, told_how: str, by: Actor, at: datetime
) -> AskAnswer:
    """What the person asked said is in, as its kind keeps it, with who said it and how. Event ``ask.recorded``.

    Whoever wrote it down is `by`. The links open nothing more. An answer that is in already stays.
    """
    row = _held(ask, told_by_name, told_how, by, at)
    _into(row, "answered", by, at)
    words = kind_of(row.kind).answer(ask=row, values={**values, "answered_by_name": told_by_name.strip()}, by=by, at=at)
    return _kept(row, by, at, told_by_name, told_how, text=words if isinstance(words, str) else "")


@transaction.atomic
def record_nil(ask: Ask, *, searched: str, searched_name: str, told_how: str, by: Actor, at: datetime) -> AskAnswer:
    """They said that they looked and hold nothing: what was searched, by whom, and how it was said. As above."""
    row = _held(ask, searched_name, told_how, by, at)
    kind = kind_of(row.kind)
    if not kind.offers_nil:
        raise Refused("E1807", "This question has no nil return.", "Write down the answer.")
    _into(row, "nil", by, at)
    said = {"searched": searched.strip(), "searched_name": searched_name.strip()}
    if kind.nil is not None:
        kind.nil(ask=row, values=said, by=by, at=at)
    return _kept(row, by, at, searched_name, told_how, nil=True, **said)


@transaction.atomic
def close_answered(
    *, kind: str, subject: tuple[str, int], how: str, agency: int = 0, by: Actor, at: datetime
) -> tuple[Ask, ...]:
    """Nobody is waited for any more about that thing: it was answered without the link, as `how` says. Those closed.

    With an `agency` the asks to that agency alone. What was answered already stays. Event ``ask.answered`` for each.
    """
    rows = Ask.objects.filter(kind=kind, subject_type=subject[0], subject=subject[1], withdrawn_at__isnull=True)
    rows = rows.filter(agency_id=agency) if agency else rows
    closed = []
    for row in rows.select_for_update().order_by("pk"):
        if step(row, "answered", by=by, at=at, who="account"):
            told = {"told_by_name": by.name, "told_how": how}
            editing.kept(AskAnswer(ask=row, answered_at=at, answered_by_id=by.user, **told))
            record(by=by, at=at, verb="ask.answered", subject=("ask", row.pk), case=row.case_id, details={"how": how})
            closed.append(row)
    return tuple(closed)


def _held(ask: Ask, told_by_name: str, told_how: str, by: Actor, at: datetime) -> Ask:
    row = editing.locked(ask)
    require(why_not_chase(actor=by, thing=row, on=localdate(at)))
    if not told_by_name.strip() or not told_how.strip():
        raise Refused(
            "E1812", "It is missing who answered, or how.", "Give both: a name and post, and how they said it."
        )
    return row


def _into(row: Ask, state: str, by: Actor, at: datetime) -> None:
    if not step(row, state, by=by, at=at, who="unit"):
        word = rules.STATES[row.state].word.lower()
        raise Refused("E1805", f"This ask is {word}.", "What stands there stays; ask something new.")


def _kept(row: Ask, by: Actor, at: datetime, told_by_name: str, told_how: str, **said: Any) -> AskAnswer:
    told = {"told_by_name": told_by_name.strip(), "told_how": told_how.strip()}
    made = AskAnswer(ask=row, answered_at=at, answered_by_id=by.user, **told, **said)
    editing.kept(made)
    details = {"how": made.told_how, "nil": made.nil}
    record(by=by, at=at, verb="ask.recorded", subject=("ask", row.pk), case=row.case_id, details=details)
    return made
