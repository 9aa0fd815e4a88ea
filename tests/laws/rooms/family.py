"""The ties, stays and roles of a case."""

from __future__ import annotations

from typing import Any

from tests.laws import matrix
from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.family.models import Parentage, RoleHeld, Stay, Twins, Union
from throughline.identities.models import Person, Place


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """One tie of each kind, what an agency believed of them, a stay and a role, between people of the register."""
    one, other, third = (Person.objects.create(**of_case(case, pseudonym=f"Marrow {number}")) for number in (7, 8, 9))
    place = Place.objects.create(**of_case(case, pseudonym="Marrow Road", kind="placement"))
    when = {"since": "2016", "until": "2019-03"}
    union = Union.objects.create(
        **of_case(case, one=one, other=other, kind="married", why="Marrow", source_words="Marrow", **when)
    )
    parentage = Parentage.objects.create(
        **of_case(case, child=one, parent=third, kind="step", why="Marrow", source_words="Marrow", **when)
    )
    twins = Twins.objects.create(**of_case(case, one=one, other=other))
    told = {"source_words": "Marrow", **when}
    stay = Stay.objects.create(**of_case(case, person=one, place=place, according_to=agency, certain=False, **told))
    role = RoleHeld.objects.create(
        **of_case(case, person=third, kind="other", own_words="Marrow", agency=agency, **told)
    )
    believed = of_case(case, according_to=agency, **told)
    Union.objects.create(**believed, one=one, other=third, kind="partners", why="Marrow")
    Parentage.objects.create(**believed, child=third, parent=other, kind="birth", why="Marrow")
    RoleHeld.objects.create(**believed, person=one, kind="other", own_words="Marrow")
    made = {"union": union, "parentage": parentage, "twins": twins, "stay": stay, "role_held": role}
    return {"tied": one.pk, "with_role": third.pk} | {f"a_{kind}": row.pk for kind, row in made.items()}


def hides(canary: Any, role: str) -> bool:
    """The crawl gives nobody's reason to look, so nobody is shown how anybody is tied."""
    return canary.model in ("Union", "Parentage", "Twins", "Stay", "RoleHeld") and canary.kind == "protected"


# Nobody of the world is on the case by name: whoever may see it is asked why they look, and nobody writes.
NOT_ON_IT = "403: coordinator chair agency_lead scrutineer | 404: rest"
ASKED_WHY = "on: coordinator chair agency_lead scrutineer | 404: rest"
TWO_ASKED_WHY = "on: coordinator chair | 404: rest"
KINDS = ("union", "parentage", "twins", "stay", "role_held")


def rows() -> None:
    """Who gets what. That those on the case by name read and write is tested beside the room."""
    for of, led in (("case", ASKED_WHY), ("sealed_case", TWO_ASKED_WHY), ("far_case", "on: stranger | 404: rest")):
        matrix.row("cases/<int:id>/family", f"id={of}", get=led)
        matrix.row("cases/<int:id>/counts", f"id={of}", get=led)
        matrix.row("cases/<int:id>/services", f"id={of}", get=led)
    matrix.row("persons/<int:id>/ties", "id=tied", get=ASKED_WHY)
    matrix.row("persons/<int:id>/ties", "id=sealed_tied", get=TWO_ASKED_WHY)
    for kind in KINDS:
        of = "with_role" if kind == "role_held" else "tied"
        matrix.row("persons/<int:id>/ties/new/<str:kind>", f"id=tied kind={kind}", get=NOT_ON_IT, post=NOT_ON_IT)
        for verb in ("", "/withdraw"):
            route = f"persons/<int:id>/ties/<str:kind>/<int:tie>{verb}"
            matrix.row(route, f"id={of} kind={kind} tie=a_{kind}", get=NOT_ON_IT, post=NOT_ON_IT)
