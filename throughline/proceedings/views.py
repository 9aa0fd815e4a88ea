"""The pages of what runs beside a review: read it, add and change it, and the deeds about a hold."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from throughline.proceedings import forms, pages, queries, recordpages, rules, services
from throughline.proceedings.permissions import why_not_look, why_not_move_proceeding
from throughline.reviews.addresses import address_of
from throughline.reviews.deeds import deed_page
from throughline.reviews.formpages import allowed
from throughline.reviews.permissions import why_not_record
from throughline.reviews.recordpages import pages_of
from throughline.reviews.sheets import show_sheet

BESIDE = "proceedings"
proceeding = pages_of(
    "proceeding",
    forms.ProceedingForm,
    services.add_proceeding,
    queries.get_proceeding,
    "Say exactly what waits for it, and what need not. A proceeding by itself holds nothing; a hold does.",
    listed_at=BESIDE,
)
outcome = pages_of(
    "outcome",
    forms.OutcomeForm,
    services.add_outcome,
    queries.get_outcome,
    "The exact words given, and who may repeat them.",
    article="an",
    listed_at=BESIDE,
)
hold = pages_of(
    "hold",
    forms.HoldForm,
    services.add_hold,
    queries.get_hold,
    "A hold has a reason, an owner and a day to look again. It stops only the clock named.",
    services.change_hold,
    listed_at=BESIDE,
)
disclosure = pages_of(
    "disclosure",
    forms.DisclosureForm,
    services.add_disclosure,
    queries.get_disclosure,
    "What was handed over, exactly, to whom and on what basis. Never a real name of a child or family.",
    listed_at=BESIDE,
)


@require_GET
def beside(request: Any, id: int) -> HttpResponse:
    """What runs beside a review: proceedings, holds, disclosures."""
    review = queries.review_at_work(id, request.actor, request.today)
    page, records = pages.review_sheet(review, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=review, records=records, subject=("proceedings", review.pk))


@require_GET
def one_proceeding(request: Any, id: int) -> HttpResponse:
    """One proceeding."""
    row = queries.get_proceeding(id, request.actor, request.today)
    page, records = recordpages.proceeding_sheet(row, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_GET
def one_outcome(request: Any, id: int) -> HttpResponse:
    """An outcome is read on the page of its proceeding."""
    row = queries.get_outcome(id, request.actor, request.today)
    return HttpResponseRedirect(address_of("proceeding", row.proceeding_id))


@require_GET
def one_hold(request: Any, id: int) -> HttpResponse:
    """One hold."""
    row = queries.get_hold(id, request.actor, request.today)
    page, records = recordpages.hold_sheet(row, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_GET
def one_disclosure(request: Any, id: int) -> HttpResponse:
    """One disclosure."""
    row = queries.get_disclosure(id, request.actor, request.today)
    page, records = recordpages.disclosure_sheet(row, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_http_methods(["GET", "POST"])
def state(request: Any, id: int) -> HttpResponse:
    """Bring a proceeding to its next state."""
    row = queries.get_proceeding(id, request.actor, request.today)
    every = rules.moves_from(row.state)
    why = [why_not_move_proceeding(actor=request.actor, thing=row, move=one, on=request.today) for one in every]
    mine = tuple(one for one, said in zip(every, why, strict=True) if said is None)
    allowed(None if mine else why[0])

    def do(form: Any) -> None:
        given = {name: form.cleaned_data[name] for name in ("state", "reason")}
        services.move_proceeding(row, by=request.actor, at=request.now, **given)

    now = rules.STATES[row.state]
    make = partial(forms.MoveForm, moves=mine)
    lead = (f"{now.word}:", f" {now.means}.")
    return deed_page(request, row, f"state-{row.state}", make, do, f"What has become of {row.text}", lead)


@require_http_methods(["GET", "POST"])
def new_outcome(request: Any, id: int) -> HttpResponse:
    """Record what a proceeding came to."""
    row = queries.get_proceeding(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.add_outcome(proceeding=row, by=request.actor, at=request.now, **form.values())

    lead = (
        "The exact words given,",
        " and who may repeat them. A plea is not a verdict, and a verdict is not a conclusion.",
    )
    return deed_page(request, row, "outcome", forms.OutcomeForm, do, f"Record an outcome of {row.text}", lead)


@require_http_methods(["GET", "POST"])
def end(request: Any, id: int) -> HttpResponse:
    """End a hold."""
    row = queries.get_hold(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.end_hold(row, by=request.actor, at=request.now, **_given(form, "to_on", "says"))

    lead = ("It is kept with its two days.", " The clock it stopped goes on from the day after.")
    return deed_page(request, row, "end", forms.EndForm, do, f"End the hold: {rules.in_sentence(row.what)}", lead)


@require_http_methods(["GET", "POST"])
def look(request: Any, id: int) -> HttpResponse:
    """Look at a hold again."""
    row = queries.get_hold(id, request.actor, request.today)
    allowed(why_not_look(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.look_again(row, by=request.actor, at=request.now, **_given(form, "says", "look_on"))

    lead = (row.reason, "")
    return deed_page(request, row, "look", forms.LookForm, do, f"Look again: {rules.in_sentence(row.what)}", lead)


@require_http_methods(["GET", "POST"])
def explain(request: Any, id: int) -> HttpResponse:
    """Say to whom a delay was explained."""
    row = queries.get_hold(id, request.actor, request.today)
    allowed(why_not_look(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.explain_hold(row, by=request.actor, at=request.now, **_given(form, "whom", "on", "says"))

    lead = ("What is said here stands for ever.", " A family that waits is told why, and told again.")
    return deed_page(request, row, "explain", forms.ExplainForm, do, f"Explained: {rules.in_sentence(row.what)}", lead)


def _given(form: Any, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}
