"""Keep the register of safeguards: what there is, its owners, what was attested, which reviews cite it, its end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.audit.services import record
from throughline.cases import editing
from throughline.documents.models import Span
from throughline.findings.models import Finding
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.queries import next_position, visible_reviews
from throughline.safeguards.models import Safeguard, SafeguardCitation, SafeguardOwner
from throughline.safeguards.permissions import why_not_keep
from throughline.safeguards.queries import agency_called


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is to own a safeguard: an agency of the partnership, or a body by name, and the role in it."""

    agency: Agency | None = None
    body_name: str = ""
    role: str = ""

    @property
    def is_somebody(self) -> bool:
        """True when somebody is named."""
        return bool(self.agency or self.body_name or self.role)


@dataclass(frozen=True, slots=True)
class Told:
    """What one review says of a safeguard: the findings that asked for it, the actions that made it, its words."""

    review: Review
    findings: Collection[Finding] = ()
    actions: Collection[Action] = ()
    words: str = ""
    source: Span | None = None


@transaction.atomic
def add_safeguard(
    *,
    kind: str,
    name: str,
    guards_against: str = "",
    since_text: str = "",
    since_iso: str = "",
    known_how: str = "",
    every_months: int = 0,
    owner: Owner | None = None,
    told: Told | None = None,
    by: Actor,
    at: datetime,
) -> Safeguard:
    """The safeguard stands in the register, with its owner and what a review says of it. Event ``safeguard.added``."""
    require(why_not_keep(actor=by))
    row = Safeguard(
        partnership_id=by.partnership,
        kind=kind,
        name=name,
        guards_against=guards_against,
        since_text=since_text,
        since_iso=since_iso,
        known_how=known_how,
        every_months=every_months,
    )
    row.position = next_position(Safeguard.objects.filter(partnership_id=by.partnership))
    made = editing.add(row, by=by, at=at)
    if owner is not None and owner.is_somebody:
        give_owner(made, owner=owner, from_on=localdate(at), by=by, at=at)
    if told is not None:
        cite(made, told=told, by=by, at=at)
    return made


@transaction.atomic
def change_safeguard(row: Safeguard, *, fields: dict[str, Any], version: int, by: Actor, at: datetime) -> Safeguard:
    """The safeguard has those values; ``editing.Changed`` when somebody changed it since."""
    require(why_not_keep(actor=by, thing=row))
    return editing.change(row, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def give_owner(
    row: Safeguard, *, owner: Owner, from_on: date, reason: str = "", by: Actor, at: datetime
) -> SafeguardOwner:
    """It is owned by them from that day; who owned it before is kept. Event ``safeguard.owner_given``."""
    now = editing.locked(row)
    require(why_not_keep(actor=by, thing=now))
    if not owner.is_somebody:
        raise Refused("E1592", "Nobody is named to own it.", "Choose an agency, or write who it is.")
    if owner.agency is not None and owner.agency.partnership_id != now.partnership_id:
        raise Refused("E1592", "That agency is of another partnership.", "Choose an agency of this one.")
    has_come(from_on, localdate(at))
    called = agency_called(owner.agency.pk, localdate(at)) if owner.agency else ""
    made = editing.kept(
        SafeguardOwner(
            safeguard=now,
            agency=owner.agency,
            called=called,
            body_name=owner.body_name,
            role=owner.role,
            from_on=from_on,
            reason=reason,
            at=at,
            by_id=by.user,
        )
    )
    told = {"agency": owner.agency.pk if owner.agency else None, "body_name": owner.body_name, "role": owner.role}
    after = {**told, "from_on": from_on.isoformat(), "reason": reason}
    record(by=by, at=at, verb="safeguard.owner_given", subject=("safeguard", now.pk), details={"after": after})
    return made


@transaction.atomic
def cite(row: Safeguard, *, told: Told, by: Actor, at: datetime) -> SafeguardCitation:
    """That review says so of it. Event ``safeguard_citation.added``, in the chain of the review's partnership.

    Refused (E1593) for a review that the writer may not see, or a finding or action of another review.
    """
    require(why_not_keep(actor=by, thing=row) or why_not_record(actor=by, thing=told.review, on=localdate(at)))
    if not visible_reviews(by, localdate(at)).filter(pk=told.review.pk).exists():
        raise Refused("E1593", "That review is closed to you.", "Leave it to somebody who may see it.")
    if any(one.review_id != told.review.pk for one in (*told.findings, *told.actions)):
        raise Refused("E1593", "A finding or an action is of another review.", "Cite each review by itself.")
    made = SafeguardCitation(
        safeguard=row, review=told.review, case=told.review.case, words=told.words, source=told.source
    )
    made.position = next_position(SafeguardCitation.objects.filter(safeguard=row))
    links: dict[str, list[Any]] = {"findings": list(told.findings), "actions": list(told.actions)}
    return editing.add(made, by=by, at=at, links=links)


@transaction.atomic
def withdraw_citation(row: SafeguardCitation, *, reason: str = "", by: Actor, at: datetime) -> SafeguardCitation:
    """The review says it no more; it is kept. Event ``safeguard_citation.withdrawn``."""
    require(why_not_keep(actor=by, thing=row.safeguard) or why_not_record(actor=by, thing=row, on=localdate(at)))
    return editing.withdraw(row, reason=reason, by=by, at=at)


@transaction.atomic
def end_safeguard(row: Safeguard, *, fields: dict[str, Any], version: int, by: Actor, at: datetime) -> Safeguard:
    """It ended that day, for that reason, and another may have taken its place. Event ``safeguard.changed``."""
    now = editing.locked(row)
    require(why_not_keep(actor=by, thing=now))
    has_come(fields["ended_on"], localdate(at))
    other = fields.get("successor")
    over = other is not None and bool(other.ended_on) and other.pk != now.successor_id
    if other is not None and (other.pk == now.pk or other.partnership_id != now.partnership_id or over):
        raise Refused("E1592", "That cannot have taken its place.", "Choose another safeguard that has not ended.")
    return editing.change(row, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_safeguard(row: Safeguard, *, reason: str, by: Actor, at: datetime) -> Safeguard:
    """It was never a safeguard: the register shows it no more, and keeps it. Event ``safeguard.withdrawn``."""
    require(why_not_keep(actor=by, thing=row))
    return editing.withdraw(row, reason=reason, by=by, at=at)


def has_come(day: date, on: date) -> None:
    """Nothing, or the refusal (E1591) of a day that is still to come."""
    if day > on:
        raise Refused("E1591", "That day has not come yet.", "Give the day on which it was.")
