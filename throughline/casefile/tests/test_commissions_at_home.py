"""What commissioned reviews and groups ask of each person on the home page, and on the page of the review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import factories as make
from throughline.access.roles import AGENCY_LEAD, CHAIR, SCRUTINEER
from throughline.casefile.queries.commissions import Thing, commission_tasks, owed_to_commissions
from throughline.casefile.rules.attention import DUE, OVERDUE
from throughline.commissioning.models import AgencyReport
from throughline.commissioning.rules.timetable import Days, now_and_next
from throughline.commissioning.tests.scene import Scene, build, statements, words
from throughline.groups import services as groups
from throughline.kernel.actor import Actor
from throughline.messages.deadlines import deadlines

ON = make.TODAY


def actor(role: str) -> Actor:
    """Somebody of that role."""
    return Actor(1, "Somebody", role, 1, 7 if role == AGENCY_LEAD else None)


def thing(kind: str, *, state: str = "", late: int | None = None) -> Thing:
    """Something of Child Alder, so many days late; below nought it is due later."""
    due = None if late is None else ON - timedelta(days=late)
    return Thing(5, kind, 3, "Child Alder", "terms" if kind == "stage" else "Words.", state, "The police", due, ON)


@pytest.mark.parametrize(
    ("role", "one", "title", "rank"),
    [
        ("coordinator", thing("report", state="requested", late=10), "Ask The police for its report", OVERDUE),
        ("coordinator", thing("report", state="requested", late=-3), "", 0),
        ("chair", thing("report", state="signed_off"), "Accept or return the report of The police", None),
        (AGENCY_LEAD, thing("report", state="requested", late=-90), "Write your report on Child Alder", DUE),
        (AGENCY_LEAD, thing("report", state="drafted", late=2), "Sign off your report on Child Alder", OVERDUE),
        (AGENCY_LEAD, thing("report", state="returned"), "Mend your report on Child Alder", None),
        (AGENCY_LEAD, thing("report", state="signed_off"), "", 0),
        ("coordinator", thing("condition", late=5), "Say if a condition about Child Alder is met", OVERDUE),
        ("coordinator", thing("condition"), "", 0),
        ("coordinator", thing("stage", late=5), "stage “terms and reviewer” of Child Alder", OVERDUE),
        ("coordinator", thing("stage", late=-5), "stage “terms and reviewer” of Child Alder", DUE),
        ("coordinator", thing("stage", late=-90), "", 0),
        ("coordinator", thing("piece"), "Say what changes in Child Alder", None),
        ("coordinator", thing("piece", state="yes"), "Hand over an update of Child Alder", None),
        ("coordinator", thing("bare", state="decided"), "Write how Child Alder was commissioned", None),
        ("coordinator", thing("group_condition", late=5), "Say if a condition of a group’s decision is met", OVERDUE),
    ],
)
def test_what_each_thing_asks_of_each_role(role: str, one: Thing, title: str, rank: int | None) -> None:
    tasks = list(commission_tasks([one], actor(role), ON))
    assert [title in task.title for task in tasks] == ([True] if title else [])
    if title and rank is not None:
        assert tasks[0].rank[0] == rank


@pytest.mark.parametrize(
    ("role", "one", "who"),
    [
        ("coordinator", thing("report", state="drafted", late=-5), ["The police"]),
        ("coordinator", thing("report", state="drafted", late=5), []),
        (AGENCY_LEAD, thing("report", state="signed_off"), ["The panel"]),
        (AGENCY_LEAD, thing("report", state="drafted", late=-5), []),
        ("chair", thing("referral"), ["The police"]),
    ],
)
def test_on_whom_a_commission_waits(role: str, one: Thing, who: list[str]) -> None:
    assert [line.who for line in owed_to_commissions([one], actor(role), ON)] == who


@pytest.mark.parametrize(
    ("stages", "says"),
    [
        ([], ("", "")),
        ([Days("terms", None, ON, ON, ON)], ("Every stage that is planned has ended", "")),
        ([Days("terms", ON, ON + timedelta(days=3)), Days("draft")], ("Terms: not started", "Draft")),
        (
            [Days("terms", None, ON, ON, ON), Days("draft", None, ON - timedelta(days=2), ON), Days("agreement")],
            ("Draft: 2 days late", "Agreed"),
        ),
    ],
)
def test_at_which_stage_a_review_is_and_what_is_next(stages: list[Days], says: tuple[str, str]) -> None:
    assert now_and_next(stages, {"terms": "Terms", "draft": "Draft", "agreement": "Agreed"}, ON) == says


def main_of(page: str) -> str:
    """What stands on the page itself."""
    return page[page.index("<main") :]


@pytest.fixture
def scene() -> Scene:
    """A review under way whose report from the police is late, with a stage and a condition past their days."""
    made = build()
    today = timezone.localdate()
    given: dict[str, Any] = {"lead_body": "The partners", "method": "silp", "commissioned_text": "x"}
    made.add("facts", **given)
    report = made.add("agency-reports", agency=made.police, kind="management_review", due_on=today - timedelta(days=9))
    made.add("agency-reports", agency=made.health, kind="management_review", due_on=today + timedelta(days=60))
    made.add("stages", kind="analysis", planned_to=today - timedelta(days=9), actual_from=today - timedelta(days=60))
    made.add("stages", kind="draft", planned_to=today + timedelta(days=90))
    decision = made.add("decisions", kind="panel", text="Ask the school.")
    made.add("conditions", decision=decision, text="Within a week.", due_on=today - timedelta(days=2))
    made.add("reviewers", name="Tomasz Lewin", role="lead", declaration="None.")
    assert AgencyReport.objects.filter(pk=report.pk, state="requested").exists()
    return made


@pytest.mark.django_db
def test_home_tells_each_person_their_own_part(scene: Scene) -> None:
    name = scene.review.name
    unit = main_of(words(scene.client().get("/")))
    assert f"Ask Wexmoor Police for its report on {name}" in unit and "“analysis and findings”" in unit
    assert f"Say if a condition about {name} is met" in unit and f"Its report on {name}" in unit
    police = main_of(words(scene.client(AGENCY_LEAD).get("/")))
    assert f"Write your report on {name}" in police and "condition about" not in police
    scrutineer = main_of(words(scene.client(SCRUTINEER).get("/")))
    assert "Ask Wexmoor Police" not in scrutineer
    make.conflict(scene.review.case, scene.people[CHAIR])
    assert name not in main_of(words(scene.client(CHAIR).get("/")))
    assert len(statements(scene.client(), "/")) <= 12


@pytest.mark.django_db
def test_a_group_that_waits_for_an_answer_is_on_home_and_only_for_who_may_see_the_case(scene: Scene) -> None:
    group, other = make.group(scene.where, "Case group"), make.group(scene.where, "Learning group")
    meeting = groups.add_meeting(group=group, held_on=ON, by=scene.by(), at=make.NOW)
    line: dict[str, Any] = {"meeting": meeting, "kind": "referred", "text": "Who pays?", "to_group": other}
    groups.add_item(**line, cases=[scene.review.case], by=scene.by(), at=make.NOW)
    assert "Who pays?" in main_of(words(scene.client().get("/")))
    make.conflict(scene.review.case, scene.people[CHAIR])
    assert "Who pays?" not in main_of(words(scene.client(CHAIR).get("/")))


@pytest.mark.django_db
def test_the_page_of_the_review_says_its_stage_and_what_is_next(scene: Scene) -> None:
    address = f"/reviews/{scene.review.pk}/"
    page = main_of(words(scene.client().get(address)))
    assert "Analysis and findings: 9 days late" in page and "Report drafted and checked" in page
    assert "0 of 2 accepted, 2 to come" in page and "Tomasz Lewin, lead reviewer" in page
    assert "Significant incident learning process" in page
    assert len(statements(scene.client(), address)) <= 12
    lead = main_of(words(scene.client(AGENCY_LEAD).get(address)))
    assert "0 of 1 accepted, 1 to come" in lead and "Tomasz Lewin" not in lead


@pytest.mark.django_db
def test_the_days_of_a_commission_stand_in_calendars(scene: Scene) -> None:
    today = timezone.localdate()
    unit = {one.what for one in deadlines(scene.by(), on=today)}
    assert {"an agency’s report is due", "a condition is to be met", "a stage of the review is to end"} <= unit
    police = [one for one in deadlines(scene.by(AGENCY_LEAD), on=today) if one.what == "an agency’s report is due"]
    assert len(police) == 1 and police[0].needs
