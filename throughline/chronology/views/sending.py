"""Send an agency's file, or ask agencies for theirs by a link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.roles import AGENCY_LEAD
from throughline.access.sizes import takes_files
from throughline.cases.formpages import allowed, form_page, show
from throughline.chronology import forms, services
from throughline.chronology.models import Chronology
from throughline.chronology.permissions import why_not_hold, why_not_send
from throughline.chronology.queries.held import agencies_on, agency_of, columns_of, visible_submissions
from throughline.chronology.rules.template import instructions
from throughline.chronology.services.sending import NAMED_OTHERWISE
from throughline.chronology.views.shape import form_of, opened, shown
from throughline.kernel.actor import Actor
from throughline.kernel.numbers import is_whole
from throughline.kernel.refusals import Refused
from throughline.messages.queries.people import recipients
from throughline.ui.words import counted


@takes_files
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, id: int) -> HttpResponse:
    """Send a file with an agency's rows. It is read first, and then written in a transaction of its own."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(why_not_send(actor=actor, thing=held, agency=actor.agency if actor.role == AGENCY_LEAD else None, on=on))
    agencies = sendable(held, actor, request)
    chosen = request.GET.get("agency", "")
    given: dict[str, Any] = {"agencies": agencies, "several": actor.role != AGENCY_LEAD}
    form = forms.SendForm(**given, initial={"agency": chosen} if is_whole(chosen) else {})
    if request.method == "POST":
        form = forms.SendForm(request.POST, request.FILES, **given)
        if form.is_valid() and (to := _sent(request, held, form)):
            return HttpResponseRedirect(to)
    with transaction.atomic():
        page = form_of(
            held,
            "Send a chronology",
            ("Every row becomes an entry, is refused with its reason, or is a note.", " Nothing is dropped."),
            save="Read it",
        )
        told = tuple(instructions(columns_of(held.case.partnership_id)))
        return show(request, "chronology/send.jinja", SendPage(page, told), shown=shown(held), form=form)


class SendPage:
    """The form, and what a contributor is told."""

    def __init__(self, page: Any, told: tuple[str, ...]) -> None:
        self.form_page, self.told = page, told


def sendable(held: Chronology, actor: Actor, request: HttpRequest) -> dict[int, str]:
    """The agencies whose rows this person may send: their own, or any for the business unit."""
    names = agencies_on(held.case, on=day_of(request))
    if actor.role != AGENCY_LEAD:
        return names
    mine = {key: name for key, name in names.items() if key == actor.agency}
    allowed(None if mine else "Your agency has no place in this partnership today.")
    return mine


def _sent(request: HttpRequest, held: Chronology, form: forms.SendForm) -> str:
    """Where it is shown what became of the rows; empty where the file stands refused on the form."""
    actor, on = actor_of(request), day_of(request)
    file = form.cleaned_data["document"]
    several = form.cleaned_data["agency"] == forms.SEVERAL
    try:
        if several:
            return _several_sent(request, held, file)
        agency = agency_of(form.cleaned_data["agency"], case=held.case)
        why = why_not_send(actor=actor, thing=held, agency=agency.pk, on=on)
        if why is not None:
            raise Refused("E1211", why, "Ask the coordinator of your partnership if this should be otherwise.")
        data, is_theirs = file.read(), form.cleaned_data.get("is_theirs", False)
        read = services.read_sent(held, agency=agency, name=file.name, data=data, on=on, is_theirs=is_theirs)
        given = {"agency": agency, "name": file.name, "data": data, "read": read}
        made = services.submit(held, **given, by=actor, at=now_of(request))
    except Refused as refused:
        form.add_error("document", f"{refused.number}: {refused.says} {refused.do}")
        if refused.number == NAMED_OTHERWISE:
            forms.ask_whose(form)
        return ""
    messages.success(request, "It is taken in.")
    return reverse("chronology:submission", args=[made.pk])


def _several_sent(request: HttpRequest, held: Chronology, file: Any) -> str:
    """A merged chronology: each agency's rows to its own place."""
    data = file.read()
    parts = services.read_several(held, name=file.name, data=data, on=day_of(request))
    given = {"name": file.name, "data": data, "parts": parts}
    made = services.submit_several(held, **given, by=actor_of(request), at=now_of(request))
    told = f"{counted(len(made), 'agency has a new version', 'agencies have a new version')}."
    same = len(parts) - len(made)
    if same:
        told += f" The rows of {counted(same, 'agency', 'agencies')} are there already, and nothing was added."
    messages.success(request, told)
    return reverse("chronology:agencies", args=[held.case_id])


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, id: int) -> HttpResponse:
    """Ask agencies for their chronologies, each by a link of its own that expires."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    people = recipients(held.case.partnership_id, on=on)
    sent = set(visible_submissions(held, actor=actor).values_list("agency_id", flat=True))
    about = (
        "Each gets a message with a link and no name. A code sent to their registered address opens this one question."
    )
    page = form_of(held, "Ask agencies for their chronologies", ("", about), save="Ask them")

    def act(form: Any) -> str:
        for to in form.cleaned_data["to"]:
            services.ask_agency(held, to=to, due_on=form.cleaned_data["due_on"], by=actor, at=now_of(request))
        return reverse("chronology:agencies", args=[held.case_id])

    return form_page(
        request,
        forms.AskForm,
        page,
        key=f"chronology-{held.pk}-ask",
        act=act,
        says="They are asked.",
        shown=shown(held),
        recipients=people,
        sent=sent,
    )
