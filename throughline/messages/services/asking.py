"""Ask somebody, remind them, ask again, escalate, or withdraw the question."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.cases.models import Case
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages import rules
from throughline.messages.kinds import kind_of
from throughline.messages.models import Ask, AskState, Message
from throughline.messages.permissions import require, why_not_ask, why_not_chase
from throughline.messages.queries.people import Recipient, recipient_of, recipients
from throughline.messages.queries.shut import is_shut
from throughline.messages.sending import step
from throughline.messages.services.outbox import post
from throughline.ui.words import day

LONGEST_QUESTION = 4000


@transaction.atomic
def ask(
    *,
    case: Case,
    kind: str,
    to: str,
    subject: tuple[str, int],
    question: str = "",
    due_on: date,
    by: Actor,
    at: datetime,
) -> Ask:
    """That person is asked about that thing of the case, and a message with a link waits to be sent to them alone.

    `kind` is the key of a registered `kinds.Kind`, `to` the `key` of one of `queries.recipients`, `subject` the kind
    and the number of the thing, such as ``("rapid_review", 12)``. Event ``ask.added``.
    """
    on = localdate(at)
    kind_of(kind)
    found = recipient_of(to, case.partnership_id, on=on)
    require(why_not_ask(actor=by, thing=case, to=found.user if found else 0, on=on))
    if found is None:
        raise Refused(
            "E1802",
            "Nobody in the register of whom you may ask was chosen.",
            "Choose somebody from the list, or register their address first.",
        )
    if due_on < on:
        raise Refused("E1803", "The day for the answer has passed.", "Give today or a later day.")
    if len(question) > LONGEST_QUESTION:
        raise Refused("E1804", f"The question is longer than {LONGEST_QUESTION} characters.", "Shorten it.")
    row = Ask(
        case=case,
        kind=kind,
        subject_type=subject[0],
        subject=subject[1],
        question=question.strip(),
        to_id=found.user,
        to_name=found.name,
        agency_id=found.agency or None,
        due_on=due_on,
        open_until=rules.links_until(due_on, on),
    )
    editing.add(row, by=by, at=at)
    AskState.objects.create(ask=row, state="asked", at=at, by_id=by.user)
    post(kind="ask", to=row.to_id, partnership=case.partnership_id, once=f"ask:{row.pk}", ask=row, by=by, at=at)
    return row


@transaction.atomic
def remind(ask: Ask, *, by: Actor, at: datetime) -> Message:
    """A reminder with a new link waits to be sent to whoever was asked. Event ``ask.reminded``."""
    row = _held(ask, by, at)
    _still_open(row)
    sent = _write(row, _asked(row), "reminder", f"remind:{row.pk}:{localdate(at)}", by, at)
    _tell(row, "ask.reminded", by, at, {"to": row.to_id, "message": sent.pk})
    return sent


@transaction.atomic
def ask_again(ask: Ask, *, by: Actor, at: datetime) -> Message:
    """It is asked anew: links work for four more weeks at least. Event ``ask.asked_again``.

    For a message that was lost or whose links ran out. Once a day at most; it counts as a new ask.
    """
    row = _held(ask, by, at)
    on = localdate(at)
    if row.state != "asked" and not step(row, "asked", by=by, at=at):
        raise Refused("E1805", f"This ask is {rules.STATES[row.state].word.lower()}.", "Ask something new instead.")
    row.open_until = max(row.open_until, rules.links_until(row.due_on, on))
    row.save(update_fields=["open_until"])
    sent = post(
        kind="ask",
        to=row.to_id,
        partnership=row.case.partnership_id,
        once=f"again:{row.pk}:{on}",
        ask=row,
        by=by,
        at=at,
    )
    if sent is None:
        raise Refused("E1806", f"{row.to_name} was asked again today.", "Wait until tomorrow, or ring them.")
    _tell(row, "ask.asked_again", by, at, {"to": row.to_id, "message": sent.pk})
    return sent


@transaction.atomic
def escalate(ask: Ask, *, to: str, by: Actor, at: datetime) -> Message:
    """Somebody further up the agency has a link of their own to the ask. Event ``ask.escalated``.

    `to` is the `key` of one of the agency's `queries.recipients`.
    """
    row = _held(ask, by, at)
    _still_open(row)
    on = localdate(at)
    found = next((one for one in higher(row, on=on) if one.key == to), None)
    if found is None:
        raise Refused(
            "E1802",
            "Nobody further up that agency was chosen.",
            "Register the deputy or the head of the agency first.",
        )
    require(why_not_ask(actor=by, thing=row.case, on=on) or _why_shut(row, found.user))
    sent = _write(row, found, "escalation", f"escalate:{row.pk}:{found.user}:{on}", by, at)
    _tell(row, "ask.escalated", by, at, {"to": found.user, "rank": found.rank, "message": sent.pk})
    return sent


@transaction.atomic
def withdraw_ask(ask: Ask, *, reason: str = "", by: Actor, at: datetime) -> Ask:
    """The question need not be answered any more, and its links open nothing. Event ``ask.withdrawn``."""
    row = _held(ask, by, at)
    if row.state == "withdrawn":
        return row
    if not step(row, "withdrawn", by=by, at=at):
        raise Refused("E1805", f"This ask is {rules.STATES[row.state].word.lower()}.", "Nothing needs doing.")
    return editing.withdraw(row, reason=reason, by=by, at=at)


def higher(ask: Ask, *, on: date) -> tuple[Recipient, ...]:
    """Who stands further up the agency of whoever was asked, the nearest first."""
    if not ask.agency_id:
        return ()
    found = recipients(ask.case.partnership_id, on=on, agency=ask.agency_id)
    return tuple(one for one in found if one.rank != "lead" and one.user != ask.to_id)


def _why_shut(row: Ask, person: int) -> str | None:
    return "A conflict of interest or a seal keeps that person from it." if is_shut(row, person) else None


def last_written(person: int, *, partnership: int) -> datetime | None:
    """When that person was last written to by that partnership for an ask, codes apart; ``None`` if never."""
    rows = Message.objects.filter(to_id=person, partnership_id=partnership, kind__in=("ask", "reminder", "escalation"))
    gone = rows.exclude(state__in=(Message.State.FAILED, Message.State.DROPPED))
    return gone.order_by("-made_at").values_list("made_at", flat=True).first()


def _asked(row: Ask) -> Recipient:
    return Recipient("", row.to_id, row.to_name, row.agency_id or 0, "", "lead")


def _write(row: Ask, to: Recipient, kind: str, once: str, by: Actor, at: datetime) -> Message:
    """One message, unless the person had one within the week."""
    free = rules.free_from(last_written(to.user, partnership=row.case.partnership_id))
    if free and free > at:
        raise Refused(
            "E1806",
            f"{to.name} had a message within the last week, and nobody gets more than one a week.",
            f"Write again from {day(free)}, or ring them.",
        )
    sent = post(kind=kind, to=to.user, partnership=row.case.partnership_id, once=once, ask=row, by=by, at=at)
    if sent is None:
        raise Refused("E1806", f"{to.name} was written to today.", "Wait until tomorrow, or ring them.")
    return sent


def _held(ask: Ask, by: Actor, at: datetime) -> Ask:
    row = editing.locked(ask)
    require(why_not_chase(actor=by, thing=row, on=localdate(at)))
    return row


def _still_open(row: Ask) -> None:
    if not rules.is_open(row.state):
        raise Refused(
            "E1805", f"This ask is {rules.STATES[row.state].word.lower()}.", "Ask again, or ask something new."
        )


def _tell(row: Ask, verb: str, by: Actor, at: datetime, details: dict[str, object]) -> None:
    record(by=by, at=at, verb=verb, subject=("ask", row.pk), case=row.case_id, details=details)
