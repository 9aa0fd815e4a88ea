"""What is done with one button on the page of a proposal. Each leads back to where it was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from throughline.intake import services
from throughline.intake.jobs import read_document
from throughline.intake.models import Proposal
from throughline.intake.queries.byhand import by_hand_since
from throughline.intake.queries.page import item_page
from throughline.intake.queries.proposals import review_by_reference
from throughline.intake.views.going import back, back_to, item_of, number, proposal_of, told
from throughline.kernel.refusals import Refused
from throughline.reviews.queries import get_review
from throughline.ui.words import counted

DEEDS: dict[str, Callable[..., Any]] = {
    "accept": services.accept,
    "drop": services.drop,
    "join": services.join_to_next,
    "propose": services.propose_anyway,
    "undo": services.undo,
}


@require_POST
def deed(request: Any, proposal: int, item: int, verb: str) -> HttpResponse:
    """Accept, drop, join to the next, propose all the same, or undo."""
    if verb not in DEEDS:
        raise Http404
    row = item_of(request, proposal, item)
    place = item_page(row)
    try:
        DEEDS[verb](item=row, by=request.actor, at=request.now)
    except Refused as refused:
        told(request, refused)
    return back(row.proposal, *place)


@require_POST
def accept_many(request: Any, proposal: int) -> HttpResponse:
    """Accept what nobody could doubt: everywhere, or of one kind between two places of the text."""
    row = proposal_of(request, proposal)
    page, paragraph = number(request.POST.get("page"), 1), number(request.GET.get("at"))
    start, end = number(request.GET.get("start")), number(request.POST.get("end"))
    try:
        if end:
            kind = str(request.GET.get("kind", ""))
            services.accept_run(proposal=row, kind=kind, start=start, end=end, by=request.actor, at=request.now)
        else:
            services.accept_all(proposal=row, sure=True, by=request.actor, at=request.now)
    except Refused as refused:
        told(request, refused)
    return back(row, page, paragraph)


@require_POST
def answer(request: Any, proposal: int) -> HttpResponse:
    """Keep the answers given to the doubts, and lead to where the first is to be put right by hand."""
    row = proposal_of(request, proposal)
    given = {
        number(name.removeprefix("doubt-")): value for name, value in request.POST.items() if name.startswith("doubt-")
    }
    try:
        changed = services.answer_doubts(proposal=row, answers=given, by=request.actor, at=request.now)
        messages.success(request, f"{counted(changed, 'answer')} saved." if changed else "No answer was changed.")
    except Refused as refused:
        told(request, refused)
    return back(row, *by_hand_since(row, request.now))


@require_POST
def choose(request: Any, proposal: int, review: int) -> HttpResponse:
    """Say which review it is: a new one, one in the record, or none."""
    row = proposal_of(request, proposal)
    proposed = get_object_or_404(row.reviews.all(), pk=review)
    choice = str(request.POST.get("choice", ""))
    reference, name = str(request.POST.get("reference", "")), str(request.POST.get("name", ""))
    try:
        found = None
        if choice == "other":
            found, choice = review_by_reference(reference, actor=request.actor, on=request.today), "existing"
        elif choice.startswith("existing-"):
            found = get_review(number(choice.removeprefix("existing-")), request.actor, request.today)
            choice = "existing"
        services.choose_review(
            proposed=proposed, choice=choice, review=found, name=name, by=request.actor, at=request.now
        )
        messages.success(request, "Saved. What is in that review already is folded below." if found else "Saved.")
    except Refused as refused:
        told(request, refused)
    return back(row)


def waiting(left: int) -> str:
    """What stays on the page after some of it was put in the record."""
    if not left:
        return ""
    return " One waits here until you settle it." if left == 1 else f" {left} wait here until you settle them."


@require_POST
def finish(request: Any, proposal: int) -> HttpResponse:
    """Put what was accepted in the record."""
    row = proposal_of(request, proposal)
    try:
        done = services.finish(proposal=row, by=request.actor, at=request.now)
    except Refused as refused:
        told(request, refused)
        return back(row)
    dates = f" and {counted(done.dates, 'date')}" if done.dates else ""
    says = f"{counted(done.saved, 'thing')}{dates} {'is' if done.saved == 1 and not dates else 'are'} in the record."
    messages.success(request, says + waiting(done.left))
    opened = row.reviews.filter(review__isnull=False).order_by("position").first()
    if done.left or opened is None:
        return back(row)
    return HttpResponseRedirect(reverse("intake:settle", args=[row.pk]))


@require_POST
def read_again(request: Any, proposal: int) -> HttpResponse:
    """Ask the background worker once more to read a document that waits."""
    row = proposal_of(request, proposal)
    if row.state == Proposal.State.READING:
        read_document.enqueue(row.pk, request.actor.membership, request.actor.user)
    return back(row)


__all__ = ["accept_many", "answer", "back_to", "choose", "deed", "finish", "read_again"]
