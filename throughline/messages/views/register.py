"""Whom the partnership may ask, and the ladder up which late answers are chased."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, done, now_of
from throughline.messages import services
from throughline.messages.forms import ContactForm, LadderForm
from throughline.messages.permissions import why_not_register, why_not_see
from throughline.messages.queries.owed import Registered, get_contact, registered
from throughline.messages.queries.people import ladder_of
from throughline.messages.views.about import AskFormPage, allowed
from throughline.partnerships.queries import agencies_of, get_agency
from throughline.ui.drafts import with_drafts
from throughline.ui.pages import render


@dataclass(frozen=True)
class WhomPage:
    """Everybody whom the partnership may ask."""

    people: tuple[Registered, ...]
    may: bool


@require_GET
def whom(request: HttpRequest) -> HttpResponse:
    """Everybody whom the partnership may ask, by agency and rank."""
    actor, on = actor_of(request), day_of(request)
    allowed(why_not_see(actor=actor, on=on))
    may = why_not_register(actor=actor, on=on) is None
    return render(request, "messages/whom.jinja", WhomPage(registered(actor, on=on), may))


@require_http_methods(["GET", "POST"])
def new_contact(request: HttpRequest) -> HttpResponse:
    """Register an address."""
    actor, on = actor_of(request), day_of(request)
    allowed(why_not_register(actor=actor, on=on))
    agencies = agencies_of(actor, on=on)
    form = with_drafts(ContactForm, request, "contact-new", agencies=agencies)

    def act(said: dict[str, str]) -> None:
        agency = get_agency(int(said.pop("agency")), actor=actor)
        services.register_contact(agency=agency, by=actor, at=now_of(request), **said)

    if done(form, act, request):
        messages.success(request, "The address is registered.")
        return HttpResponseRedirect(reverse("messages:whom"))
    page = AskFormPage(
        "Register an address",
        "Whom you may ask",
        ("Check it with the agency first.", " Questions about children are opened with codes that go there."),
        "Register",
        reverse("messages:whom"),
    )
    return render(request, "messages/form.jinja", page, form=form)


@require_POST
def end_contact(request: HttpRequest, id: int) -> HttpResponse:
    """Nobody new is asked at that address."""
    actor = actor_of(request)
    row = get_contact(id, actor=actor)
    allowed(why_not_register(actor=actor, on=day_of(request)))
    services.end_contact(row, by=actor, at=now_of(request))
    messages.success(request, f"{row.name} is not asked any more.")
    return HttpResponseRedirect(reverse("messages:whom"))


@require_http_methods(["GET", "POST"])
def ladder(request: HttpRequest) -> HttpResponse:
    """When each rank is written to."""
    actor, on = actor_of(request), day_of(request)
    allowed(why_not_register(actor=actor, on=on))
    now = {rung.rank: rung.after for rung in reversed(ladder_of(actor.partnership))}
    form = LadderForm(request.POST or None, initial=now)
    if done(form, lambda _: services.set_ladder(rungs=form.rungs(), by=actor, at=now_of(request)), request):
        messages.success(request, "Late answers are chased so from now on.")
        return HttpResponseRedirect(reverse("messages:owed"))
    page = AskFormPage(
        "How late answers are chased",
        "Waiting on others",
        ("Each person gets one message a week at most,", " unless it is a new ask. Each step shows on the ask’s page."),
        "Save",
        reverse("messages:owed"),
    )
    return render(request, "messages/form.jinja", page, form=form)
