"""One place of a case, a vehicle or a number. Where somebody lives, and how they are reached, needs a fresh code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of
from throughline.access.step_up import is_fresh, step_up, to_code
from throughline.cases.formpages import CaseForm, Shown, change_page, last_changed
from throughline.identities import forms, queries, services
from throughline.identities.models import Place
from throughline.identities.rules.children import said
from throughline.identities.rules.people import CLOSE, NAME_KINDS, PLACE_KINDS
from throughline.identities.views.about import (
    first_open,
    first_open_to_write,
    may_write,
    trail_of,
    warn,
    withdraw_page,
)
from throughline.identities.views.persons import NameRow, ThingPage, thing_page
from throughline.partnerships.queries import agency_names


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, id: int) -> HttpResponse:
    """Which place it is. A POST adds another name."""
    found = queries.get_place(id, actor_of(request), day_of(request))
    ask = first_open(request, found) or _code_for(request, found)
    if ask is not None:
        return ask
    writes = may_write(request, found)
    names = agency_names(found.case.partnership_id, on=day_of(request))
    facts = (
        ("Which it is", found.words or "Not recorded"),
        ("Kind", said(PLACE_KINDS, found.kind)),
        ("Agency", names.get(found.agency_id or 0, "")),
    )
    further = (
        ("Change what is recorded", reverse("identities:place-edit", args=[id])),
        ("It is no place of the case", reverse("identities:place-withdraw", args=[id])),
    )
    page = ThingPage(
        title=found.pseudonym,
        over=f"Case {found.case.reference}",
        trail=trail_of(found.case),
        lead=("Which place it is stands here.", " That you read it is recorded."),
        facts=tuple((label, words) for label, words in facts if words),
        names=tuple(
            NameRow(
                row.name,
                said(NAME_KINDS, row.kind),
                row.source_words,
                reverse("identities:name-withdraw", args=[row.id]) if writes else "",
            )
            for row in queries.other_names_of_place(id)
        ),
        further=further if writes else (),
        may_write=writes,
        last_changed=last_changed(found),
        name_form=CaseForm("", "", (), ("", ""), back="", save="Add the name"),
    )
    return thing_page(request, found, page, seen=f"identity of place {id}")


@require_http_methods(["GET", "POST"])
def change_place(request: HttpRequest, id: int) -> HttpResponse:
    """Change what is recorded of a place."""
    found = queries.get_place(id, actor_of(request), day_of(request))
    ask = first_open_to_write(request, found) or _code_for(request, found)
    if ask is not None:
        return ask
    back = reverse("identities:place", args=[id])
    page = CaseForm(
        title=f"Change what is recorded of {found.pseudonym}",
        over=f"Case {found.case.reference}",
        trail=trail_of(found.case, (found.pseudonym, back)),
        lead=("", "Everybody at work on the case knows it by the pseudonym."),
        back=back,
        further=(("It is no place of the case", reverse("identities:place-withdraw", args=[id])),),
    )

    def change(record: Place, **given: object) -> Place:
        changed = services.change_place(record, **given)  # type: ignore[arg-type]
        if changed.pseudonym != found.pseudonym:
            warn(request, changed)
        return changed

    return change_page(
        request,
        found,
        forms.PlaceForm,
        page,
        key=f"place-{id}",
        change=change,
        says="What is recorded of the place is changed.",
        to=back,
        shown=Shown(found.case_id, ("place", id), (f"identity of place {id}",)),
        agencies=tuple(agency_names(found.case.partnership_id, on=day_of(request)).items()),
    )


@step_up
@require_http_methods(["GET", "POST"])
def withdraw_place(request: HttpRequest, id: int) -> HttpResponse:
    """It is no place of the case."""
    found = queries.get_place(id, actor_of(request), day_of(request))
    ask = first_open_to_write(request, found)
    if ask is not None:
        return ask
    back = reverse("identities:people", args=[found.case_id])
    page = CaseForm(
        title=f"{found.pseudonym} is no place of the case",
        over=f"Case {found.case.reference}",
        trail=trail_of(found.case),
        lead=("What is recorded is kept with your reason, and shown no more.", ""),
        back=reverse("identities:place", args=[id]),
        save="Take the place off the register",
    )
    return withdraw_page(
        request, found, "place", services.withdraw_place, page, says="The place is off the register.", to=back
    )


def _code_for(request: HttpRequest, found: Place) -> HttpResponse | None:
    return to_code(request) if found.kind in CLOSE and not is_fresh(request) else None
