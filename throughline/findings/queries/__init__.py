"""What reviews found and asked for, as far as a person may see it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from throughline.access.roles import ELECTED_MEMBER
from throughline.cases.queries import visible_cases
from throughline.commissioning.models import AgencyRecommendation
from throughline.findings.models import CommitteeRecommendation, Finding, LearningPoint, Recommendation, Theme
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.queries import get_record, one_of, records_of, visible_reviews


def findings_of(review: Review, actor: Actor, on: date) -> QuerySet[Finding]:
    """The review's findings in their order; none where the review may not be seen."""
    return records_of(Finding, review, actor, on)


def learning_points_of(review: Review, actor: Actor, on: date) -> QuerySet[LearningPoint]:
    """The review's learning points in their order; none where the review may not be seen."""
    return records_of(LearningPoint, review, actor, on)


def recommendations_of(review: Review, actor: Actor, on: date) -> QuerySet[Recommendation]:
    """The review's recommendations in their order; none where the review may not be seen."""
    return records_of(Recommendation, review, actor, on)


def themes_of(review: Review, actor: Actor, on: date) -> QuerySet[Theme]:
    """The headings that reports on the review tell of progress under, in order; none where it may not be seen."""
    return records_of(Theme, review, actor, on)


def to_take_over(review: Review, *, again: bool = False) -> list[AgencyRecommendation]:
    """What agencies ask of themselves in reports of the review that the panel accepted, and no record stands for yet.

    With `again` also what was taken over before. The review is one that the person was given.
    """
    taken = Recommendation.objects.filter(origin=OuterRef("pk"), withdrawn_at__isnull=True)
    rows = AgencyRecommendation.objects.filter(
        review=review, withdrawn_at__isnull=True, report__withdrawn_at__isnull=True, report__state="accepted"
    )
    rows = rows if again else rows.exclude(Exists(taken))
    rows = rows.select_related("report__agency").order_by("report__position", "position", "id")
    return list(rows)


def visible_committee_recommendations(actor: Actor, on: date) -> QuerySet[CommitteeRecommendation]:
    """What reports ask of committees and boards, on cases they may see; elected members, of the published."""
    rows = CommitteeRecommendation.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)
    if actor.role == ELECTED_MEMBER:
        rows = rows.filter(Exists(visible_reviews(actor, on).filter(committee_recommendations=OuterRef("pk"))))
    return rows.order_by("position", "id")


def committee_recommendations_of(review: Review, actor: Actor, on: date) -> QuerySet[CommitteeRecommendation]:
    """What reports on the review ask of their committee or board; none where the review may not be seen."""
    seen = Exists(visible_reviews(actor, on).filter(pk=review.pk))
    return visible_committee_recommendations(actor, on).filter(seen, reviews=review)


def get_finding(id: int, actor: Actor, on: date) -> Finding:
    """That finding, or a 404."""
    return get_record(Finding, id, actor, on)


def get_learning_point(id: int, actor: Actor, on: date) -> LearningPoint:
    """That learning point, or a 404."""
    return get_record(LearningPoint, id, actor, on)


def get_recommendation(id: int, actor: Actor, on: date) -> Recommendation:
    """That recommendation, or a 404."""
    return get_record(Recommendation, id, actor, on)


def get_theme(id: int, actor: Actor, on: date) -> Theme:
    """That theme, or a 404."""
    return get_record(Theme, id, actor, on)


def get_committee_recommendation(id: int, actor: Actor, on: date) -> CommitteeRecommendation:
    """That recommendation to a committee or board, or a 404."""
    rows = visible_committee_recommendations(actor, on)
    return one_of(rows.select_related("case", "changed_by"), id)
