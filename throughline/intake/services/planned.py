"""What a plan says of an action beside its words: where it was tried first, and that it was stopped."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.actionplans.permissions import why_not_move
from throughline.actionplans.rules import move
from throughline.actionplans.services import Ending, move_action
from throughline.actionplans.services.pilots import set_pilot
from throughline.intake.queries.owners import Owners
from throughline.kernel.actor import Actor
from throughline.planfiles import PlanPilot


@transaction.atomic
def tried_first(row: Action, told: PlanPilot | None, owners: Owners, *, by: Actor, at: datetime) -> None:
    """The action is a pilot where the plan says so; agencies that are not known here stand with its place."""
    if told is None:
        return
    known = {name: owners.of(name) for name in told.agencies}
    others = "; ".join(name for name, agency in known.items() if agency is None)
    set_pilot(
        row,
        place=f"{told.place}{f' ({others})' if others else ''}"[:300],
        agencies=[agency for agency in known.values() if agency is not None],
        families=told.families,
        from_on=told.from_on,
        to_on=told.to_on,
        look_on=told.look_on,
        evaluation=told.evaluation,
        by=by,
        at=at,
    )


@transaction.atomic
def stopped(row: Action, ending: dict[str, str], *, by: Actor, at: datetime) -> Action:
    """An action that the plan says was stopped, with the grade and the reason, is stopped by who may stop it."""
    step = move(row.state, ending.get("state", ""))
    if step is None or why_not_move(actor=by, thing=row, move=step, on=localdate(at)):
        return row
    return move_action(
        row, state=step.after, reason=ending["reason"][:1000], ending=Ending(ending["grade"]), by=by, at=at
    )
