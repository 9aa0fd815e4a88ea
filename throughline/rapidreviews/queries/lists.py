"""Rapid reviews on a list, what they led to, and how they marked themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.kernel.states import State
from throughline.notifications.models import Incident, Notification
from throughline.notifications.rules import ALWAYS_ASKED
from throughline.rapidreviews import rules
from throughline.rapidreviews.models import (
    Conclusion,
    PanelView,
    QualityMark,
    RapidReview,
    Reply,
    Sending,
    Signature,
)
from throughline.rapidreviews.queries.reviews import clocks_of, visible_rapid_reviews
from throughline.rulebook.queries import RuleBook, rule_book


@dataclass(frozen=True, slots=True)
class Row:
    """A rapid review on a list, with its clock while it runs, and what was done of it last.

    `missing` are the partners whose signature the last conclusion still wants, by key.
    """

    id: int
    case: int
    name: str
    reference: str
    state: State
    outcome: str
    view: str
    clock: Due | None
    sent_on: date | None
    heard_on: date | None
    missing: tuple[str, ...]
    year: int

    @property
    def due_on(self) -> date | None:
        """The day it is due at the Panel, while it is not there."""
        return self.clock.due if self.clock else None


def columns(of: str) -> dict[str, Any]:
    """What was done last of a rapid review, as columns of one row; `of` leads from an act to what the rows are of."""
    mine = {of: OuterRef("pk")}
    last = Conclusion.objects.filter(**mine).order_by("-id")
    sending = Sending.objects.filter(**mine).order_by("-id")
    view = PanelView.objects.filter(**mine).order_by("-id")
    replies = Reply.objects.filter(**mine).order_by("-id")
    newer = Conclusion.objects.filter(rapid_review=OuterRef("rapid_review"), pk__gt=OuterRef("conclusion"))
    signed = Signature.objects.filter(~Exists(newer), **mine)
    return {
        "outcome_of_it": Subquery(last.values("outcome")[:1]),
        "conclusion_id": Subquery(last.values("pk")[:1]),
        "sent_conclusion": Subquery(sending.values("conclusion_id")[:1]),
        "sent_on": Subquery(sending.values("sent_on")[:1]),
        "sent_at": Subquery(sending.values("at")[:1]),
        "view": Subquery(view.values("view")[:1]),
        "view_id": Subquery(view.values("pk")[:1]),
        "view_at": Subquery(view.values("at")[:1]),
        "heard_on": Subquery(view.values("received_on")[:1]),
        "replied_to": Subquery(replies.values("panel_view_id")[:1]),
        **{f"signed_{partner}": Exists(signed.filter(partner=partner)) for partner in ALWAYS_ASKED},
    }


def beside_incidents() -> dict[str, Any]:
    """The same of the rapid review of each incident, as columns of a query of incidents, for `row_beside`."""
    of = RapidReview.objects.filter(incident=OuterRef("pk"), withdrawn_at__isnull=True)
    held = ("pk", "starts_from", "partners_sign", "made_at")
    return {**{f"rapid_{name}": Subquery(of.values(name)[:1]) for name in held}, **columns("rapid_review__incident")}


def row_beside(incident: Incident, book: RuleBook, *, notified: date | None) -> Row | None:
    """The rapid review of an incident that was read with `beside_incidents`, if it has one."""
    told = incident.__dict__
    if told["rapid_pk"] is None:
        return None
    held = {name: told[f"rapid_{name}"] for name in ("pk", "starts_from", "partners_sign", "made_at")}
    review = RapidReview(incident=incident, case=incident.case, **held)
    return _row(review, told, book, notified)


def rows_of(actor: Actor, on: date) -> list[Row]:
    """The rapid reviews that this person may see, the newest first, in two statements."""
    notified = Notification.objects.filter(incident=OuterRef("incident")).order_by("sent_on")
    rows = visible_rapid_reviews(actor, on).select_related("case", "incident").order_by("-id")
    rows = rows.annotate(notified=Subquery(notified.values("sent_on")[:1]), **columns("rapid_review"))
    book = rule_book(actor.partnership, on=on)
    return [_row(row, row.__dict__, book, row.__dict__["notified"]) for row in rows]


def scores_by_year(actor: Actor, on: date) -> list[tuple[int, int, int, int]]:
    """Year of the incident, how many rapid reviews marked themselves, points, and how many there could be."""
    marks = QualityMark.objects.filter(rapid_review__in=visible_rapid_reviews(actor, on)).order_by("id")
    last: dict[tuple[int, int, str], str] = {}
    of = ("rapid_review__incident__aware_on", "rapid_review__incident__when_iso", "rapid_review__made_at")
    for review, marker, mark, aware_on, when, made in marks.values_list("rapid_review_id", "marker", "mark", *of):
        last[(rules.year_of(aware_on, when, localdate(made)), review, marker)] = mark
    found = []
    for year in sorted({key[0] for key in last}, reverse=True):
        of_year = {key: mark for key, mark in last.items() if key[0] == year}
        score = rules.score_of(list(of_year.values()))
        if score:
            found.append((year, len({key[1] for key in of_year}), *score))
    return found


def outcomes_of(rows: Iterable[Row], became: Collection[int]) -> rules.Conversion:
    """What the rapid reviews on a list led to; `became` are those of which the review is on record."""
    told = ((row, row.id in became and row.outcome in rules.LEADS) for row in rows if row.outcome)
    return rules.conversion([(row.outcome, there) for row, there in told])


def _row(review: RapidReview, told: Mapping[str, Any], book: RuleBook, notified: date | None) -> Row:
    """The row of that rapid review, from what was read of it as `columns`."""
    concluded, sent = told["conclusion_id"], told["sent_conclusion"]
    state = rules.state_of(
        outcome=told["outcome_of_it"] or "",
        sent=sent is not None,
        heard=bool(told["view_at"] and told["sent_at"] and told["view_at"] >= told["sent_at"]),
        replied=told["view_id"] is not None and told["view_id"] == told["replied_to"],
        concluded_since=sent is not None and sent != concluded,
    )
    clocks = clocks_of(review, book, sent_on=notified) if state.key in ("gathering", "concluded") else ()
    signed = [partner for partner in ALWAYS_ASKED if told[f"signed_{partner}"]]
    return Row(
        id=review.pk,
        case=review.case_id,
        name=review.incident.name,
        reference=review.case.reference,
        state=state,
        outcome=told["outcome_of_it"] or "",
        view=told["view"] or "",
        clock=clocks[0] if clocks else None,
        sent_on=told["sent_on"],
        heard_on=told["heard_on"],
        missing=rules.missing_signatures(ALWAYS_ASKED, signed) if review.partners_sign and concluded else (),
        year=rules.year_of(review.incident.aware_on, review.incident.when_iso, localdate(review.made_at)),
    )
