"""The services around the child on a day: as a picture, and the same in a table."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import Shown, show
from throughline.cases.queries import get_case_at_work
from throughline.family import forms
from throughline.family.pages.services import services_page
from throughline.family.queries.around import around
from throughline.identities.queries import pseudonyms_of
from throughline.identities.views.about import first_open, trail_of


@require_GET
def services(request: HttpRequest, id: int) -> HttpResponse:
    """The services around the child on the day that is asked for, or on the last day of the chronology."""
    actor, on = actor_of(request), day_of(request)
    case = get_case_at_work(id, actor=actor, on=on)
    ask = first_open(request, case)
    if ask is not None:
        return ask
    form = forms.DayForm(request.GET if "day_year" in request.GET else None)
    day: date | None = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
    found = around(case, day, actor=actor, on=on)
    children = pseudonyms_of([case.pk], actor, on).get(case.pk, [])
    page = services_page(
        case.pk,
        f"Case {case.reference}",
        trail_of(case),
        found,
        children[0] if len(children) == 1 else "The children" if children else "The child",
    )
    form = form if form.is_bound else forms.DayForm(initial={"day": found.day})
    return show(request, "family/services.jinja", page, shown=Shown(case.pk, ("case_services", case.pk)), form=form)
