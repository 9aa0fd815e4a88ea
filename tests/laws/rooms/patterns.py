"""What was asked before, and who gets what at its addresses."""

from __future__ import annotations

from typing import Any

from tests.laws import matrix
from tests.laws.world import of_case
from throughline.findings.models import Recommendation
from throughline.patterns.models import EarlierAsk, WordingLook


def fill(case: Any, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """An earlier recommendation of the case's review, what was said of the two, and a look at the wording."""
    later = Recommendation.objects.get(pk=ids["recommendation"])
    earlier = Recommendation.objects.create(**of_case(case, review_id=later.review_id, text="Marrow", number="0"))
    given = {"recommendation": later, "earlier": earlier, "answer": "once_more", "reason": "Marrow"}
    asked = EarlierAsk.objects.create(**of_case(case, **given))
    look = {"recommendation": later, "of_version": 1, "remarks": ["no_owner"], "earlier": [{"id": earlier.pk}]}
    WordingLook.objects.create(**look, at=later.made_at, by_id=later.made_by_id)
    return {"earlier_recommendation": earlier.pk, "earlier_ask": asked.pk}


def rows() -> None:
    """Who gets what."""
    matrix.row("recommendations/<int:id>/earlier", "id=recommendation", get=matrix.SEES)
    matrix.row("recommendations/<int:id>/earlier", "id=far_recommendation", get="page: stranger | 404: rest")
    both = "recommendations/<int:id>/earlier/<int:earlier>"
    of = "id=recommendation earlier=earlier_recommendation"
    matrix.row(both, of, get=matrix.WRITES, post=matrix.WRITES)
    matrix.row(both, "id=recommendation earlier=far_earlier_recommendation", get="404: rest", post="404: rest")
