"""The page on which an action is said to be a pilot."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.actionplans import queries
from throughline.actionplans.forms.pilots import PilotForm
from throughline.actionplans.services.pilots import set_pilot
from throughline.cases import editing
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import address_of
from throughline.reviews.formpages import FormPage, allowed, begun_again, in_sentence, name_of, saved, show, trail_of
from throughline.reviews.permissions import why_not_record
from throughline.reviews.recordforms import About
from throughline.ui import drafts


@require_http_methods(["GET", "POST"])
def pilot(request: Any, id: int) -> HttpResponse:
    """Say where the action is tried first, and what came of it."""
    row = queries.get_action(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))
    now = queries.pilot_of(row)
    key, home = f"action-{row.pk}-pilot-{now.version if now else 0}", address_of("action", row.pk)
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(row.review, request.actor, request.today)
    initial = PilotForm.initial_of(now) | {"version": now.version} if now else {}
    form = drafts.with_drafts(PilotForm, request, key, initial=initial, about=about)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            set_pilot(row, version=version, by=request.actor, at=request.now, **form.values())
            return saved(request, key, f"{name_of(row)} is a pilot, as told.", home)
        except editing.Changed as changed:
            form.add_error(None, f"{changed.by_name or 'Somebody'} changed this since you opened it. Open it again.")
        except Refused as refused:
            in_sentence(form, refused)
    page = FormPage(
        title=f"{name_of(row)} as a pilot",
        over=row.review.name,
        trail=trail_of(row.review, row),
        lead=("", "A pilot is an action that is tried in one place first, evaluated, and looked at again later."),
        back=home,
        facts=(("What is to be done", row.text),),
    )
    return show(request, "reviews/record_form.jinja", page, about=row, records=(f"action {row.pk}",), form=form)
