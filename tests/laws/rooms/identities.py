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
        "real_aunt": aunt.pk,
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
TWO_SEE = "page: coordinator chair | 404: rest"
# Whoever may see the case is led to the page that asks why they look.
ASKED_WHY = "on: coordinator chair agency_lead scrutineer | 404: rest"
TWO_ASKED_WHY = "on: coordinator chair | 404: rest"
THINGS = (
    ("persons", "real_person", ("edit", "withdraw")),
    ("places", "real_place", ("edit", "withdraw")),
    ("other-names", "real_name", ("withdraw",)),
    ("joinings", "joining", ("undo",)),
)


def rows() -> None:
    """Who gets what. That those on the case by name may read and write is tested beside the room."""
    for of, sees in (("case", matrix.SEES), ("far_case", "page: stranger | 404: rest")):
        matrix.row("cases/<int:id>/children", f"id={of}", get=sees, post=sees)
    matrix.row("cases/<int:id>/children/new", "id=case", get=NOT_ON_IT, post=NOT_ON_IT)
    for of, sees in (("case", matrix.SEES), ("sealed_case", TWO_SEE), ("far_case", "page: stranger | 404: rest")):
        matrix.row("cases/<int:id>/people", f"id={of}", get=sees, post=sees)
    for route in ("cases/<int:id>/people/new", "cases/<int:id>/places/new"):
        matrix.row(route, "id=case", get=NOT_ON_IT, post=NOT_ON_IT)
    matrix.row("cases/<int:id>/joining", "id=case", get=NOT_ON_IT)
    pair = "cases/<int:id>/joining/<int:one>/<int:other>"
    matrix.row(pair, "id=case one=real_person other=real_aunt", get=NOT_ON_IT, post=NOT_ON_IT)
    for folder, of, verbs in THINGS:
        for verb in verbs:
            matrix.row(f"{folder}/<int:id>/{verb}", f"id={of}", get=NOT_ON_IT, post=NOT_ON_IT)
            matrix.row(f"{folder}/<int:id>/{verb}", f"id=sealed_{of}", get=TWO_NOT_ON_IT, post=TWO_NOT_ON_IT)
    for folder, of in (("persons", "real_person"), ("places", "real_place")):
        matrix.row(f"{folder}/<int:id>/", f"id={of}", get=ASKED_WHY, post=ASKED_WHY)
        matrix.row(f"{folder}/<int:id>/", f"id=sealed_{of}", get=TWO_ASKED_WHY, post=TWO_ASKED_WHY)
    for verb in ("edit", "home", "withdraw"):
        matrix.row(f"children/<int:id>/{verb}", "id=real_child", get=NOT_ON_IT, post=NOT_ON_IT)
        matrix.row(f"children/<int:id>/{verb}", "id=sealed_real_child", get=TWO_NOT_ON_IT, post=TWO_NOT_ON_IT)
