"""Say whether a safeguard is alive, with what shows it: by account, or by a link that expires and a one-time code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.documents.services import keep_what_shows
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask
from throughline.messages.services import ask, close_answered
from throughline.reviews.permissions import require
from throughline.safeguards import rules
from throughline.safeguards.models import Attestation, Safeguard
from throughline.safeguards.permissions import why_not_attest, why_not_keep
from throughline.safeguards.queries import case_for_ask, owner_of
from throughline.safeguards.services.keeping import has_come

KIND = "safeguard.attest"
SUBJECT = "safeguard"


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody looked at and saw: the answer, their words, the day, who looked, and a file by name and bytes."""

    result: str
    evidence: str
    shown_on: date
    by_name: str = ""
    file: tuple[str, bytes] | None = None


@transaction.atomic
def attest(
    row: Safeguard,
    *,
    result: str,
    evidence: str,
    shown_on: date,
    by_name: str = "",
    file: tuple[str, bytes] | None = None,
    by: Actor,
    at: datetime,
) -> Attestation:
    """What was looked at and seen stands, with the file that shows it, and nothing said before is changed.

    No link waits for it any more. Event ``safeguard.attested``.
    """
    now = editing.locked(row)
    owner = owner_of(now)
    require(why_not_attest(actor=by, thing=now, owner=(owner.agency_id or 0) if owner else 0))
    made = _attest(now, Seen(result, evidence, shown_on, by_name, file), by, at)
    close_answered(kind=KIND, subject=(SUBJECT, now.pk), how="by account", by=by, at=at)
    return made


@transaction.atomic
def ask_owner(row: Safeguard, *, to: str, due_on: date, by: Actor, at: datetime) -> Ask:
    """Somebody of the agency that owns it is asked by a link whether it is alive. Event ``ask.added``.

    Refused (E1592) where no agency owns it, and where no review that the writer may see cites it: a link stands under
    a case.
    """
    now = editing.locked(row)
    require(why_not_keep(actor=by, thing=now))
    owner, case = owner_of(now), case_for_ask(now, by, localdate(at))
    if owner is None or not owner.agency_id or now.ended_on:
        raise Refused("E1592", "No agency owns it now.", "Give it an owner first, or attest it yourself.")
    if case is None:
        raise Refused("E1592", "No review that you may see cites it.", "Cite the review that asked for it first.")
    return ask(case=case, kind=KIND, to=to, subject=(SUBJECT, now.pk), due_on=due_on, by=by, at=at)


@transaction.atomic
def take_attestation(*, ask: Ask, values: dict[str, Any], by: Actor, at: datetime) -> None:
    """What the owner said behind the link stands. Called in the transaction that closes the ask, once. The link and its
    code are the permission: `by` has no role."""
    row = Safeguard.objects.select_for_update().get(pk=ask.subject, partnership_id=by.partnership)
    if row.ended_on or row.withdrawn_at is not None:
        raise Refused("E1592", "It is in use no more, so there is nothing to say.", "Nothing needs doing.")
    file = values.get("file")
    sent = (file.name, file.read()) if file else None
    _attest(row, Seen(values["result"], values["evidence"], values["shown_on"], file=sent), by, at)


def _attest(now: Safeguard, seen: Seen, by: Actor, at: datetime) -> Attestation:
    if seen.result not in rules.RESULTS:
        raise Refused("E1592", "There is no such answer.", "Choose one from the list.")
    if not seen.evidence.strip():
        raise Refused("E1592", "Nothing is said of what was looked at.", "Write what you looked at.")
    has_come(seen.shown_on, localdate(at))
    document = None
    if seen.file:
        name, data = seen.file
        document = keep_what_shows(partnership=now.partnership_id, name=name, data=data, by=by, at=at)
    told = {"result": seen.result, "evidence": seen.evidence, "by_name": seen.by_name}
    made = editing.kept(
        Attestation(safeguard=now, **told, shown_on=seen.shown_on, document=document, at=at, by_id=by.user)
    )
    after = {**told, "shown_on": seen.shown_on.isoformat(), "document": document.pk if document else None}
    record(
        by=by,
        at=at,
        verb="safeguard.attested",
        subject=("safeguard", now.pk),
        chain=now.partnership_id,
        details={"after": after},
    )
    return made
