"""Answers, the days they are due, dissent and follow-up, as far as a person may see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.http import Http404

from throughline.findings.models import CommitteeRecommendation, Recommendation
from throughline.findings.queries import recommendations_of, visible_committee_recommendations
from throughline.kernel.actor import Actor
from throughline.responses.models import AnswerDue, CommitteeStep, Dissent, Response, ResponseStage
from throughline.responses.permissions import sees_drafts
from throughline.responses.rules import answers, following
from throughline.reviews.models import Review
from throughline.reviews.queries import get_record, visible_reviews

LAST_STAGE = Subquery(
    ResponseStage.objects.filter(response=OuterRef("pk")).order_by("-pk").values("state")[:1], output_field=CharField()
)
LAST_DUE = AnswerDue.objects.filter(recommendation=OuterRef("pk")).order_by("-pk").values("due_on")[:1]


def published_answer(default: Any) -> Coalesce:
    """The answer to a recommendation as whoever sees no drafts may know it: the last given of those published.

    Where nobody wrote an answer here it is what stood in the document that was read: `default`.
    """
    told = Response.objects.filter(recommendation=OuterRef("pk"))
    last = told.annotate(state=LAST_STAGE).filter(**{"state": "published"}).order_by("-day_on", "-pk")
    known = Case(When(~Exists(told), then=default), default=Value(""), output_field=TextField())
    return Coalesce(Cast(Subquery(last.values("answer")[:1]), TextField()), known)


def with_stage(rows: QuerySet[Response]) -> QuerySet[Response]:
    """The answers, each with its stage as ``state``."""
    return rows.annotate(state=LAST_STAGE)


def visible_responses(actor: Actor, on: date) -> QuerySet[Response]:
    """Answers to recommendations of reviews that the person may see; an elected member, the published ones."""
    rows = with_stage(
        Response.objects.filter(
            recommendation__review__in=visible_reviews(actor, on), recommendation__withdrawn_at__isnull=True
        )
    )
    return rows if sees_drafts(actor) else rows.filter(**{"state": "published"})


def get_response(id: int, actor: Actor, on: date) -> Response:
    """That answer with its stage, or a 404."""
    rows = visible_responses(actor, on).select_related("recommendation__review", "recommendation__case", "case")
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def stages_of(response: Response) -> list[ResponseStage]:
    """The stages that the answer passed through, oldest first. The answer is one that the person was given."""
    return list(response.stages.select_related("by").order_by("id"))


def stage_of(response: Response) -> str:
    """The stage at which the answer stands now."""
    return response.stages.order_by("-id").values_list("state", flat=True).first() or "drafted"


def responses_to(recommendation: Recommendation, actor: Actor, on: date) -> list[Response]:
    """The answers to that recommendation that the person may see, the latest given first."""
    rows = visible_responses(actor, on).filter(recommendation=recommendation).select_related("made_by")
    return list(rows.order_by("-day_on", "-id"))


@dataclass(frozen=True, slots=True)
class Answered:
    """A recommendation with the day an answer is due, how often that day moved, and its answers, the latest first."""

    recommendation: Recommendation
    due_on: date | None
    moved: int
    responses: tuple[Response, ...]

    @property
    def stands(self) -> Response | None:
        """The answer that stands."""
        return answers.standing(self.responses)  # type: ignore[type-var]

    @property
    def draft(self) -> Response | None:
        """The draft that waits to be agreed, the latest."""
        return next((one for one in self.responses if one.state == "drafted"), None)  # type: ignore[attr-defined]

    @property
    def is_own(self) -> bool:
        """An agency asks it of itself, so it is accepted without anybody's answer."""
        return bool(self.recommendation.origin_id) and self.stands is None and bool(self.recommendation.response)

    @property
    def is_answered(self) -> bool:
        """An answer stands."""
        return self.stands is not None or self.is_own

    def is_late(self, on: date) -> bool:
        """No answer was agreed by its day."""
        return answers.is_late(self.due_on, answered=self.is_answered, on=on)


def answers_of(review: Review, actor: Actor, on: date) -> list[Answered]:
    """Every recommendation of the review with its answers and the day one is due, in three statements."""
    asked = list(recommendations_of(review, actor, on).select_related("owner"))
    told: dict[int, list[Response]] = {}
    rows = visible_responses(actor, on).filter(recommendation__review=review).select_related("made_by")
    for one in rows.order_by("-day_on", "-id"):
        told.setdefault(one.recommendation_id, []).append(one)
    days: dict[int, list[date]] = {}
    due = AnswerDue.objects.filter(recommendation__in=asked).order_by("id")
    for of, day in due.values_list("recommendation_id", "due_on"):
        days.setdefault(of, []).append(day)
    return [
        Answered(row, days.get(row.pk, [None])[-1], max(0, len(days.get(row.pk, ())) - 1), tuple(told.get(row.pk, ())))
        for row in asked
    ]


