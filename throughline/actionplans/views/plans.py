"""The action plan of a review: the page, the file, and how a partnership colours it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.actionplans.forms.plans import ColoursForm
from throughline.actionplans.permissions import why_not_colour, why_not_take
from throughline.actionplans.queries.colours import every_choice, marks_of
from throughline.actionplans.queries.plans import ReviewPlan, plan_of_review
from throughline.actionplans.services.plans import set_colours, take_plan
from throughline.audit.services import saw
from throughline.documents.attachments import attachment
from throughline.kernel.refusals import Refused
from throughline.planfiles import ENDINGS
from throughline.reviews.formpages import allowed, show, trail_of
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import get_review
from throughline.ui.pages import render
from throughline.ui.words import moment

TYPES = {".xlsx": "excel", ".docx": "docx"}


@dataclass(frozen=True)
class PlanPage:
    """The plan of one review."""

    id: int
    name: str
    reference: str
    trail: tuple[tuple[str, str], ...]
    plan: ReviewPlan
    may_take: bool
    may_read_in: bool


@dataclass(frozen=True)
class ColoursPage:
    """How plans are coloured, and every choice before."""

    chosen: tuple[tuple[str, str], ...]


@require_GET
def plan(request: Any, id: int) -> HttpResponse:
    """Every action of the review with its colour and the reason."""
    row = get_review(id, request.actor, request.today)
    page = PlanPage(
        id=row.pk,
        name=row.name,
        reference=row.case.reference,
        trail=trail_of(row),
        plan=plan_of_review(row, actor=request.actor, on=request.today),
        may_take=why_not_take(actor=request.actor, thing=row, on=request.today) is None,
        may_read_in=why_not_record(actor=request.actor, thing=row, on=request.today, verb="import a document") is None,
    )
    seen = tuple(f"action {one.id}" for one in page.plan.rows)
    return show(request, "actionplans/plan.jinja", page, about=row, records=seen)


@require_GET
def download(request: Any, id: int) -> HttpResponse:
    """The plan as a file: ``?as=xlsx`` or ``docx``, ``&by=agency`` for a sheet or a table of each."""
    row = get_review(id, request.actor, request.today)
    allowed(why_not_take(actor=request.actor, thing=row, on=request.today))
    ending = f".{request.GET.get('as', 'xlsx')}"
    if ending not in ENDINGS:
        raise Http404
    by_agency = request.GET.get("by") == "agency"
    try:
        data = take_plan(row, ending=ending, by_agency=by_agency, by=request.actor, at=request.now)
    except Refused as refused:
        messages.warning(request, f"{refused.says} {refused.do}")
        return HttpResponseRedirect(reverse("actionplans:plan", args=[row.pk]))
    return attachment(data, f"action-plan-{row.pk}-{request.today.isoformat()}{ending}", TYPES[ending])


@require_http_methods(["GET", "POST"])
def colours(request: Any) -> HttpResponse:
    """Choose how the partnership colours its plans."""
    allowed(why_not_colour(actor=request.actor, on=request.today))
    marks = marks_of(request.actor.partnership, request.today)
    form = ColoursForm(request.POST or None, initial=ColoursForm.first_values(marks))
    if request.method == "POST" and form.is_valid():
        try:
            set_colours(marks=form.marks(), by=request.actor, at=request.now)
            messages.success(request, "Plans are coloured so from now on.")
            return HttpResponseRedirect(reverse("actionplans:colours"))
        except Refused as refused:
            form.add_error(None, f"{refused.says} {refused.do}")
    subject = ("partnership", request.actor.partnership)
    saw(by=request.actor, at=request.now, subject=subject, records=[])
    chosen = tuple(
        (f"{row.made_by.name}, {moment(row.made_at)}", ", ".join((row.blue, row.green, row.amber, row.red, row.none)))
        for row in every_choice(request.actor.partnership)
    )
    return render(request, "actionplans/colours.jinja", ColoursPage(chosen), form=form)
