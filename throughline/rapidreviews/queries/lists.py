"""Rapid reviews on a list, what they led to, and how they marked themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from throughline.kernel.actor import Actor
from throughline.kernel.states import State
from throughline.notifications.models import Notification
from throughline.rapidreviews import rules
from throughline.rapidreviews.models import (
    Conclusion,
    PanelView,
    QualityMark,
    RapidReview,
    Reply,
    Sending,
)
from throughline.rapidreviews.queries.reviews import clocks_of, visible_rapid_reviews
from throughline.rulebook.queries import RuleBook, rule_book


@dataclass(frozen=True, slots=True)
class Row:
    """A rapid review on a list, with the day it is due at the Panel, or was sent."""

    id: int
    case: int
    name: str
    reference: str
    state: State
    outcome: str
    view: str
    due_on: date | None
    sent_on: date | None
    year: int


def rows_of(actor: Actor, on: date) -> list[Row]:
    """The rapid reviews that this person may see, the newest first, in two statements."""
    last = Conclusion.objects.filter(rapid_review=OuterRef("pk")).order_by("-id")
    sending = Sending.objects.filter(rapid_review=OuterRef("pk")).order_by("-id")
    view = PanelView.objects.filter(rapid_review=OuterRef("pk")).order_by("-id")
    replies = Reply.objects.filter(rapid_review=OuterRef("pk")).order_by("-id")
    told = Notification.objects.filter(incident=OuterRef("incident")).order_by("sent_on")
    rows = visible_rapid_reviews(actor, on).select_related("case", "incident").order_by("-id")
    rows = rows.annotate(
        outcome=Subquery(last.values("outcome")[:1]),
        conclusion_id=Subquery(last.values("pk")[:1]),
        sent_conclusion=Subquery(sending.values("conclusion_id")[:1]),
        sent_on=Subquery(sending.values("sent_on")[:1]),
        sent_at=Subquery(sending.values("at")[:1]),
        view=Subquery(view.values("view")[:1]),
        view_id=Subquery(view.values("pk")[:1]),
        view_at=Subquery(view.values("at")[:1]),
        replied_to=Subquery(replies.values("panel_view_id")[:1]),
        notified=Subquery(told.values("sent_on")[:1]),
    )
    book = rule_book(actor.partnership, on=on)
    return [_row(row, book) for row in rows]


def scores_by_year(actor: Actor, on: date) -> list[tuple[int, int, int, int]]:
    """Year in which a rapid review was opened, how many marked themselves, points, and how many there could be."""
    marks = QualityMark.objects.filter(rapid_review__in=visible_rapid_reviews(actor, on)).order_by("id")
    last: dict[tuple[int, int, str], str] = {}
    for review, made, marker, mark in marks.values_list("rapid_review_id", "rapid_review__made_at", "marker", "mark"):
        last[(made.year, review, marker)] = mark
    found = []
    for year in sorted({key[0] for key in last}, reverse=True):
        of_year = {key: mark for key, mark in last.items() if key[0] == year}
        score = rules.score_of(list(of_year.values()))
        if score:
            found.append((year, len({key[1] for key in of_year}), *score))
    return found


def outcomes_of(rows: Iterable[Row]) -> rules.Conversion:
    """What the rapid reviews on a list led to."""
    return rules.conversion([row.outcome for row in rows if row.outcome])


def _row(row: RapidReview, book: RuleBook) -> Row:
    told = dict(row.__dict__)
    state = rules.state_of(
        outcome=told["outcome"] or "",
        sent=told["sent_conclusion"] is not None,
        heard=bool(told["view_at"] and told["sent_at"] and told["view_at"] >= told["sent_at"]),
        replied=told["view_id"] is not None and told["view_id"] == told["replied_to"],
        concluded_since=told["sent_conclusion"] is not None and told["sent_conclusion"] != told["conclusion_id"],
    )
    clocks = clocks_of(row, book, sent_on=told["notified"]) if state.key in ("gathering", "concluded") else ()
    return Row(
        id=row.pk,
        case=row.case_id,
        name=row.incident.name,
        reference=row.case.reference,
        state=state,
        outcome=told["outcome"] or "",
        view=told["view"] or "",
        due_on=clocks[0].due if clocks else None,
        sent_on=told["sent_on"],
        year=row.made_at.year,
    )
