"""The groups of a partnership and their seats, as frozen values, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from throughline.kernel.actor import Actor
from throughline.partnerships.models import (
    Group,
    Seat,
)
from throughline.partnerships.queries import NameRow, name_rows, named
from throughline.partnerships.rules import also_called, called


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
        row.pk, called(names, on), depth, row.parent_id or 0, ended, also, name_rows(row.names.all()), seats
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
