"""Put a message into the outbox, in the transaction of the act that wants it. The background worker sends it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.messages.jobs import send_message
from throughline.messages.models import Ask, Message
from throughline.messages.permissions import require, why_not_send_again


@transaction.atomic
def send_again(message: Message, *, by: Actor, at: datetime) -> None:
    """A message that did not go, or of which nobody knows, waits to be sent once more. Event ``message.sent_again``."""
    row = Message.objects.select_for_update(of=("self",)).select_related("ask").get(pk=message.pk)
    require(why_not_send_again(actor=by, thing=row, on=localdate(at)))
    row.state, row.since, row.tries, row.why = Message.State.WAITING, at, 0, ""
    row.save(update_fields=["state", "since", "tries", "why"])
    case = row.ask.case_id if row.ask else 0
    record(by=by, at=at, verb="message.sent_again", subject=("message", row.pk), case=case, details={"to": row.to_id})
    send_message.enqueue(message=row.pk)


@transaction.atomic
def post(
    *,
    kind: str,
    to: int,
    partnership: int,
    once: str,
    ask: Ask | None = None,
    rung: str = "",
    needs: int = 0,
    late: int = 0,
    by: Actor,
    at: datetime,
) -> Message | None:
    """One message of that kind to that person waits to be sent; ``None`` where there is one under `once` already.

    Event ``message.posted``.
    """
    row, new = Message.objects.get_or_create(
        once=once,
        defaults={
            "kind": kind,
            "to_id": to,
            "partnership_id": partnership,
            "ask": ask,
            "rung": rung,
            "needs": needs,
            "late": late,
            "since": at,
            "made_at": at,
            "made_by_id": by.user or None,
        },
    )
    if not new:
        return None
    details = {"kind": kind, "to": to, "ask": ask.pk if ask else None}
    record(
        by=by,
        at=at,
        verb="message.posted",
        subject=("message", row.pk),
        case=ask.case_id if ask else 0,
        chain=partnership,
        details=details,
    )
    send_message.enqueue(message=row.pk)
    return row
