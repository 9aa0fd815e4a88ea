"""People and their memberships: who may come in, as what, and from when to when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from throughline.access.permissions import require, why_not_manage
from throughline.access.queries import anybody_with_address
from throughline.access.roles import AGENCY_LEAD, ROLES
from throughline.access.sessions import end_all
from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.kernel.letters import writable
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency, Membership, User


@transaction.atomic
def add_person(
    *, name: str, email: str, role: str, agency: Agency | None = None, from_on: date, by: Actor, at: datetime
) -> User:
    """A person with that address has that role in the actor's partnership from that day.

    Somebody who has an account already, for another partnership, keeps it and gains a membership.
    """
    require(why_not_manage(actor=by, on=localdate(at)))
    person = anybody_with_address(email)
    if person is None:
        person = _new_person(" ".join(writable(name).split()), email.strip().lower())
        record(by=by, at=at, verb="person.added", subject=("user", person.pk))
    give_membership(user=person, role=role, agency=agency, from_on=from_on, by=by, at=at)
    return person


@transaction.atomic
def give_membership(
    *,
    user: User,
    role: str,
    agency: Agency | None = None,
    from_on: date,
    to_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Membership:
    """The person has that role in the actor's partnership from that day, until `to_on` if that is given."""
    require(why_not_manage(actor=by, person=user.pk, on=localdate(at)))
    if role not in ROLES:
        raise Refused("E1411", "There is no such role.", f"Choose one of: {', '.join(ROLES.values())}.")
    if (role == AGENCY_LEAD) != (agency is not None):
        raise Refused(
            "E1412", "An agency lead leads an agency, and nobody else does.", "Choose an agency for a lead only."
        )
    if agency and agency.partnership_id != by.partnership:
        raise Refused("E1407", "That agency belongs to another partnership.", "Choose an agency of this partnership.")
    if to_on and to_on < from_on:
        raise Refused("E1413", "It would end before it begins.", "Give a later last day.")
    same = Membership.objects.filter(user=user, partnership_id=by.partnership, role=role, agency=agency)
    if any(row.to_on is None or row.to_on >= from_on for row in same):
        raise Refused("E1408", "They have that role already on that day.", "Nothing needs doing.")
    made = Membership.objects.create(
        user=user, partnership_id=by.partnership, role=role, agency=agency, from_on=from_on, to_on=to_on
    )
    record(
        by=by,
        at=at,
        verb="membership.given",
        subject=("membership", made.pk),
        details={"user": user.pk, "role": role, "agency": made.agency_id, "from": str(from_on)},
    )
    return made


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor, at: datetime) -> None:
    """Yesterday was the membership's last day; one that had not begun before today is gone."""
    require(why_not_manage(actor=by, person=membership.user_id, on=localdate(at)))
    told = {"user": membership.user_id, "role": membership.role}
    record(by=by, at=at, verb="membership.ended", subject=("membership", membership.pk), details=told)
    if membership.from_on >= localdate(at):
        membership.delete()
        return
    membership.to_on = localdate(at) - timedelta(days=1)
    membership.save(update_fields=["to_on"])


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: datetime) -> None:
    """The person cannot sign in, and no session of theirs stands. Their records keep their name."""
    require(why_not_manage(actor=by, person=user.pk, on=localdate(at)))
    _only_here(user, by, on=localdate(at))
    user.is_active = False
    user.save(update_fields=["is_active"])
    ended = end_all(user.pk)
    record(by=by, at=at, verb="person.deactivated", subject=("user", user.pk), details={"sessions_ended": ended})


@transaction.atomic
def reactivate(*, user: User, by: Actor, at: datetime) -> None:
    """The person can sign in again, with the password and the app they had."""
    require(why_not_manage(actor=by, person=user.pk, on=localdate(at)))
    _only_here(user, by, on=localdate(at))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by=by, at=at, verb="person.reactivated", subject=("user", user.pk))


@transaction.atomic
def ask_to_set_password(*, user: User, by: Actor, at: datetime) -> None:
    """It is known that a letter with a link goes to the person; the page that asks for it puts it in the queue."""
    require(why_not_manage(actor=by, person=user.pk, on=localdate(at)))
    record(by=by, at=at, verb="person.invited", subject=("user", user.pk))


def _only_here(user: User, by: Actor, *, on: date) -> None:
    """An account that another partnership relies on is not for this one's administrator to close."""
    begun = Q(to_on__isnull=True) | Q(to_on__gte=on)
    if Membership.objects.filter(begun, user=user).exclude(partnership_id=by.partnership).exists():
        raise Refused(
            "E1414",
            "Another partnership relies on this account.",
            "End the memberships here; theirs are not yours to end.",
        )


def _new_person(name: str, email: str) -> User:
    try:
        validate_email(email)
        if not name or len(name) > 200:
            raise ValidationError("name")
        return User.objects.create_user(email=email, name=name)
    except ValidationError as error:
        raise Refused(
            "E1415", "A person needs a name and an address such as name@example.org.", "Give both."
        ) from error
