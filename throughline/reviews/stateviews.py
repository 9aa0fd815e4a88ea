"""The page to bring a review from state to state, and what needs a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from throughline.access.step_up import step_up
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews import forms, queries, rules, services
from throughline.reviews.addresses import address_of
from throughline.reviews.formpages import FormPage, allowed, begun_again, in_sentence, saved, show
from throughline.reviews.models import Review, StateProposal
from throughline.reviews.permissions import why_not_confirm, why_not_move_review, why_not_record
from throughline.reviews.recordforms import About
from throughline.reviews.services.seconding import confirm_state, decline_state, propose_state
from throughline.reviews.views import form_page, tabs
from throughline.ui import drafts
from throughline.ui.words import day, moment


@dataclass(frozen=True)
class Step:
    """A state the review passed through."""

    state: rules.State
    reason: str
    when: str
    under: str


@dataclass(frozen=True)
class Proposed:
    """What somebody proposed, for another to confirm: `why_not` says why this person may not, or is empty."""

    id: int
    says: str
    reason: str
    why_not: str
    mine: bool


@dataclass(frozen=True)
class StatePage:
    """The page to say what has become of a review. `choices`: there is a step that this person may take or propose.

    `elsewhere` are steps that ask for more than a reason, each with its page.
    """

    id: int
    form_page: FormPage
    steps: tuple[Step, ...]
    shut: tuple[tuple[str, str], ...]
    proposed: Proposed | None
    choices: bool
    elsewhere: tuple[tuple[str, str], ...]


@require_http_methods(["GET", "POST"])
def state(request: Any, id: int) -> HttpResponse:
    """Bring a review to its next state, and see those it passed through."""
    review = queries.get_review(id, request.actor, request.today)
    every = rules.moves_from(review.state)
    why = {one: why_not_move_review(actor=request.actor, thing=review, move=one, on=request.today) for one in every}
    proposal = queries.proposal_for(review)
    open_to = tuple(one for one in every if why[one] is None and not (one.two and proposal))
    mine = tuple(one for one in open_to if not one.page)
    allowed(None if open_to or proposal else why_not_record(actor=request.actor, thing=review, on=request.today))
    key = f"review-{review.pk}-state-{review.state}"
    again = begun_again(request, key)
    if again is not None:
        return again
    about = About(review, request.actor, request.today, review)
    form = drafts.with_drafts(forms.StateForm, request, key, about=about, moves=mine)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("state", "reason")}
        try:
            return saved(request, key, _taken(request, review, given), address_of("review", review.pk))
        except Refused as refused:
            in_sentence(form, refused)
    now, proposers = rules.STATES[review.state], queries.proposers_of(review)
    page = StatePage(
        id=review.pk,
        form_page=form_page(review, "What has become of it", (f"{now.word}:", f" {now.means}."), tabs(review, "state")),
        steps=tuple(
            Step(
                rules.STATES[one.state],
                one.reason,
                f"{one.by.name}, {moment(one.at)}" + _proposer(proposers, one.at),
                one.edition_name,
            )
            for one in queries.states_of(review)
        ),
        shut=tuple((one.label, said) for one, said in why.items() if said),
        proposed=_proposed(proposal, request.actor, request.today) if proposal else None,
        choices=bool(mine),
        elsewhere=tuple((one.label, address_of("review", review.pk, one.page)) for one in open_to if one.page),
    )
    return show(request, "reviews/state.jinja", page, about=review, records=(f"review {review.pk}",), form=form)


def _taken(request: Any, review: Review, given: dict[str, str]) -> str:
    """The step is taken, or proposed where it needs two people; what is said of it."""
    move = rules.move(review.state, given["state"])
    if move is not None and move.two:
        propose_state(review, by=request.actor, at=request.now, **given)
        return f"{review.name}: it is proposed that it is published. Another person must confirm it."
    moved = services.set_state(review, by=request.actor, at=request.now, **given)
    return f"{review.name}: {rules.STATES[moved.state].word.lower()}."


def _proposer(proposers: dict[datetime, str], at: datetime) -> str:
    return f"; proposed by {proposers[at]}" if at in proposers else ""


def _proposed(proposal: StateProposal, actor: Actor, on: date) -> Proposed:
    move = rules.move(proposal.before, proposal.state)
    return Proposed(
        id=proposal.pk,
        says=f"{proposal.proposed_by.name} proposed on {day(proposal.proposed_at)}: "
        f"{(move.label if move else rules.STATES[proposal.state].word).lower()}.",
        reason=proposal.reason,
        why_not=why_not_confirm(actor=actor, thing=proposal, on=on) or "",
        mine=proposal.proposed_by_id == actor.user,
    )


@step_up
@require_http_methods(["GET", "POST"])
def second(request: Any, id: int, verb: str) -> HttpResponse:
    """Confirm what was proposed for a review, or not. A GET, as after a fresh code, leads back to where it is said."""
    review = queries.get_review(id, request.actor, request.today)
    verb_of = "change the state of a review"
    allowed(why_not_record(actor=request.actor, thing=review, on=request.today, verb=verb_of))
    to = address_of("review", review.pk, "state")
    if request.method == "GET":
        messages.info(request, "Your code was right. Choose again what to do.")
        return HttpResponseRedirect(to)
    proposal = queries.proposal_for(review)
    if proposal is None or str(proposal.pk) != request.POST.get("proposal"):
        messages.warning(request, "That proposal was settled meanwhile. Nothing was changed.")
        return HttpResponseRedirect(to)
    if verb == "confirm":
        moved = confirm_state(proposal, by=request.actor, at=request.now)
        messages.success(request, f"{review.name}: {rules.STATES[moved.state].word.lower()}.")
    else:
        decline_state(proposal, by=request.actor, at=request.now)
        messages.success(request, "It is not confirmed. The review stays as it is.")
    return HttpResponseRedirect(to)
