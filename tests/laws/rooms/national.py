"""What is asked of national bodies, read like the review; and national advice, read by whoever works here."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix
from tests.laws.world import of_case
from throughline.access.roles import ELECTED_MEMBER
from throughline.findings.models import Recommendation
from throughline.national.models import Advice, AdviceDecision, NationalAsk, NationalStep


def fill(case: Any, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """An ask that was sent, one that is drafted, and advice that was declined."""
    asked = Recommendation.objects.get(pk=ids["recommendation"])
    of = of_case(case, review=asked.review, recommendation=asked, kind="concern")
    told = {"to_name": "Marrow", "text": "Marrow asks.", "author_name": "Marrow"}
    by = {"at": make.NOW, "by": case.made_by, "day_on": make.TODAY}
    rows = {}
    for name, state in (("national_ask", "sent"), ("drafted_ask", "drafted")):
        row = NationalAsk.objects.create(**of, **told, state=state)
        NationalStep.objects.create(ask=row, case=case, state=state, says="Marrow says.", **by)
        rows[name] = row.pk
    kept = {"made_at": make.NOW, "made_by": case.made_by, "partnership": case.partnership}
    advice = Advice.objects.create(**kept, title="Safe", body_name="The Panel", text="Visit.")
    advice.recommendations.add(asked)
    AdviceDecision.objects.create(advice=advice, state="declined", reason="Too dear.", **by)
    return {**rows, "advice": advice.pk}


def hides(canary: Any, role: str) -> bool:
    """What was drafted and not sent is not for an elected member."""
    if role != ELECTED_MEMBER:
        return False
    of = {"NationalAsk": "pk", "NationalStep": "steps"}.get(canary.model)
    return bool(of) and NationalAsk.objects.filter(**{of: canary.row}, state="drafted").exists()


READS = "page: coordinator conflicted chair agency_lead lead_elsewhere scrutineer | 404: rest"
KEEPS = "page: coordinator conflicted chair | 403: agency_lead lead_elsewhere scrutineer | 404: rest"


def rows() -> None:
    """The addresses of the room."""
    sees, public, writes = matrix.SEES, matrix.SEES_PUBLISHED, matrix.WRITES
    sealed, far = "page: coordinator chair | 404: rest", "page: stranger | 404: rest"
    everybody = "page: coordinator conflicted stranger chair agency_lead lead_elsewhere scrutineer | 404: rest"
    new = "page: coordinator conflicted stranger chair | 403: agency_lead lead_elsewhere scrutineer | 404: rest"
    matrix.row("national/", get=everybody)
    matrix.row("advice/new", get=new, post=new)
    matrix.row("advice/<int:id>/", "id=advice", get=READS)
    matrix.row("advice/<int:id>/", "id=far_advice", get=far)
    for deed in ("edit", "decide", "withdraw"):
        matrix.row(f"advice/<int:id>/{deed}", "id=advice", get=KEEPS, post=KEEPS)
    matrix.row("reviews/<int:id>/national", "id=review", get=sees)
    matrix.row("reviews/<int:id>/national", "id=published_review", get=public)
    matrix.row("reviews/<int:id>/national", "id=sealed_review", get=sealed)
    matrix.row("reviews/<int:id>/national", "id=far_review", get=far)
    matrix.row("reviews/<int:review>/national-asks/new", "review=review", get=writes, post=writes)
    matrix.row("national-asks/<int:id>/", "id=national_ask", get=sees)
    matrix.row("national-asks/<int:id>/", "id=published_national_ask", get=public)
    matrix.row("national-asks/<int:id>/", "id=published_drafted_ask", get=sees)
    matrix.row("national-asks/<int:id>/", "id=sealed_national_ask", get=sealed)
    matrix.row("national-asks/<int:id>/", "id=far_national_ask", get=far)
    for deed in ("edit", "state", "withdraw"):
        matrix.row(f"national-asks/<int:id>/{deed}", "id=national_ask", get=writes, post=writes)
