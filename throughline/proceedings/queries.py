"""Proceedings, holds and disclosures, as far as a person may see them. An elected member sees none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from throughline.access.rules import may
from throughline.cases.models import OfCase
from throughline.commissioning.rules.governing import chosen_over, initiated
from throughline.documents.models import Document
from throughline.documents.queries import visible_documents
from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.kernel.editions import Governing
from throughline.kernel.periods import sort_key
from throughline.notifications.models import Notification
from throughline.proceedings import rules
from throughline.proceedings.models import Disclosure, Hold, HoldNote, Outcome, Proceeding, ProceedingState
from throughline.proceedings.permissions import READS
from throughline.reviews.models import Review
from throughline.reviews.queries import get_record, get_review, visible_reviews
from throughline.rulebook.queries import RuleBook, rule_book

R = TypeVar("R", bound=OfCase)


def review_at_work(id: int, actor: Actor, on: date) -> Review:
    """That review for somebody who works on it: who reads what is published gets the 404 of a stranger."""
    _at_work(actor)
    return get_review(id, actor, on)


def record_at_work(model: type[R], id: int, actor: Actor, on: date) -> R:
    """That record of a review for somebody who works on it, or a 404."""
    _at_work(actor)
    found = get_record(model, id, actor, on)
    found.review.case = found.case  # type: ignore[attr-defined]
    return found


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
    """The review's proceedings in order, each with the kinds of what it `came_to`, in one statement.

    The review is one that the person was given.
    """
    standing = FilteredRelation("outcomes", condition=Q(outcomes__withdrawn_at__isnull=True))
    rows = Proceeding.objects.filter(review=review, withdrawn_at__isnull=True).annotate(standing=standing)
    found: dict[int, Proceeding] = {}
    for row in rows.annotate(outcome=F("standing__kind")).order_by("position", "id", "standing__position", "standing"):
        came_to = found.setdefault(row.pk, row).__dict__.setdefault("came_to", [])
        if row.outcome:
            came_to.append(row.outcome)
    return list(found.values())


def came_to(proceeding: Proceeding) -> list[str]:
    """The kinds of what the proceeding came to, of one that `proceedings_of` gave."""
    found: list[str] = proceeding.__dict__["came_to"]
    return found


def states_of(proceeding: Proceeding) -> list[ProceedingState]:
    """The states it passed through, oldest first. The proceeding is one that the person was given."""
    return list(proceeding.states.select_related("by").order_by("id"))


def outcomes_of(proceeding: Proceeding) -> list[Outcome]:
    """What the proceeding came to. The proceeding is one that the person was given."""
    return list(proceeding.outcomes.filter(withdrawn_at__isnull=True).order_by("position", "id"))


def holds_of(review: Review) -> list[Hold]:
    """The review's holds, each with whom it was last explained to, the earliest first.

    The review is one that the person was given.
    """
    rows = Hold.objects.filter(review=review, withdrawn_at__isnull=True).select_related("owner", "proceeding")
    return list(rows.annotate(**LAST_EXPLAINED).order_by("from_on", "id"))


_TOLD = HoldNote.objects.filter(hold=OuterRef("pk"), kind=HoldNote.Kind.EXPLAINED).order_by("-day_on", "-id")
# To whom a hold was last explained, and on which day; nothing where it was not.
LAST_EXPLAINED = {
    "explained_to": Subquery(_TOLD.values("whom")[:1]),
    "explained_on": Subquery(_TOLD.values("day_on")[:1]),
}


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
    dates, beginning = _beginning_of(review)
    return clocks_from(dates, held, on, book=rule_book(review.case.partnership_id, on=on), beginning=beginning)


def due_of(row: Hold, on: date) -> Due | None:
    """The clock that the hold stops, counted with all holds of its review; ``None`` where the clock does not run."""
    return next((one.due for one in clocks_of(row.review, on).running if one.due.id == row.clock), None)


# Where a review's row tells of its commission and of the incident that it follows from.
BEGINNING = {
    "commissioned": F("commission_parts__commissioned_iso"),
    "edition": F("commission_parts__edition"),
    "reason": F("commission_parts__edition_reason"),
    "aware_on": F("rapid_review__incident__aware_on"),
    "notified_on": Subquery(
        Notification.objects.filter(incident=OuterRef("rapid_review__incident"))
        .order_by("sent_on", "id")
        .values("sent_on")[:1]
    ),
    "notice_edition": F("rapid_review__incident__edition_chosen"),
    "notice_reason": F("rapid_review__incident__edition_why"),
    "rapid_review_from": F("rapid_review__starts_from"),
}


def _beginning_of(review: Review) -> tuple[list[tuple[str, str]], rules.Beginning]:
    """The review's dates, and what its commission and its incident say of when it began, in one statement."""
    rows = list(
        Review.objects.filter(pk=review.pk)
        .annotate(**{f"of_{key}": one for key, one in BEGINNING.items()})
        .values_list("dates__means", "dates__iso", "dates__position", "dates__id", *(f"of_{key}" for key in BEGINNING))
    )
    told: dict[str, Any] = {key: value for key, value in zip(BEGINNING, rows[0][4:], strict=True) if value}
    beginning = rules.Beginning(**told)
    dates = sorted((row[:4] for row in rows if row[3]), key=lambda row: (sort_key(row[1]), *row[2:]))
    return [(means, iso) for means, iso, *_ in dates], beginning


def clocks_from(
    dates: Sequence[tuple[str, str]],
    holds: Iterable[rules.Holding],
    on: date,
    *,
    book: RuleBook,
    beginning: rules.Beginning,
) -> Clocks:
    """The same from a review's dates (what each means, when in its written form), its holds and the rule book."""
    events, ends = rules.begun(rules.events_of(dates), beginning), rules.ends_of(dates)
    stops = [rules.Stop(row.clock, row.from_on, row.to_on, row.authority) for row in holds]
    by_day = book.for_review(initiated(dates, beginning.commissioned))
    of_review = chosen_over(by_day, book.editions, beginning.edition, beginning.reason)
    found = []
    for governing, notice in ((_of_notice(events, book, beginning), True), (of_review, False)):
        if governing is None or governing.edition is None:
            continue
        every = rules.running(
            book.editions[governing.edition],
            events=events,
            ends=ends,
            stops=stops,
            on=on,
            rapid_review_from=beginning.rapid_review_from or "notified",
        )
        found += [one for one in every if (one.due.id in rules.OF_THE_NOTICE) is notice]
    return Clocks(of_review, tuple(sorted(found, key=lambda one: (one.due.due, one.due.id))))


def _of_notice(events: Mapping[str, date], book: RuleBook, beginning: rules.Beginning) -> Governing | None:
    """Which edition governs the notice: the one of the day of awareness, else of the notice, or the one chosen."""
    noticed = events.get("aware") or events.get("notified") or events.get("incident_notified")
    if noticed is None:
        return None
    return chosen_over(book.for_notice(noticed), book.editions, beginning.notice_edition, beginning.notice_reason)


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
