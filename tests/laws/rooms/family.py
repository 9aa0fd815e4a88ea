"""The ties, stays and roles of a case."""

from __future__ import annotations

from typing import Any

from tests.laws.world import of_case
from throughline.cases.models import Case
from throughline.family.models import Parentage, RoleHeld, Stay, Twins, Union
from throughline.identities.models import Person, Place


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """One tie of each kind, a stay as an agency believed it, and a role, between people of the register."""
    one, other, third = (Person.objects.create(**of_case(case, pseudonym=f"Marrow {number}")) for number in (7, 8, 9))
    place = Place.objects.create(**of_case(case, pseudonym="Marrow Road", kind="placement"))
    when = {"since": "2016", "until": "2019-03"}
    union = Union.objects.create(**of_case(case, one=one, other=other, kind="married", why="Marrow", **when))
    parentage = Parentage.objects.create(**of_case(case, child=one, parent=third, kind="step", why="Marrow", **when))
    twins = Twins.objects.create(**of_case(case, one=one, other=other))
    told = {"source_words": "Marrow", **when}
    stay = Stay.objects.create(**of_case(case, person=one, place=place, according_to=agency, certain=False, **told))
    role = RoleHeld.objects.create(
        **of_case(case, person=third, kind="other", own_words="Marrow", agency=agency, **told)
    )
    return {
        "union": union.pk,
        "parentage": parentage.pk,
        "twins": twins.pk,
        "stay": stay.pk,
        "role_held": role.pk,
        "tied": one.pk,
    }


def hides(canary: Any, role: str) -> bool:
    """The crawl gives nobody's reason to look, so nobody is shown how anybody is tied."""
    return canary.model in ("Union", "Parentage", "Twins", "Stay", "RoleHeld") and canary.kind == "protected"
