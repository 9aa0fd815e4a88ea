"""Agencies, groups and the partnership itself: what they are called and from when, and who sits where."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from throughline.access.permissions import require
from throughline.access.rules import why_not
from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.kernel.letters import writable
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import (
    Agency,
    AgencyName,
    Group,
    GroupName,
    Partnership,
    PartnershipName,
    Seat,
)
from throughline.partnerships.queries import named
from throughline.partnerships.rules import day_before, why_not_rename

Body = Agency | Group | Partnership
NAMES = {Agency: AgencyName, Group: GroupName, Partnership: PartnershipName}
VERBS = {Agency: "manage agencies", Group: "manage groups", Partnership: "name the partnership"}


@transaction.atomic
def add_agency(*, name: str, kind: str, outside_area: bool = False, by: Actor, at: datetime) -> Agency:
    """The actor's partnership works with an agency of that name and kind."""
    require(why_not(by, "manage agencies"))
    if kind not in Agency.Kind.values:
        raise Refused("E1416", "There is no such kind of agency.", "Choose one from the list.")
    made = Agency.objects.create(partnership_id=by.partnership, kind=kind, outside_area=outside_area)
    AgencyName.objects.create(agency=made, name=_checked(name))
    record(by=by, at=at, verb="agency.added", subject=("agency", made.pk), details={"name": name.strip(), "kind": kind})
    return made


@transaction.atomic
def add_group(*, name: str, parent: Group | None = None, from_on: date | None = None, by: Actor, at: datetime) -> Group:
    """The actor's partnership has a group of that name, under that other group if one is given."""
    require(why_not(by, "manage groups"))
    if parent and parent.partnership_id != by.partnership:
        raise Refused("E1407", "That group belongs to another partnership.", "Choose a group of this partnership.")
    made = Group.objects.create(partnership_id=by.partnership, parent=parent, from_on=from_on)
    GroupName.objects.create(group=made, name=_checked(name))
    told = {"name": name.strip(), "parent": made.parent_id}
    record(by=by, at=at, verb="group.added", subject=("group", made.pk), details=told)
    return made


@transaction.atomic
def rename(*, body: Body, name: str, from_on: date, by: Actor, at: datetime) -> None:
    """The body bears that official name from that day; the one it bore ends the day before, and is kept."""
    _require(body, by)
    model, field = NAMES[type(body)], _kind(body)
    names = named(model._default_manager.filter(**{field: body}))
    why = why_not_rename(names, name, from_on)
    if why:
        raise Refused("E1417", why, "Look at the names it has.")
    model._default_manager.filter(**{field: body}, alias=False, to_on__isnull=True).update(to_on=day_before(from_on))
    model._default_manager.create(**{field: body}, name=_checked(name), from_on=from_on)
    _tell("renamed", body, by, at, {"name": name.strip(), "from": str(from_on)})


@transaction.atomic
def add_alias(
    *, body: Body, name: str, from_on: date | None = None, to_on: date | None = None, by: Actor, at: datetime
) -> None:
    """The body is also called that, beside its official name, on those days."""
    _require(body, by)
    if from_on and to_on and to_on < from_on:
        raise Refused("E1413", "It would end before it begins.", "Give a later last day.")
    NAMES[type(body)]._default_manager.create(
        **{_kind(body): body}, name=_checked(name), from_on=from_on, to_on=to_on, alias=True
    )
    _tell("alias_added", body, by, at, {"name": name.strip()})


@transaction.atomic
def add_seat(
    *, group: Group, title: str, agency: Agency | None = None, chairs: bool = False, by: Actor, at: datetime, on: date
) -> Seat:
    """The group has a seat of that title, for that agency if one is given; two that chair are co-chairs."""
    _require(group, by)
    if agency and agency.partnership_id != by.partnership:
        raise Refused("E1407", "That agency belongs to another partnership.", "Choose an agency of this partnership.")
    made = Seat.objects.create(group=group, title=_checked(title, most=120), agency=agency, chairs=chairs, from_on=on)
    _tell("seat_added", group, by, at, {"seat": made.pk, "title": made.title, "chairs": chairs})
    return made


@transaction.atomic
def end_seat(*, seat: Seat, on: date, by: Actor, at: datetime) -> None:
    """The seat's last day was the day before `on`."""
    _require(seat.group, by)
    _tell("seat_ended", seat.group, by, at, {"seat": seat.pk, "title": seat.title})
    if seat.from_on and seat.from_on >= on:
        seat.delete()
        return
    seat.to_on = day_before(on)
    seat.save(update_fields=["to_on"])


@transaction.atomic
def end_group(*, group: Group, on: date, by: Actor, at: datetime) -> None:
    """The group's last day was the day before `on`. Groups under it must have ended before."""
    _require(group, by)
    if group.children.filter(to_on__isnull=True).exists():
        raise Refused("E1418", "There are groups under it that have not ended.", "End them first.")
    if group.from_on and group.from_on >= on:
        raise Refused("E1413", "It would end before it begins.", "Wait a day.")
    group.to_on = day_before(on)
    group.save(update_fields=["to_on"])
    _tell("ended", group, by, at, {"to": str(group.to_on)})


def _kind(body: Body) -> str:
    return type(body).__name__.lower()


def _require(body: Body, by: Actor) -> None:
    require(why_not(by, VERBS[type(body)]))
    held_by = body.pk if isinstance(body, Partnership) else body.partnership_id
    if held_by != by.partnership:
        raise Refused("E1407", "It belongs to another partnership.", "Choose one of this partnership.")


def _checked(name: str, *, most: int = 200) -> str:
    clean = " ".join(writable(name).split())
    if not clean or len(clean) > most:
        raise Refused("E1419", f"A name has between 1 and {most} characters.", "Give another.")
    return clean


def _tell(done: str, body: Body, by: Actor, at: datetime, details: dict[str, object]) -> None:
    record(by=by, at=at, verb=f"{_kind(body)}.{done}", subject=(_kind(body), body.pk), details=details)
