"""Answers, dissent, and what committees did: who reads which, and who writes. What is held is not printed."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix
from tests.laws.world import of_case
from throughline.access.roles import ELECTED_MEMBER
from throughline.findings.models import CommitteeRecommendation, Recommendation
from throughline.reporting.models import PrintedReason
from throughline.responses.models import AnswerDue, CommitteeStep, Dissent, Response, ResponseStage


def fill(case: Any, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A draft and a published answer, a dissent that is held and one that is printed, and a step of a committee's."""
    asked = Recommendation.objects.get(pk=ids["recommendation"])
    given = {"recommendation": asked, "case": case, "day_on": make.TODAY, "made_at": make.NOW, "made_by": case.made_by}
    draft = Response.objects.create(**given, answer="in_part", reason="Marrow drafted.")
    public = Response.objects.create(**given, answer="not_agreed", reason="Marrow public.")
    by = {"case": case, "at": make.NOW, "by": case.made_by}
    for row, states in ((draft, ("drafted",)), (public, ("drafted", "agreed", "published"))):
        for state in states:
            ResponseStage.objects.create(response=row, state=state, reason="Marrow stage.", day_on=make.TODAY, **by)
    AnswerDue.objects.create(
        recommendation=asked, case=case, due_on=make.TODAY, reason="Marrow due.", made_at=make.NOW, made_by=case.made_by
    )
    made = {"as_at_on": make.TODAY, "media": "docx", "made_at": make.NOW, "made_by": case.made_by}
    PrintedReason.objects.create(review=asked.review, case=case, response=public, **made)
    of = of_case(case, review=asked.review, recommendation=asked, agency=agency)
    held = Dissent.objects.create(
        **of,
        whose="member",
        who="Marrow lay member",
        text="Marrow held.",
        held_because="Marrow why",
        said_text="marrow",
    )
    printed = Dissent.objects.create(
        **of, whose="family", who="Marrow aunt", text="Marrow printed.", is_printed=True, said_text="marrow"
    )
    committee = CommitteeRecommendation.objects.create(
        **of_case(case), text="Marrow again.", body_name="Marrow", resolved="Marrow resolved."
    )
    committee.reviews.add(asked.review)
    step = {"state": "followed", "owner_name": "Marrow", "due_on": make.TODAY, "says": "Marrow step."}
    CommitteeStep.objects.create(recommendation=committee, **step, **by)
    return {
        "draft_response": draft.pk,
        "response": public.pk,
        "dissent": held.pk,
        "printed_dissent": printed.pk,
        "resolved_committee_recommendation": committee.pk,
    }


def hides(canary: Any, role: str) -> bool:
    """A draft, and dissent that is held, are not for an elected member."""
    if role != ELECTED_MEMBER:
        return False
    if canary.model == "Dissent":
        return Dissent.objects.filter(pk=canary.row, is_printed=False).exists()
    of = {"Response": "pk", "ResponseStage": "stages"}.get(canary.model)
    return bool(of) and not Response.objects.filter(**{of: canary.row}, stages__state="published").exists()


def rows() -> None:
    """The addresses of the room."""
    sees, public, writes = matrix.SEES, matrix.SEES_PUBLISHED, matrix.WRITES
    sealed, far = "page: coordinator chair | 404: rest", "page: stranger | 404: rest"
    matrix.row("reviews/<int:id>/answers", "id=review", get=sees)
    matrix.row("reviews/<int:id>/answers", "id=published_review", get=public)
    matrix.row("reviews/<int:id>/answers", "id=sealed_review", get=sealed)
    matrix.row("reviews/<int:id>/answers", "id=far_review", get=far)
    matrix.row("reviews/<int:id>/answers/due", "id=review", get=writes, post=writes)
    matrix.row("answers/<int:id>/", "id=response", get=sees)
    matrix.row("answers/<int:id>/", "id=published_response", get=public)
    matrix.row("answers/<int:id>/", "id=published_draft_response", get=sees)
    matrix.row("answers/<int:id>/", "id=sealed_response", get=sealed)
    matrix.row("answers/<int:id>/", "id=far_response", get=far)
    matrix.row("answers/<int:id>/stage", "id=draft_response", get=writes, post=writes)
    matrix.row("dissents/<int:id>/", "id=dissent", get=sees)
    matrix.row("dissents/<int:id>/", "id=published_dissent", get=sees)
    matrix.row("dissents/<int:id>/", "id=published_printed_dissent", get=public)
    matrix.row("dissents/<int:id>/", "id=sealed_dissent", get=sealed)
    matrix.row("dissents/<int:id>/", "id=far_dissent", get=far)
    matrix.row("reviews/<int:review>/dissents/new", "review=review", get=writes, post=writes)
    for deed in ("edit", "withdraw"):
        matrix.row(f"dissents/<int:id>/{deed}", "id=dissent", get=writes, post=writes)
    matrix.row(
        "committee-recommendations/<int:id>/follow-up",
        "id=resolved_committee_recommendation",
        get=writes,
        post=writes,
    )
