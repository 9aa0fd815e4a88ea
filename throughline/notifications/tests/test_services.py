"""An incident from its record to the proof that everybody was told, and the safety of its children throughout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils.timezone import localdate

from tests import factories as make
from tests import incidents
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, ELECTED_MEMBER, ROLES, SCRUTINEER
from throughline.audit.models import Event
from throughline.cases import editing
from throughline.cases.editing import Changed
from throughline.cases.models import Case
from throughline.identities.models import Child
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.notifications import permissions, queries, rules, services
from throughline.notifications.models import Decision, DecisionLimb, Incident, Notification, PartnerAnswer, Telling
from throughline.notifications.sheets import sheet_of
from throughline.partnerships.models import Agency, Partnership
from throughline.rulebook.rules import fingerprint
from throughline.rulebook.services import correct_rule as correct

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@dataclass
class Scene:
    """A partnership with its three partners, its people, and an incident that the coordinator recorded."""

    where: Partnership
    police: Agency
    health: Agency
    unit: Actor
    chair: Actor
    lead: Actor
    incident: Incident


@pytest.fixture
def scene() -> Scene:
    where = make.partnership()
    police, health = make.agency(where), make.agency(where, "Wexmoor ICB", "health_commissioner")
    unit = make.actor(make.member(where))
    return Scene(
        where,
        police,
        health,
        unit,
        make.actor(make.member(where, CHAIR)),
        make.actor(make.member(where, AGENCY_LEAD, agency=police)),
        incidents.incident(unit, agencies=[police, health]),
    )


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


def test_a_decision_is_made_limb_by_limb_under_the_edition_of_its_day(scene: Scene) -> None:
    made = incidents.decided(scene.incident, scene.unit)
    edition = queries.governs(scene.incident, queries.book_of(scene.incident, make.TODAY)).edition
    assert edition is not None and edition.id == "wt2023"
    assert (made.edition, made.edition_name) == ("wt2023", edition.name)
    assert (made.edition_sha256, made.decided) == (fingerprint(edition), make.TODAY)
    assert [(one.limb, one.words) for one in made.limbs.order_by("id")] == [
        (one.id, one.words) for one in edition.criteria_of("notification")
    ]
    with pytest.raises(Refused, match="E1940"):
        services.decide(scene.incident, outcome="not_notified", why="x", limbs={}, by=scene.unit, at=LATER)


def test_a_decision_keeps_the_words_of_the_rules_not_only_their_name(scene: Scene) -> None:
    """A criterion is corrected afterwards: the next decision bears another fingerprint under the same name."""
    first = incidents.decided(scene.incident, scene.unit)
    entry = first.limbs.order_by("id")[0].limb
    admin = make.actor(make.member(scene.where, ADMINISTRATOR))
    said: dict[str, Any] = {"edition": "wt2023", "part": "criteria", "entry": entry, "reason": "Misread."}
    values = {"words": "The words as they were meant.", "source": "The guidance, read again."}
    correct(**said, values=values, from_on=make.TODAY, by=admin, at=make.NOW)
    second = incidents.decided(scene.incident, scene.unit, "not_notified")
    assert first.edition_name == second.edition_name
    assert len({first.edition_sha256, second.edition_sha256, ""}) == 3


def test_the_day_of_the_decision_is_the_day_on_which_it_was_made(scene: Scene) -> None:
    with pytest.raises(Refused, match="E1951"):
        incidents.decided(scene.incident, scene.unit, decided_on=make.TODAY + timedelta(days=1))
    made = incidents.decided(scene.incident, scene.unit, decided_on=date(2026, 3, 10))
    assert (made.decided, localdate(made.at)) == (date(2026, 3, 10), make.TODAY)
    [row] = queries.incident_rows(scene.unit, make.TODAY)
    assert row.decided_on == date(2026, 3, 10)


def test_a_suspension_by_authority_moves_the_statutory_day_itself_and_a_hold_never_does(scene: Scene) -> None:
    """2020: which days were relaxed was not found, so an administrator corrects them; then both days move, as one."""
    old = incidents.incident(scene.unit, aware_on=date(2020, 3, 20), name="Child Reed")

    def day() -> tuple[date, date]:
        governing = queries.governs(old, queries.book_of(old, make.TODAY))
        [clock] = (c for c in queries.due_of(old, governing, sent_on=date(2020, 3, 23)) if c.id == "rapid_review")
        return clock.due, clock.due_without_holds

    assert day() == (date(2020, 4, 15), date(2020, 4, 15))
    admin = make.actor(make.member(scene.where, ADMINISTRATOR))
    said: dict[str, Any] = {"edition": "wt2018", "part": "suspensions", "entry": "rapid_review", "reason": "Found."}
    values = {"from_on": "2020-03-30", "to_on": "2020-04-03", "source": "The notice of 2020."}
    correct(**said, values=values, from_on=make.TODAY, by=admin, at=make.NOW)
    assert day() == (date(2020, 4, 22), date(2020, 4, 22))


def test_without_a_day_of_awareness_no_edition_governs_until_a_person_chooses_one(scene: Scene) -> None:
    loose = incidents.incident(scene.unit, aware_on=None)
    with pytest.raises(Refused, match="E1939"):
        services.decide(loose, outcome="notifiable", limbs={}, by=scene.unit, at=make.NOW)
    for chosen in ({"edition_chosen": "wt2018"}, {"edition_why": "Because."}, {"edition_chosen": "wt1999"}):
        with pytest.raises(Refused, match="E193"):
            services.change_incident(loose, fields=chosen, version=1, by=scene.unit, at=make.NOW)
    fields = {"edition_chosen": "wt2018", "edition_why": "The day is not recorded, and the year was 2019."}
    loose = services.change_incident(loose, fields=fields, version=1, by=scene.unit, at=make.NOW)
    assert incidents.decided(loose, scene.unit).edition == "wt2018"


def test_partners_answer_in_any_order_and_dissent_is_kept(scene: Scene) -> None:
    incidents.answered(scene.incident, scene.unit, "health_commissioner", "no", agency=scene.health)
    incidents.answered(scene.incident, scene.lead, "police", "no", agency=scene.police)
    incidents.answered(scene.incident, scene.lead, "police", "yes", agency=scene.police)
    said = [(one.partner, one.answer) for one in queries.answers_of(scene.incident)]
    assert said == [("health_commissioner", "no"), ("police", "no"), ("police", "yes")]
    assert rules.dissent(said, "notifiable") == ("health_commissioner",)


def test_a_lead_answers_for_their_own_agency_and_their_own_partner_alone(scene: Scene) -> None:
    for partner, agency in (("police", scene.health), ("health_commissioner", scene.police), ("police", None)):
        with pytest.raises(Refused):
            incidents.answered(scene.incident, scene.lead, partner, agency=agency)
    assert not PartnerAnswer.objects.exists()


def test_what_was_said_cannot_be_changed_even_by_the_machine(scene: Scene) -> None:
    incidents.answered(scene.incident, scene.unit)
    made = incidents.decided(scene.incident, scene.unit)
    for rows in (PartnerAnswer.objects.all(), Decision.objects.filter(pk=made.pk), DecisionLimb.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


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


def test_the_safety_of_many_children_takes_one_statement(scene: Scene, django_assert_num_queries: Any) -> None:
    for number in range(4):
        incidents.incident(scene.unit, name=f"Incident {number}")
    with django_assert_num_queries(1):
        assert len(queries.safety_of(queries.visible_questions(scene.unit, make.TODAY), make.TODAY)) == 5


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
