"""A page with one form that does one thing to a record, once, and leads back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import HttpResponse

from throughline.cases import editing
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import address_of
from throughline.reviews.formpages import FormPage, begun_again, in_sentence, saved, show, trail_of
from throughline.reviews.recordforms import About
from throughline.reviews.services import sent_once
from throughline.ui import drafts

PLAIN: tuple[str, Callable[[FormPage], Any]] = ("reviews/record_form.jinja", lambda page: page)


def deed_page(
    request: Any,
    row: Any,
    verb: str,
    form_of: Any,
    do: Callable[[Any], None],
    title: str,
    lead: tuple[str, str],
    *,
    home: str = "",
    save: str = "Save",
    says: str = "It is in the record.",
    page_of: tuple[str, Callable[[FormPage], Any]] = PLAIN,
) -> HttpResponse:
    """The form, or, once it was sent and holds, what `do` does with it and the way back to the record or to `home`.

    `says` is said then. `page_of` is the template and what it shows, made of the page with the form.
    """
    kind = editing.kind_of(row)
    review = row if kind == "review" else row.review
    key, home = f"{kind}-{row.pk}-{verb.replace('/', '-')}", home or address_of(kind, row.pk)
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(review, request.actor, request.today)
    form: Any = drafts.with_drafts(form_of, request, key, initial={"once": uuid4().hex}, about=about)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            do(form)
            return home

        try:
            to = sent_once(key=form.cleaned_data["once"], by=request.actor, at=request.now, do=act)
            return saved(request, key, says, to)
        except Refused as refused:
            in_sentence(form, refused)
    trail = trail_of(review, None if kind == "review" else row)
    page = FormPage(title=title, over=review.name, trail=trail, lead=lead, back=home, save=save)
    template, made_of = page_of
    return show(request, template, made_of(page), about=row, records=(f"{kind} {row.pk}",), form=form)
