"""The invented family of `thorns`, written into the register and the ties of a case."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from throughline.cases.models import Case
from throughline.family.models import Parentage, Stay, Union
from throughline.family.tests import thorns
from throughline.identities.models import Person, Place
from throughline.partnerships.models import Agency

CARERS = (thorns.ONE, thorns.TWO)


def _of(case: Case, **fields: Any) -> dict[str, Any]:
    return {"case": case, "made_at": make.NOW, "made_by": case.made_by, **fields}


def record_thorns(case: Case, alder: Person, agencies: dict[str, Agency]) -> dict[int, Any]:
    """Everybody of that family with their ties and stays; `alder` is the child of the case, there already."""
    people = {
        one.key: alder
        if one.key == thorns.ALDER
        else Person.objects.create(
            **_of(
                case,
                pseudonym=one.name,
                kind="carer" if one.key in CARERS else "family",
                sex=one.sex,
                state=one.state,
                born=one.born,
                died=one.died,
                age_words=one.age_words,
                relation=one.relation,
                identified=one.identified,
                certain=one.certain,
                uncertain_why=one.uncertain_why,
            )
        )
        for one in thorns.FIGURES
    }
    places = {
        home.key: Place.objects.create(**_of(case, pseudonym=home.name, words=f"{home.key} Marrow Road"))
        for home in thorns.HOMES
    }
    for union in thorns.UNIONS:
        Union.objects.create(
            **_of(case, one=people[union.one], other=people[union.other], kind=union.kind, since=union.since),
            until=union.until,
            ended=union.ended,
            certain=union.certain,
            why=union.why,
        )
    for tie in thorns.PARENTAGES:
        Parentage.objects.create(
            **_of(case, child=people[tie.child], parent=people[tie.parent], kind=tie.kind, since=tie.since)
        )
    for stay in thorns.STAYS:
        Stay.objects.create(
            **_of(case, person=people[stay.person], place=places[stay.place], since=stay.since),
            certain=stay.certain,
            according_to=agencies.get(stay.according_to),
            source_words=stay.source,
        )
    return people
