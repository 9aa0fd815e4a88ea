"""The children of a case."""

from __future__ import annotations

from typing import Any

from tests.laws import matrix
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.identities.models import Child


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A child of the case."""
    texts = ("pseudonym", "real_name", "sex_words", "ethnicity_words", "health_words", "address_area", "carer")
    child = Child.objects.create(**of_case(case, **dict.fromkeys(texts, "Marrow")))
    return {"real_child": child.pk}


# Nobody of the world is on the case by name, so who its children are is written and read by nobody without more.
NOT_ON_IT = "403: coordinator chair agency_lead scrutineer | 404: rest"
TWO_NOT_ON_IT = "403: coordinator chair | 404: rest"


def rows() -> None:
    """Who gets what. That those on the case by name may read and write is tested beside the room."""
    for of, sees in (("case", matrix.SEES), ("far_case", "page: stranger | 404: rest")):
        matrix.row("cases/<int:id>/children", f"id={of}", get=sees, post=sees)
    matrix.row("cases/<int:id>/children/new", "id=case", get=NOT_ON_IT, post=NOT_ON_IT)
    for verb in ("edit", "home", "withdraw"):
        matrix.row(f"children/<int:id>/{verb}", "id=real_child", get=NOT_ON_IT, post=NOT_ON_IT)
        matrix.row(f"children/<int:id>/{verb}", "id=sealed_real_child", get=TWO_NOT_ON_IT, post=TWO_NOT_ON_IT)
