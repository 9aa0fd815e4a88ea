"""People of a partnership: who may come in, and as what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, done, now_of, origin_of
from throughline.access.forms.people import PersonForm, RoleForm
from throughline.access.jobs import send_password_link
from throughline.access.permissions import require, why_not_manage
from throughline.access.queries import has_second_factor_set_up
from throughline.access.roles import ROLES
from throughline.access.services import people as services
from throughline.access.services.factors import remove_second_factor
from throughline.access.step_up import step_up
from throughline.audit.services import saw
from throughline.partnerships.models import User
from throughline.partnerships.queries import agencies_of, get_agency
from throughline.partnerships.queries.people import PersonRow, get_membership, get_person, get_user, people_of
from throughline.ui.drafts import with_drafts
from throughline.ui.pages import render


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody with a membership here, those who may come in first; `dormant` among them and the rest."""

    here: tuple[PersonRow, ...]
    gone: tuple[PersonRow, ...]
    dormant: tuple[PersonRow, ...]
    me: int
    roles: dict[str, str]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person: `why_not` is the sentence that keeps the actor from changing them, or empty."""

    person: PersonRow
    app: bool
    why_not: str
    roles: dict[str, str]


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The list of people."""
    actor, on = actor_of(request), day_of(request)
    require(why_not_manage(actor=actor, on=on))
    rows = people_of(actor, on=on)
    here = tuple(row for row in rows if row.active and row.standing)
    gone = tuple(row for row in rows if row not in here)
    dormant = tuple(row for row in rows if row.dormant)
    saw(by=actor, at=now_of(request), subject=("people", actor.partnership), records=[f"user {row.id}" for row in rows])
    return render(request, "access/people.jinja", PeoplePage(here, gone, dormant, actor.user, ROLES))


@step_up
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new person with a role; a letter with a link goes to them."""
    actor, on = actor_of(request), day_of(request)
    require(why_not_manage(actor=actor, on=on))
    agencies = agencies_of(actor, on=on)
    form = with_drafts(PersonForm, request, "person-new", initial={"from_on": on}, agencies=agencies)
    made: list[User] = []

    def add(said: dict[str, object]) -> None:
        agency = get_agency(int(str(said["agency"])), actor=actor) if said["agency"] else None
        person = services.add_person(**{**said, "agency": agency}, by=actor, at=now_of(request))  # type: ignore[arg-type]
        made.append(person)

    if done(form, add, request):
        _send_link(request, made[0])
        messages.success(request, f"{made[0].name} is added. {_letter(made[0])}")
        return HttpResponseRedirect(reverse("person", args=[made[0].pk]))
    return render(request, "access/person_new.jinja", None, form=form)


@require_GET
def person(request: HttpRequest, id: int) -> HttpResponse:
    """One person."""
    actor, on = actor_of(request), day_of(request)
    require(why_not_manage(actor=actor, on=on))
    row = get_person(id, actor=actor, on=on)
    saw(by=actor, at=now_of(request), subject=("user", id), records=[f"user {id}"])
    why = why_not_manage(actor=actor, person=id, on=on) or ""
    return render(request, "access/person.jinja", PersonPage(row, has_second_factor_set_up(id), why, ROLES))


@step_up
@require_http_methods(["GET", "POST"])
def new_membership(request: HttpRequest, id: int) -> HttpResponse:
    """One more role for a person."""
    actor, on = actor_of(request), day_of(request)
    require(why_not_manage(actor=actor, person=id, on=on))
    user = get_user(id, actor=actor)
    agencies = agencies_of(actor, on=on)
    form = with_drafts(RoleForm, request, f"membership-new-{id}", initial={"from_on": on}, agencies=agencies)

    def give(said: dict[str, object]) -> None:
        agency = get_agency(int(str(said["agency"])), actor=actor) if said["agency"] else None
        services.give_membership(user=user, **{**said, "agency": agency}, by=actor, at=now_of(request))  # type: ignore[arg-type]

    if done(form, give, request):
        return HttpResponseRedirect(reverse("person", args=[id]))
    return render(request, "access/membership_new.jinja", user.name, form=form)


@step_up
@require_POST
def end_membership(request: HttpRequest, id: int, membership: int) -> HttpResponse:
    """A role ends today."""
    actor = actor_of(request)
    row = get_membership(membership, person=id, actor=actor)
    services.end_membership(membership=row, by=actor, at=now_of(request))
    messages.success(request, "That membership has ended.")
    return HttpResponseRedirect(reverse("person", args=[id]))


@step_up
@require_http_methods(["GET", "POST"])
def deed(request: HttpRequest, id: int, deed: str) -> HttpResponse:
    """One of the grave acts on a person's access. A GET, as after a fresh code, leads back to where it is chosen."""
    actor, on = actor_of(request), day_of(request)
    require(why_not_manage(actor=actor, person=id, on=on))
    user = get_user(id, actor=actor)
    act = DEEDS.get(deed)
    if act is None:
        raise Http404
    if request.method == "GET":
        messages.info(request, "Your code was right. Choose again what to do.")
        return HttpResponseRedirect(reverse("person", args=[id]))
    act(user=user, by=actor, at=now_of(request))
    if deed in ("link", "lost-app"):
        _send_link(request, user)
    messages.success(request, SAID[deed].format(name=user.name, letter=_letter(user)))
    return HttpResponseRedirect(reverse("person", args=[id]))


DEEDS: dict[str, Callable[..., None]] = {
    "deactivate": services.deactivate,
    "reactivate": services.reactivate,
    "lost-app": remove_second_factor,
    "link": services.ask_to_set_password,
}
SAID = {
    "deactivate": "{name} can no longer sign in, and is signed out everywhere.",
    "reactivate": "{name} can sign in again.",
    "lost-app": "{name} sets a new password and then a new app. {letter}",
    "link": "{letter}",
}


def _send_link(request: HttpRequest, person: User) -> None:
    send_password_link.enqueue(user=person.pk, origin=origin_of(request), why="invited")


LIES = {
    "console": "stands on the console of the server, which whoever looks after the machine can read",
    "files": "lies among the system’s files, in the folder “letters”",
}


def _letter(person: User) -> str:
    goes = f"A letter with a link to set a password goes to {person.email}."
    if settings.MAIL == "server" or settings.DEMONSTRATION:
        return goes
    return f"{goes} No mail server is set up, so it {LIES[settings.MAIL]}: have it sent on."
