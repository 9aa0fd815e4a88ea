"""What a plan says of an action beside its words and its day, and the pilots."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import factories as make
from tests import records
from throughline.actionplans import rules
from throughline.actionplans.models import Pilot
from throughline.actionplans.queries.facts import plan_of
from throughline.actionplans.services import Plan
from throughline.actionplans.services.pilots import set_pilot
from throughline.cases import editing
from throughline.kernel.refusals import Refused

NOW = make.NOW


@pytest.mark.parametrize(
    ("kept", "owner_name", "has_agency", "reach"),
    [
        ("several", "Police", True, "several"),
        ("one", "All agencies", False, "one"),
        ("", "All agencies", False, "several"),
        ("", "Police and health", True, "several"),
        ("", "Head of safeguarding", False, "one"),
        ("", "", True, "one"),
        ("", "", False, ""),
    ],
)
def test_reach_is_as_the_plan_says_or_as_its_owner_tells(kept: str, owner_name: str, has_agency: bool, reach: str):
    assert rules.reach_of(kept, owner_name, has_agency) == reach


@pytest.fixture
def world(db: None) -> dict[str, Any]:
    where = make.partnership()
    unit = make.actor(make.member(where))
    review = records.review(unit, where=where)
    plan = Plan(lead_role="Head of service", success="Fewer moves", cost="within existing resources", reach="one")
    return {"by": unit, "action": records.action(review, unit, plan=plan), "partnership": where}


def test_what_a_plan_says_stands_on_the_action(world: dict[str, Any]):
    told = dict(plan_of(world["action"], NOW.date()))
    assert told.pop("Colour").startswith("Amber. ")
    assert told == {
        "For": "Single-agency",
        "Lead role": "Head of service",
        "How success is told": "Fewer moves",
        "Cost": "within existing resources",
    }


def test_a_pilot_is_added_then_changed_and_a_stale_change_is_not_made(world: dict[str, Any]):
    police = make.agency(world["partnership"], "Police")
    who = {"by": world["by"], "at": NOW}
    first = set_pilot(world["action"], place="Northside", agencies=[police], families=1, **who)
    same = set_pilot(world["action"], place="Southside", families=12, version=1, **who)
    assert (first.pk, same.version, Pilot.objects.count()) == (same.pk, 2, 1)
    with pytest.raises(editing.Changed):
        set_pilot(world["action"], place="Elsewhere", version=1, **who)
    told = dict(plan_of(world["action"], NOW.date()))
    assert told["Pilot"] == "Southside, 12 families"


def test_the_days_of_a_pilot_follow_one_another(world: dict[str, Any]):
    who = {"by": world["by"], "at": NOW}
    with pytest.raises(Refused, match="ends before"):
        set_pilot(world["action"], place="X", from_on=date(2026, 3, 2), to_on=date(2026, 3, 1), **who)
    with pytest.raises(Refused, match="before it ended"):
        set_pilot(world["action"], place="X", to_on=date(2026, 3, 2), look_on=date(2026, 3, 2), **who)
