"""What every page about an incident takes from its request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from throughline.access.doing import actor_of, day_of, now_of
from throughline.cases.formpages import CaseForm, Shown
from throughline.notifications import queries
from throughline.notifications.models import Incident


def who(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and at which moment, as acts take it."""
    return {"by": actor_of(request), "at": now_of(request)}


def incident_of(request: HttpRequest, id: int) -> Incident:
    """That incident, if the person may see it; else 404."""
    return queries.get_incident(id, actor_of(request), day_of(request))


def home_of(incident: Incident) -> str:
    """The page of the incident."""
    return f"/incidents/{incident.pk}/"


def trail_of(incident: Incident) -> tuple[tuple[str, str], ...]:
    """The way down to the incident."""
    return (("Your work", "/"), ("Incidents", "/incidents/"), (incident.name, home_of(incident)))


def page_of(incident: Incident, title: str, lead: tuple[str, str], **more: Any) -> CaseForm:
    """A page with one form about the incident."""
    over = f"{incident.name}, {incident.case.reference}"
    return CaseForm(title=title, over=over, trail=trail_of(incident), lead=lead, **{"back": home_of(incident), **more})


def shown_of(incident: Incident, kind: str = "incident", records: Sequence[str] = ()) -> Shown:
    """What such a page shows, for the record of who looked."""
    return Shown(incident.case_id, (kind, incident.pk), (f"incident {incident.pk}", *records))