def due_of(recommendation: Recommendation) -> list[AnswerDue]:
    """The days by which an answer was due, oldest first; the last counts. The person was given the recommendation."""
    return list(recommendation.answers_due.order_by("id"))


ANSWERED = ("answer", "answer_due", "dissent")
"""What `beside_of` tells of."""


def beside_of(recommendation: int, actor: Actor, on: date) -> Iterator[tuple[Any, str, Any, Any, Any, str]]:
    """Answers to that recommendation, the days one was due and dissent from it, each as rows with three texts.

    To be read in one statement: rows, what they are, first, second, third, and the column that says when.
    """
    nothing = Value("", output_field=TextField())
    of = {"recommendation": recommendation}
    answered = visible_responses(actor, on).filter(**of)
    yield answered, "answer", _text("answer"), _text("reason"), Cast(F("state"), TextField()), "day_on"
    yield AnswerDue.objects.filter(**of), "answer_due", _text("due_on"), _text("reason"), nothing, "made_at"
    held = Case(When(is_printed=True, then=nothing), default=_text("held_because"), output_field=TextField())
    yield visible_dissents(actor, on).filter(**of), "dissent", _text("who"), F("text"), held, "made_at"


def _text(name: str) -> Cast:
    return Cast(F(name), TextField())


def unanswered(actor: Actor, on: date) -> QuerySet[Recommendation]:
    """Recommendations that nobody has agreed an answer to, with the day one is due as ``answer_due``."""
    rows = Recommendation.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True, response="")
    return rows.annotate(answer_due=Subquery(LAST_DUE))


def dissents_of(review: Review, actor: Actor, on: date) -> list[Dissent]:
    """The review's dissents in their order; for an elected member those that are printed."""
    rows = visible_dissents(actor, on).filter(review=review).select_related("agency", "recommendation")
    return list(rows.order_by("position", "id"))


def visible_dissents(actor: Actor, on: date) -> QuerySet[Dissent]:
    """Dissent in reviews that the person may see; for an elected member what is printed."""
    rows = Dissent.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    return rows if sees_drafts(actor) else rows.filter(is_printed=True)


def get_dissent(id: int, actor: Actor, on: date) -> Dissent:
    """That dissent, or a 404."""
    row = get_record(Dissent, id, actor, on)
    if not row.is_printed and not sees_drafts(actor):
        raise Http404
    return row


def steps_of(recommendation: CommitteeRecommendation) -> list[CommitteeStep]:
    """What became of it, step by step, oldest first. The recommendation is one that the person was given."""
    return list(recommendation.steps.select_related("by").order_by("id"))


@dataclass(frozen=True, slots=True)
class Followed:
    """What a committee was asked, where it stands, and who follows it up by when."""

    row: CommitteeRecommendation
    state: str
    owner: str
    due_on: date | None

    def is_overdue(self, on: date) -> bool:
        """Its day has passed."""
        return following.is_overdue(self.state, self.due_on, on)


def followed(rows: QuerySet[CommitteeRecommendation]) -> list[Followed]:
    """Each of these with where it stands, in one statement."""
    last = CommitteeStep.objects.filter(recommendation=OuterRef("pk")).order_by("-pk")
    told = rows.annotate(
        step=Subquery(last.values("state")[:1]),
        followed_by=Subquery(last.values("owner_name")[:1]),
        followed_until=Subquery(last.values("due_on")[:1]),
    )
    return [as_followed(one) for one in told]


def as_followed(row: CommitteeRecommendation) -> Followed:
    """One of those, as `followed` asked for it."""
    said = row.__dict__
    step = said["step"]
    state = following.state_of(row.resolved, [step] if step else [])
    return Followed(row, state, said["followed_by"] or "", said["followed_until"])


def followed_of(review: Review, actor: Actor, on: date) -> list[Followed]:
    """What reports on the review ask of committees, with where each stands."""
    seen = visible_reviews(actor, on).filter(pk=review.pk)
    rows = visible_committee_recommendations(actor, on).filter(reviews__in=seen).distinct()
    return followed(rows)


def where_it_stands(row: CommitteeRecommendation) -> Followed:
    """Where that one stands. The recommendation is one that the person was given."""
    return followed(CommitteeRecommendation.objects.filter(pk=row.pk))[0]
