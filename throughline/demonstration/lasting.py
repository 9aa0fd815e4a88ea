"""What the demonstration found when it asked again whether something lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.actionplans.services import Ending, retest_action
from throughline.kernel.actor import Actor

ONCE_MORE = 365


def it_lasts(action: Action, says: str, by: Actor, at: datetime) -> None:
    """The action was asked about again, lasts, and is asked about once more in a year."""
    retest_action(action, answer="lasts", says=says, ending=_in_a_year(at), by=by, at=at)


def _in_a_year(at: datetime) -> Ending:
    return Ending(again_on=localdate(at) + timedelta(days=ONCE_MORE))
