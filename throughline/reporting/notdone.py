"""What will not be done, and why; and dissent that is printed: as the record stood on the day of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, OuterRef, Subquery

from throughline.actionplans.models import Action, ActionState
from throughline.findings.models import Recommendation
from throughline.reporting.models import PrintedReason
from throughline.reporting.rules import Dissenting, NotDone
from throughline.reporting.standing import Since, as_at
from throughline.responses.models import Dissent, Response, ResponseStage
from throughline.responses.rules.answers import standing
from throughline.reviews.models import Review
from throughline.ui.words import day

REJECTED = "not_agreed"
NOT_IMPLEMENTED = "not_implemented"


@dataclass(frozen=True, slots=True)
class Unmet:
    """Something that will not be done: what the report says of it, and the record in which its reason stands."""

    told: NotDone
    response: int | None = None
    ending: int | None = None


def unmet(review: Review, then: Since) -> list[Unmet]:
    """Recommendations whose standing answer is no, then actions that ended as not implemented, as they stood then."""
    return [*_rejected(review, then), *_not_implemented(review, then)]


def _rejected(review: Review, then: Since) -> list[Unmet]:
    stage = ResponseStage.objects.filter(response=OuterRef("pk"), at__lt=then.until).order_by("-pk")
    rows = Response.objects.filter(recommendation__review=review, made_at__lt=then.until)
    told: dict[int, list[Response]] = {}
    for one in rows.annotate(state=Subquery(stage.values("state")[:1], output_field=CharField())).order_by("pk"):
        told.setdefault(one.recommendation_id, []).append(one)
    found = []
    for row in as_at(Recommendation, review, then):
        stands = standing(told.get(row.pk, ()))  # type: ignore[type-var]
        if stands is not None and stands.answer == REJECTED:
            name = f"Recommendation {row.number}".strip()
            words = NotDone(name, row.text, "rejected", stands.reason, day(stands.day_on))
            found.append(Unmet(words, response=stands.pk))
    return found


def _not_implemented(review: Review, then: Since) -> list[Unmet]:
    last: dict[int, ActionState] = {}
    for state in ActionState.objects.filter(action__review=review, at__lt=then.until).order_by("pk"):
        last[state.action_id] = state
    found = []
    for row in as_at(Action, review, then):
        end = last.get(row.pk)
        if end is not None and end.state == "stopped" and end.grade == NOT_IMPLEMENTED:
            words = NotDone(f"Action {row.number}".strip(), row.text, "not implemented", end.reason, day(end.at))
            found.append(Unmet(words, ending=end.pk))
    return found


def dissenting(review: Review, then: Since) -> tuple[Dissenting, ...]:
    """Dissent that was to be printed then, with whose it is and what it is about. What is held is not here."""
    numbers = {row.pk: row.number for row in as_at(Recommendation, review, then)}
    return tuple(
        Dissenting(row.who, row.text, f"Recommendation {numbers.get(row.recommendation_id, '')}".strip())
        if row.recommendation_id
        else Dissenting(row.who, row.text, "")
        for row in as_at(Dissent, review, then)
        if row.is_printed
    )


def printed_on(review: Review) -> dict[tuple[str, int], datetime]:
    """When each reason was first printed in a report: by ``response`` or ``ending`` and its number."""
    found: dict[tuple[str, int], datetime] = {}
    for one in PrintedReason.objects.filter(review=review).order_by("-pk"):
        key = ("response", one.response_id) if one.response_id else ("ending", one.ending_id or 0)
        found[key] = one.made_at
    return found


def mark(review: Review, rows: list[Unmet], *, on: date, media: str, by: int, at: datetime) -> list[PrintedReason]:
    """Each reason is marked as printed in a report that was made at that moment."""
    return [
        PrintedReason.objects.create(
            review=review,
            case=review.case,
            response_id=one.response,
            ending_id=one.ending,
            as_at_on=on,
            media=media,
            made_at=at,
            made_by_id=by,
        )
        for one in rows
    ]
