"""Rapid reviews that a person may see, how they stand, and what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.http import Http404

from throughline.access.queries import agency_name_on
from throughline.access.rules import why_not
from throughline.cases.queries import visible_cases
from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due, due
from throughline.kernel.states import State
from throughline.messages.models import Ask
from throughline.messages.queries.asks import asks_about
from throughline.notifications.models import Incident, Notification
from throughline.notifications.queries import governs
from throughline.rapidreviews import rules
from throughline.rapidreviews.models import (
    AgencyAnswer,
    Conclusion,
    ConclusionLimb,
    PanelView,
    QualityMark,
    RapidReview,
    Reply,
    Sending,
    Signature,
)
from throughline.rulebook.queries import RuleBook, rule_book


@dataclass(frozen=True, slots=True)
class Replied:
    """What the partnership replied to the Panel's last answer."""

    reply: str
    words: str
    reason: str
    resolved: str
    replied_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rapid review stands: its state, and the last act of each kind, ``None`` where there is none."""

    state: State
    conclusion: Conclusion | None
    limbs: tuple[ConclusionLimb, ...]
    signatures: tuple[Signature, ...]
    sending: Sending | None
    view: PanelView | None
    reply: Replied | None

    @property
    def differs(self) -> bool:
        """The Panel sees it otherwise than the partnership."""
        return bool(self.conclusion and self.view and rules.differs(self.conclusion.outcome, self.view.view))


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


def visible_rapid_reviews(actor: Actor, on: date) -> QuerySet[RapidReview]:
    """The rapid reviews of the cases on which this person works, none withdrawn."""
    if why_not(actor, "see a rapid review"):
        return RapidReview.objects.none()
    return RapidReview.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)


def get_rapid_review(id: int, actor: Actor, on: date) -> RapidReview:
    """That rapid review with its incident and case, or the same 404 as for one that does not exist."""
    rows = visible_rapid_reviews(actor, on).select_related("case", "incident", "incident__case")
    sent = Notification.objects.filter(incident=OuterRef("incident")).order_by("sent_on")
    rows = rows.annotate(
        notified_on=Subquery(sent.values("sent_on")[:1]), markers=Count("quality_marks__marker", distinct=True)
    )
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def of_incident(incident: Incident) -> RapidReview | None:
    """The rapid review of an incident that was given, if there is one."""
    return RapidReview.objects.filter(incident=incident, withdrawn_at__isnull=True).first()


def standing_of(review: RapidReview) -> Standing:
    """How a rapid review that was given stands."""
    conclusion, limbs = _last_conclusion(review)
    signatures = tuple(conclusion.signatures.order_by("id")) if conclusion else ()
    sending = review.sendings.order_by("-id").first()
    view = _last_view(review)
    reply = _replied(view) if view else None
    state = _state(conclusion, sending, view, reply)
    return Standing(state, conclusion, limbs, signatures, sending, view, reply)


def _last_conclusion(review: RapidReview) -> tuple[Conclusion | None, tuple[ConclusionLimb, ...]]:
    """The last conclusion with its limbs, in one statement: every edition has limbs, and each of them is answered."""
    last = Conclusion.objects.filter(rapid_review=review).order_by("-id").values("pk")[:1]
    limbs = tuple(ConclusionLimb.objects.filter(conclusion=Subquery(last)).select_related("conclusion").order_by("id"))
    return (limbs[0].conclusion if limbs else None), limbs


def _last_view(review: RapidReview) -> PanelView | None:
    """The Panel's last answer, with what was last replied to it, in one statement."""
    rows = review.panel_views.annotate(
        replied=F("replies__reply"),
        replied_reason=F("replies__reason"),
        replied_resolved=F("replies__resolved"),
        replied_on_day=F("replies__replied_on"),
    )
    return rows.order_by("-id", "-replies__id").first()


def _replied(view: PanelView) -> Replied | None:
    told = view.__dict__
    if not told["replied"]:
        return None
    words = dict(rules.REPLIES)[told["replied"]]
    return Replied(told["replied"], words, told["replied_reason"], told["replied_resolved"], told["replied_on_day"])


def clocks_of(review: RapidReview, book: RuleBook, *, sent_on: date | None) -> tuple[Due, ...]:
    """The rapid review's clock as this partnership counts it, then as it runs from the other event; none where no
    edition governs. Both days are shown, with the source of each. [CAMBSRR][TRAF]
    """
    governing = governs(review.incident, book)
    if governing.edition is None:
        return ()
    days = {"aware": review.incident.aware_on, "notified": sent_on}
    events = {name: day for name, day in days.items() if day is not None}
    order = (review.starts_from, "aware" if review.starts_from == "notified" else "notified")
    found = [due(governing.edition, events=events, rapid_review_from=start) for start in order if start in events]
    return tuple(clock for clocks in found for clock in clocks if clock.id == "rapid_review")


def answers_of(review: RapidReview, *, on: date) -> list[AgencyAnswer]:
    """What agencies answered, in the order in which it came, each with its agency's name of that day as `called`.

    The rapid review is one that the person was given.
    """
    return list(review.agency_answers.annotate(called=_called(on)).order_by("id"))


def asks_of(review: RapidReview, *, actor: Actor, on: date) -> list[Ask]:
    """What was asked of agencies, each with the agency's name of that day as `called`; nothing for those who may not
    see what others owe.
    """
    rows = asks_about("rapid_review", review.pk, actor=actor, on=on).prefetch_related(None)
    return list(rows.annotate(called=_called(on)))


def _called(on: date) -> Subquery:
    return Subquery(agency_name_on(on, agency=OuterRef("agency")).values("name")[:1])


def quality_of(review: RapidReview) -> dict[str, QualityMark]:
    """The last mark of each marker. The rapid review is one that the person was given."""
    return {row.marker: row for row in review.quality_marks.order_by("id")}


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


def _state(
    conclusion: Conclusion | None, sending: Sending | None, view: PanelView | None, reply: Replied | None
) -> State:
    return rules.state_of(
        outcome=conclusion.outcome if conclusion else "",
        sent=sending is not None,
        heard=bool(view and sending and view.at >= sending.at),
        replied=reply is not None,
        concluded_since=bool(conclusion and sending and sending.conclusion_id != conclusion.pk),
    )


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
