"""The partnerships, agencies, groups and people of the demonstration, each told of by an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.demonstration import wexmoor
from throughline.demonstration.wexmoor import Body, Called, Person
from throughline.kernel.actor import Actor
from throughline.partnerships.models import (
    Agency,
    AgencyName,
    Group,
    GroupName,
    Membership,
    Partnership,
    PartnershipName,
    Seat,
    User,
)

# Who sets the demonstration up, before anybody is there to do it.
MACHINE = Actor(user=0, name="throughline demo", via="machine")


@dataclass
class Bodies:
    """What was made, by the short words of the plots."""

    partnerships: dict[str, Partnership] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    actors: dict[tuple[str, str], Actor] = field(default_factory=dict)

    def actor(self, person: str, partnership: str = "wexmoor") -> Actor:
        """That person as they act in that partnership."""
        return self.actors[person, partnership]


def make_bodies(at: datetime) -> Bodies:
    """Everybody and everything that the reviews speak of stands, with the names they bore and bear."""
    made = Bodies()
    for body in wexmoor.PARTNERSHIPS:
        made.partnerships[body.key] = _partnership(body, at)
        for agency in wexmoor.AGENCIES[body.key]:
            made.agencies[agency.key] = _agency(made.partnerships[body.key], agency, at)
    _groups(made, at)
    for person in wexmoor.PEOPLE:
        _person(made, person, at)
    return made


def name_rows(model: Any, link: str, owner: Any, names: Iterable[Called]) -> None:
    """The dated names of a body."""
    for called in names:
        values = {"name": called.name, "from_on": called.from_on, "to_on": called.to_on, "alias": called.alias}
        model.objects.create(**{link: owner}, **values)


def _partnership(body: Body, at: datetime) -> Partnership:
    made = Partnership.objects.create(short=body.key, from_on=body.names[0].from_on)
    name_rows(PartnershipName, "partnership", made, body.names)
    _tell("partnership.added", ("partnership", made.pk), made, body.names[0].name, at)
    return made


def _agency(partnership: Partnership, body: Body, at: datetime) -> Agency:
    made = Agency.objects.create(partnership=partnership, kind=body.kind, outside_area=body.outside)
    name_rows(AgencyName, "agency", made, body.names)
    _tell("agency.added", ("agency", made.pk), partnership, body.names[-1].name, at)
    return made


def _groups(made: Bodies, at: datetime) -> None:
    groups = made.groups
    home = made.partnerships["wexmoor"]
    for body in wexmoor.GROUPS:
        parent = groups.get(body.under)
        group = Group.objects.create(partnership=home, parent=parent, from_on=body.from_on, to_on=body.to_on)
        groups[body.key] = group
        name_rows(GroupName, "group", group, body.names)
        _tell("group.added", ("group", group.pk), home, body.names[0].name, at)
    for seat in wexmoor.SEATS:
        Seat.objects.create(
            group=groups[seat.group], title=seat.title, agency=made.agencies.get(seat.agency), chairs=seat.chairs
        )


def _person(made: Bodies, person: Person, at: datetime) -> None:
    user = User.objects.create_user(email=person.email, name=person.name)
    made.people[person.key] = user
    ends = localdate(at) + timedelta(days=person.ends_in) if person.ends_in else None
    for key, role, agency in person.roles:
        partnership, of = made.partnerships[key], made.agencies.get(agency)
        row = Membership.objects.create(
            user=user, partnership=partnership, role=role, agency=of, from_on=wexmoor.BOARD, to_on=ends
        )
        made.actors[person.key, key] = Actor(
            user=user.pk,
            name=user.name,
            role=role,
            partnership=partnership.pk,
            agency=of.pk if of else 0,
            membership=row.pk,
        )
        _tell("membership.given", ("membership", row.pk), partnership, f"{person.name}: {role}", at)


def _tell(verb: str, subject: tuple[str, int], partnership: Partnership, what: str, at: datetime) -> None:
    record(by=MACHINE, at=at, verb=verb, subject=subject, chain=partnership.pk, details={"after": what})
