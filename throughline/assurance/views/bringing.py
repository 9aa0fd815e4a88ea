"""Bring a result into a review: first into which one and as what, then its words and what it is tied to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.actionplans.queries import actions_of
from throughline.assurance import services
from throughline.assurance.forms import events as forms
from throughline.assurance.models import AssurancePoint, RoundQuestion
from throughline.assurance.pages.events import address, words_of
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries import events as queries
from throughline.assurance.queries.rounds import get_round_question
from throughline.assurance.views.doing import about, agencies_here, once, reads
from throughline.cases.formpages import Shown, allowed
from throughline.findings.queries import findings_of, recommendations_of
from throughline.impact.queries import statements_of
from throughline.reviews.addresses import address_of
from throughline.reviews.models import Review
from throughline.reviews.queries import get_review

Result = AssurancePoint | RoundQuestion


@require_http_methods(["GET", "POST"])
def point(request: HttpRequest, id: int) -> HttpResponse:
    """Bring what was found from outside."""
    reads(request)
    row = queries.get_point(id, actor_of(request))
    return _where(request, row, f"/assurance-points/{row.pk}/bring", address(row.event), row.event.title)


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, id: int) -> HttpResponse:
    """Bring what a question of a round shows."""
    reads(request)
    row = get_round_question(id, actor_of(request), day_of(request))
    return _where(request, row, f"/round-questions/{row.pk}/bring", f"/rounds/{row.round_id}/results", row.round.title)


@require_http_methods(["GET", "POST"])
def point_into(request: HttpRequest, id: int, review: int, what: str) -> HttpResponse:
    """Its words, and what it is tied to."""
    reads(request)
    row = queries.get_point(id, actor_of(request))
    return _into(request, row, review, what, address(row.event), row.event.title)


@require_http_methods(["GET", "POST"])
def question_into(request: HttpRequest, id: int, review: int, what: str) -> HttpResponse:
    """Its words, and what it is tied to."""
    reads(request)
    row = get_round_question(id, actor_of(request), day_of(request))
    return _into(request, row, review, what, f"/rounds/{row.round_id}/results", row.round.title)


def _where(request: HttpRequest, row: Result, base: str, back: str, name: str) -> HttpResponse:
    allowed(_why_not(request, row))
    lead = ("It becomes evidence or an action there,", " and stands in that review’s thread like any other.")
    facts = (("The result", row.text),)
    page = about("Bring it into a review", back, lead, over=name, name=name, save="Go on", facts=facts)
    offered = queries.reviews_to_bring_to(actor_of(request), day_of(request))

    def do(form: Any) -> str:
        return f"{base}/{form.cleaned_data['review']}/{form.cleaned_data['as_what']}"

    reviews = [(str(one.pk), f"{one.name}, {one.case.reference}") for one in offered]
    says = "Now say what it shows."
    return once(request, forms.WhereForm, page, f"bring-{_key(row)}", do, _shown(row), says=says, reviews=reviews)


def _into(request: HttpRequest, row: Result, review: int, what: str, back: str, name: str) -> HttpResponse:
    allowed(_why_not(request, row))
    into = get_review(review, actor_of(request), day_of(request))
    if what not in ("evidence", "action"):
        raise Http404
    page = about(
        "Bring it as evidence" if what == "evidence" else "Bring it as an action",
        back,
        (f"Into {into.name}.", ""),
        over=name,
        name=name,
        save="Bring it",
        facts=(("The result", row.text),),
    )
    form, given = _form(request, row, into, what)

    def do(sent: Any) -> str:
        deed = services.bring_as_evidence if what == "evidence" else services.bring_as_action
        made = deed(row, review=into, by=actor_of(request), at=now_of(request), **sent.values())
        return address_of(what, made.pk)

    key, says = f"bring-{_key(row)}-{into.pk}-{what}", "It is in the thread of that review."
    return once(request, form, page, key, do, Shown(into.case_id, ("review", into.pk)), says=says, **given)


def _form(request: HttpRequest, row: Result, into: Review, what: str) -> tuple[type[Any], dict[str, Any]]:
    actor, on = actor_of(request), day_of(request)
    if what == "evidence":
        offered = {"actions": actions_of(into, actor, on), "statements": statements_of(into, actor, on)}
        return forms.EvidenceForm, {"offered": offered, "initial": {"text": words_of(row, actor, on)}}
    offered = {"recommendations": recommendations_of(into, actor, on), "findings": findings_of(into, actor, on)}
    return forms.ActionForm, {"offered": offered, "agencies": agencies_here(request), "initial": {"text": row.text}}


def _why_not(request: HttpRequest, row: Result) -> str | None:
    thing = row if isinstance(row, AssurancePoint) else row.round
    return why_not_run(actor=actor_of(request), thing=thing)


def _key(row: Result) -> str:
    return f"{'point' if isinstance(row, AssurancePoint) else 'question'}-{row.pk}"


def _shown(row: Result) -> Shown:
    if isinstance(row, AssurancePoint):
        return Shown(0, ("assurance_event", row.event_id))
    return Shown(row.round.case_id, ("assurance_round", row.round_id))
