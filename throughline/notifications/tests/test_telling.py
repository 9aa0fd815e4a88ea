"""The sheet that tells of an incident, the proof that everybody was told, and the safety of its children throughout."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests import factories as make
from tests import incidents
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.kernel.refusals import Refused
from throughline.notifications import queries, rules, services
from throughline.notifications.sheets import sheet_of
from throughline.notifications.tests.scene import LATER, Scene, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return build()


def test_the_notification_is_frozen_as_sent_and_proves_that_the_panel_was_told(scene: Scene) -> None:
    with pytest.raises(Refused, match="decision to notify"):
        services.send_notification(scene.incident, reference="S", sent_on=make.TODAY, by=scene.unit, at=make.NOW)
    incidents.decided(scene.incident, scene.unit)
    sent = services.send_notification(
        scene.incident, reference="SIN-77", sent_on=make.TODAY, by=scene.unit, at=make.NOW
    )
    assert queries.state_of(scene.incident).key == "notified"
    [told] = queries.tellings_of(scene.incident)
    assert (told.body, told.reference, told.told_on) == ("panel", "SIN-77", make.TODAY)
    data = services.hand_out_sheet(sent, by=scene.unit, at=LATER)
    child = scene.incident.children.get()
    services_child = {"real_name": "Another Name"}
    editing.change(child, fields=services_child, version=1, by=scene.unit, at=LATER)
    assert services.hand_out_sheet(sent, by=scene.unit, at=LATER) == data
    assert not sent.document.cases.exists(), "no case paper: its names are for those who may see them"
    with pytest.raises(Refused, match="not on this case"):
        services.hand_out_sheet(sent, by=scene.chair, at=LATER)


def test_the_sheet_takes_four_children_and_the_others_in_words(scene: Scene) -> None:
    for number in range(5):
        scene.incident.children.add(incidents.child(scene.incident, scene.unit, pseudonym=f"Hazel {number}"))
    sections = sheet_of(scene.incident, scene.incident.children.order_by("id"), None, notifier="R", on=make.TODAY)
    heads = [one.heading for one in sections]
    assert sum(head.startswith("Child ") for head in heads) == rules.MOST_CHILDREN
    assert heads[-1] == "Further children, in words"


def test_safety_stays_open_until_attested_and_its_reports_end_only_with_a_reason(scene: Scene) -> None:
    asked = incidents.question(scene.incident)
    with pytest.raises(Refused, match="E1947"):
        services.end_reports(asked, why="Enough.", by=scene.unit, at=make.NOW)
    with pytest.raises(Refused, match="E1945"):
        incidents.attested(asked, scene.unit, attested_by_name=" ")
    with pytest.raises(Refused, match="E1946"):
        incidents.attested(asked, scene.unit, known_on=make.TODAY + timedelta(days=1))

    def now(on: date) -> str:
        [line] = queries.safety_of(queries.questions_of(scene.incident), on)
        return line.watch.key

    assert now(make.TODAY) == "owed"
    incidents.attested(asked, scene.lead, "danger")
    assert now(make.TODAY) == "danger"
    incidents.attested(asked, scene.lead)
    assert now(make.TODAY) == "watching" and now(make.TODAY + timedelta(days=29)) == "late"
    with pytest.raises(Refused, match="E1931"):
        services.end_reports(asked, why=" ", by=scene.unit, at=make.NOW)
    services.end_reports(asked, why="The family moved; the new area asks.", by=scene.unit, at=make.NOW)
    assert now(make.TODAY + timedelta(days=400)) == "ended"
    with pytest.raises(Refused, match="ended"):
        incidents.attested(asked, scene.unit, "danger")
    again = services.ask_safety(scene.incident, by=scene.unit, at=LATER)
    assert again.pk != asked.pk
    assert services.ask_safety(scene.incident, by=scene.unit, at=LATER).pk == again.pk


def test_the_safety_of_many_children_takes_one_statement(scene: Scene, django_assert_num_queries: Any) -> None:
    for number in range(4):
        incidents.incident(scene.unit, name=f"Incident {number}")
    with django_assert_num_queries(1):
        assert len(queries.safety_of(queries.visible_questions(scene.unit, make.TODAY), make.TODAY)) == 5


def test_the_rhythm_of_reports_is_the_partnership_s_and_may_be_another_for_one_question(scene: Scene) -> None:
    before = incidents.question(incidents.incident(scene.unit))
    services.set_rhythm(partnership=scene.where, every_weeks=2, by=scene.unit, at=make.NOW)
    first = incidents.incident(scene.unit, name="Since then")
    asked = incidents.question(first)
    before.refresh_from_db()
    assert (before.every_weeks, asked.every_weeks) == (4, 2)
    incidents.attested(asked, scene.unit)
    line = queries.safety_of(queries.questions_of(first), make.TODAY)[0]
    assert line.watch.due_on == make.TODAY + timedelta(weeks=2)
    services.change_rhythm(asked, every_weeks=1, by=scene.unit, at=make.NOW)
    services.change_rhythm(asked, every_weeks=1, by=scene.unit, at=make.NOW)
    line = queries.safety_of(queries.questions_of(first), make.TODAY)[0]
    assert line.watch.due_on == make.TODAY + timedelta(weeks=1)
    assert Event.objects.filter(verb="safety_question.changed").count() == 1
    for weeks in (0, 53):
        with pytest.raises(Refused, match="E1942"):
            services.change_rhythm(asked, every_weeks=weeks or -1, by=scene.unit, at=make.NOW)
    with pytest.raises(Refused, match="E1930"):
        services.set_rhythm(partnership=scene.where, every_weeks=2, by=scene.lead, at=make.NOW)


def test_the_sheet_has_every_field_that_the_national_service_and_its_releases_ask_for(scene: Scene) -> None:
    make.document(scene.incident.case, name="referral.md")
    sections = sheet_of(scene.incident, scene.incident.children.all(), None, notifier="", on=date(2026, 2, 27))
    told = {label: words for part in sections for label, words in part.rows}
    asked = (
        "Notifier, telephone and e-mail",
        "Nature of notification",
        "When it happened",
        "Where it happened",
        "Abuse or neglect known or suspected",
        "Local authority",
        "Region",
        "Reporting year and quarter",
        "Supporting documents",
        "Name",
        "Age",
        "Sex as recorded",
        "Ethnicity",
        "Disability",
        "Looked after",
        "Where placed or living",
        "Plan",
        "Known to any agency",
        "Area of the home address",
    )
    assert [label for label in asked if label not in told] == []
    assert told["Reporting year and quarter"] == "2025-26, quarter 4"
    assert told["Supporting documents"] == "referral.md"
    assert told["Region"] == told["Notifier, telephone and e-mail"] == "Not recorded", "nothing is made up"
