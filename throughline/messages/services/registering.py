"""Say whom to write to at an agency, and how late answers are chased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.queries import anybody_with_address
from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.kernel.letters import writable
from throughline.kernel.refusals import Refused
from throughline.messages.models import Contact, LadderRung
from throughline.messages.permissions import require, why_not_register
from throughline.messages.queries.people import ladder_of
from throughline.messages.rules import RANKS, Rung
from throughline.partnerships.models import Agency, User


@transaction.atomic
def register_contact(*, agency: Agency, name: str, email: str, rank: str = "lead", by: Actor, at: datetime) -> Contact:
    """The partnership may write to that person at that address, for that agency. Event ``contact.registered``.

    Somebody without an account becomes a person of the record who cannot sign in. Registered so already: that one.
    """
    require(why_not_register(actor=by, on=localdate(at)))
    if agency.partnership_id != by.partnership:
        raise Refused("E1808", "That agency belongs to another partnership.", "Choose an agency of this partnership.")
    name = " ".join(writable(name).split())
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise Refused("E1809", "The address is none.", "Give one such as name@example.org.") from error
    if not 0 < len(name) <= 200 or rank not in RANKS:
        raise Refused("E1809", "A registered address needs a name and a rank.", "Give both.")
    person = anybody_with_address(email)
    if person is None:
        person = User.objects.create_user(email=email, name=name, is_active=False)
        record(by=by, at=at, verb="person.added", subject=("user", person.pk), details={"signs_in": False})
    standing = Contact.objects.filter(agency=agency, user=person, ended_at__isnull=True).first()
    if standing is not None and (standing.name, standing.rank) == (name, rank):
        return standing
    if standing is not None:
        end_contact(standing, by=by, at=at)
    made = Contact.objects.create(
        partnership_id=by.partnership,
        agency=agency,
        user=person,
        name=name,
        rank=rank,
        registered_at=at,
        registered_by_id=by.user,
    )
    details = {"agency": agency.pk, "user": person.pk, "rank": rank}
    record(by=by, at=at, verb="contact.registered", subject=("contact", made.pk), details=details)
    return made


@transaction.atomic
def end_contact(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Nobody new is asked at that address. Event ``contact.ended``."""
    require(why_not_register(actor=by, on=localdate(at)))
    if Contact.objects.filter(pk=contact.pk, ended_at__isnull=True).update(ended_at=at, ended_by_id=by.user):
        record(by=by, at=at, verb="contact.ended", subject=("contact", contact.pk))


@transaction.atomic
def set_ladder(*, rungs: Sequence[Rung], by: Actor, at: datetime) -> None:
    """Late answers are chased up these rungs from now on. Event ``ladder.set``, with the rungs before and after."""
    require(why_not_register(actor=by, on=localdate(at)))
    wanted = sorted(set(rungs))
    if not wanted or any(rung.rank not in RANKS or not 0 < rung.after <= 250 for rung in wanted):
        raise Refused(
            "E1810", "A ladder has rungs, each after 1 to 250 working days.", "Give each rung its days and its rank."
        )
    before = ladder_of(by.partnership)
    LadderRung.objects.filter(partnership_id=by.partnership).delete()
    LadderRung.objects.bulk_create(
        LadderRung(partnership_id=by.partnership, after=rung.after, rank=rung.rank) for rung in wanted
    )
    said = {name: [[r.after, r.rank] for r in which] for name, which in (("before", before), ("after", wanted))}
    record(by=by, at=at, verb="ladder.set", subject=("partnership", by.partnership), details=said)
