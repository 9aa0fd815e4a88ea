"""Open a chronology and say what it shows; share, take back and close it; the columns that agencies are asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.rules import why_not
from throughline.cases.formpages import CaseForm, Shown, allowed, change_page, form_page
from throughline.chronology import forms, services
from throughline.chronology.permissions import HOLDS, SEES, why_not_hold, why_not_move
from throughline.chronology.queries.held import case_of, chronology_of, columns_of
from throughline.chronology.rules.holding import STATES, moves_from
from throughline.chronology.rules.template import template as made_template
from throughline.chronology.views.shape import TYPES, form_of, opened, shown
from throughline.documents.attachments import attachment


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, id: int) -> HttpResponse:
    """Open the chronology of a case, or change what it shows."""
    actor, on = actor_of(request), day_of(request)
    case = case_of(id, actor=actor, on=on)
    held = chronology_of(case)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    home = reverse("chronology:timeline", args=[case.pk])
    if held is not None:
        page = form_of(held, "What the chronology shows", ("", "Ages, and from when on a silence is shown."))
        return change_page(
            request,
            held,
            forms.SettingsForm,
            page,
            key=f"chronology-{held.pk}",
            change=services.change_chronology,
            says="The chronology shows it so.",
            to=home,
            shown=shown(held),
        )
    page = CaseForm(
        title="Open a chronology",
        over=case.reference,
        trail=(("Your work", "/"), (case.reference, reverse("case-members", args=[case.pk]))),
        lead=("Agencies can then send theirs.", " Each sees its own rows until you share them."),
        back=reverse("case-members", args=[case.pk]),
        save="Open it",
    )

    def act(form: Any) -> str:
        services.open_chronology(case, fields=form.values(), by=actor, at=now_of(request))
        return home

    return form_page(
        request,
        forms.SettingsForm,
        page,
        key=f"chronology-of-{case.pk}",
        act=act,
        says="The chronology is open.",
        shown=Shown(case.pk, ("case", case.pk)),
    )


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, id: int) -> HttpResponse:
    """Share the chronology with the agencies on the case, take it back, close it, open it again."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    why = {one.verb: why_not_move(actor=actor, thing=held, verb=one.verb, on=on) for one in moves_from(held.state)}
    verbs = [verb for verb, said in why.items() if said is None]
    allowed(None if verbs else next(iter(why.values())))
    now = STATES[held.state]
    page = form_of(held, "Share or close the chronology", (f"{now.word}:", f" {now.means}."))

    def act(form: Any) -> str:
        said = form.cleaned_data
        services.move_chronology(held, verb=said["verb"], reason=said["reason"], by=actor, at=now_of(request))
        return reverse("chronology:agencies", args=[held.case_id])

    return form_page(
        request,
        forms.MoveForm,
        page,
        key=f"chronology-{held.pk}-{held.state}",
        act=act,
        says="It is done.",
        shown=shown(held),
        initial={"verb": verbs[0]},
        verbs=verbs,
    )


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """The columns that agencies are asked for, and which of them must be filled in."""
    actor = actor_of(request)
    allowed(why_not(actor, HOLDS))
    page = CaseForm(
        title="Columns of a chronology",
        over="",
        trail=(("Your work", "/"),),
        lead=(
            "Instructions and the empty template are made from these.",
            " A row without what must be filled in is refused, and mended."
            " A name of your own stands behind the usual one.",
        ),
        back="/",
        further=(
            ("The template as Word", f"{reverse('chronology:template')}?format=docx"),
            ("The template as Excel", f"{reverse('chronology:template')}?format=xlsx"),
        ),
    )

    def act(form: Any) -> str:
        services.set_columns(form.columns(), by=actor, at=now_of(request))
        return reverse("chronology:columns")

    return form_page(
        request,
        forms.ColumnsForm,
        page,
        key="chronology-columns",
        act=act,
        says="Agencies are asked for these from now on.",
        shown=Shown(0, ("partnership", actor.partnership)),
        initial=forms.ColumnsForm.initial_of(columns_of(actor.partnership)),
    )


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty template with its instructions, as Word or Excel."""
    actor = actor_of(request)
    allowed(why_not(actor, SEES))
    ending = ".xlsx" if request.GET.get("format") == "xlsx" else ".docx"
    data = made_template(columns_of(actor.partnership), ending)
    return attachment(data, f"chronology-template{ending}", TYPES[ending])
