"""Large documents are kept as they come and read by the background worker; a refusal leaves nothing of them behind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.documents import store
from throughline.documents.services import Sent, let_go, receive
from throughline.intake.models import Proposal
from throughline.intake.permissions import require, why_not_import
from throughline.intake.services.proposing import Read, propose, read_first
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews

# A larger file is read by the worker. This much is read in well under a second or two, even on a slow machine.
READ_AT_ONCE = 1_000_000


def receive_in(
    *,
    name: str,
    data: bytes,
    review: Review | None = None,
    send: Callable[[Proposal], object] | None = None,
    by: Actor,
    at: datetime,
) -> Proposal:
    """The document waits to be read; its proposal says so. Event ``import.received``. `send` puts the job in the queue.

    Its bytes are counted, fingerprinted and on the disk before the transaction begins, which holds the job too.
    """
    require(why_not_import(actor=by, on=localdate(at)))
    sha256, place = hashlib.sha256(data).hexdigest(), store.put(data)
    try:
        return _received(Sent(name, len(data), sha256, place), review, send, by, at)
    except BaseException:
        store.remove(place)
        raise


@transaction.atomic
def _received(
    sent: Sent, review: Review | None, send: Callable[[Proposal], object] | None, by: Actor, at: datetime
) -> Proposal:
    waiting = receive(partnership=by.partnership, sent=sent, by=by, at=at)
    proposal = Proposal.objects.create(
        partnership_id=by.partnership,
        waiting=waiting,
        review=review,
        name=waiting.name,
        state=Proposal.State.READING,
        made_at=at,
        made_by_id=by.user,
    )
    record(
        by=by,
        at=at,
        verb="import.received",
        subject=("proposal", proposal.pk),
        case=review.case_id if review else 0,
        details={"size": sent.size},
    )
    if send is not None:
        send(proposal)
    return proposal


def read_waiting(*, proposal: Proposal, by: Actor, at: datetime) -> Proposal:
    """A document that waits is read and proposed, or refused: then only its name and the refusal are left.

    Safe to call again: a proposal that is not waiting stays as it is.
    """
    now = Proposal.objects.select_related("waiting", "review").get(pk=proposal.pk)
    if now.state != Proposal.State.READING:
        return now
    if now.waiting is None:
        return end_unread(proposal=now, refusal=_gone(now.name), by=by, at=at)
    try:
        _still_open(now, by=by, on=localdate(at))
        read = read_first(name=now.name, data=store.get(now.waiting.kept_as))
        _still_open(now, by=by, on=localdate(at))  # reading takes a while, in which a case may be closed to somebody
        return _proposed(now, read, by, at)
    except FileNotFoundError:
        return end_unread(proposal=now, refusal=_gone(now.name), by=by, at=at)
    except Refused as refused:
        return end_unread(proposal=now, refusal=refused, by=by, at=at)


@transaction.atomic
def _proposed(proposal: Proposal, read: Read, by: Actor, at: datetime) -> Proposal:
    now = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if now.state != Proposal.State.READING or now.waiting is None:
        return now
    waiting, now.waiting = now.waiting, None
    row = propose(
        partnership=now.partnership_id,
        read=read,
        review=now.review,
        proposal=now,
        kept_as=waiting.kept_as,
        by=by,
        at=at,
    )
    let_go(waiting=waiting, refusal=None, by=by, at=at)
    return row


def _still_open(proposal: Proposal, *, by: Actor, on: date) -> None:
    """Nothing, or the refusal: the person may import no more, or the case they sent it to is closed to them by now."""
    require(why_not_import(actor=by, on=on))
    if proposal.partnership_id != by.partnership:
        raise Refused("E1301", "This is not done. It belongs to another partnership.", "Ask the coordinator there.")
    if proposal.review_id and not visible_reviews(by, on).filter(pk=proposal.review_id).exists():
        raise Refused(
            "E1317",
            "It was not read: the review it was sent to is closed to the person who sent it, or is gone.",
            "Ask somebody who may see that review to send it.",
        )


@transaction.atomic
def end_unread(*, proposal: Proposal, refusal: Refused, by: Actor, at: datetime) -> Proposal:
    """The proposal ends with the refusal, and nothing of the document stays. Event ``import.refused``."""
    now = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if now.state != Proposal.State.READING:
        return now
    waiting, now.waiting = now.waiting, None
    now.state, now.refusal = Proposal.State.REFUSED, refusal.as_json()
    now.save(update_fields=["state", "refusal", "waiting"])
    if waiting is not None:
        let_go(waiting=waiting, refusal=refusal, by=by, at=at)
    details = {"refused": refusal.number}
    record(by=by, at=at, verb="import.refused", subject=("proposal", now.pk), details=details)
    return now


def _gone(name: str) -> Refused:
    return Refused("E1315", f"{name} was lost before it was read.", "Send it again.")
