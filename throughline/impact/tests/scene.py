"""One review with a record of every kind, and people of every role, for the tests of the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, Partnership, User
from throughline.reviews.models import Review


@dataclass
class Scene:
    """A published review with one record of every kind, and people of every role in its partnership."""

    where: Partnership
    unit: User
    by: Actor
    police: Agency
    review: Review
    rows: dict[str, Any]
    people: dict[str, User] = field(default_factory=dict)

    def client(self, role: str = "") -> Client:
        """A client in which a person of that role is signed in."""
        return signed_in(self.people[role] if role else self.unit)


def build() -> Scene:
    """All of it."""
    where = make.partnership()
    unit = make.member(where, name="Ruth Adeyemi")
    by = make.actor(unit)
    police = make.agency(where)
    review = records.review(by, where=where, state="published")
    make.on_case(review.case, agency=police)
    finding = records.finding(review, by)
    point = records.learning_point(review, by)
    asked = records.recommendation(review, by, findings=[finding])
    action = records.action(review, by, owner=police, recommendations=[asked])
    statement = records.statement(review, by, finding=finding)
    rows = {
        "finding": finding,
        "theme": records.theme(review, by),
        "learning_point": point,
        "recommendation": asked,
        "committee_recommendation": records.committee_recommendation(review, by),
        "action": action,
        "statement": statement,
        "evidence": records.evidence(review, by, actions=[action]),
        "measure": records.measure(review, by),
    }
    made = Scene(where, unit, by, police, review, rows)
    for role in (CHAIR, SCRUTINEER, ELECTED_MEMBER, ADMINISTRATOR):
        made.people[role] = make.member(where, role)
    made.people[AGENCY_LEAD] = make.member(where, AGENCY_LEAD, agency=police)
    made.people["stranger"] = make.member(make.partnership())
    return made


def words(answer: Any) -> str:
    """The page's words, without marks."""
    return " ".join(unescape(answer.content.decode()).split())
