"""A plan that was taken along comes back in: nothing in it is new, and in an empty review it is all there again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import factories as make
from tests import records
from throughline.access.roles import CHAIR
from throughline.actionplans.models import Action
from throughline.actionplans.queries.plans import plan_of_review
from throughline.actionplans.services import Ending, Plan, add_update, move_action, retest_action
from throughline.actionplans.services.pilots import set_pilot
from throughline.actionplans.services.plans import take_plan
from throughline.actionplans.services.rounds import move_due
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
    return {"by": by, "review": review, "other": other, "where": where, "police": police, "first": first}


@pytest.fixture
def whole(scene: dict[str, Any]) -> dict[str, Any]:
    """The plan once every thing has happened that can: ends of each kind, days moved, re-tests, a pilot, every tie."""
    by, chair = scene["by"], make.actor(make.member(scene["where"], CHAIR))
    ties: dict[Any, dict[str, Any]] = {}
    for one in (scene["review"], scene["other"]):
        ties[one] = {
            "recommendations": [records.recommendation(one, by, number="", text="Ask")],
            "findings": [records.finding(one, by, number="4", text="Nobody asked who lived there.")],
            "learning_points": [records.learning_point(one, by, number="", text="Homes change.")],
        }
    mine = ties[scene["review"]]
    tried = records.action(scene["review"], by, number="8", text="Try it", owner=scene["police"], **mine)
    told = {"families": 12, "from_on": date(2026, 1, 5), "to_on": date(2026, 6, 5), "look_on": date(2027, 1, 5)}
    set_pilot(
        tried, place="Wexmoor East", agencies=[scene["police"]], evaluation="It held.", by=by, at=make.NOW, **told
    )
    move_due(tried, due_on=date(2027, 3, 1), reason="Staff are new.", by=by, at=make.NOW)
    gone = records.action(scene["review"], by, number="9", text="Buy a van", findings=mine["findings"])
    ending = Ending("not_implemented", brought="none")
    move_action(gone, state="stopped", reason="There is no money.", ending=ending, by=by, at=make.NOW)
    again = Ending(
        "exceeds", unintended="Visits take longer.", again_on=date(2027, 2, 1), why_no_evidence="It was seen."
    )
    move_action(scene["first"], state="confirmed", reason="Ten files were read.", ending=again, by=chair, at=make.NOW)
    lasts = Ending(brought="unasked", why_not_again="Twice is enough.")
    retest_action(scene["first"], answer="lasts", says="Ten more.", ending=lasts, by=chair, at=make.NOW)
    for action in (tried, gone):
        add_update(action, text="Talked over", date_text="May 2026", date_iso="2026-05", by=by, at=make.NOW)
    return {**scene, "ties": ties}


def brought_in(scene: dict[str, Any], ending: str, *, by_agency: bool, into: str) -> Proposal:
    data = take_plan(scene["review"], ending=ending, by_agency=by_agency, by=scene["by"], at=make.NOW)
    given = {"name": f"plan{ending}", "data": data, "review": scene[into], "plan": True}
    return services.read_in(**given, by=scene["by"], at=make.NOW)


@pytest.mark.parametrize(("ending", "by_agency"), [(".xlsx", False), (".xlsx", True), (".docx", False)])
def test_nothing_in_it_is_new(scene: dict[str, Any], ending: str, by_agency: bool):
    proposal = brought_in(scene, ending, by_agency=by_agency, into="review")
    assert proposal.items.count() == 5
    assert set(proposal.items.values_list("state", flat=True)) == {"already"}


def test_nothing_that_happened_is_new(whole: dict[str, Any]):
    proposal = brought_in(whole, ".xlsx", by_agency=False, into="review")
    assert set(proposal.items.values_list("state", flat=True)) == {"already"}


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_what_happened_is_all_there_again(whole: dict[str, Any], ending: str):
    """Nothing that only people here may say is put: what was confirmed is claimed, and its end stands as words."""
    proposal = brought_in(whole, ending, by_agency=False, into="other")
    services.accept_all(proposal=proposal, sure=False, by=whole["by"], at=make.NOW)
    services.finish(proposal=proposal, by=whole["by"], at=make.NOW)
    there = {row.number: row for row in Action.objects.filter(review=whole["other"])}
    ties = whole["ties"][whole["other"]]
    tried, gone, first = there["8"], there["9"], there["1"]
    for kind, rows in ties.items():
        assert list(getattr(tried, kind).all()) == rows
    assert list(gone.findings.all()) == ties["findings"]
    (pilot,) = tried.pilots.all()
    assert (pilot.place, pilot.families, str(pilot.to_on), str(pilot.look_on)) == (
        *("Wexmoor East", 12),
        *("2026-06-05", "2027-01-05"),
    )
    assert (pilot.evaluation, list(pilot.agencies.all()), tried.owner_name) == ("It held.", [whole["police"]], "")
    assert (tried.due_on, gone.state, first.state) == (date(2027, 3, 1), "stopped", "claimed_done")
    end = gone.states.last()
    assert (end.grade, end.reason) == ("not_implemented", "There is no money.")
    told = {action.number: [row.text for row in action.updates.order_by("id")] for action in there.values()}
    day = "12 March 2026"
    assert told["8"] == ["Talked over", "The plan says: The day was moved from no day to 1 March 2027. Staff are new."]
    assert (
        "The plan says: Stopped. Not implemented. There is no money. Asked what else it brought: none is known."
        in (told["9"])
    )
    assert told["1"][-2:] == [
        "The plan says: Confirmed. Exceeds. Ten files were read. Confirmed without evidence: It was seen. "
        "What else it brought: Visits take longer. Asked again on 1 February 2027.",
        "The plan says: Asked again: It lasts. Ten more. Nobody was asked what else it brought. "
        "Not asked again: Twice is enough.",
    ]
    assert {row.date_text for row in first.updates.all() if row.text.startswith("The plan")} == {day}


@pytest.mark.parametrize(("ending", "by_agency"), [(".xlsx", False), (".xlsx", True), (".docx", False)])
def test_in_another_review_it_is_all_there_again(scene: dict[str, Any], ending: str, by_agency: bool):
    proposal = brought_in(scene, ending, by_agency=by_agency, into="other")
    services.accept_all(proposal=proposal, sure=False, by=scene["by"], at=make.NOW)
    services.finish(proposal=proposal, by=scene["by"], at=make.NOW)
    on = make.NOW.date()
    before, after = (plan_of_review(scene[one], actor=scene["by"], on=on).rows for one in ("review", "other"))
    assert {row.action for row in after} == {row.action for row in before}
    assert Action.objects.filter(review=scene["other"]).count() == 3
