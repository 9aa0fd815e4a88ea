"""What every page of this room does: find the record or 404, show a form once, change with nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse

from throughline.access.doing import actor_of, day_of, now_of
from throughline.assurance.pages import OVERVIEW, TRAIL
from throughline.assurance.permissions import sees
from throughline.cases.formpages import CaseForm, Shown, allowed, change_page, form_page
from throughline.cases.models import Kept
from throughline.partnerships.models import Agency
from throughline.partnerships.queries import agencies_named
from throughline.reviews.services import sent_once

SHEET = "reviews/sheet.jinja"
__all__ = ["SHEET", "about", "agencies_here", "change", "once", "reads"]


def reads(request: HttpRequest) -> None:
    """Nothing, or the 404 of whoever may not read assurance at all."""
    if not sees(actor_of(request)):
        raise Http404


def about(
    title: str,
    back: str,
    lead: tuple[str, str] = ("", ""),
    *,
    over: str = "",
    name: str = "",
    save: str = "Save",
    facts: tuple[tuple[str, str], ...] = (),
    further: tuple[tuple[str, str], ...] = (),
) -> CaseForm:
    """What stands round a form; `name` is what the page is called to which `back` leads."""
    trail = TRAIL if back == OVERVIEW[1] else (*TRAIL, (name or "Go back", back))
    return CaseForm(title, over, trail, lead, back, save, facts=facts, further=further)


def once(
    request: HttpRequest,
    form: type[Any],
    page: CaseForm,
    key: str,
    do: Callable[[Any], str],
    shown: Shown,
    *,
    says: str = "It is in the record.",
    initial: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page with a form that is done once, however often it is sent."""

    def act(sent: Any) -> str:
        key = sent.cleaned_data["once"]
        return sent_once(key=key, by=actor_of(request), at=now_of(request), do=lambda: do(sent))

    given = {"once": uuid4().hex} | (initial or {})
    return form_page(request, form, page, key=key, act=act, says=says, shown=shown, initial=given, **more)


def change(
    request: HttpRequest,
    row: Kept,
    form: type[Any],
    page: CaseForm,
    service: Callable[..., Any],
    why_not: str | None,
    shown: Shown,
    **more: Any,
) -> HttpResponse:
    """The page on which a record is changed, with nothing lost whoever else changes it meanwhile."""
    allowed(why_not)
    key = f"{type(row).__name__.lower()}-{row.pk}"
    return change_page(
        request, row, form, page, key=key, change=service, says="It is changed.", to=page.back, shown=shown, **more
    )


def agencies_here(request: HttpRequest) -> list[tuple[Agency, str]]:
    """The agencies of the partnership, each with its name of the day."""
    return agencies_named(actor_of(request), on=day_of(request))
