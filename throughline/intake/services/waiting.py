"""Large documents are kept as they come and read by the background worker; a refusal leaves nothing of them behind."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.documents import store
from throughline.documents.services import let_go, receive
from throughline.files.opening import open_bytes
from throughline.intake.models import Proposal
from throughline.intake.permissions import require, why_not_import
from throughline.intake.services.proposing import propose
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reading import read_opened
from throughline.reviews.models import Review

# A larger file is read by the worker. This much is read in well under a second or two, even on a slow machine.
READ_AT_ONCE = 1_000_000


@transaction.atomic
def receive_in(*, name: str, data: bytes, review: Review | None = None, by: Actor, at: datetime) -> Proposal:
    """The document waits to be read; its proposal says so. Event ``import.received``. Whoever calls sends the job."""
    require(why_not_import(actor=by, on=localdate(at)))
    waiting = receive(partnership=by.partnership, name=name, data=data, by=by, at=at)
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
        details={"size": len(data)},
    )
    return proposal


def read_waiting(*, proposal: Proposal, by: Actor, at: datetime) -> Proposal:
    """A document that waits is read and proposed, or refused: then only its name and the refusal are left.

    Safe to call again: a proposal that is not waiting stays as it is.
    """
    now = Proposal.objects.select_related("waiting", "review").get(pk=proposal.pk)
    if now.state != Proposal.State.READING:
        return now
    if now.waiting is None:
        return _refused(now, _gone(now.name), by, at)
    try:
        require(why_not_import(actor=by, on=localdate(at)))
        data = store.get(now.waiting.kept_as)
        reading = read_opened(open_bytes(name=now.name, data=data)).as_json()
        return _proposed(now, data, reading, by, at)
    except FileNotFoundError:
        return _refused(now, _gone(now.name), by, at)
    except Refused as refused:
        return _refused(now, refused, by, at)


@transaction.atomic
def _proposed(proposal: Proposal, data: bytes, reading: dict[str, object], by: Actor, at: datetime) -> Proposal:
    now = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if now.state != Proposal.State.READING or now.waiting is None:
        return now
    waiting, now.waiting = now.waiting, None
    row = propose(
        partnership=now.partnership_id,
        name=now.name,
        data=data,
        reading=reading,
        review=now.review,
        proposal=now,
        kept_as=waiting.kept_as,
        by=by,
        at=at,
    )
    let_go(waiting=waiting, refusal=None, by=by, at=at)
    return row


@transaction.atomic
def _refused(proposal: Proposal, refusal: Refused, by: Actor, at: datetime) -> Proposal:
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
