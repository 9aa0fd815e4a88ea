"""Say where an action is tried first, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans.models import Action, Pilot
from throughline.cases import editing
from throughline.findings.services import same_agencies
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency
from throughline.reviews.permissions import require, why_not_record


@transaction.atomic
def set_pilot(
    action: Action,
    *,
    place: str,
    agencies: Iterable[Agency] = (),
    families: int | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    evaluation: str = "",
    look_on: date | None = None,
    version: int = 0,
    by: Actor,
    at: datetime,
) -> Pilot:
    """The action is a pilot, as told: added, or changed where it was one already. Event ``pilot.added`` or its like.

    Raises `editing.Changed` when it was changed since `version`.
    """
    require(why_not_record(actor=by, thing=action, on=localdate(at)))
    if from_on and to_on and to_on < from_on:
        raise Refused("E1516", "The pilot ends before it begins.", "Give an end on or after its beginning.")
    if to_on and look_on and look_on <= to_on:
        raise Refused("E1516", "The pilot is looked at again before it ended.", "Give a day after its end.")
    several = list(agencies)
    for agency in several:
        same_agencies(action.case, agency)
    fields: dict[str, Any] = {
        "place": place,
        "families": families,
        "from_on": from_on,
        "to_on": to_on,
        "evaluation": evaluation,
        "look_on": look_on,
    }
    held = editing.locked(action)
    now = Pilot.objects.filter(action=held, withdrawn_at__isnull=True).select_related("case").first()
    if now is not None:
        return editing.change(now, fields={**fields, "agencies": several}, version=version, by=by, at=at)
    row = Pilot(action=held, case=held.case, position=held.position, **fields)
    return editing.add(row, links={"agencies": several}, by=by, at=at)


@transaction.atomic
def end_pilot(pilot: Pilot, *, reason: str = "", by: Actor, at: datetime) -> Pilot:
    """The action is no pilot any more; what was said of it is kept. Event ``pilot.withdrawn``."""
    require(why_not_record(actor=by, thing=pilot.action, on=localdate(at)))
    return editing.withdraw(pilot, reason=reason, by=by, at=at)
