"""Write who the children of a case are, and say why one looks. Each act is whole or nothing, and an event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.cases.models import Case
from throughline.identities.models import Child
from throughline.identities.permissions import require, why_not_see, why_not_write
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


@transaction.atomic
def add_child(*, case: Case, pseudonym: str, by: Actor, at: datetime, **known: Any) -> Child:
    """The case is about this child, known by that pseudonym; `known` are fields of `Child`. Event ``child.added``."""
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    standing = Child.objects.select_for_update().filter(case=case, withdrawn_at__isnull=True)
    _free(standing.filter(pseudonym__iexact=pseudonym.strip()).exists(), pseudonym)
    child = Child(case=case, pseudonym=pseudonym.strip(), position=standing.count() + 1, **known)
    _possible(child, localdate(at))
    return editing.add(child, by=by, at=at)


@transaction.atomic
def change_child(child: Child, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Child:
    """The child is recorded so; ``editing.Changed`` when somebody changed it since. Event ``child.changed``."""
    require(why_not_write(actor=by, thing=child, on=localdate(at)))
    others = Child.objects.filter(case=child.case, withdrawn_at__isnull=True).exclude(pk=child.pk)
    named = fields.get("pseudonym", child.pseudonym)
    _free(others.filter(pseudonym__iexact=named.strip()).exists(), named)
    _possible(Child(**{name: fields.get(name, getattr(child, name)) for name in DAYS}), localdate(at))
    return editing.change(child, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_child(child: Child, *, reason: str, by: Actor, at: datetime) -> Child:
    """The case is not about this child: it was a mistake. It is kept, and shown no more. Event ``child.withdrawn``."""
    if child.withdrawn_at is None:
        require(why_not_write(actor=by, thing=child, on=localdate(at)))
    return editing.withdraw(child, by=by, at=at, reason=_given(reason))


@transaction.atomic
def say_why(*, case: Case, reason: str, by: Actor, at: datetime) -> None:
    """It is on record that this person looks at who the children of the case are, and why. Event ``identities.opened``.

    It stands for the person's session; the next session asks again.
    """
    require(why_not_see(actor=by, thing=case, on=localdate(at)))
    told = {"reason": _given(reason)}
    record(by=by, at=at, verb="identities.opened", subject=("case", case.pk), case=case.pk, details=told)


DAYS = ("unborn", "born_on", "expected_on", "died_on")


def _given(reason: str) -> str:
    if not reason.strip() or len(reason.strip()) > 500:
        raise Refused("E1452", "The reason is missing, or longer than 500 characters.", "Say in a sentence why.")
    return reason.strip()


def _free(taken: bool, pseudonym: str) -> None:
    if taken:
        raise Refused(
            "E1453",
            f"Another child of this case is called “{pseudonym.strip()}”.",
            "Give this child another pseudonym.",
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
