"""Proceedings, holds and disclosures, as far as a person may see them. An elected member sees none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from throughline.access.rules import may
from throughline.cases.models import OfCase
from throughline.documents.models import Document
from throughline.documents.queries import visible_documents
from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.kernel.editions import Governing, governing_notice, governing_review, shipped
from throughline.kernel.periods import sort_key
from throughline.proceedings import rules
from throughline.proceedings.models import Disclosure, Hold, HoldNote, Outcome, Proceeding, ProceedingState
from throughline.proceedings.permissions import READS
from throughline.reviews.models import Review
from throughline.reviews.queries import dates_of, get_record, get_review, visible_reviews

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


def visible_holds(actor: Actor, on: date) -> QuerySet[Hold]:
    """Every hold of the reviews that the person works on, none withdrawn."""
    rows = Hold.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    return rows if actor.role and may(actor.role, READS) else rows.none()


def visible_proceedings(actor: Actor, on: date) -> QuerySet[Proceeding]:
    """Every proceeding beside the reviews that the person works on, none withdrawn."""
    rows = Proceeding.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    return rows if actor.role and may(actor.role, READS) else rows.none()


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of a review, which edition governs it, and why."""

    governing: Governing
    running: tuple[rules.Running, ...]


def clocks_of(review: Review, on: date, *, holds: Iterable[Hold] | None = None) -> Clocks:
    """The clocks that the review's dates started, with its holds. The review is one that the person was given.

    For the notice and the rapid review the edition of the day the authority became aware governs, for the review the
    one of the day it was initiated. Where no edition can be named no clock is shown.
    """
    held = holds_of(review) if holds is None else holds
    return clocks_from([(row.means, row.iso) for row in dates_of(review)], held, on)


def due_of(row: Hold, on: date) -> Due | None:
    """The clock that the hold stops, counted with all holds of its review; ``None`` where the clock does not run."""
    return next((one.due for one in clocks_of(row.review, on).running if one.due.id == row.clock), None)


def clocks_from(dates: Sequence[tuple[str, str]], holds: Iterable[rules.Holding], on: date) -> Clocks:
    """The same from a review's dates (what each means, when in its written form) and its holds."""
    events, ends = rules.events_of(dates), rules.ends_of(dates)
    stops = [rules.Stop(row.clock, row.from_on, row.to_on, row.authority) for row in holds]
    initiated = rules.initiated(dates)
    of_review = governing_review(initiated)
    noticed = events.get("aware") or events.get("notified") or events.get("incident_notified")
    of_notice = governing_notice(noticed) if noticed else None
    found = []
    for governing, notice in ((of_notice, True), (of_review, False)):
        if governing is None or governing.edition is None:
            continue
        every = rules.running(shipped()[governing.edition], events=events, ends=ends, stops=stops, on=on)
        found += [one for one in every if (one.due.id in rules.OF_THE_NOTICE) is notice]
    return Clocks(of_review, tuple(sorted(found, key=lambda one: (one.due.due, one.due.id))))


def disclosures_of(review: Review, actor: Actor, on: date) -> list[Disclosure]:
    """What was disclosed, the latest first; `may_open` where the person may open the document that was.

    The review is one that the person was given.
    """
    mine = visible_documents(actor, on=on).filter(pk=OuterRef("document"))
    rows = Disclosure.objects.filter(review=review, withdrawn_at__isnull=True).annotate(may_open=Exists(mine))
    rows = rows.select_related("proceeding", "document")
    return sorted(rows, key=lambda row: (sort_key(row.when_iso), row.pk), reverse=True)


def papers_of(review: Review, actor: Actor, on: date) -> QuerySet[Document]:
    """The documents of the review's case that the person may open."""
    return visible_documents(actor, on=on).filter(cases__case=review.case_id).order_by("id").distinct()
