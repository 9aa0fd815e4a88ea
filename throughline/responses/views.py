"""The pages of answers: all of a review, one with its stages; dissent; and what became of what a committee resolved."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.findings.queries import get_committee_recommendation, get_recommendation
from throughline.findings.views import review_of
from throughline.responses import forms, pages, queries, services
from throughline.responses.permissions import why_not_draft, why_not_follow, why_not_move_answer
from throughline.responses.rules import answers, following
from throughline.reviews.addresses import address_of
from throughline.reviews.deeds import deed_page
from throughline.reviews.formpages import allowed, name_of
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import get_review
from throughline.reviews.recordpages import pages_of
from throughline.reviews.sheets import show_sheet

dissent = pages_of(
    "dissent",
    forms.DissentForm,
    services.add_dissent,
    queries.get_dissent,
    "What somebody disagrees with stays beside what was agreed. It is printed, or held with a reason.",
    services.change_dissent,
    listed_at="answers",
)


@require_GET
def of_review(request: Any, id: int) -> HttpResponse:
    """How each recommendation of a review was answered, who dissents, and what committees were asked."""
    review = get_review(id, request.actor, request.today)
    page, records = pages.review_sheet(review, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=review, records=records, subject=("answers", review.pk))


@require_GET
def one_answer(request: Any, id: int) -> HttpResponse:
    """One answer with its stages."""
    row = queries.get_response(id, request.actor, request.today)
    page, records = pages.answer_sheet(row, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_GET
def one_dissent(request: Any, id: int) -> HttpResponse:
    """One dissent."""
    row = queries.get_dissent(id, request.actor, request.today)
    page, records = pages.dissent_sheet(row, actor=request.actor, on=request.today)
    return show_sheet(request, page, about=row, records=records)


@require_http_methods(["GET", "POST"])
def draft(request: Any, id: int) -> HttpResponse:
    """Write a draft of the answer to a recommendation."""
    row = get_recommendation(id, request.actor, request.today)
    allowed(why_not_draft(actor=request.actor, thing=row, on=request.today))

    def do(form: Any) -> None:
        services.draft_response(row, by=request.actor, at=request.now, **form.values())

    lead = ("What those who were asked say.", " It is a draft until somebody else agrees it, and stands for ever then.")
    says = "The draft is in the record. Somebody else agrees it."
    return deed_page(
        request, row, "answer", forms.AnswerForm, do, f"Answer {name_of(row)}", lead, save="Save the draft", says=says
    )


@require_http_methods(["GET", "POST"])
def stage(request: Any, id: int) -> HttpResponse:
    """Bring an answer to its next stage."""
    row = queries.get_response(id, request.actor, request.today)
    now = queries.stage_of(row)
    every = answers.moves_from(now)
    why = [why_not_move_answer(actor=request.actor, thing=row, state=now, move=one, on=request.today) for one in every]
    mine = tuple(one for one, said in zip(every, why, strict=True) if said is None)
    nothing = why_not_record(actor=request.actor, thing=row.recommendation, on=request.today, verb="agree an answer")
    allowed(None if mine else (why[0] if why else nothing or pages.NOTHING_MORE))

    def do(form: Any) -> None:
        services.move_response(row, by=request.actor, at=request.now, **form.values())

    state = answers.STATES[now]
    lead = (f"{state.word}:", f" {state.means}. {pages.in_short(row)}")
    make = partial(forms.StageForm, moves=mine)
    return deed_page(request, row, f"stage-{now}", make, do, f"What has become of the {name_of(row).lower()}", lead)


@require_http_methods(["GET", "POST"])
def due(request: Any, id: int) -> HttpResponse:
    """Say by when answers to a review's recommendations are due."""
    review = get_review(id, request.actor, request.today)
    allowed(why_not_record(actor=request.actor, thing=review, on=request.today, verb="answer a recommendation"))

    def do(form: Any) -> None:
        given = {name: form.cleaned_data[name] for name in ("due_on", "reason")}
        services.set_answer_due(form.chosen("rows_of"), by=request.actor, at=request.now, **given)

    home = address_of("review", review.pk, "answers")
    lead = ("The day stands beside each recommendation.", " When it has passed without an agreed answer, it is late.")
    return deed_page(request, review, "answers-due", forms.DueForm, do, "Say by when answers are due", lead, home=home)


@require_http_methods(["GET", "POST"])
def follow(request: Any, id: int) -> HttpResponse:
    """Say what becomes of what a committee or board resolved."""
    row = get_committee_recommendation(id, request.actor, request.today)
    now = queries.where_it_stands(row)
    every = following.moves_from(now.state)
    why = [why_not_follow(actor=request.actor, thing=row, state=now.state, move=m, on=request.today) for m in every]
    mine = tuple(one for one, said in zip(every, why, strict=True) if said is None)
    verb = "record what a committee resolved"
    nothing = why_not_record(actor=request.actor, thing=row, on=request.today, verb=verb)
    allowed(None if mine else (why[0] if why else nothing or pages.NOT_RESOLVED))
    row.review = review_of(row, request.actor, request.today)  # type: ignore[attr-defined]

    def do(form: Any) -> None:
        services.follow_up(row, by=request.actor, at=request.now, **form.values())

    state = following.STATES[now.state]
    lead = (f"{state.word}:", f" {state.means}.")
    verb = f"follow-{now.state}-{len(queries.steps_of(row))}"
    return deed_page(
        request, row, verb, partial(forms.FollowForm, moves=mine), do, "What becomes of what was resolved", lead
    )
