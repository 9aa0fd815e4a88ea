"""A partnership and its agencies, as frozen values, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.http import Http404

from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, AgencyName, DatedName, GroupName, Partnership
from throughline.partnerships.rules import Named, also_called, called


def named(names: Iterable[DatedName]) -> list[Named]:
    """Rows of names as plain values."""
    return [Named(row.name, row.from_on, row.to_on, row.alias) for row in names]


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


def name_rows(names: Iterable[DatedName]) -> tuple[NameRow, ...]:
    """Rows of names in their order, as plain values."""
    rows = sorted(names, key=lambda row: (row.alias, row.from_on or date.min, row.pk))
    return tuple(NameRow(row.name, row.from_on, row.to_on, row.alias) for row in rows)


def _agency(row: Agency, on: date) -> AgencyRow:
    names = named(row.names.all())
    also = tuple(also_called(names, on))
    return AgencyRow(
        row.pk, called(names, on), row.get_kind_display(), row.outside_area, also, name_rows(row.names.all())
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
    return PartnershipRow(called(names, on), tuple(also_called(names, on)), name_rows(row.names.all()))
