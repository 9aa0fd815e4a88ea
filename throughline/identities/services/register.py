"""What all acts on the register of a case share: one pseudonym is one person or place, and a reason is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from throughline.cases.models import Case
from throughline.identities.models import Person, Place
from throughline.identities.rules.people import wrong_dates
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency

LONGEST_REASON = 500
# What a change may never touch: it has an act of its own, or stands for ever.
FIXED = frozenset({"id", "case", "child", "joined_into", "person", "place", "version"})


def given(reason: str) -> str:
    """The reason without spaces round it; refused (E1452) where there is none, or it is too long."""
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        raise Refused("E1452", "The reason is missing, or longer than 500 characters.", "Say in a sentence why.")
    return reason.strip()


def taken(case: Case, *, but: Person | Place | None = None) -> frozenset[str]:
    """The pseudonyms that stand in the register of that case, case-folded, without that of one person or place."""
    persons = Person.objects.filter(case=case, withdrawn_at__isnull=True, joined_into__isnull=True)
    places = Place.objects.filter(case=case, withdrawn_at__isnull=True)
    if isinstance(but, Person):
        persons = persons.exclude(pk=but.pk)
    if isinstance(but, Place):
        places = places.exclude(pk=but.pk)
    names = (*persons.values_list("pseudonym", flat=True), *places.values_list("pseudonym", flat=True))
    return frozenset(name.strip().casefold() for name in names)


def free(case: Case, pseudonym: str, *, but: Person | Place | None = None) -> str:
    """The pseudonym without spaces round it; refused (E1453) where somebody or some place of the case has it.

    The case is held until the act is whole, so that two people do not give one pseudonym at once.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    name = pseudonym.strip()
    if not name:
        raise Refused("E1453", "The pseudonym is missing.", "Say what everybody calls it here.")
    if name.casefold() in taken(case, but=but):
        raise Refused(
            "E1453",
            f"Somebody or some place else in the register of this case is called “{name}”.",
            "Give another pseudonym.",
        )
    return name


def known(fields: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """The fields, texts without spaces round them; refused (E1457) where an agency is another partnership’s.

    An agency may be given by its number.
    """
    if wrong := FIXED & set(fields):
        raise ValueError(f"A change may not touch {', '.join(sorted(wrong))}.")
    made = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    if made.get("agency"):
        number = made["agency"].pk if isinstance(made["agency"], Agency) else made["agency"]
        made["agency"] = Agency.objects.filter(pk=number, partnership_id=case.partnership_id).first()
        if made["agency"] is None:
            raise Refused("E1457", "Another partnership keeps that agency.", "Choose one of those of this partnership.")
    return made


def possible(person: Person) -> None:
    """Nothing, or the refusal (E1454) of dates that cannot be."""
    wrong = wrong_dates(born=person.born, died=person.died, state=person.state)
    if wrong:
        raise Refused("E1454", wrong, "Look at the dates again. They are written like 2016, 2016-03 or 2016-03-09.")
