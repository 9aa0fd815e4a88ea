"""The page on which an owner gives an action another day."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.actionplans import queries
from throughline.actionplans.forms.rounds import DueForm
from throughline.actionplans.permissions import why_not_move_due
from throughline.actionplans.services.rounds import move_due
from throughline.reviews.deeds import deed_page
from throughline.reviews.formpages import allowed, name_of


@require_http_methods(["GET", "POST"])
def move(request: Any, id: int) -> HttpResponse:
    """Give an action another day, with the reason; each move is counted."""
    row = queries.get_action(id, request.actor, request.today)
    allowed(why_not_move_due(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        values = {name: form.cleaned_data[name] for name in ("due_on", "reason")}
        move_due(row, by=request.actor, at=request.now, **values)

    return deed_page(
        request,
        row,
        "due",
        DueForm,
        do,
        f"Move the day of {name_of(row)}",
        ("", "The day that it had, the reason and who moved it are kept, and moves are counted."),
        save="Move the day",
        says=f"{name_of(row)} has another day.",
    )
