"""What runs beside a review: who reads it, who writes it. An elected member sees none of it, published or not."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories as make
from tests.laws import matrix, world
from throughline.cases.models import Case
from throughline.proceedings.models import Disclosure, Hold, HoldNote, Outcome, Proceeding, ProceedingState

KINDS = {"proceedings": "proceeding", "holds": "hold", "disclosures": "disclosure"}


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """One record of each kind."""
    of, by = world.of_case(case, review_id=ids["review"]), case.made_by
    proceeding = Proceeding.objects.create(
        **of, kind="criminal", name="Marrow trial", body="M", reference="M", contact="M", waits="Marrow", goes_on="M"
    )
    ProceedingState.objects.create(
        proceeding=proceeding, case=case, state="under_way", reason="Marrow.", at=make.NOW, by=by
    )
    outcome = Outcome.objects.create(**of, proceeding=proceeding, kind="plea", words="Marrow pleaded.")
    hold = Hold.objects.create(
        **of, clock="review_complete", what="Marrow", reason="Marrow.", owner_name="M", from_on=date(2026, 1, 5)
    )
    HoldNote.objects.create(
        hold=hold, case=case, kind="explained", whom="Marrow", says="M", day_on=make.TODAY, at=make.NOW, by=by
    )
    given = Disclosure.objects.create(
        **of, what="Marrow report", document_id=ids["document"], relevance="M", to="police", to_name="M", basis="Marrow"
    )
    return {"proceeding": proceeding.pk, "outcome": outcome.pk, "hold": hold.pk, "disclosure": given.pk}


def rows() -> None:
    """The addresses of the room."""
    reads, writes = matrix.SEES, matrix.WRITES
    matrix.row("reviews/<int:id>/proceedings", "id=review", get=reads)
    matrix.row("reviews/<int:id>/proceedings", "id=published_review", get=reads)
    matrix.row("reviews/<int:id>/proceedings", "id=sealed_review", get="page: coordinator chair | 404: rest")
    matrix.row("reviews/<int:id>/proceedings", "id=far_review", get="page: stranger | 404: rest")
    for place, one in KINDS.items():
        matrix.row(f"{place}/<int:id>/", f"id={one}", get=reads)
        matrix.row(f"{place}/<int:id>/", f"id=published_{one}", get=reads)
        matrix.row(f"{place}/<int:id>/", f"id=sealed_{one}", get="page: coordinator chair | 404: rest")
        matrix.row(f"{place}/<int:id>/", f"id=far_{one}", get="page: stranger | 404: rest")
        matrix.row(f"reviews/<int:review>/{place}/new", "review=review", get=writes, post=writes)
    for place, one in {**KINDS, "outcomes": "outcome"}.items():
        matrix.row(f"{place}/<int:id>/edit", f"id={one}", get=writes, post=writes)
        matrix.row(f"{place}/<int:id>/withdraw", f"id={one}", get=writes, post=writes)
    matrix.row("outcomes/<int:id>/", "id=outcome", get="on: coordinator chair agency_lead scrutineer | 404: rest")
    matrix.row(
        "outcomes/<int:id>/", "id=published_outcome", get="on: coordinator chair agency_lead scrutineer | 404: rest"
    )
    for deed in ("state", "outcomes/new"):
        matrix.row(f"proceedings/<int:id>/{deed}", "id=proceeding", get=writes, post=writes)
    for deed in ("end", "look", "explain"):
        matrix.row(f"holds/<int:id>/{deed}", "id=hold", get=writes, post=writes)
