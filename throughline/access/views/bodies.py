"""Agencies, groups and the partnership's own names."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.access.forms.bodies import AgencyForm, AliasForm, GroupForm, RenameForm, SeatForm
from throughline.access.permissions import require
from throughline.access.rules import why_not
from throughline.access.services import bodies as services
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import (
    AgencyRow,
    NameRow,
    agencies_of,
    agency_row,
    get_agency,
    get_partnership,
    partnership_row,
)
from throughline.partnerships.queries.groups import GroupRow, get_group, get_seat, group_row, groups_of
from throughline.ui.drafts import with_drafts
from throughline.ui.pages import render


@dataclass(frozen=True, slots=True)
class AgenciesPage:
    """The agencies; `why_not` keeps the actor from changing them, or is empty."""

    agencies: tuple[AgencyRow, ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """The groups as a tree."""

    groups: tuple[GroupRow, ...]
    why_not: str
    meets: bool


@dataclass(frozen=True, slots=True)
class NamesPage:
    """What one body is and was called, with what else there is to say of it."""

    kind: str
    id: int
    name: str
    also: tuple[str, ...]
    names: tuple[NameRow, ...]
    why_not: str
    facts: tuple[tuple[str, str], ...] = ()
    group: GroupRow | None = None


@dataclass(frozen=True, slots=True)
class NameFormPage:
    """A form that names a body."""

    title: str
    over: str
    back: str
    button: str


@require_GET
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies of the partnership."""
    actor = _reader(request)
    rows = agencies_of(actor, on=day_of(request))
    return render(request, "access/agencies.jinja", AgenciesPage(rows, why_not(actor, "manage agencies") or ""))


@require_http_methods(["GET", "POST"])
def new_agency(request: HttpRequest) -> HttpResponse:
    """A new agency."""
    actor = _manager(request, "manage agencies")
    form = with_drafts(AgencyForm, request, "agency-new")
    if done(form, lambda said: services.add_agency(**said, by=actor, at=now_of(request)), request):
        return HttpResponseRedirect(reverse("agencies"))
    page = NameFormPage("Add an agency", "", reverse("agencies"), "Add it")
    return render(request, "access/name_form.jinja", page, form=form)


@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """The groups of the partnership."""
    actor = _reader(request)
    rows = groups_of(actor, on=day_of(request))
    return render(
        request,
        "access/groups.jinja",
        GroupsPage(rows, why_not(actor, "manage groups") or "", why_not(actor, "see the meetings of groups") is None),
    )


@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest) -> HttpResponse:
    """A new group."""
    actor = _manager(request, "manage groups")
    form = with_drafts(GroupForm, request, "group-new", groups=groups_of(actor, on=day_of(request)))

    def add(said: dict[str, str]) -> None:
        parent = get_group(int(said["parent"]), actor=actor) if said["parent"] else None
        services.add_group(**{**said, "parent": parent}, by=actor, at=now_of(request))  # type: ignore[arg-type]

    if done(form, add, request):
        return HttpResponseRedirect(reverse("groups"))
    page = NameFormPage("Add a group", "", reverse("groups"), "Add it")
    return render(request, "access/name_form.jinja", page, form=form)


@require_GET
def body(request: HttpRequest, kind: str, id: int = 0) -> HttpResponse:
    """One agency or group, or the partnership, with its names."""
    actor = _reader(request)
    return render(request, "access/names.jinja", _names_page(kind, id, actor, request))


@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, kind: str, id: int = 0) -> HttpResponse:
    """A new official name from a day."""
    actor = _manager(request, VERBS[kind])
    thing, page = _body(kind, id, actor), _names_page(kind, id, actor, request)
    form = with_drafts(RenameForm, request, f"rename-{kind}-{id}", initial={"from_on": day_of(request)})
    if done(form, lambda said: services.rename(body=thing, **said, by=actor, at=now_of(request)), request):
        return HttpResponseRedirect(_address(kind, id))
    shown = NameFormPage("Give it a new name", page.name, _address(kind, id), "Rename it")
    return render(request, "access/name_form.jinja", shown, form=form)


