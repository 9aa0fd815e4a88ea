"""People, agencies and groups of a partnership, as frozen values, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.partnerships.models import (
    Agency,
    AgencyName,
    DatedName,
    Group,
    GroupName,
    Membership,
    Partnership,
    Seat,
    User,
)
from throughline.partnerships.rules import Named, also_called, called, is_dormant


def named(names: Iterable[DatedName]) -> list[Named]:
    """Rows of names as plain values."""
    return [Named(row.name, row.from_on, row.to_on, row.alias) for row in names]


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


@dataclass(frozen=True, slots=True)
class NameRow:
    """One dated name of a body."""

    name: str
    from_on: date | None
    to_on: date | None
    alias: bool


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as it is called on the day."""

    id: int
    name: str
    kind: str
    outside_area: bool
    also: tuple[str, ...]
    names: tuple[NameRow, ...]


def _name_rows(names: Iterable[DatedName]) -> tuple[NameRow, ...]:
    rows = sorted(names, key=lambda row: (row.alias, row.from_on or date.min, row.pk))
    return tuple(NameRow(row.name, row.from_on, row.to_on, row.alias) for row in rows)


def _agency(row: Agency, on: date) -> AgencyRow:
    names = named(row.names.all())
    also = tuple(also_called(names, on))
    return AgencyRow(
        row.pk, called(names, on), row.get_kind_display(), row.outside_area, also, _name_rows(row.names.all())
    )


def agencies_of(actor: Actor, *, on: date) -> tuple[AgencyRow, ...]:
    """The agencies of the actor's partnership, by the name that they bear on the day."""
    rows = Agency.objects.filter(partnership_id=actor.partnership).prefetch_related("names")
    return tuple(sorted((_agency(row, on) for row in rows), key=lambda row: (row.name, row.id)))


def agencies_named(actor: Actor, *, on: date) -> list[tuple[Agency, str]]:
    """The same agencies themselves, each with that name, in the same order: for forms that offer them."""
    rows = Agency.objects.filter(partnership_id=actor.partnership).prefetch_related("names")
    return sorted(((row, _agency(row, on).name) for row in rows), key=lambda row: (row[1], row[0].pk))


def agency_names(partnership: int, *, on: date) -> dict[int, str]:
    """What each agency of that partnership is called on the day, by its number, in one statement."""
    found: dict[int, list[Named]] = {}
    rows = AgencyName.objects.filter(agency__partnership_id=partnership).order_by("id")
    for agency, name, from_on, to_on, alias in rows.values_list("agency_id", "name", "from_on", "to_on", "alias"):
        found.setdefault(agency, []).append(Named(name, from_on, to_on, alias))
    return {agency: called(names, on) for agency, names in found.items()}


def bodies_named(partnership: int, *, on: date) -> tuple[dict[int, str], tuple[str, ...]]:
    """What each agency of that partnership is called on the day, by its number, and its standing groups by name.

    In one statement, for forms that offer both.
    """
    told = ("name", "from_on", "to_on", "alias")
    agencies = AgencyName.objects.filter(agency__partnership_id=partnership).annotate(of=F("agency_id"))
    over = Q(group__to_on__lt=on)
    groups = GroupName.objects.filter(~over, group__partnership_id=partnership).annotate(of=-F("group_id"))
    found: dict[int, list[Named]] = {}
    for of, *name in agencies.values_list("of", *told).union(groups.values_list("of", *told), all=True):
        found.setdefault(of, []).append(Named(*name))
    names = {of: called(rows, on) for of, rows in sorted(found.items())}
    standing = sorted({name for of, name in names.items() if of < 0})
    return {of: name for of, name in names.items() if of > 0}, tuple(standing)


def get_agency(agency: int, *, actor: Actor) -> Agency:
    """That agency of the actor's partnership, or 404."""
    row = Agency.objects.filter(pk=agency, partnership_id=actor.partnership).prefetch_related("names").first()
    if row is None:
        raise Http404
    return row


def agency_row(agency: int, *, actor: Actor, on: date) -> AgencyRow:
    """That agency as it is called on the day, or 404."""
    return _agency(get_agency(agency, actor=actor), on)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat of a group that stands on the day."""

    id: int
    title: str
    agency: str
    chairs: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as it is called on the day; `depth` is how far below the partnership it stands."""

    id: int
    name: str
    depth: int
    parent: int
    ended_on: date | None
    also: tuple[str, ...]
    names: tuple[NameRow, ...]
    seats: tuple[SeatRow, ...]

    @property
    def chairs(self) -> tuple[SeatRow, ...]:
        """The seats that chair it; two of them are co-chairs."""
        return tuple(seat for seat in self.seats if seat.chairs)


def _groups(actor: Actor) -> QuerySet[Group]:
    seats = Seat.objects.select_related("agency").prefetch_related("agency__names").order_by("-chairs", "title", "id")
    return Group.objects.filter(partnership_id=actor.partnership).prefetch_related("names", Prefetch("seats", seats))


def _group(row: Group, depth: int, on: date) -> GroupRow:
    names = named(row.names.all())
    seats = tuple(
        SeatRow(seat.pk, seat.title, called(named(seat.agency.names.all()), on) if seat.agency else "", seat.chairs)
        for seat in row.seats.all()
        if (seat.from_on is None or seat.from_on <= on) and (seat.to_on is None or seat.to_on >= on)
    )
    also = tuple(also_called(names, on))
    ended = row.to_on if row.to_on and row.to_on < on else None
    return GroupRow(
        row.pk, called(names, on), depth, row.parent_id or 0, ended, also, _name_rows(row.names.all()), seats
    )


def groups_of(actor: Actor, *, on: date) -> tuple[GroupRow, ...]:
    """The groups of the actor's partnership as a tree written down: each after its parent, those beside it by name."""
    rows = [_group(row, 0, on) for row in _groups(actor)]
    under: dict[int, list[GroupRow]] = {}
    for row in rows:
        under.setdefault(row.parent, []).append(row)
    written: list[GroupRow] = []

    def write(parent: int, depth: int) -> None:
        for row in sorted(under.get(parent, []), key=lambda one: (one.name, one.id)):
            written.append(replace(row, depth=depth))
            write(row.id, depth + 1)

    write(0, 0)
    return tuple(written)


def get_group(group: int, *, actor: Actor) -> Group:
    """That group of the actor's partnership, or 404."""
    row = _groups(actor).filter(pk=group).first()
    if row is None:
        raise Http404
    return row


def get_seat(seat: int, *, group: int, actor: Actor) -> Seat:
    """That seat of that group of the actor's partnership, or 404."""
    row = Seat.objects.filter(pk=seat, group_id=group, group__partnership_id=actor.partnership).first()
    if row is None:
        raise Http404
    return row


def group_row(group: int, *, actor: Actor, on: date) -> GroupRow:
    """That group as it is called on the day, or 404."""
    return _group(get_group(group, actor=actor), 0, on)


def get_partnership(*, actor: Actor) -> Partnership:
    """The actor's partnership with its names, or 404 for somebody without one."""
    row = Partnership.objects.filter(pk=actor.partnership).prefetch_related("names").first()
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class PartnershipRow:
    """A partnership as it is called on the day, and its other names."""

    name: str
    also: tuple[str, ...]
    names: tuple[NameRow, ...]


def partnership_row(*, actor: Actor, on: date) -> PartnershipRow:
    """The actor's partnership as it is called on the day."""
    row = get_partnership(actor=actor)
    names = named(row.names.all())
    return PartnershipRow(called(names, on), tuple(also_called(names, on)), _name_rows(row.names.all()))
