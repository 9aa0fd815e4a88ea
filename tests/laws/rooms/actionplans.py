"""What a confirmed action left, and who may say whether it lasts."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix
from tests.laws.world import of_case
from throughline.actionplans.models import Action, ActionState, Pilot, Retest

PLAN = {"lead_role": "Marrow", "watching_group": "Marrow", "success": "Marrow", "cost": "Marrow", "strategy": "Marrow"}


def fill(case: Any, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """An action that was confirmed, and asked about again."""
    done = Action.objects.create(**of_case(case, review_id=ids["review"], text="Marrow", state="confirmed", **PLAN))
    common = {"action": done, "at": make.NOW, "by": case.made_by, "unintended": "Marrow", "why_not_again": "Marrow"}
    ActionState.objects.create(**common, state="confirmed", reason="Marrow", grade="acceptable")
    Retest.objects.create(**common, answer="lasts", found="Marrow")
    pilot = Pilot.objects.create(**of_case(case, action=done, place="Marrow", evaluation="Marrow"))
    pilot.agencies.add(agency)
    return {"confirmed_action": done.pk}


FAR = "page: stranger | 404: rest"


def rows() -> None:
    """Who gets what."""
    again = "actions/<int:id>/again"
    matrix.row(again, "id=confirmed_action", get=matrix.WRITES, post=matrix.WRITES)
    matrix.row(again, "id=far_confirmed_action", get=FAR, post=FAR)
    pilot = "actions/<int:id>/pilot"
    matrix.row(pilot, "id=action", get=matrix.WRITES, post=matrix.WRITES)
    matrix.row(pilot, "id=far_action", get=FAR, post=FAR)
