"""The pages to write statements, evidence and measures, and to accept evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from throughline.access.roles import AGENCY_LEAD
from throughline.actionplans.queries import actions_of
from throughline.impact import forms, queries, services
from throughline.impact.models import Evidence
from throughline.impact.permissions import why_not_accept, why_not_bring_evidence
from throughline.impact.rules import kind_word
from throughline.impact.rules.grades import grade_told
from throughline.kernel.actor import Actor
from throughline.reviews.addresses import address_of
from throughline.reviews.formpages import FormPage, allowed, name_of, saved, show, trail_of
from throughline.reviews.models import Review
from throughline.reviews.recordpages import Edit, Kind, RecordPages, change_fields
from throughline.ui.words import day


def why_not_add_evidence(*, actor: Actor, thing: Review, on: date) -> str | None:
    """Why this person may not open the form for evidence; an agency's lead may where that agency owns an action."""
    own = actions_of(thing, actor, on).filter(owner=actor.agency or None) if actor.role == AGENCY_LEAD else ()
    return why_not_bring_evidence(actor=actor, thing=thing, actions=list(own), on=on)


statement = RecordPages(
    Kind(
        "statement",
        forms.StatementForm,
        services.add_statement,
        queries.get_statement,
        "A statement keeps what a text says of progress or effect as what it is: somebody’s words, about one thing.",
        (Edit("edit", forms.StatementForm, services.change_statement, "Change {name}", withdraws=True),),
    )
)
evidence = RecordPages(
    Kind(
        "evidence",
        forms.EvidenceForm,
        services.bring_evidence,
        queries.get_evidence,
        "Evidence shows that an action was done or a statement is true. Somebody other than its owner accepts it.",
        (Edit("edit", forms.EvidenceForm, services.change_evidence, "Change {name}", withdraws=True),),
        why_not_add=why_not_add_evidence,
        article="",
        brings_files=True,
    )
)
measure = RecordPages(
    Kind(
        "measure",
        forms.MeasureForm,
        services.add_measure,
        queries.get_measure,
        "A measure is a figure that is asked for again and again. Its baseline is its first reading.",
        (Edit("edit", forms.MeasureForm, change_fields, "Change {name}", withdraws=True),),
    )
)


@dataclass(frozen=True)
class AcceptPage:
    """The page to accept evidence: what it is, what it shows, and why this person may not, if so."""

    form_page: FormPage
    facts: tuple[tuple[str, str], ...]
    shows: tuple[tuple[str, str], ...]
    accepted: str
    grade: str


@require_http_methods(["GET", "POST"])
def accept(request: Any, id: int) -> HttpResponse:
    """Accept evidence and grade it, by somebody who neither brought it nor owns what it shows."""
    row = queries.get_evidence(id, request.actor, request.today)
    settled = row.accepted_at is not None and bool(row.grade)
    if not settled:
        allowed(why_not_accept(actor=request.actor, thing=row, on=request.today))
    key = f"evidence-{row.pk}-accept"
    form = forms.GradeForm(request.POST or None)
    if request.method == "POST" and (settled or form.is_valid()):
        grade = "" if settled else form.cleaned_data["grade"]
        said = "graded" if row.accepted_at else "accepted"
        services.accept_evidence(row, grade=grade, by=request.actor, at=request.now)
        return saved(request, key, f"{name_of(row)} is {said}.", address_of("evidence", row.pk))
    page = _accept_page(row)
    return show(request, "impact/accept.jinja", page, about=row, records=(f"evidence {row.pk}",), form=form)


def _accept_page(row: Evidence) -> AcceptPage:
    shows = [("Action " + (one.number or str(one.pk)), one.text) for one in row.actions.filter(withdrawn_at=None)]
    shows += [(one.get_kind_display(), one.text) for one in row.statements.filter(withdrawn_at=None)]
    accepted = ""
    if row.accepted_by and row.accepted_at:
        accepted = f"{row.accepted_by.name} accepted it on {day(row.accepted_at)}."
    return AcceptPage(
        form_page=FormPage(
            title=f"{'Grade' if row.accepted_at and not row.grade else 'Accept'} {name_of(row)}",
            over=row.review.name,
            trail=trail_of(row.review, row),
            lead=("You say that you have looked at it", " and how far it goes to show that something changed."),
            back=address_of("evidence", row.pk),
            save="Grade this evidence" if row.accepted_at else "Accept this evidence",
        ),
        facts=(
            ("The evidence", row.text),
            ("Kind", kind_word(row.kind)),
            ("Who brought it", f"Brought by {row.made_by.name} on {day(row.made_at)}"),
        ),
        shows=tuple(shows),
        accepted=accepted,
        grade=f"{grade_told(row.grade)}." if row.grade else "",
    )
