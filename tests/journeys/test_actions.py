"""An action by hand, claimed by its owner and confirmed by somebody else; an update; a reading; a resolution."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.owed import faults
from tests.journeys.pictures import picture
from tests.journeys.walking import Walkers, follow
from tests.journeys.wexmoor import Wexmoor
from throughline.actionplans.models import Action
from throughline.findings.models import CommitteeRecommendation
from throughline.impact.models import Measure


@pytest.mark.parametrize("scripts", [True, False])
def test_an_action_is_written_by_hand_after_an_error(enter: Walkers, wexmoor: Wexmoor, scripts: bool) -> None:
    # Given a coordinator on a review's page
    review = wexmoor.review()
    page = enter("ruth", to=f"/reviews/{review.pk}/", scripts=scripts)
    follow(page, "Record something")
    page.get_by_role("link", name="Action", exact=True).click()
    # When she saves it with no words and a day that is none
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2027")
    page.get_by_role("button", name="Save", exact=True).click()
    # Then a summary leads to each field, and what she typed is still there
    expect(page).to_have_title(re.compile("^Error: Add an action"))
    summary = page.locator(".govuk-error-summary")
    if scripts:
        expect(summary).to_be_focused()
    picture(page, "7-error")
    summary.get_by_role("link").first.click()
    if scripts:
        expect(page.get_by_label("What is to be done")).to_be_focused()
    expect(page.get_by_label("Day", exact=True)).to_have_value("31")
    # And once mended it is in the record, tied to the recommendation that it answers
    page.get_by_label("What is to be done").fill("Ask the child, in supervision and in each plan.")
    page.get_by_label("Who is to do it").fill("Principal social worker")
    page.get_by_label("Day", exact=True).fill("28")
    page.get_by_label("Recommendation 9").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The action is in the record.")).to_be_visible()
    made = wexmoor.one(Action, "Ask the child")
    assert (made.owner_name, made.due_on.isoformat()) == ("Principal social worker", "2027-02-28")
    assert [row.number for row in made.recommendations.all()] == ["9"]


@pytest.mark.parametrize("scripts", [True, False])
def test_its_owner_claims_it_and_somebody_else_confirms_it(enter: Walkers, wexmoor: Wexmoor, scripts: bool) -> None:
    # Given an action of the council, late, and the council's lead, whose page says so
    action = wexmoor.one(Action, "Agree it with two neighbouring areas")
    lead = enter("daniel", scripts=scripts)
    expect(lead.locator("main")).to_contain_text("working days late")
    picture(lead, "8-lead", tall=480)
    follow(lead, re.compile("^Say how Action 8"))
    # When the lead tells how it stands, and that it is done
    if not lead.url.endswith("/updates/new"):
        lead.goto(f"/actions/{action.pk}/updates/new")
    lead.get_by_label("What has happened").fill("Both areas have signed.")
    lead.get_by_role("button", name=re.compile("^Save")).click()
    expect(lead.get_by_text("Both areas have signed.")).to_be_visible()
    follow(lead, "Change its state")
    expect(lead.locator("main")).to_contain_text("Wexmoor Council children’s social care")
    lead.get_by_label("It is claimed done").or_(lead.get_by_label(re.compile("done", re.IGNORECASE))).first.check()
    lead.get_by_role("button", name="Save", exact=True).click()
    expect(lead.locator("main")).to_contain_text("Claimed done")
    # Then the lead cannot confirm it
    lead.goto(f"/actions/{action.pk}/state")
    expect(lead.get_by_label("It is confirmed done")).to_have_count(0)
    # And the chair, who does not own it, finds it among what needs her and confirms it
    chair = enter("marian", scripts=scripts)
    picture(chair, "9-chair")
    follow(chair, "Confirm or return Action 8 of Child Alder")
    if not chair.url.split("?")[0].endswith("/state"):
        chair.goto(f"/actions/{action.pk}/state")
    chair.get_by_label("It is confirmed done").check()
    chair.get_by_label("Acceptable", exact=True).check()
    chair.get_by_label("Why", exact=True).fill("The two letters were read.")
    chair.get_by_label("Why it is confirmed without evidence").fill("The letters stay with the two areas.")
    chair.get_by_label("No", exact=True).check()
    chair.get_by_label("Or why it is not asked again").fill("It was done once.")
    chair.get_by_role("button", name="Save", exact=True).click()
    expect(chair.locator("main")).to_contain_text("Confirmed")
    action.refresh_from_db()
    assert action.state == "confirmed"
    # And when it is asked again, an answer without its words is sent back, and one with them is kept
    chair.goto(f"/actions/{action.pk}/again")
    assert not scripts or not faults(chair, 320)
    chair.get_by_role("button", name="Save the answer").click()
    assert not scripts or not faults(chair, 320)
    chair.get_by_label("It lasts", exact=True).check()
    chair.get_by_label("What shows it").fill("Ten of ten files hold it.")
    chair.get_by_label("Yes", exact=True).check()
    chair.get_by_label("What else it brought").fill("Visits take longer.")
    chair.get_by_label("Or why it is not asked again").fill("Twice is enough.")
    chair.get_by_role("button", name="Save the answer").click()
    expect(chair.locator("main")).to_contain_text(
        "It lasts. Ten of ten files hold it. What else it brought: Visits take longer."
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reading_is_added_and_the_picture_of_the_measure_changes(
    enter: Walkers, wexmoor: Wexmoor, scripts: bool
) -> None:
    # Given a measure that rises
    measure = wexmoor.one(Measure, "Everyone at home is recorded")
    page = enter("ruth", to=f"/measures/{measure.pk}/", scripts=scripts)
    follow(page, "Add a reading")
    # When a reading is sent that is no number, and then one that is
    page.get_by_label("The figure", exact=True).fill("many")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_label("The figure", exact=True).fill("91")
    page.get_by_label(re.compile("^When")).fill("November 2026")
    page.get_by_role("button", name=re.compile("^Save")).click()
    # Then it stands beside the others, none of them changed
    expect(page.locator("main")).to_contain_text("91")
    assert [int(row.value) for row in measure.readings.order_by("id")] == [31, 52, 78, 91]


def test_what_the_committee_resolved(enter: Walkers, wexmoor: Wexmoor) -> None:
    # Given something that a report asked of its committee, with no answer yet
    asked = CommitteeRecommendation.objects.get(resolved="")
    page = enter("ruth")
    follow(page, re.compile("^Record what the .* resolved"))
    # When the coordinator writes down what the minutes say
    if "/resolution" not in page.url:
        page.goto(f"/committee-recommendations/{asked.pk}/resolution")
    page.get_by_label("What was resolved").fill("Agreed. The trusts report in June.")
    page.get_by_label(re.compile("^When")).fill("12 March 2017")
    page.get_by_role("button", name=re.compile("^Save")).click()
    # Then it stands with the day that the minutes give
    expect(page.locator("main")).to_contain_text("Agreed. The trusts report in June.")
    asked.refresh_from_db()
    assert asked.resolved_iso == "2017-03-12"
