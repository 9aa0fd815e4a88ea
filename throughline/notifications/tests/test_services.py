"""An incident and its children: recorded once, changed, withdrawn, and seen by whoever may see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from tests import factories as make
from tests import incidents
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, ELECTED_MEMBER, ROLES, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.cases.editing import Changed
from throughline.cases.models import Case
from throughline.identities.models import Child
from throughline.kernel.refusals import Refused
from throughline.notifications import permissions, queries, rules, services
from throughline.notifications.models import Decision, DecisionLimb, Incident, Notification, Telling
from throughline.notifications.sheets import sheet_of
from throughline.notifications.tests.scene import LATER, Scene, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return build()


def test_one_form_opens_the_case_the_children_and_the_question_of_safety(scene: Scene) -> None:
    case = scene.incident.case
    assert case.reference.endswith("-2026-01")
    assert [child.pseudonym for child in scene.incident.children.all()] == ["Hazel"]
    assert [one.asked_of for one in scene.incident.safety_questions.all()] == [""]
    assert {(row.user_id, row.agency_id) for row in case.members.all()} == {
        (scene.unit.user, None),
        (None, scene.police.pk),
        (None, scene.health.pk),
    }
    second = incidents.incident(scene.unit, name="Another")
    assert second.case.reference.endswith("-2026-02")


def test_a_form_that_is_sent_twice_is_done_once(scene: Scene) -> None:
    first = incidents.incident(scene.unit, name="Twice", once="a1")
    assert incidents.incident(scene.unit, name="Twice", once="a1").pk == first.pk
    for deed in (
        lambda: incidents.answered(first, scene.unit, once="b"),
        lambda: incidents.decided(first, scene.unit, once="c"),
        lambda: services.send_notification(
            first, reference="SIN-1", sent_on=make.TODAY, once="d", by=scene.unit, at=make.NOW
        ),
        lambda: services.tell(
            first, body="partnership", told_on=make.TODAY, how="E-mail", once="e", by=scene.unit, at=make.NOW
        ),
        lambda: incidents.attested(incidents.question(first), scene.unit, once="f"),
    ):
        assert deed().pk == deed().pk
    assert Case.objects.count() == 2 and Notification.objects.count() == 1 and Telling.objects.count() == 2


def test_what_fails_in_the_middle_leaves_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (Case.objects.count(), Incident.objects.count(), Child.objects.count(), Event.objects.count())
    twins = [{"pseudonym": "Ash"}, {"pseudonym": "ash"}]
    with pytest.raises(Refused, match="E1453"):
        incidents.incident(scene.unit, children=twins)
    assert before == (Case.objects.count(), Incident.objects.count(), Child.objects.count(), Event.objects.count())

    def killed(**_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("throughline.notifications.services.deciding.record", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        incidents.decided(scene.incident, scene.unit)
    assert not Decision.objects.exists() and not DecisionLimb.objects.exists()


def test_two_people_who_change_one_incident_lose_nothing(scene: Scene) -> None:
    services.change_incident(scene.incident, fields={"place": "Quay"}, version=1, by=scene.unit, at=make.NOW)
    with pytest.raises(editing.Changed) as met:
        services.change_incident(scene.incident, fields={"place": "Mill"}, version=1, by=scene.chair, at=LATER)
    assert met.value.theirs.place == "Quay" and met.value.by_name == scene.unit.name
    with pytest.raises(ValueError):
        services.change_incident(scene.incident, fields={"case": None}, version=2, by=scene.unit, at=LATER)


def test_a_day_that_has_not_come_is_refused(scene: Scene) -> None:
    for wrong in ({"aware_on": make.TODAY + timedelta(days=1)}, {"when_iso": "2026-02-31"}):
        with pytest.raises(Refused):
            incidents.incident(scene.unit, **wrong)
    incidents.decided(scene.incident, scene.unit)
    for day in (make.TODAY + timedelta(days=1), incidents.AWARE - timedelta(days=1)):
        with pytest.raises(Refused, match="E1951"):
            services.send_notification(scene.incident, reference="S", sent_on=day, by=scene.unit, at=make.NOW)


def test_a_withdrawn_incident_is_kept_and_a_notified_one_stays(scene: Scene) -> None:
    other = incidents.incident(scene.unit, name="Mistake")
    services.withdraw_incident(other, reason="Recorded twice.", by=scene.unit, at=make.NOW)
    with pytest.raises(Http404):
        queries.get_incident(other.pk, scene.unit, make.TODAY)
    incidents.decided(scene.incident, scene.unit)
    services.send_notification(scene.incident, reference="S", sent_on=make.TODAY, by=scene.unit, at=make.NOW)
    with pytest.raises(Refused, match="E1932"):
        services.withdraw_incident(scene.incident, reason="x", by=scene.unit, at=make.NOW)


MAY_DECIDE = {"coordinator", "chair"}


OPEN = {"undecided", "near_miss", "not_notified", "notifiable", "notified", "stood_down"}


TO_NOTIFY = {"undecided", "near_miss", "not_notified", "stood_down"}


TO_NOT = {"undecided", "near_miss", "notifiable", "notified"}


TO_SEND = {"notifiable", "notified"}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_do_what_in_which_state(scene: Scene, role: str) -> None:
    agency = scene.police if role == AGENCY_LEAD else None
    actor = make.actor(make.member(scene.where, role, agency=agency))
    given: dict[str, Any] = {"actor": actor, "thing": scene.incident, "on": make.TODAY}
    for state in rules.STATES.values():
        for outcome, allowed in (("notifiable", TO_NOTIFY), ("not_notified", TO_NOT)):
            why = permissions.why_not_decide(**given, state=state, outcome=outcome)
            assert (why is None) is (role in MAY_DECIDE and state.key in allowed), (role, state.key, outcome, why)
        assert (permissions.why_not_send(**given, state=state) is None) is (role in MAY_DECIDE and state.key in TO_SEND)
    own = {"partner": "police", "agency": scene.police.pk, "kind": "police"}
    assert (permissions.why_not_answer(**given, **own) is None) is (role in MAY_DECIDE | {AGENCY_LEAD})
    assert (permissions.why_not_record(**given) is None) is (role in MAY_DECIDE)
    assert (permissions.why_not_tell(**given) is None) is (role in MAY_DECIDE)
    asked = {**given, "thing": incidents.question(scene.incident)}
    assert (permissions.why_not_ask(**asked) is None) is (role in MAY_DECIDE)
    assert (permissions.why_not_attest(**asked) is None) is (role in MAY_DECIDE | {AGENCY_LEAD})
    sees = queries.visible_incidents(actor, make.TODAY).filter(pk=scene.incident.pk).exists()
    assert sees is (role not in {ADMINISTRATOR, ELECTED_MEMBER})


def test_strangers_and_the_conflicted_find_no_incident(scene: Scene) -> None:
    stranger = make.coordinator()
    scrutineer = make.member(scene.where, SCRUTINEER)
    make.conflict(scene.incident.case, scrutineer)
    for actor in (stranger, make.actor(scrutineer), make.actor(make.member(scene.where, AGENCY_LEAD))):
        with pytest.raises(Http404):
            queries.get_incident(scene.incident.pk, actor, make.TODAY)
    assert permissions.why_not_record(actor=stranger, thing=scene.incident, on=make.TODAY) == permissions.ELSEWHERE


def test_a_list_of_incidents_takes_two_statements(scene: Scene, django_assert_num_queries: Any) -> None:
    for number in range(5):
        incidents.incident(scene.unit, name=f"Incident {number}")
    with django_assert_num_queries(2):
        rows = queries.incident_rows(scene.unit, make.TODAY)
    assert len(rows) == 6 and rows[0].notify_by == date(2026, 3, 16)


def names(of: Incident) -> list[str]:
    return [child.pseudonym for child in queries.children_of_incident(of)]


def test_a_child_who_is_added_later_is_of_the_one_incident_and_of_its_review(scene: Scene) -> None:
    first = incidents.incident(scene.unit)
    incidents.child(first, scene.unit)
    assert names(first) == ["Hazel", "Hazel’s brother"]


def test_a_second_incident_takes_no_child_from_the_first(scene: Scene) -> None:
    first = incidents.incident(scene.unit)
    brother = incidents.child(first, scene.unit)
    second = incidents.incident(scene.unit, name="At school", case=first.case, children=[], same=[brother])
    assert (names(first), names(second)) == (["Hazel", "Hazel’s brother"], ["Hazel’s brother"])
    later = incidents.child(first, scene.unit, pseudonym="Hazel’s cousin")
    assert queries.about_and_untied(first)[1] == queries.about_and_untied(second)[1] == [later]
    second.refresh_from_db()
    services.say_whom(second, children=[later, brother], version=second.version, by=scene.unit, at=make.NOW)
    assert (names(first), names(second)) == (["Hazel", "Hazel’s brother"], ["Hazel’s brother", "Hazel’s cousin"])
    assert queries.about_and_untied(first)[1] == []
    with pytest.raises(Changed):
        services.say_whom(second, children=[later], version=1, by=scene.unit, at=make.NOW)
    with pytest.raises(Refused, match="E1952"):
        services.say_whom(second, children=[], version=second.version, by=scene.unit, at=make.NOW)


def test_no_child_of_another_case_is_tied(scene: Scene) -> None:
    first, other = incidents.incident(scene.unit), incidents.incident(scene.unit, name="Elsewhere")
    far = queries.children_of_incident(other)
    with pytest.raises(Refused, match="E1943"):
        services.say_whom(first, children=far, version=first.version, by=scene.unit, at=make.NOW)
    with pytest.raises(Refused, match="E1943"):
        incidents.incident(scene.unit, name="Third", case=first.case, children=[], same=far)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2026, 3, 31), "2025-26, quarter 4"),
        (date(2026, 4, 1), "2026-27, quarter 1"),
        (date(2026, 7, 1), "2026-27, quarter 2"),
        (date(2026, 12, 31), "2026-27, quarter 3"),
        (date(2027, 1, 1), "2026-27, quarter 4"),
    ],
)
def test_a_reporting_year_begins_in_april(on: date, says: str, scene: Scene) -> None:
    sections = sheet_of(scene.incident, (), None, notifier="", on=on)
    assert ("Reporting year and quarter", says) in sections[1].rows
