"""The record for the NHS tracker of a review."""

from __future__ import annotations

from typing import Any

from tests.laws import matrix
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.reporting.models import TrackerFacts
from throughline.reviews.models import Review


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """What only the tracker asks, of the case's review."""
    review = Review.objects.get(pk=ids["review"])
    said = {"steis": "Marrow", "designated_professional": "Marrow", "information": "Marrow", "comments": "Marrow"}
    facts = TrackerFacts.objects.create(**of_case(case, review=review, link="Marrow", **said))
    return {"tracker_facts": facts.pk}


def rows() -> None:
    """Read like the review, by those who work on the case; written by the business unit and the chair."""
    for which, answers in (("review", matrix.SEES), ("published_review", matrix.SEES)):
        matrix.row("reviews/<int:review>/tracker", f"review={which}", get=answers)
    matrix.row("reviews/<int:review>/tracker", "review=far_review", get="page: stranger | 404: rest")
    takes = "page: coordinator chair scrutineer | 403: agency_lead | 404: rest"
    matrix.row("reviews/<int:review>/tracker/download", "review=review", get=takes)
    matrix.row("reviews/<int:review>/tracker/edit", "review=review", get=matrix.WRITES, post=matrix.WRITES)
