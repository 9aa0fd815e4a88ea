"""The children of a case."""

from __future__ import annotations

from typing import Any

from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.identities.models import Child


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A child of the case."""
    texts = ("pseudonym", "real_name", "sex_words", "ethnicity_words", "health_words", "address_area", "carer")
    child = Child.objects.create(**of_case(case, **dict.fromkeys(texts, "Marrow")))
    return {"real_child": child.pk}