@require_http_methods(["GET", "POST"])
def add_alias(request: HttpRequest, kind: str, id: int = 0) -> HttpResponse:
    """One more name that is used."""
    actor = _manager(request, VERBS[kind])
    thing, page = _body(kind, id, actor), _names_page(kind, id, actor, request)
    form = with_drafts(AliasForm, request, f"alias-{kind}-{id}")
    if done(form, lambda said: services.add_alias(body=thing, **said, by=actor, at=now_of(request)), request):
        return HttpResponseRedirect(_address(kind, id))
    shown = NameFormPage("Add another name", page.name, _address(kind, id), "Add it")
    return render(request, "access/name_form.jinja", shown, form=form)


@require_http_methods(["GET", "POST"])
def add_seat(request: HttpRequest, id: int) -> HttpResponse:
    """One more seat of a group."""
    actor, on = _manager(request, "manage groups"), day_of(request)
    group, row = get_group(id, actor=actor), group_row(id, actor=actor, on=on)
    form = with_drafts(SeatForm, request, f"seat-{id}", agencies=agencies_of(actor, on=on))

    def add(said: dict[str, str]) -> None:
        agency = get_agency(int(said["agency"]), actor=actor) if said["agency"] else None
        services.add_seat(group=group, **{**said, "agency": agency}, on=on, by=actor, at=now_of(request))  # type: ignore[arg-type]

    if done(form, add, request):
        return HttpResponseRedirect(_address("group", id))
    page = NameFormPage("Add a seat", row.name, _address("group", id), "Add it")
    return render(request, "access/name_form.jinja", page, form=form)


@require_POST
def end_seat(request: HttpRequest, id: int, seat: int) -> HttpResponse:
    """A seat is no more."""
    actor = _manager(request, "manage groups")
    row = get_seat(seat, group=id, actor=actor)
    services.end_seat(seat=row, on=day_of(request), by=actor, at=now_of(request))
    messages.success(request, "That seat has ended.")
    return HttpResponseRedirect(_address("group", id))


@require_POST
def end_group(request: HttpRequest, id: int) -> HttpResponse:
    """A group is no more."""
    actor = _manager(request, "manage groups")
    services.end_group(group=get_group(id, actor=actor), on=day_of(request), by=actor, at=now_of(request))
    messages.success(request, "The group has ended.")
    return HttpResponseRedirect(reverse("groups"))


VERBS = {"agency": "manage agencies", "group": "manage groups", "partnership": "name the partnership"}


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not actor.partnership:
        raise Http404
    require(why_not(actor, "see agencies and groups"))
    return actor


def _manager(request: HttpRequest, verb: str) -> Actor:
    actor = _reader(request)
    require(why_not(actor, verb))
    return actor


def _body(kind: str, id: int, actor: Actor) -> services.Body:
    if kind == "agency":
        return get_agency(id, actor=actor)
    return get_group(id, actor=actor) if kind == "group" else get_partnership(actor=actor)


def _address(kind: str, id: int) -> str:
    return reverse(kind, args=[id] if id else [])


def _names_page(kind: str, id: int, actor: Actor, request: HttpRequest) -> NamesPage:
    on, why = day_of(request), why_not(actor, VERBS[kind]) or ""
    if kind == "agency":
        agency = agency_row(id, actor=actor, on=on)
        where = "Outside this area" if agency.outside_area else "In this area"
        facts = (("Kind", agency.kind), ("Works", where))
        return NamesPage(kind, id, agency.name, agency.also, agency.names, why, facts)
    if kind == "group":
        group = group_row(id, actor=actor, on=on)
        return NamesPage(kind, id, group.name, group.also, group.names, why, group=group)
    own = partnership_row(actor=actor, on=on)
    return NamesPage(kind, 0, own.name, own.also, own.names, why)
