"""Write who the children of a case are. Each act is whole or nothing, and an event. Each child is a person too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.cases.models import Case
from throughline.identities.models import Child, Person
from throughline.identities.permissions import require, why_not_write
from throughline.identities.rules.people import BORN, FAMILY, once_more, sex_of_child, state_of_child
from throughline.identities.services.register import free, given, taken
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

DAYS = ("unborn", "born_on", "expected_on", "died_on")


@transaction.atomic
def add_child(*, case: Case, pseudonym: str, by: Actor, at: datetime, **known: Any) -> Child:
    """The case is about this child, known by that pseudonym, and the child is one of everybody of the case.

    `known` are fields of `Child`. Event ``child.added``.
    """
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    name = free(case, pseudonym)
    standing = Child.objects.filter(case=case, withdrawn_at__isnull=True)
    child = Child(case=case, pseudonym=name, position=standing.count() + 1, **known)
    _possible(child, localdate(at))
    editing.add(child, by=by, at=at)
    _person_of(child, name).save()
    return child


@transaction.atomic
def change_child(child: Child, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Child:
    """The child is recorded so; ``editing.Changed`` when somebody changed it since. Event ``child.changed``."""
    require(why_not_write(actor=by, thing=child, on=localdate(at)))
    person = Person.objects.select_for_update().get(child=child)
    if "pseudonym" in fields and fields["pseudonym"].strip() != child.pseudonym:
        free(child.case, fields["pseudonym"], but=person)
    _possible(Child(**{name: fields.get(name, getattr(child, name)) for name in DAYS}), localdate(at))
    changed = editing.change(child, fields=fields, version=version, by=by, at=at)
    person.pseudonym, person.sex = changed.pseudonym, sex_of_child(changed.sex)
    person.state = state_of_child(unborn=changed.unborn, stands=person.state)
    person.save(update_fields=["pseudonym", "sex", "state"])
    return changed


@transaction.atomic
def withdraw_child(child: Child, *, reason: str, by: Actor, at: datetime) -> Child:
    """The case is not about this child: it was a mistake. It is kept, and shown no more. Event ``child.withdrawn``.

    Refused (E1458) while somebody else is joined into the child.
    """
    if child.withdrawn_at is None:
        require(why_not_write(actor=by, thing=child, on=localdate(at)))
        alone(Person.objects.select_for_update().get(child=child))
    withdrawn = editing.withdraw(child, by=by, at=at, reason=given(reason))
    Person.objects.filter(child=child, withdrawn_at__isnull=True).update(
        withdrawn_at=withdrawn.withdrawn_at, withdrawn_by=withdrawn.withdrawn_by
    )
    return withdrawn


def keep_children(*, case: Case) -> None:
    """Each child of the case is one of everybody of it: those of a file that was made before there was a register."""
    names = set(taken(case))
    for child in Child.objects.filter(case=case, person__isnull=True).order_by("pk"):
        name = child.pseudonym if child.withdrawn_at else once_more(child.pseudonym, frozenset(names))
        _person_of(child, name).save()
        names.add(name.casefold())


def alone(person: Person) -> None:
    """Nothing, or the refusal (E1458) to take somebody away into whom others are joined."""
    if Person.objects.filter(joined_into=person).exists():
        raise Refused(
            "E1458",
            f"Somebody else was joined into {person.pseudonym}, and is read there.",
            "Undo the joining first, on the page Joining.",
        )


def _person_of(child: Child, name: str) -> Person:
    return Person(
        case=child.case,
        child=child,
        kind=FAMILY,
        pseudonym=name,
        sex=sex_of_child(child.sex),
        state=state_of_child(unborn=child.unborn, stands=BORN),
        position=child.position,
        made_at=child.made_at,
        made_by_id=child.made_by_id,
        withdrawn_at=child.withdrawn_at,
        withdrawn_by_id=child.withdrawn_by_id,
    )


def _possible(child: Child, on: date) -> None:
    """Nothing, or the refusal of days that cannot be."""
    wrong = ""
    if child.unborn and (child.born_on or child.died_on):
        wrong = "A child not yet born has neither a day of birth nor of death."
    elif child.born_on and child.born_on > on:
        wrong = "The day of birth has not come."
    elif child.died_on and child.died_on > on:
        wrong = "The day of death has not come."
    elif child.born_on and child.died_on and child.died_on < child.born_on:
        wrong = "The day of death is before the day of birth."
    if wrong:
        raise Refused("E1454", wrong, "Look at the days again.")
