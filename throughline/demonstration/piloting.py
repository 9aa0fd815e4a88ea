"""An action of the demonstration that is tried in one place first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from throughline.actionplans.models import Action
from throughline.actionplans.services.pilots import set_pilot
from throughline.demonstration.bodies import Bodies
from throughline.demonstration.plots import Tried
from throughline.kernel.actor import Actor


def try_out(action: Action, pilot: Tried, bodies: Bodies, by: Actor, today: date, at: datetime) -> None:
    """The action is that pilot, as the plot tells it; its days are counted from the seeding."""
    set_pilot(
        action,
        place=pilot.place,
        agencies=[bodies.agencies[key] for key in pilot.by],
        families=pilot.families,
        from_on=today - timedelta(days=pilot.began),
        to_on=today - timedelta(days=pilot.ended),
        evaluation=pilot.evaluation,
        look_on=today - timedelta(days=pilot.look),
        by=by,
        at=at,
    )
