"""Write how the people of a case are tied, who lived where, and who had which role. Each act is whole, and an event."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.cases.models import Case
from throughline.family.models import Parentage, RoleHeld, Stay, Twins, Union
from throughline.family.services.holding import Tie, holds_together, last_position
from throughline.identities.models import Person, Place
from throughline.identities.permissions import require, why_not_write
from throughline.identities.services.register import given
from throughline.kernel.actor import Actor


@transaction.atomic
def add_union(*, case: Case, one: Person, other: Person, kind: str, by: Actor, at: datetime, **known: Any) -> Union:
    """Those two are or were together. Event ``union.added``."""
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    return _added(Union(case=case, one=one, other=other, kind=kind, **known), by, at)


@transaction.atomic
def add_parentage(
    *, case: Case, child: Person, parent: Person, kind: str, by: Actor, at: datetime, **known: Any
) -> Parentage:
    """That one is a parent or carer of the child; its own descendant is refused (E1544). Event ``parentage.added``."""
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    return _added(Parentage(case=case, child=child, parent=parent, kind=kind, **known), by, at)


@transaction.atomic
def add_twins(
    *, case: Case, one: Person, other: Person, by: Actor, at: datetime, identical: bool | None = None
) -> Twins:
    """Those two are of one birth. Event ``twins.added``."""
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    return _added(Twins(case=case, one=one, other=other, identical=identical), by, at)


@transaction.atomic
def add_stay(*, case: Case, person: Person, place: Place, by: Actor, at: datetime, **known: Any) -> Stay:
    """That person lived there: as is now known, or according to an agency. Event ``stay.added``."""
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    return _added(Stay(case=case, person=person, place=place, **known), by, at)


@transaction.atomic
def add_role(*, case: Case, person: Person, kind: str, by: Actor, at: datetime, **known: Any) -> RoleHeld:
    """That person had the role. Event ``role_held.added``."""
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    return _added(RoleHeld(case=case, person=person, kind=kind, **known), by, at)


@transaction.atomic
def change_tie(tie: Tie, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Tie:
    """It is recorded so; ``editing.Changed`` when somebody changed it since. Event ``<kind>.changed``."""
    require(why_not_write(actor=by, thing=tie, on=localdate(at)))
    as_meant = copy(tie)
    for name, value in fields.items():
        setattr(as_meant, name, value)
    holds_together(as_meant)
    return editing.change(tie, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_tie(tie: Tie, *, reason: str, by: Actor, at: datetime) -> Tie:
    """It was a mistake: it is kept with the reason, and shown no more. Event ``<kind>.withdrawn``."""
    if tie.withdrawn_at is None:
        require(why_not_write(actor=by, thing=tie, on=localdate(at)))
    return editing.withdraw(tie, by=by, at=at, reason=given(reason))


def _added(tie: Tie, by: Actor, at: datetime) -> Tie:
    holds_together(tie)
    tie.position = last_position(tie) + 1
    return editing.add(tie, by=by, at=at)
