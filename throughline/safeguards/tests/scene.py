"""Two reviews, the panel that both cite, and people of every role: what the tests of the register begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from django.test import Client

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, COORDINATOR, ROLES
from throughline.actionplans.models import Action
from throughline.findings.models import Finding
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, User
from throughline.reviews.models import Review
from throughline.safeguards import services
from throughline.safeguards.models import Safeguard
from throughline.safeguards.queries import Line, register
from throughline.safeguards.services import Owner, Told


@dataclass
class Scene:
    """Two reviews with a finding each; the police own the panel that both cite."""

    first: Review
    second: Review
    findings: tuple[Finding, Finding]
    action: Action
    police: Agency
    people: dict[str, User]
    panel: Safeguard

    def by(self, role: str = COORDINATOR) -> Actor:
        """That person as they act."""
        return make.actor(self.people[role])

    def client(self, role: str = COORDINATOR) -> Client:
        """Their browser."""
        return signed_in(self.people[role])

    def line(self, role: str = COORDINATOR, on: date = make.TODAY, row: Safeguard | None = None) -> Line:
        """The panel as that person finds it in the register."""
        wanted = row or self.panel
        return next(one for one in register(self.by(role), on) if one.row.pk == wanted.pk)

    def add(self, name: str = "Chronology form", kind: str = "form", **more: Any) -> Safeguard:
        """A safeguard more."""
        return services.add_safeguard(kind=kind, name=name, by=self.by(), at=make.NOW, **more)

    def attest(self, row: Safeguard | None = None, result: str = "works", role: str = COORDINATOR, **more: Any) -> Any:
        """Somebody looked."""
        given = {"result": result, "evidence": "Three sets of minutes.", "shown_on": make.TODAY, **more}
        return services.attest(row or self.panel, by=self.by(role), at=make.NOW, **given)


def build() -> Scene:
    """The panel in the register."""
    where = make.partnership()
    police = make.agency(where)
    people = {role: make.member(where, role, agency=police if role == AGENCY_LEAD else None) for role in ROLES}
    unit = make.actor(people[COORDINATOR])
    first, second = (records.review(unit, where=where, name=name) for name in ("Child Alder", "Child Birch"))
    make.on_case(first.case, agency=police)
    findings = (records.finding(first, unit, number="4"), records.finding(second, unit, number="2"))
    action = records.action(first, unit, number="7", findings=[findings[0]])
    panel = services.add_safeguard(
        kind="panel",
        name="Panel for orders not made",
        guards_against="A child whom the court leaves at home and nobody looks after.",
        every_months=6,
        owner=Owner(agency=police, role="Head of public protection"),
        told=Told(first, findings=[findings[0]], actions=[action]),
        by=unit,
        at=make.NOW,
    )
    services.cite(panel, told=Told(second, findings=[findings[1]]), by=unit, at=make.NOW)
    return Scene(first, second, findings, action, police, people, panel)


def words(response: Any) -> str:
    """What a page says, on one line."""
    return " ".join(unescape(response.content.decode()).split())
