"""Rapid reviews that a person may see, what was asked and answered, and what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404

from throughline.access.queries import agency_name_on
from throughline.access.rules import why_not
from throughline.cases.queries import visible_cases
from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due, due
from throughline.messages.models import Ask
from throughline.messages.queries.asks import asks_about
from throughline.notifications.models import Incident, Notification
from throughline.notifications.queries import governs
from throughline.rapidreviews.models import (
    AgencyAnswer,
    QualityMark,
    RapidReview,
)
from throughline.rulebook.queries import RuleBook


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


def held_last(incident: Incident) -> dict[str, Any]:
    """How the partnership that holds the incident held its last rapid review: what its clock starts from, and whether
    partners sign. So a partnership says it once.
    """
    rows = RapidReview.objects.filter(case__partnership=incident.case.partnership_id, withdrawn_at__isnull=True)
    last = rows.order_by("-id").values("starts_from", "partners_sign").first()
    return dict(last) if last else {"starts_from": "notified", "partners_sign": True}


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
