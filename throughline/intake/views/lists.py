"""The list of imports, and the way in for documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.sizes import takes_files
from throughline.audit.services import saw
from throughline.documents.uploads import TOO_LARGE
from throughline.files.refusals import MOST_SENT, too_large
from throughline.intake import services
from throughline.intake.forms import UploadForm
from throughline.intake.jobs import read_document
from throughline.intake.models import Proposal
from throughline.intake.queries.proposals import Waits, review_by_reference, waiting_for
from throughline.intake.views.going import allowed, number
from throughline.kernel.numbers import whole_number
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews
from throughline.ui.drafts import marked
from throughline.ui.pages import render
from throughline.ui.words import counted

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """The proposals that wait, or those that are done with, a page at a time."""

    lines: Sequence[Waits]
    finished: bool
    page: int
    pages: int
    of: int


@dataclass(frozen=True, slots=True)
class NewPage:
    """The way in; `review` is the one whose page led here."""

    review: Review | None


@require_GET
def imports(request: Any) -> HttpResponse:
    """What waits to be settled, and what was."""
    allowed(request)
    finished = request.GET.get("view") == "finished"
    page = max(number(request.GET.get("page"), 1), 1)
    lines, of = waiting_for(request.actor, on=request.today, finished=finished, page=page, a_page=A_PAGE)
    seen = [f"proposal {line.proposal.pk}" for line in lines]
    saw(by=request.actor, at=request.now, subject=("partnership", request.actor.partnership), records=seen)
    pages = max(1, -(-of // A_PAGE))
    return render(request, "intake/imports.jinja", ImportsPage(lines, finished, page, pages, of))


@takes_files
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Send documents; each is read at once, or by the background worker when it is large.

    Reading takes its time, and a database has one writer: each document is read first, and then written in a
    transaction of its own.
    """
    allowed(request)
    review = visible_reviews(request.actor, request.today).filter(pk=number(request.GET.get("review"))).first()
    begin = {"into": "existing", "reference": f"#{review.pk}"} if review else {}
    begin |= {"what": "plan"} if request.GET.get("what") == "plan" else {}
    form = UploadForm(initial=begin)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, initial=begin)
        if request.META.get(TOO_LARGE):
            refused = too_large("What you sent", whole_number(request.META.get("CONTENT_LENGTH")))
            form.add_error("documents", f"{refused.says} {refused.do}")
        elif form.is_valid() and (address := _taken_in(request, form)):
            return HttpResponseRedirect(address)
    form = marked(form, request, "new-import")
    with transaction.atomic():
        if review:
            saw(by=request.actor, at=request.now, subject=("review", review.pk), case=review.case_id, records=[])
        return render(request, "intake/new.jinja", NewPage(review), form=form)


def _taken_in(request: Any, form: UploadForm) -> str:
    """Where to go next: the one proposal, or the list when there are several; nowhere when every file was refused."""
    try:
        review = None
        if form.cleaned_data["into"] == "existing":
            review = review_by_reference(form.cleaned_data["reference"], actor=request.actor, on=request.today)
    except Refused as refused:
        form.add_error("reference", f"{refused.says} {refused.do}")
        return ""
    made: list[Proposal] = []
    for file in form.cleaned_data["documents"]:
        try:
            made.append(_one(request, file, review, plan=form.cleaned_data["what"] == "plan"))
        except Refused as refused:
            form.add_error("documents", f"{refused.says} {refused.do}")
    if not made:
        return ""
    for text in form.errors.get("documents", []):
        messages.warning(request, str(text))
    if len(made) == 1:
        return reverse("intake:settle", args=[made[0].pk])
    messages.success(request, f"{counted(len(made), 'document')} came in.")
    return reverse("intake:imports")


def _one(request: Any, file: Any, review: Review | None, *, plan: bool) -> Proposal:
    if file.size > MOST_SENT:
        raise too_large(file.name, file.size)
    sent = {"name": file.name, "data": file.read(), "review": review, "by": request.actor, "at": request.now}
    if plan:
        return services.read_in(**sent, plan=True)
    if file.size <= services.READ_AT_ONCE:
        return services.read_in(**sent)
    return services.receive_in(**sent, send=lambda made: read_document.enqueue(made.pk, request.actor.membership))
