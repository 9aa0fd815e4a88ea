"""The page on which a reading is settled: source and reading side by side, with one form in it at most."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.audit.services import saw
from throughline.documents.rules import paragraphs
from throughline.intake import services
from throughline.intake.forms import CorrectForm, LeaveForm, MarkForm, SplitForm
from throughline.intake.models import Proposal, ProposedReview
from throughline.intake.queries.page import A_PAGE, Asked, item_page, settle_page
from throughline.intake.queries.settling import review_for
from throughline.intake.views.going import back, back_to, item_of, number, proposal_of
from throughline.kernel.refusals import Refused
from throughline.ui import drafts
from throughline.ui.pages import render


@require_GET
def settle(request: Any, proposal: int) -> HttpResponse:
    """One proposal: doubts first, then its source with what was read beside it; or that it is being read still."""
    row = proposal_of(request, proposal)
    return show(request, row, Asked(page=number(request.GET.get("page"), 1), at=number(request.GET.get("at"))))


@require_http_methods(["GET", "POST"])
def correct(request: Any, proposal: int, item: int) -> HttpResponse:
    """Write an item as it should be; it is accepted so."""
    row = item_of(request, proposal, item)
    key = f"import-item-{row.pk}-correct"
    form = drafts.with_drafts(
        CorrectForm, request, key, initial=CorrectForm.first_values(row), item=row, reviews=_reviews(row.proposal)
    )
    if request.method == "POST" and form.is_valid():
        of = review_for(row.proposal, form.cleaned_data.get("of"), row.of)
        try:
            services.correct(item=row, words=form.words(), of=of, by=request.actor, at=request.now)
            drafts.forget(owner=request.user.pk, key=key)
            return back_to(row)
        except Refused as refused:
            form.add_error(None, f"{refused.says} {refused.do}")
    return _with_form(request, row.proposal, form, "correct", *item_page(row), edit=row.pk)


@require_http_methods(["GET", "POST"])
def split(request: Any, proposal: int, item: int) -> HttpResponse:
    """Make two of an item; both are accepted."""
    row = item_of(request, proposal, item)
    key = f"import-item-{row.pk}-split"
    form = drafts.with_drafts(SplitForm, request, key, initial=SplitForm.first_values(row))
    if request.method == "POST" and form.is_valid():
        try:
            services.split(item=row, **form.cleaned_data, by=request.actor, at=request.now)
            drafts.forget(owner=request.user.pk, key=key)
            return back_to(row)
        except Refused as refused:
            form.add_error(None, f"{refused.says} {refused.do}")
    return _with_form(request, row.proposal, form, "split", *item_page(row), edit=row.pk)


@require_http_methods(["GET", "POST"])
def leave(request: Any, proposal: int, item: int) -> HttpResponse:
    """Say why an item does not join the record."""
    row = item_of(request, proposal, item)
    form = drafts.with_drafts(LeaveForm, request, f"import-item-{row.pk}-leave")
    if request.method == "POST" and form.is_valid():
        try:
            services.drop(item=row, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
            drafts.forget(owner=request.user.pk, key=f"import-item-{row.pk}-leave")
            return back_to(row)
        except Refused as refused:
            form.add_error(None, f"{refused.says} {refused.do}")
    return _with_form(request, row.proposal, form, "leave", *item_page(row), edit=row.pk)


@require_http_methods(["GET", "POST"])
def mark(request: Any, proposal: int) -> HttpResponse:
    """Say of words in a paragraph (``?p=``) that they are a thing for the record."""
    row = proposal_of(request, proposal)
    text = row.document.text if row.document else ""
    every = paragraphs(text)
    place = min(max(number(request.GET.get("p"), 1), 1), max(len(every), 1))
    page = (place - 1) // A_PAGE + 1
    if not every:
        return back(row)
    here = every[place - 1]
    key = f"import-{row.pk}-mark-{place}"
    begin = {"words": text[here.start : here.end], "kind": "finding"}
    form = drafts.with_drafts(MarkForm, request, key, initial=begin, reviews=_reviews(row))
    if request.method == "POST" and form.is_valid():
        of = review_for(row, form.cleaned_data.get("of"), None)
        words = {"kind": form.cleaned_data["kind"], "words": form.cleaned_data["words"]}
        try:
            services.mark(
                proposal=row, **words, start=here.start, end=here.end, of=of, by=request.actor, at=request.now
            )
            drafts.forget(owner=request.user.pk, key=key)
            return back(row, page, place)
        except Refused as refused:
            form.add_error("words" if refused.number == "E1309" else None, f"{refused.says} {refused.do}")
    return _with_form(request, row, form, "mark", page, place)


def show(
    request: Any, proposal: Proposal, asked: Asked, *, form: Any = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    """The proposal as it stands. That it was opened is recorded."""
    case = proposal.review.case_id if proposal.review else 0
    seen = [f"proposal {proposal.pk}"]
    saw(by=request.actor, at=request.now, subject=("proposal", proposal.pk), case=case, records=seen)
    request.case_shown = case
    if proposal.state in {Proposal.State.READING, Proposal.State.REFUSED}:
        return _not_read(request, proposal)
    page = settle_page(proposal, asked, actor=request.actor, on=request.today)
    beside = {"form": form} if form is not None else {}
    return render(request, "intake/settle.jinja", page, status=status, **beside)


def _not_read(request: Any, proposal: Proposal) -> HttpResponse:
    """A page that says that it is being read, and looks again by itself; or why it was not read."""
    response = render(request, "intake/reading.jinja", proposal)
    if proposal.state == Proposal.State.READING:
        response.headers["Refresh"] = "5"
    return response


def _with_form(
    request: Any, proposal: Proposal, form: Any, do: str, page: int, paragraph: int, edit: int = 0
) -> HttpResponse:
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return show(request, proposal, Asked(page, paragraph, edit, do), form=form, status=status)


def _reviews(proposal: Proposal) -> list[ProposedReview]:
    return list(proposal.reviews.order_by("position"))
