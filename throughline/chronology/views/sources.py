"""The documents that an entry came from: cite one, take a citation back, and give one that lost its entry another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.sizes import takes_files
from throughline.cases.formpages import allowed, form_page
from throughline.chronology import forms, services
from throughline.chronology.pages import when_of
from throughline.chronology.permissions import why_not_hold, why_not_send
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.held import find_entry, get_entry
from throughline.chronology.queries.sources import MOST_OFFERED, get_source, offered
from throughline.chronology.views.lost import offered_own, told
from throughline.chronology.views.shape import form_of, shown
from throughline.partnerships.queries import agency_names


@takes_files
@require_http_methods(["GET", "POST"])
def cite(request: HttpRequest, id: int) -> HttpResponse:
    """Say from which document of the agency's own an entry came, and where in it."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_entry(id, actor=actor, on=on)
    allowed(why_not_send(actor=actor, thing=held, agency=row.agency_id, on=on))
    back = reverse("chronology:entry", args=[row.pk])
    lead = (f"{when_of(row)}.", f" {row.event[:200]}")
    page = form_of(held, "The document it came from", lead, back=back, save="Cite it")
    here = offered(row, actor=actor, on=on).values_list("pk", "title", "name")[:MOST_OFFERED]

    def act(form: Any) -> str:
        services.cite_source(row, held, **form.values(), by=actor, at=now_of(request))
        return back

    return form_page(
        request,
        forms.SourceForm,
        page,
        key=f"chronology-entry-{root_of(row)}-source",
        act=act,
        says="The entry cites its document.",
        shown=shown(held, f"chronology_entry {row.pk}", *(f"document {pk}" for pk, *_ in here)),
        offered=[(str(pk), title or name) for pk, title, name in here],
    )


@require_POST
def withdraw(request: HttpRequest, id: int) -> HttpResponse:
    """Take the citation of a document back; the document is kept."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_source(id, actor=actor, on=on)
    allowed(why_not_send(actor=actor, thing=held, agency=row.agency_id, on=on))
    services.withdraw_source(row, held, by=actor, at=now_of(request))
    messages.success(request, "The entry cites that document no more.")
    return HttpResponseRedirect(reverse("chronology:entry", args=[row.entry_id]))


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, id: int) -> HttpResponse:
    """Say which entry came from a document whose own entry is gone."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_source(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    back = reverse("chronology:unattached", args=[held.case_id])
    was = told(row.entry, agency_names(held.case.partnership_id, on=on))
    lead = (f"{row.document.title or row.document.name}, {row.place}.", "")
    page = form_of(held, "Which entry came from it?", lead, back=back, facts=(("The entry that cited it", was),))

    def act(form: Any) -> str:
        target = find_entry(form.cleaned_data["entry"], actor=actor, on=on)
        services.attach_source(row, held, to=target, by=actor, at=now_of(request))
        return back

    return form_page(
        request,
        forms.AttachForm,
        page,
        key=f"chronology-source-{row.pk}-attach",
        act=act,
        says="That entry cites the document now.",
        shown=shown(held, f"entry_source {row.pk}", f"document {row.document_id}"),
        offered=offered_own(held, row.entry, on),
    )
