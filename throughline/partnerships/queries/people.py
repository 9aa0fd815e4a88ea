"""The people of a partnership with their memberships, as frozen values, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.partnerships.models import (
    Membership,
    User,
)
from throughline.partnerships.queries import named
from throughline.partnerships.rules import called, is_dormant


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One membership: `stands` is whether it does on the day asked for."""

    id: int
    role: str
    agency: str
    from_on: date
    to_on: date | None
    stands: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person and their memberships of one partnership. `dormant`: open, and not signed in to for 90 days."""

    id: int
    name: str
    email: str
    active: bool
    seen_on: date | None
    dormant: bool
    memberships: tuple[MembershipRow, ...]

    @property
    def ever_in(self) -> bool:
        """True once they have signed in."""
        return self.seen_on is not None

    @property
    def standing(self) -> tuple[MembershipRow, ...]:
        """The memberships that stand."""
        return tuple(row for row in self.memberships if row.stands)


def _people(actor: Actor) -> QuerySet[User]:
    memberships = (
        Membership.objects.filter(partnership_id=actor.partnership)
        .select_related("agency")
        .prefetch_related("agency__names")
        .order_by("from_on", "id")
    )
    return (
        User.objects.filter(Exists(Membership.objects.filter(user=OuterRef("pk"), partnership_id=actor.partnership)))
        .prefetch_related(Prefetch("memberships", memberships, to_attr="here"))
        .order_by("name", "id")
    )


def _person(user: User, on: date) -> PersonRow:
    rows = tuple(
        MembershipRow(
            row.pk,
            row.role,
            called(named(row.agency.names.all()), on) if row.agency else "",
            row.from_on,
            row.to_on,
            row.from_on <= on and (row.to_on is None or row.to_on >= on),
        )
        for row in user.here  # type: ignore[attr-defined]
    )
    seen_on = localdate(user.last_login) if user.last_login else None
    dormant = user.is_active and is_dormant(seen_on=seen_on, made_on=localdate(user.made_at), on=on)
    return PersonRow(user.pk, user.name, user.email, user.is_active, seen_on, dormant, rows)


def people_of(actor: Actor, *, on: date) -> tuple[PersonRow, ...]:
    """Everybody who has or had a membership of the actor's partnership, by name."""
    return tuple(_person(user, on) for user in _people(actor))


def get_person(person: int, *, actor: Actor, on: date) -> PersonRow:
    """That person, or 404 if they never had a membership of the actor's partnership."""
    user = _people(actor).filter(pk=person).first()
    if user is None:
        raise Http404
    return _person(user, on)


def get_user(person: int, *, actor: Actor) -> User:
    """The row of that person, or 404 if they never had a membership of the actor's partnership."""
    user = _people(actor).filter(pk=person).first()
    if user is None:
        raise Http404
    return user


def get_membership(membership: int, *, person: int, actor: Actor) -> Membership:
    """That membership of that person in the actor's partnership, or 404."""
    row = Membership.objects.filter(pk=membership, user_id=person, partnership_id=actor.partnership).first()
    if row is None:
        raise Http404
    return row
