"""A coordinator and a lead walk the pages of an incident."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests import incidents
from tests.signing_in import second_factor, signed_in
from throughline.access.roles import AGENCY_LEAD
from throughline.notifications.models import Incident
from throughline.partnerships.models import Agency, Partnership, User

REAL = "Somebody Real"


@dataclass
class PageScene:
    """A coordinator with an incident of today, and the lead of the police."""

    where: Partnership
    person: User
    unit: Client
    lead: Client
    police: Agency
    incident: Incident


def walk_in() -> PageScene:
    """All of it, of today."""
    where = make.partnership()
    person = make.member(where)
    police = make.agency(where)
    make.agency(where, "Wexmoor Council", "local_authority")
    lead = make.member(where, AGENCY_LEAD, agency=police)
    for one in (person, lead):
        second_factor(one)
    now = timezone.now()
    made = incidents.incident(
        make.actor(person, on=now.date()), at=now, agencies=[police], aware_on=(now - timedelta(days=1)).date()
    )
    return PageScene(where, person, signed_in(person), signed_in(lead), police, made)


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return dict(re.findall(r'<input type="hidden" name="(once|version)" id="[^"]*" value="([^"]*)">', page))


def squeezed(client: Client, page: str) -> str:
    """The words of a page, one space between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(page).content.decode()))


def say_why(scene: PageScene, client: Client) -> None:
    """That person said why they look."""
    client.post(f"/cases/{scene.incident.case_id}/children", {"reason": "To key the notification."})


def today() -> dict[str, Any]:
    """Today, in three boxes."""
    now = timezone.localdate()
    return {"day": now.day, "month": now.month, "year": now.year}


def a_day(name: str) -> dict[str, Any]:
    """Today, in the three boxes of that name."""
    return {f"{name}_{part}": value for part, value in today().items()}
