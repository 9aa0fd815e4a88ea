"""The list of incidents, the register of what was not notified, and the page of one incident."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.access.rules import may, why_not
from throughline.audit.services import saw
from throughline.cases.formpages import Shown, allowed, show
from throughline.notifications import overview as pages
from throughline.notifications import queries
from throughline.notifications.views.about import incident_of, shown_of, who
from throughline.ui.pages import render
from throughline.ui.words import capital, counted, in_words

SHOWN = (("open", "Open"), ("near_miss", "Near misses"), ("all", "All"))


@dataclass(frozen=True, slots=True)
class ListPage:
    """The incidents that a person may see, one picked view of them, each with the clock of its notification."""

    lead: tuple[str, str]
    rows: tuple[tuple[queries.IncidentRow, pages.Clock | None], ...]
    views: tuple[tuple[str, str, bool], ...]
    may_record: bool
    may_see_register: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """What was decided not to be notified, and why, and the near misses; for audit across cases."""

    lead: tuple[str, str]
    rows: tuple[queries.IncidentRow, ...]
    near: tuple[queries.IncidentRow, ...]


@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents that the person may see; ``?show=`` picks near misses or all."""
    actor, on = actor_of(request), day_of(request)
    allowed(why_not(actor, "see an incident"))
    asked = request.GET.get("show", "open")
    picked = asked if asked in dict(SHOWN) else "open"
    every = queries.incident_rows(actor, on)
    rows = tuple(row for row in every if _is_shown(row, picked))
    page = ListPage(
        lead=_lead(every),
        rows=tuple((row, pages.clock_of(row.clock, on, row.sent_on) if row.clock else None) for row in rows),
        views=tuple((label, f"/incidents/?show={key}", key == picked) for key, label in SHOWN),
        may_record=may(actor.role, "record an incident"),
        may_see_register=pages.may_see_register(actor),
    )
    saw(subject=("incidents", 0), records=[f"incident {row.id}" for row in rows], **who(request))
    return render(request, "notifications/incidents.jinja", page)


def _is_shown(row: queries.IncidentRow, picked: str) -> bool:
    if picked == "all":
        return True
    if picked == "near_miss":
        return row.state.key == "near_miss"
    return row.state.key in ("undecided", "notifiable", "notified")


def _lead(rows: list[queries.IncidentRow]) -> tuple[str, str]:
    undecided = sum(row.state.key == "undecided" for row in rows)
    to_send = sum(row.state.key == "notifiable" for row in rows)
    if not rows:
        return "No incident is on the record that you may see.", ""
    first = (
        f"{capital(in_words(undecided))} {'is' if undecided == 1 else 'are'} not decided."
        if undecided
        else "Every incident is decided."
    )
    rest = (
        f" {capital(counted(to_send, 'notification'))} {'is' if to_send == 1 else 'are'} still to be sent."
        if to_send
        else ""
    )
    return first, rest


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """What was not notified, and why, across the cases that the person may see."""
    actor, on = actor_of(request), day_of(request)
    allowed(why_not(actor, "see what was not notified"))
    only = Q(decisions__outcome="not_notified") | Q(near_miss=True)
    rows = {row.id: row for row in queries.incident_rows(actor, on, only=only)}
    told = tuple(row for row in rows.values() if row.state.key in ("not_notified", "stood_down"))
    near = tuple(row for row in rows.values() if row.state.key == "near_miss")
    number = f"{capital(in_words(len(told)))} {'incident was' if len(told) == 1 else 'incidents were'} not notified."
    page = RegisterPage((number if told else "No incident was decided not to be notified.", ""), told, near)
    saw(subject=("register", 0), records=[f"incident {row.id}" for row in rows.values()], **who(request))
    return render(request, "notifications/register.jinja", page)


@require_GET
def incident(request: HttpRequest, id: int) -> HttpResponse:
    """Where an incident stands."""
    found = incident_of(request, id)
    page = pages.overview(found, actor_of(request), day_of(request))
    request.safety_read = page.safety_of_case  # type: ignore[attr-defined]
    return show(request, "notifications/incident.jinja", page, shown=shown_of(found))


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What happened, read by somebody who chose to."""

    trail: tuple[tuple[str, str], ...]
    over: str
    paragraphs: tuple[str, ...]
    edit: str


@require_GET
def account(request: HttpRequest, id: int) -> HttpResponse:
    """What happened, on a page of its own; the reading is recorded."""
    found = incident_of(request, id)
    allowed(why_not(actor_of(request), "see the account of what happened"))
    page = AccountPage(
        (("Your work", "/"), ("Incidents", "/incidents/"), (found.name, f"/incidents/{id}/")),
        f"{found.name}, {found.case.reference}",
        tuple(part for part in found.account.split("\n") if part.strip()),
        f"/incidents/{id}/account/edit" if may(actor_of(request).role, "record an incident") else "",
    )
    shown = Shown(found.case_id, ("incident_account", id), (f"account {id}",))
    return show(request, "notifications/account.jinja", page, shown=shown)
