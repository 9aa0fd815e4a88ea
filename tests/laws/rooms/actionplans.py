"""What a confirmed action left, and who may say whether it lasts."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix
from tests.laws.world import of_case
from throughline.actionplans.models import (
    Action,
    ActionRound,
    ActionState,
    DueMove,
    Pilot,
    PlanColours,
    Retest,
    RoundAsk,
)
from throughline.actionplans.rules.rag import COLOURS
from throughline.messages.models import Ask

PLAN = {"lead_role": "Marrow", "watching_group": "Marrow", "success": "Marrow", "cost": "Marrow", "strategy": "Marrow"}


def fill(case: Any, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """An action that was confirmed, and asked about again."""
    done = Action.objects.create(**of_case(case, review_id=ids["review"], text="Marrow", state="confirmed", **PLAN))
    common = {"action": done, "at": make.NOW, "by": case.made_by, "unintended": "Marrow", "why_not_again": "Marrow"}
    ActionState.objects.create(**common, state="confirmed", reason="Marrow", grade="acceptable")
    Retest.objects.create(**common, answer="lasts", found="Marrow")
    pilot = Pilot.objects.create(**of_case(case, action=done, place="Marrow", evaluation="Marrow"))
    pilot.agencies.add(agency)
    words = dict(COLOURS)  # as everywhere, for a partnership's choice stays with it
    made = {"made_at": make.NOW, "made_by": case.made_by}
    PlanColours.objects.create(partnership=case.partnership, **words, soon=30, quiet=90, **made)
    moved = {"before_text": "Marrow", "after_on": make.TODAY, "reason": "Marrow", "at": make.NOW, "by": case.made_by}
    DueMove.objects.create(action=done, **moved)
    given = {"on": make.TODAY, "until": make.TODAY, "made_at": make.NOW, "made_by": case.made_by}
    asked, _ = ActionRound.objects.get_or_create(partnership=case.partnership, defaults=given)
    to = {"to": case.made_by, "to_name": "Marrow", "due_on": make.TODAY, "open_until": make.TODAY}
    about = {"kind": "action.round", "subject_type": "case", "subject": case.pk, "question": "Marrow"}
    ask = Ask.objects.create(**of_case(case, **to, **about))
    RoundAsk.objects.create(round=asked, ask=ask).actions.add(done)
    return {"confirmed_action": done.pk}


FAR = "page: stranger | 404: rest"


TAKES = "page: coordinator chair scrutineer | 403: agency_lead | 404: rest"


def rows() -> None:
    """Who gets what."""
    again = "actions/<int:id>/again"
    matrix.row(again, "id=confirmed_action", get=matrix.WRITES, post=matrix.WRITES)
    matrix.row(again, "id=far_confirmed_action", get=FAR, post=FAR)
    pilot = "actions/<int:id>/pilot"
    matrix.row(pilot, "id=action", get=matrix.WRITES, post=matrix.WRITES)
    matrix.row(pilot, "id=far_action", get=FAR, post=FAR)
    for route, what in (("reviews/<int:id>/plan", matrix.SEES), ("reviews/<int:id>/plan/download", TAKES)):
        matrix.row(route, "id=review", get=what)
    matrix.row("reviews/<int:id>/plan", "id=far_review", get="page: stranger | 404: rest")
    matrix.row("reviews/<int:id>/plan/download", "id=far_review", get="page: stranger | 404: rest")
    matrix.row("plan-colours/", get=matrix.PEOPLE, post=matrix.PEOPLE)
    for name, what in (("action", matrix.TELLS), ("far_action", FAR)):
        matrix.row("actions/<int:id>/due", f"id={name}", get=what, post=what)
