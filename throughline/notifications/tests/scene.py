"""An incident that was recorded, and the people who deal with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests import factories as make
from tests import incidents
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.kernel.actor import Actor
from throughline.notifications.models import Incident
from throughline.partnerships.models import Agency, Partnership

LATER = make.NOW + timedelta(days=1)


@dataclass
class Scene:
    """A partnership with its three partners, its people, and an incident that the coordinator recorded."""

    where: Partnership
    police: Agency
    health: Agency
    unit: Actor
    chair: Actor
    lead: Actor
    incident: Incident


def build() -> Scene:
    """All of it, recorded."""
    where = make.partnership()
    police, health = make.agency(where), make.agency(where, "Wexmoor ICB", "health_commissioner")
    unit = make.actor(make.member(where))
    return Scene(
        where,
        police,
        health,
        unit,
        make.actor(make.member(where, CHAIR)),
        make.actor(make.member(where, AGENCY_LEAD, agency=police)),
        incidents.incident(unit, agencies=[police, health]),
    )
