"""A case with a chronology, two agencies on it, and a person in every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests import factories as make
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, COORDINATOR, ROLES
from throughline.cases.models import Case
from throughline.chronology import services
from throughline.chronology.models import Chronology, Submission
from throughline.chronology.tests.makers import csv_of
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, User

POLICE = (
    ("16/10/2024", "23:10", "Incident log", "Called to an argument at the flat; children asleep upstairs.", "Sent", ""),
    ("31/02/2024", "", "Incident log", "A day that never was.", "", ""),
    ("5 March 2024", "", "# Author", "Papers before 2019 were not read.", "", ""),
)  # fmt: skip
HEALTH = (
    ("17/10/2024", "", "Record HV1", "Police notice: argument at the flat, children asleep upstairs.", "Filed", ""),
    ("early March 2024", "", "Record HV1", "Home visit. Alder seen and weighed.", "None", ""),
    ("20/10/2024", "", "Record HV1", "Home visit. Alder seen, well.", "", ""),
)  # fmt: skip


@dataclass
class Scene:
    """What there is; `sent` is what each agency sent first."""

    case: Case
    held: Chronology
    police: Agency
    health: Agency
    by: Actor
    people: dict[str, User] = field(default_factory=dict)
    sent: dict[str, Submission] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """That person as they act."""
        return make.actor(self.people[who])

    def client(self, who: str = COORDINATOR) -> Client:
        """Their browser."""
        return signed_in(self.people[who])

    def send(self, agency: Agency, rows: Any, name: str = "chronology.csv", **more: Any) -> Submission:
        """That agency's file, sent by the business unit."""
        data = rows if isinstance(rows, bytes) else csv_of(*rows)
        return services.submit(self.held, agency=agency, name=name, data=data, by=self.by, at=make.NOW, **more)


def scene(*, sent: bool = True) -> Scene:
    """The case, open; with what both agencies sent unless told."""
    home = make.partnership()
    police, health = make.agency(home), make.agency(home, "Wexmoor Community Health", "health_provider")
    people = {role: make.member(home, role, agency=police if role == AGENCY_LEAD else None) for role in ROLES}
    people["health_lead"] = make.member(home, AGENCY_LEAD, agency=health, name="Lead of health")
    case = make.case(home, "WX-2026-01", by=people[COORDINATOR])
    make.on_case(case, agency=police)
    make.on_case(case, agency=health)
    by = make.actor(people[COORDINATOR])
    fields = {"child_name": "Alder", "born_text": "26 July 2024", "born_iso": "2024-07-26", "silence_days": 90}
    held = services.open_chronology(case, fields=fields, by=by, at=make.NOW)
    made = Scene(case, held, police, health, by, people)
    if sent:
        made.sent = {"police": made.send(police, POLICE), "health": made.send(health, HEALTH)}
    return made
