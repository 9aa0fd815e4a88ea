"""How many had each role and how many placements there were, and what the texts of the case say of such numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import Shown, show
from throughline.cases.queries import get_case_at_work
from throughline.family import forms
from throughline.family.pages import counts as pages
from throughline.family.pages.shared import elsewhere_of
from throughline.family.queries import counts as queries
from throughline.family.rules.counting import Stretch
from throughline.identities.views.about import first_open, trail_of


@require_GET
def counts(request: HttpRequest, id: int) -> HttpResponse:
    """The counts of a case, over all time and in a stretch that is asked for; beneath, what its texts say."""
    actor, on = actor_of(request), day_of(request)
    case = get_case_at_work(id, actor=actor, on=on)
    ask = first_open(request, case)
    if ask is not None:
        return ask
    form = forms.StretchForm(request.GET if "first_year" in request.GET else None)
    first, last = form.stretch() if form.is_bound and form.is_valid() else (None, None)
    register = queries.register_of(case, actor=actor, on=on)
    said, too_many = queries.said_in_texts(case, register.known, actor=actor, on=on)
    stretch = Stretch(first, last)
    rows = pages.count_rows(register, stretch)
    page = pages.CountsPage(
        id=id,
        over=f"Case {case.reference}",
        trail=trail_of(case),
        lead=pages.counts_lead(said, rows),
        stretch=pages.stretch_words(first, last),
        rows=rows,
        said=tuple(pages.said_row(one) for one in said),
        too_many=too_many,
        elsewhere=elsewhere_of(id, "counts"),
    )
    seen = (*(f"role_held {one.id}" for one in register.roles), *(f"stay {one.pk}" for one in register.stays))
    shown = Shown(case.pk, ("case_counts", case.pk), (*seen, *(one for row in said for one in pages.records_of(row))))
    return show(request, "family/counts.jinja", page, shown=shown, form=form)
