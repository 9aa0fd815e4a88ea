"""Reviewers and their independence, the panel and its conditions, the timetable and the cost, on their pages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.actionplans.models import Action
from throughline.audit.models import Event
from throughline.commissioning.models import Condition
from throughline.commissioning.permissions import why_not_settle
from throughline.commissioning.services.parts import settle_clash
from throughline.commissioning.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A review with the police on its case."""
    return build()


def test_a_clash_stands_until_somebody_settles_it_with_a_reason(scene: Scene) -> None:
    row = scene.add("reviewers", name="Tomasz Lewin", role="lead", agency=scene.police, declaration="I was there.")
    client, settle = scene.client(), f"{scene.at()}/reviewers/{row.pk}/settle"
    page = words(client.get(scene.at("people")))
    assert "1 clash to settle." in page
    assert "comes from Wexmoor Police, which is on the case" in page
    assert "Enter why they may do this review" in words(client.post(settle, {"reason": ""}))
    for _ in range(2):
        assert client.post(settle, {"reason": "He left in 2009."})["Location"] == scene.at("people")
    page = words(client.get(scene.at("people")))
    assert "Nothing is left to settle." in page
    assert "He left in 2009." in page
    told = Event.objects.filter(verb="reviewer.clash_settled").first()
    assert told is not None
    assert told.details["reason"] == "He left in 2009."
    client.post(
        f"{scene.at()}/reviewers/{row.pk}/edit", {"name": row.name, "role": "lead", "involved": "yes", "version": "1"}
    )
    assert "had a part in the case before" in words(client.get(scene.at("people")))


def test_nobody_settles_a_clash_about_themselves_and_who_reads_settles_none(scene: Scene) -> None:
    mine = scene.add("reviewers", name=scene.people[CHAIR].name, role="chair", involved="yes")
    assert why_not_settle(actor=scene.by(CHAIR), thing=mine, on=make.TODAY) is not None
    assert why_not_settle(actor=scene.by(), thing=mine, on=make.TODAY) is None
    for role in (AGENCY_LEAD, SCRUTINEER, ELECTED_MEMBER):
        with pytest.raises(Refused):
            settle_clash(mine, clashes=("x",), reason="x", by=scene.by(role), at=make.NOW)
    with pytest.raises(Refused, match="needs its reason"):
        settle_clash(mine, clashes=("x",), reason=" ", by=scene.by(), at=make.NOW)


def test_a_condition_is_open_until_it_is_said_how_it_was_met(scene: Scene) -> None:
    decision = scene.add("decisions", kind="agreed", text="The board agreed the report.", body_name="The board")
    row = scene.add("conditions", decision=decision, text="Show it to the family.", due_on=date(2026, 1, 1))
    client, address = scene.client(), f"{scene.at()}/conditions/{row.pk}/edit"
    assert " late" in words(client.get(scene.at("decisions")))
    sent = {"decision": decision.pk, "text": row.text}
    days = {"met_on_day": "2", "met_on_month": "2", "met_on_year": "2026", "version": "1"}
    assert "Say how it was met." in words(client.post(address, {**sent, **days}))
    assert client.post(address, {**sent, **days, "how": "They read it on 1 February."}).status_code == 302
    assert Condition.objects.get().met_on == date(2026, 2, 2)
    assert "Met on 2 February 2026" in words(client.get(scene.at("decisions")))


def test_a_decision_of_another_review_is_no_choice_here(scene: Scene) -> None:
    other = records.review(scene.by(), where=scene.where)
    far = scene.add("decisions", review=other, kind="agreed", text="Another.")
    with pytest.raises(Refused, match="another case"):
        scene.add("conditions", decision=far, text="x")


def test_the_timetable_says_what_slipped_and_what_the_past_lets_one_expect(scene: Scene) -> None:
    scene.add("facts", lead_body="The partners", commissioned_text="13 May 2024", commissioned_iso="2024-05-13")
    scene.add("stages", kind="draft", planned_to=date(2026, 1, 1), actual_from=date(2025, 12, 1))
    page = words(scene.client().get(scene.at("timetable")))
    assert "1 stage late." in page
    assert "Too few to say: 0 reviews" in page
    assert "By the guidance it is due on 13 November 2024." in page
    for days in (30, 40, 50):
        past = records.review(scene.by(), where=scene.where)
        first = date(2024, 1, 1)
        scene.add("stages", review=past, kind="draft", actual_from=first, actual_to=first + timedelta(days=days))
    page = words(scene.client().get(scene.at("timetable")))
    assert "40 days, the middle of 3 reviews" in page
    assert "If each stage ahead takes as long as it took before" in page


def test_a_stage_does_not_end_before_it_begins(scene: Scene) -> None:
    sent = {"kind": "draft", "planned_from_day": "2", "planned_from_month": "2", "planned_from_year": "2026"}
    late = {"planned_to_day": "1", "planned_to_month": "2", "planned_to_year": "2026"}
    answer = scene.client().post(f"{scene.at()}/stages/new", {**sent, **late})
    assert "This is before the day on which it begins." in words(answer)


def test_cost_and_time_are_compared_by_method_over_what_one_may_see(scene: Scene) -> None:
    scene.add("facts", lead_body="The partners", method="silp")
    scene.add("costs", kind="reviewer", budget=Decimal(12000), actual=Decimal(12400), days_taken=Decimal("20.5"))
    page = words(scene.client().get("/commissions/methods"))
    assert all(said in page for said in ("Significant incident learning process", "£12,400 in all", "20.5 days"))
    assert "£12,400" in words(scene.client().get(scene.at("cost")))
    assert "No recommendation is recorded yet" in words(scene.client().get(scene.at("cost")))
    made = [records.recommendation(scene.review, scene.by(), number=number) for number in "123"]
    for row in made[:2]:
        Action.objects.filter(pk=records.action(scene.review, scene.by(), recommendations=[row]).pk).update(
            state="confirmed"
        )
    records.action(scene.review, scene.by(), recommendations=[made[2]])
    page = words(scene.client().get(scene.at("cost")))
    assert "2 of 3, each by an action that was confirmed" in page and "£6,200" in page
    page = words(scene.client().get("/commissions/methods"))
    assert "£6,200" in page and "2 recommendations acted on" in page
    assert scene.client(AGENCY_LEAD).get("/commissions/methods").status_code == 403


def test_two_submissions_have_two_grades_and_neither_is_about_practice(scene: Scene) -> None:
    scene.add("grades", document="overall", submission=1, grade="inadequate", date_text="July 2008", date_iso="2008-07")
    scene.add("grades", document="overall", submission=2, grade="adequate", date_text="2014", date_iso="2014")
    page = words(scene.client().get(scene.at("quality")))
    assert "The review was graded: adequate." in page
    assert "never about practice" in page
    assert "2014 is outside April 2007 to 2012" in page


def test_why_other_rules_are_chosen_is_asked_and_shown(scene: Scene) -> None:
    client, new = scene.client(), f"{scene.at()}/facts/new"
    sent = {"lead_body": "The board", "commissioned": "2013", "edition": "wt2013"}
    assert "Say why the review is done under these rules." in words(client.post(new, sent))
    assert client.post(new, {**sent, "edition_reason": "The minutes of May name it."}).status_code == 302
    page = words(client.get(scene.at()))
    assert "The minutes of May name it." in page
    assert "more than one edition was in force then" in page
