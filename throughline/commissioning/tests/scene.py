"""A review with a commission, and people of every role to look at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from tests.signing_in import second_factor, signed_in
from throughline.access.roles import AGENCY_LEAD, COORDINATOR, ROLES
from throughline.commissioning.services.parts import add_part
from throughline.commissioning.views.kinds import KINDS, part_address
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, Partnership, User
from throughline.reviews.models import Review


@dataclass
class Scene:
    """What there is."""

    where: Partnership
    police: Agency
    health: Agency
    people: dict[str, User]
    review: Review
    clients: dict[str, Client] = field(default_factory=dict)

    def by(self, role: str = COORDINATOR) -> Actor:
        """That person as they act."""
        return make.actor(self.people[role])

    def client(self, role: str = COORDINATOR) -> Client:
        """A browser of that person's."""
        if role not in self.clients:
            second_factor(self.people[role])
            self.clients[role] = signed_in(self.people[role])
        return self.clients[role]

    def add(self, key: str, review: Review | None = None, **fields: Any) -> Any:
        """A record of that kind, added by the coordinator."""
        return add_part(KINDS[key].model, review=review or self.review, fields=fields, by=self.by(), at=make.NOW)

    def at(self, part: str = "") -> str:
        """The page of that part of the commission."""
        return part_address(self.review.pk, part)


def build() -> Scene:
    """A review under way; the police are on its case, health is not."""
    where = make.partnership()
    police, health = make.agency(where), make.agency(where, "Wexmoor Community Health", "health_provider")
    people = {role: make.member(where, role, agency=police if role == AGENCY_LEAD else None) for role in ROLES}
    people["health"] = make.member(where, AGENCY_LEAD, agency=health)
    review = records.review(make.actor(people[COORDINATOR]), where=where)
    make.on_case(review.case, agency=police)
    return Scene(where, police, health, people, review)


def words(answer: Any) -> str:
    """The page as text."""
    return unescape(answer.content.decode())


def statements(client: Client, address: str) -> list[str]:
    """What the page asks of the database, transactions aside."""
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return [query["sql"][:150] for query in caught if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
