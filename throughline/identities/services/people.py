"""Write who else belongs to a case, and by which other names they go. Each act is whole or nothing, and an event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.cases.models import Case
from throughline.identities.models import OtherName, Person, Place
from throughline.identities.permissions import require, why_not_write
from throughline.identities.rules.people import OTHER_NAME
from throughline.identities.services import register
from throughline.identities.services.children import alone
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

# What is recorded with the child and kept equal here.
WITH_THE_CHILD = frozenset({"kind", "pseudonym", "real_name", "sex", "born", "died", "agency", "job", "identified"})


@transaction.atomic
def add_person(*, case: Case, pseudonym: str, kind: str, by: Actor, at: datetime, **known: Any) -> Person:
    """Somebody who is no child of the case stands in its register; `known` are fields of `Person`.

    `born` and `died` are periods like ``2016-03``. Event ``person.added``.
    """
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    name = register.free(case, pseudonym)
    count = Person.objects.filter(case=case).count()
    person = Person(case=case, pseudonym=name, kind=kind, position=count + 1, **register.known(known, case))
    register.possible(person)
    return editing.add(person, by=by, at=at)


@transaction.atomic
def change_person(person: Person, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Person:
    """They are recorded so; ``editing.Changed`` when somebody changed it since. Event ``person.changed``.

    Of a child of the case only what is not recorded with the child may change (E1455).
    """
    require(why_not_write(actor=by, thing=person, on=localdate(at)))
    wanted = register.known(fields, person.case)
    if person.child_id and any(getattr(person, name) != wanted[name] for name in WITH_THE_CHILD & set(wanted)):
        raise Refused(
            "E1455", "This is recorded with the child.", "Change it on the page about the children of the case."
        )
    if "pseudonym" in wanted and wanted["pseudonym"] != person.pseudonym:
        register.free(person.case, wanted["pseudonym"], but=person)
    dates = {name: wanted.get(name, getattr(person, name)) for name in ("born", "died", "state")}
    register.possible(Person(**dates))
    return editing.change(person, fields=wanted, version=version, by=by, at=at)


@transaction.atomic
def withdraw_person(person: Person, *, reason: str, by: Actor, at: datetime) -> Person:
    """They do not belong to the case: it was a mistake. Kept, and shown no more. Event ``person.withdrawn``.

    Refused for a child of the case (E1455), and while others are joined into them (E1458).
    """
    if person.withdrawn_at is None:
        require(why_not_write(actor=by, thing=person, on=localdate(at)))
        alone(editing.locked(person))
    if person.child_id:
        raise Refused(
            "E1455", "This is recorded with the child.", "Take the child off the case on the page about its children."
        )
    return editing.withdraw(person, by=by, at=at, reason=register.given(reason))


@transaction.atomic
def add_other_name(
    *, of: Person | Place, name: str, by: Actor, at: datetime, kind: str = OTHER_NAME, source_words: str = ""
) -> OtherName:
    """That person or place goes by this name too. Event ``other_name.added``."""
    require(why_not_write(actor=by, thing=of, on=localdate(at)))
    other = OtherName(case=of.case, kind=kind, name=name.strip(), source_words=source_words.strip())
    other.person, other.place = (of, None) if isinstance(of, Person) else (None, of)
    other.position = OtherName.objects.filter(person=other.person, place=other.place).count() + 1
    return editing.add(other, by=by, at=at)


@transaction.atomic
def change_other_name(other: OtherName, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Any:
    """The name is recorded so; ``editing.Changed`` when somebody changed it since. Event ``other_name.changed``."""
    require(why_not_write(actor=by, thing=other, on=localdate(at)))
    wanted = register.known(fields, other.case)
    return editing.change(other, fields=wanted, version=version, by=by, at=at)


@transaction.atomic
def withdraw_other_name(other: OtherName, *, reason: str, by: Actor, at: datetime) -> OtherName:
    """They do not go by that name. It is kept, and shown no more. Event ``other_name.withdrawn``."""
    if other.withdrawn_at is None:
        require(why_not_write(actor=by, thing=other, on=localdate(at)))
    return editing.withdraw(other, by=by, at=at, reason=register.given(reason))
