"""A plan that was taken along comes back in: nothing in it is new, and in an empty review it is all there again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import factories as make
from tests import records
from throughline.actionplans.models import Action
from throughline.actionplans.queries.plans import plan_of_review
from throughline.actionplans.services import Plan, add_update, move_action
from throughline.actionplans.services.plans import take_plan
from throughline.intake import services
from throughline.intake.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> dict[str, Any]:
    where = make.partnership()
    by = make.actor(make.member(where))
    review, other = records.review(by, where=where), records.review(by, where=where, name="Child Elm")
    police = make.agency(where)
    asked = [records.recommendation(one, by, number="3", text="See the child alone") for one in (review, other)]
    first = records.action(
        review,
        by,
        owner=police,
        owner_name="Head of custody",
        due_text="1 May 2027",
        due_on=date(2027, 5, 1),
        recommendations=[asked[0]],
        plan=Plan("Head", "Case Review Group", "Fewer moves", "=1+1", "Line 4", "several"),
    )
    records.action(review, by, number="", text="- keep going\n- go on", due_text="ongoing")
    records.action(review, by, number="7", text="Write it down", due_on=date(2027, 1, 4))
    for words, iso, text in (("March 2026", "2026-03", "Drafted\nand sent: twice"), ("", "", "Said by telephone")):
        add_update(first, text=text, date_text=words, date_iso=iso, by=by, at=make.NOW)
    move_action(first, state="claimed_done", by=by, at=make.NOW)
    return {"by": by, "review": review, "other": other}


def brought_in(scene: dict[str, Any], ending: str, *, by_agency: bool, into: str) -> Proposal:
    data = take_plan(scene["review"], ending=ending, by_agency=by_agency, by=scene["by"], at=make.NOW)
    given = {"name": f"plan{ending}", "data": data, "review": scene[into], "plan": True}
    return services.read_in(**given, by=scene["by"], at=make.NOW)


@pytest.mark.parametrize(("ending", "by_agency"), [(".xlsx", False), (".xlsx", True), (".docx", False)])
def test_nothing_in_it_is_new(scene: dict[str, Any], ending: str, by_agency: bool):
    proposal = brought_in(scene, ending, by_agency=by_agency, into="review")
    assert proposal.items.count() == 5
    assert set(proposal.items.values_list("state", flat=True)) == {"already"}


@pytest.mark.parametrize(("ending", "by_agency"), [(".xlsx", False), (".xlsx", True), (".docx", False)])
def test_in_another_review_it_is_all_there_again(scene: dict[str, Any], ending: str, by_agency: bool):
    proposal = brought_in(scene, ending, by_agency=by_agency, into="other")
    services.accept_all(proposal=proposal, sure=False, by=scene["by"], at=make.NOW)
    services.finish(proposal=proposal, by=scene["by"], at=make.NOW)
    on = make.NOW.date()
    before, after = (plan_of_review(scene[one], actor=scene["by"], on=on).rows for one in ("review", "other"))
    assert {row.action for row in after} == {row.action for row in before}
    assert Action.objects.filter(review=scene["other"]).count() == 3
