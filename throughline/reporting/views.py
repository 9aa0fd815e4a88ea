"""The page on which a progress report is made, what people write for it, and how reports look."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughline.audit.services import saw
from throughline.cases.editing import Changed
from throughline.documents.attachments import attachment
from throughline.kernel.refusals import Refused
from throughline.reporting import queries, services
from throughline.reporting.forms import BrandForm, MakeForm, TextForm
from throughline.reporting.models import ReportText
from throughline.reporting.permissions import may_read_report, why_not_brand, why_not_report, why_not_write_for_report
from throughline.reviews.models import Review
from throughline.reviews.queries import get_review
from throughline.ui.drafts import forget, with_drafts
from throughline.ui.pages import render

TEXTS = ("introduction", "approach", "conclusion")


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The review, what its report would tell of today, and why this person may not make or write it, if so."""

    review: Review
    told: tuple[queries.Told, ...]
    reasons: tuple[queries.Reason, ...]
    written: ReportText
    why_not: str | None
    why_not_write: str | None


@dataclass(frozen=True, slots=True)
class TextPage:
    """What is written for the report, and what somebody else wrote meanwhile."""

    review: Review
    theirs: dict[str, str] | None = None
    theirs_by: str = ""


@dataclass(frozen=True, slots=True)
class BrandPage:
    """How reports look now, and why this person may not change it, if so."""

    colour: str
    line: str
    why_not: str | None


@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest, review: int) -> HttpResponse:
    """What the progress report would say; sent with a day and a format, the report itself."""
    actor, today, now = request.actor, request.today, request.now  # type: ignore[attr-defined]
    row = get_review(review, actor, today)
    if not may_read_report(actor=actor):
        raise Http404
    form = MakeForm(request.POST if request.method == "POST" else None, initial={"as_at": today, "made_in": "docx"})
    if form.is_bound and form.is_valid():
        try:
            made = services.make_progress_report(
                row,
                on=form.cleaned_data["as_at"],
                media=form.cleaned_data["made_in"],
                partnership_name=request.acting.partnership_name,  # type: ignore[attr-defined]
                by=actor,
                at=now,
            )
        except Refused as refused:
            form.add_error("as_at", f"{refused.says} {refused.do}")
        else:
            return attachment(made.data, made.name, form.cleaned_data["made_in"])
    saw(by=actor, at=now, subject=("review", row.pk), case=row.case_id, records=[f"progress report on review {row.pk}"])
    request.case_shown = row.case_id  # type: ignore[attr-defined]
    page = ReportPage(
        row,
        queries.outline_of(row, today),
        queries.reasons_of(row, today),
        queries.texts_of(row),
        why_not_report(actor=actor, thing=row, on=today),
        why_not_write_for_report(actor=actor, thing=row, on=today),
    )
    return render(request, "reporting/progress.jinja", page, form=form, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest, review: int) -> HttpResponse:
    """Write the introduction, approach and conclusion of a review's progress report."""
    actor, today, now = request.actor, request.today, request.now  # type: ignore[attr-defined]
    row = get_review(review, actor, today)
    if not may_read_report(actor=actor):
        raise Http404
    why_not = why_not_write_for_report(actor=actor, thing=row, on=today)
    if why_not:
        return HttpResponseRedirect(reverse("progress_report", args=[row.pk]))
    written = queries.texts_of(row)
    key = f"review-{row.pk}-report"
    initial = {name: getattr(written, name) for name in TEXTS} | {"version": written.version if written.pk else 0}
    form = with_drafts(TextForm, request, key, initial)
    page = TextPage(row)
    if form.is_bound and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in TEXTS}
        try:
            services.write_for_report(row, fields=fields, version=form.cleaned_data["version"], by=actor, at=now)
        except Changed as changed:
            theirs = {name: getattr(changed.theirs, name) for name in TEXTS}
            page = TextPage(row, theirs, changed.by_name)
            form.data = {**request.POST.dict(), "version": str(changed.theirs.version)}
        else:
            forget(owner=actor.user, key=key)
            return HttpResponseRedirect(reverse("progress_report", args=[row.pk]))
    saw(by=actor, at=now, subject=("review", row.pk), case=row.case_id, records=[f"report text of review {row.pk}"])
    request.case_shown = row.case_id  # type: ignore[attr-defined]
    return render(request, "reporting/texts.jinja", page, form=form)


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """How this partnership's reports look."""
    actor, today, now = request.actor, request.today, request.now  # type: ignore[attr-defined]
    brand = queries.brand_of(actor)
    why_not = why_not_brand(actor=actor, on=today)
    form = BrandForm(
        request.POST if request.method == "POST" else None, initial={"colour": brand.colour, "line": brand.line}
    )
    status = 200
    if form.is_bound and why_not:
        status = 403
    elif form.is_bound and form.is_valid():
        try:
            services.set_brand(**form.cleaned_data, by=actor, at=now)
            return HttpResponseRedirect(reverse("report_look"))
        except Refused as refused:
            form.add_error("colour", f"{refused.says} {refused.do}")
    return render(
        request, "reporting/look.jinja", BrandPage(brand.colour, brand.line, why_not), form=form, status=status
    )
