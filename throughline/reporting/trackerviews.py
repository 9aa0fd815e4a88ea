"""The record for the NHS tracker: to copy from, to take along, and to write what stands nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.cases.editing import Changed
from throughline.cases.formpages import CaseForm, Shown, allowed, form_page, show
from throughline.documents.attachments import attachment
from throughline.files.cells import table
from throughline.kernel.refusals import Refused
from throughline.reporting import services
from throughline.reporting.forms import TRACKER, TrackerForm
from throughline.reporting.permissions import may_read_report, why_not_write_for_report
from throughline.reporting.tracker import TrackerField, facts_of, tracker_of
from throughline.reviews.models import Review
from throughline.reviews.queries import get_review


@dataclass(frozen=True, slots=True)
class TrackerPage:
    """The fields of the tracker in its order; `may_write` shows the way to those that a person fills in."""

    id: int
    name: str
    reference: str
    fields: tuple[TrackerField, ...]
    may_write: bool


@require_GET
def tracker(request: HttpRequest, review: int) -> HttpResponse:
    """Each field of the NHS tracker with what to key into it."""
    row = _review(request, review)
    may = why_not_write_for_report(actor=actor_of(request), thing=row, on=day_of(request)) is None
    page = TrackerPage(row.pk, row.name, row.case.reference, tracker_of(row, on=day_of(request)), may)
    return show(request, "reporting/tracker.jinja", page, shown=_shown(row))


@require_GET
def tracker_file(request: HttpRequest, review: int) -> HttpResponse:
    """The same as a table of one row."""
    row = _review(request, review)
    data = services.take_tracker(row, by=actor_of(request), at=now_of(request))
    written = table([one.label for one in data], [[one.words for one in data]])
    return attachment(written, f"nhs-tracker-review-{row.pk}.csv", "values")


@require_http_methods(["GET", "POST"])
def tracker_facts(request: HttpRequest, review: int) -> HttpResponse:
    """Write what the tracker asks for and the record does not hold."""
    row = _review(request, review)
    allowed(why_not_write_for_report(actor=actor_of(request), thing=row, on=day_of(request)))
    facts, back = facts_of(row), reverse("tracker", args=[row.pk])

    def act(form: TrackerForm) -> str:
        said = {name: form.cleaned_data[name] for name in TRACKER}
        try:
            version = form.cleaned_data["version"]
            services.write_tracker(row, fields=said, version=version, by=actor_of(request), at=now_of(request))
        except Changed as changed:
            form.data = {**request.POST.dict(), "version": str(changed.theirs.version)}
            theirs = "; ".join(
                f"{form.fields[one].label}: {getattr(changed.theirs, one) or 'empty'}" for one in TRACKER
            )
            raise Refused(
                "E1501",
                f"{changed.by_name} changed this meanwhile. It now reads: {theirs}.",
                "Your words are kept. Saving again puts them in its place.",
            ) from changed
        return back

    page = CaseForm(
        title="What the NHS tracker asks for besides",
        over=f"{row.name}, {row.case.reference}",
        trail=(("Reviews", "/reviews/"), (row.name, f"/reviews/{row.pk}/"), ("NHS tracker", back)),
        lead=(
            "These stand nowhere else in the record.",
            " Leave empty what you do not know: the tracker then says so.",
        ),
        back=back,
    )
    initial = {name: getattr(facts, name) for name in TRACKER} | {"version": facts.version if facts.pk else 0}
    says = "It is on record."
    key = f"review-{row.pk}-tracker"
    return form_page(request, TrackerForm, page, key=key, act=act, says=says, shown=_shown(row), initial=initial)


def _review(request: HttpRequest, review: int) -> Review:
    """The review for somebody who reads what is written for its reports."""
    row = get_review(review, actor_of(request), day_of(request))
    if not may_read_report(actor=actor_of(request)):
        raise Http404
    return row


def _shown(row: Review) -> Shown:
    return Shown(row.case_id, ("review", row.pk), (f"NHS tracker record of review {row.pk}",))
