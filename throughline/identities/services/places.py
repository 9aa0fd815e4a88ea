"""Write the places of a case, its vehicles and numbers. Each act is whole or nothing, and an event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.cases.models import Case
from throughline.identities.models import Place
from throughline.identities.permissions import require, why_not_write
from throughline.identities.services import register
from throughline.kernel.actor import Actor


@transaction.atomic
def add_place(*, case: Case, pseudonym: str, kind: str, by: Actor, at: datetime, **known: Any) -> Place:
    """A place stands in the register of the case; `known` are fields of `Place`. Event ``place.added``."""
    require(why_not_write(actor=by, thing=case, on=localdate(at)))
    name = register.free(case, pseudonym)
    count = Place.objects.filter(case=case).count()
    place = Place(case=case, pseudonym=name, kind=kind, position=count + 1, **register.known(known, case))
    return editing.add(place, by=by, at=at)


@transaction.atomic
def change_place(place: Place, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Place:
    """The place is recorded so; ``editing.Changed`` when somebody changed it since. Event ``place.changed``."""
    require(why_not_write(actor=by, thing=place, on=localdate(at)))
    wanted = register.known(fields, place.case)
    if "pseudonym" in wanted and wanted["pseudonym"] != place.pseudonym:
        register.free(place.case, wanted["pseudonym"], but=place)
    return editing.change(place, fields=wanted, version=version, by=by, at=at)


@transaction.atomic
def withdraw_place(place: Place, *, reason: str, by: Actor, at: datetime) -> Place:
    """It is no place of the case. It is kept, and shown no more. Event ``place.withdrawn``."""
    if place.withdrawn_at is None:
        require(why_not_write(actor=by, thing=place, on=localdate(at)))
    return editing.withdraw(place, by=by, at=at, reason=register.given(reason))
