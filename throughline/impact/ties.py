"""What any record is tied to: what it follows from, and what follows from it. On one page, both ways.

It stands in the last room of the learning process, since only that knows every kind of record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from throughline.actionplans.models import Action
from throughline.actionplans.queries import get_action
from throughline.cases.editing import kind_of
from throughline.cases.models import OfCase
from throughline.findings import queries as findings
from throughline.findings.models import CommitteeRecommendation, Finding, LearningPoint, Recommendation, Theme
from throughline.findings.services import tie, tie_field, untie
from throughline.findings.views import review_of
from throughline.impact.models import Evidence, Measure, Statement
from throughline.impact.queries import get_evidence, get_measure, get_statement
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import SLUGS, WORDS, address_of
from throughline.reviews.formpages import FormPage, allowed, begun_again, in_sentence, name_of, saved, show, trail_of
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import records_of, visible_reviews
from throughline.reviews.recordforms import option, ticks
from throughline.ui import drafts
from throughline.ui.forms import ThroughlineForm
from throughline.ui.words import capital

GET: dict[str, Callable[[int, Actor, date], Any]] = {
    "finding": findings.get_finding,
    "theme": findings.get_theme,
    "learning_point": findings.get_learning_point,
    "recommendation": findings.get_recommendation,
    "committee_recommendation": findings.get_committee_recommendation,
    "action": get_action,
    "statement": get_statement,
    "evidence": get_evidence,
    "measure": get_measure,
}
MODELS: tuple[type[OfCase], ...] = (
    Review,
    Finding,
    Theme,
    LearningPoint,
    Recommendation,
    CommitteeRecommendation,
    Action,
    Statement,
    Evidence,
    Measure,
)
MANY = {"evidence": "evidence", "committee_recommendation": "recommendations to the committee"}


@dataclass(frozen=True)
class Group:
    """The records of one kind that this one may be tied to, one way, and those it is tied to now."""

    name: str
    label: str
    back: bool
    rows: dict[str, Any]
    tied: tuple[str, ...]


class TieForm(ThroughlineForm):
    """What a record is tied to, one list of boxes a kind and a way. What was ticked when it was opened goes along."""

    says_optional = False

    def __init__(self, *args: Any, groups: tuple[Group, ...], **kwargs: Any) -> None:
        self.groups = groups
        super().__init__(*args, **kwargs)
        for group in groups:
            field = ticks(group.label)
            field.choices = [(key, option(row)) for key, row in group.rows.items()]
            field.initial = list(group.tied)
            self.fields[group.name] = field
            self.fields[f"was_{group.name}"] = forms.CharField(
                required=False, initial=" ".join(group.tied), widget=forms.HiddenInput
            )

    def merge_with_now(self) -> None:
        """Ticks kept from earlier stand over the ties of now: only what this person changed differs from them.

        Where it is not known from what they were changed, nothing counts as unticked.
        """
        for group in self.groups:
            if self.is_bound or group.name not in self.initial:
                continue
            now, kept = set(group.tied), set(self.initial[group.name])
            was = self.initial.get(f"was_{group.name}")
            changed = kept - now if was is None else kept ^ set(was.split())
            self.initial[group.name] = [key for key in group.rows if key in now ^ changed]
            self.initial[f"was_{group.name}"] = " ".join(group.tied)

    def changes(self) -> Iterable[tuple[Group, Any, bool]]:
        """Each record that was ticked or unticked since the page was opened, and whether it is now to be tied."""
        for group in self.groups:
            now, was = set(self.cleaned_data[group.name]), set(self.cleaned_data[f"was_{group.name}"].split())
            for key in sorted(now ^ was):
                if key in group.rows:
                    yield group, group.rows[key], key in now


@require_http_methods(["GET", "POST"])
def ties(request: Any, id: int, kind: str) -> HttpResponse:
    """Choose what a record follows from, and what follows from it."""
    record = GET[kind](id, request.actor, request.today)
    review = review_of(record, request.actor, request.today) if kind == "committee_recommendation" else record.review
    allowed(why_not_record(actor=request.actor, thing=record, on=request.today))
    key = f"{kind}-{record.pk}-ties"
    again = begun_again(request, key)
    if again is not None:
        return again
    groups = tuple(groups_of(record, review, request.actor, request.today))
    form = drafts.with_drafts(TieForm, request, key, groups=groups)
    form.merge_with_now()
    if request.method == "POST" and form.is_valid():
        try:
            tie_all(record, form.changes(), by=request.actor, at=request.now)
            return saved(request, key, f"The ties of {name_of(record)} are saved.", address_of(kind, record.pk))
        except Refused as refused:
            in_sentence(form, refused)
    page = FormPage(
        title=f"What {name_of(record)} is tied to",
        over=review.name,
        trail=trail_of(review, record),
        lead=("", _lead(kind, groups)),
        back=address_of(kind, record.pk),
        save="Save the ties",
        facts=(("What it says", record.text),),
    )
    shown = tuple(f"{kind_of(row)} {row.pk}" for group in groups for row in group.rows.values())
    records = (f"{kind} {record.pk}", *shown)
    return show(request, "reviews/record_form.jinja", page, about=record, records=records, form=form)


@transaction.atomic
def tie_all(record: OfCase, changes: Iterable[tuple[Group, OfCase, bool]], *, by: Actor, at: datetime) -> None:
    """Each of those ties is made or cut, all or none; one event each."""
    for group, other, on in changes:
        later, earlier = (other, record) if group.back else (record, other)
        (tie if on else untie)(later, earlier, by=by, at=at)


def groups_of(record: Any, review: Review, actor: Actor, on: date) -> Iterable[Group]:
    """What it may follow from, then what may follow from it, kind by kind; empty kinds are left out."""
    mine = type(record)
    for other in MODELS:
        for back in (False, True):
            later, earlier = (other, mine) if back else (mine, other)
            name = _field(later, earlier)
            if not name or other is mine:
                continue
            if back:
                tied = other._default_manager.filter(**{name: record, "withdrawn_at__isnull": True})
            else:
                tied = getattr(record, name).filter(withdrawn_at__isnull=True)
            group = _group(other, back, _offered(other, review, actor, on), tied)
            if group.rows:
                yield group


def _group(other: type[OfCase], back: bool, rows: QuerySet[Any], tied: QuerySet[Any]) -> Group:
    kind = kind_of(other)
    many = MANY.get(kind, f"{WORDS[kind]}s")
    found = {str(row.pk): row for row in rows}
    now = [str(pk) for pk in tied.order_by("pk").values_list("pk", flat=True)]
    label = f"{capital(many)} that follow from it" if back else f"{capital(many)} it follows from"
    return Group(f"{'later' if back else 'earlier'}_{kind}", label, back, found, tuple(pk for pk in now if pk in found))


def _offered(other: type[OfCase], review: Review, actor: Actor, on: date) -> QuerySet[Any]:
    if other is Review:
        return visible_reviews(actor, on).order_by("-id")
    if other is CommitteeRecommendation:
        return findings.committee_recommendations_of(review, actor, on)
    return records_of(other, review, actor, on)


def _field(later: type[models.Model], earlier: type[models.Model]) -> str:
    try:
        return tie_field(later, earlier)
    except Refused:
        return ""


def _lead(kind: str, groups: tuple[Group, ...]) -> str:
    if groups:
        return "Tick what belongs together. A tie says that one thing follows from another, and is kept as an event."
    if kind == "theme":
        return "There is nothing to tie here. A statement says on its own page which theme it is about."
    return "This review has nothing yet that it could be tied to."


urls: list[URLPattern] = [
    path(f"{SLUGS[kind]}/<int:id>/ties", ties, {"kind": kind}, name=f"{kind.replace('_', '-')}-ties") for kind in GET
]
