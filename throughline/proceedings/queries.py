"""Proceedings, holds and disclosures, as far as a person may see them. An elected member sees none."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from throughline.access.rules import may
from throughline.cases.models import OfCase
from throughline.documents.models import Document
from throughline.documents.queries import visible_documents
from throughline.kernel.actor import Actor
from throughline.kernel.periods import sort_key
from throughline.proceedings.models import Disclosure, Hold, HoldNote, Outcome, Proceeding, ProceedingState
from throughline.proceedings.permissions import READS
from throughline.reviews.models import Review
from throughline.reviews.queries import get_record, get_review, visible_reviews

R = TypeVar("R", bound=OfCase)


def review_at_work(id: int, actor: Actor, on: date) -> Review:
    """That review for somebody who works on it: who reads what is published gets the 404 of a stranger."""
    _at_work(actor)
    return get_review(id, actor, on)


def record_at_work(model: type[R], id: int, actor: Actor, on: date) -> R:
    """That record of a review for somebody who works on it, or a 404."""
    _at_work(actor)
    return get_record(model, id, actor, on)


def _at_work(actor: Actor) -> None:
    if not actor.role or not may(actor.role, READS):
        raise Http404


def get_proceeding(id: int, actor: Actor, on: date) -> Proceeding:
    """That proceeding, or a 404."""
    return record_at_work(Proceeding, id, actor, on)


def get_outcome(id: int, actor: Actor, on: date) -> Outcome:
    """That outcome, or a 404."""
    return record_at_work(Outcome, id, actor, on)


def get_hold(id: int, actor: Actor, on: date) -> Hold:
    """That hold, or a 404."""
    return record_at_work(Hold, id, actor, on)


def get_disclosure(id: int, actor: Actor, on: date) -> Disclosure:
    """That disclosure, or a 404."""
    return record_at_work(Disclosure, id, actor, on)


def proceedings_of(review: Review) -> list[Proceeding]:
    """The review's proceedings with their outcomes, in order. The review is one that the person was given."""
    outcomes = Outcome.objects.filter(withdrawn_at__isnull=True).order_by("position", "id")
    rows = Proceeding.objects.filter(review=review, withdrawn_at__isnull=True).order_by("position", "id")
    return list(rows.prefetch_related(Prefetch("outcomes", outcomes)))


def states_of(proceeding: Proceeding) -> list[ProceedingState]:
    """The states it passed through, oldest first. The proceeding is one that the person was given."""
    return list(proceeding.states.select_related("by").order_by("id"))


def outcomes_of(proceeding: Proceeding) -> list[Outcome]:
    """What the proceeding came to. The proceeding is one that the person was given."""
    return list(proceeding.outcomes.filter(withdrawn_at__isnull=True).order_by("position", "id"))


def holds_of(review: Review) -> list[Hold]:
    """The review's holds, the earliest first. The review is one that the person was given."""
    rows = Hold.objects.filter(review=review, withdrawn_at__isnull=True).select_related("owner", "proceeding")
    return list(rows.order_by("from_on", "id"))


def notes_of(hold: Hold) -> list[HoldNote]:
    """What was done about the hold, oldest first. The hold is one that the person was given."""
    return list(hold.notes.select_related("by").order_by("day_on", "id"))


def standing_holds(actor: Actor, on: date) -> list[Hold]:
    """The holds that stand on that day in every review the person works on, those to be looked at first on top."""
    if not actor.role or not may(actor.role, READS):
        return []
    rows = Hold.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True, from_on__lte=on)
    rows = rows.exclude(to_on__lt=on).select_related("owner", "review", "proceeding")
    return sorted(rows, key=lambda row: (row.look_on or date.max, row.from_on, row.pk))


def disclosures_of(review: Review) -> list[Disclosure]:
    """What was disclosed, the latest first. The review is one that the person was given."""
    rows = Disclosure.objects.filter(review=review, withdrawn_at__isnull=True).select_related("proceeding", "document")
    return sorted(rows, key=lambda row: (sort_key(row.when_iso), row.pk), reverse=True)


def papers_of(review: Review, actor: Actor, on: date) -> QuerySet[Document]:
    """The documents of the review's case that the person may open."""
    return visible_documents(actor, on=on).filter(cases__case=review.case_id).order_by("id").distinct()
