"""A case that was loaded once, and of which somebody asked for a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories as make
from tests.laws.matrix import row
from tests.laws.world import of_case
from throughline.caseexport.models import CaseExport, CaseLoad
from throughline.cases.models import Case


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A file with identities that was asked for, and the file from which the case came."""
    asked = CaseExport.objects.create(
        **of_case(case, scope="identities", reason="Marrow moves.", mark=f"MARK-{case.pk}", declined_why="")
    )
    CaseLoad.objects.create(
        case=case,
        scope="identities",
        mark="MARROW",
        sha256="0" * 64,
        exported_on=date(2026, 3, 1),
        exported_by_name="Marrow",
        exported_from_name="Marrow",
        made_at=make.NOW,
        made_by=case.made_by,
    )
    return {"case_export": asked.pk}


def rows() -> None:
    """Asked for by somebody, agreed by another, and taken; by the business unit and the chair alone."""
    exports = "page: coordinator chair | 403: agency_lead scrutineer | 404: rest"
    sealed, far = "page: coordinator chair | 404: rest", "page: stranger | 404: rest"
    row("cases/<int:id>/export", "id=case", get=exports, post=exports)
    row("cases/<int:id>/export", "id=published_case", get=exports, post=exports)
    row("cases/<int:id>/export", "id=sealed_case", get=sealed, post=sealed)
    row("cases/<int:id>/export", "id=far_case", get=far, post=far)
    settles = "on: coordinator chair | 403: agency_lead scrutineer | 404: rest"
    for deed in ("agree", "take"):
        answers = settles if deed == "agree" else "403: coordinator chair agency_lead scrutineer | 404: rest"
        row(f"exports/<int:id>/{deed}", "id=case_export", post=answers)
        row(f"exports/<int:id>/{deed}", "id=far_case_export", post="403: stranger | 404: rest")
    row("exports/<int:id>/decline", "id=case_export", get=exports, post=exports)
    row(
        "cases/load",
        get="page: coordinator conflicted stranger | 403: rest",
        post="page: coordinator conflicted stranger | 403: rest",
    )
