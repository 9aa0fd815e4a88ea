"""The children of a case."""

from __future__ import annotations

from typing import Any

from tests.laws import matrix
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.identities.models import Child, Joining, OtherName, Person, Place


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """A child of the case, a professional, two names of one relative said to be one person, and a place."""
    texts = ("pseudonym", "real_name", "sex_words", "ethnicity_words", "health_words", "address_area", "carer")
    child = Child.objects.create(**of_case(case, **dict.fromkeys(texts, "Marrow")))
    Person.objects.create(**of_case(case, child=child, pseudonym="Marrow"))
    texts = ("real_name", "age_words", "relation", "uncertain_why", "job")
    said = {**dict.fromkeys(texts, "Marrow"), "born": "1960", "died": "2020-03"}
    worker = Person.objects.create(**of_case(case, kind="professional", pseudonym="Marrow 1", agency=agency, **said))
    aunt = Person.objects.create(**of_case(case, pseudonym="Marrow 2", **said))
    other = Person.objects.create(**of_case(case, pseudonym="Marrow 3", joined_into=aunt, **said))
    joining = Joining.objects.create(**of_case(case, kept=aunt, other=other, same=True, reason="Marrow"))
    place = Place.objects.create(**of_case(case, pseudonym="Marrow Street", words="Marrow", agency=agency))
    name = OtherName.objects.create(**of_case(case, person=aunt, name="Marrow", source_words="Marrow"))
    OtherName.objects.create(**of_case(case, place=place, name="Marrow", source_words="Marrow"))
    return {
        "real_child": child.pk,
        "real_person": worker.pk,
        "real_place": place.pk,
        "real_name": name.pk,
        "joining": joining.pk,
    }


def hides(canary: Any, role: str) -> bool:
    """The crawl gives nobody's reason to look, so nobody is shown who anybody is."""
    return canary.model in ("Person", "Place", "OtherName", "Joining") and canary.kind == "protected"


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
