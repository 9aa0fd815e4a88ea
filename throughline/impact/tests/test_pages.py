"""The pages to write records, all kinds alike: who may open them, what they keep, and that nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.findings.models import Finding, LearningPoint, Recommendation
from throughline.impact.models import Evidence, Reading, Statement
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, Partnership, User
from throughline.reviews.addresses import SLUGS, address_of, new_address
from throughline.reviews.models import Review, Sent
from throughline.reviews.services import change_record
from throughline.ui.drafts import keep, take

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """A published review with one record of every kind, and people of every role in its partnership."""

    where: Partnership
    unit: User
    by: Actor
    police: Agency
    review: Review
    rows: dict[str, Any]
    people: dict[str, User] = field(default_factory=dict)

    def client(self, role: str = "") -> Client:
        """A client in which a person of that role is signed in."""
        return signed_in(self.people[role] if role else self.unit)


@pytest.fixture
def scene() -> Scene:
    """All of it."""
    where = make.partnership()
    unit = make.member(where, name="Ruth Adeyemi")
    by = make.actor(unit)
    police = make.agency(where)
    review = records.review(by, where=where, state="published")
    make.on_case(review.case, agency=police)
    finding = records.finding(review, by)
    point = records.learning_point(review, by)
    asked = records.recommendation(review, by, findings=[finding])
    action = records.action(review, by, owner=police, recommendations=[asked])
    statement = records.statement(review, by, finding=finding)
    rows = {
        "finding": finding,
        "theme": records.theme(review, by),
        "learning_point": point,
        "recommendation": asked,
        "committee_recommendation": records.committee_recommendation(review, by),
        "action": action,
        "statement": statement,
        "evidence": records.evidence(review, by, actions=[action]),
        "measure": records.measure(review, by),
    }
    made = Scene(where, unit, by, police, review, rows)
    for role in (CHAIR, SCRUTINEER, ELECTED_MEMBER, ADMINISTRATOR):
        made.people[role] = make.member(where, role)
    made.people[AGENCY_LEAD] = make.member(where, AGENCY_LEAD, agency=police)
    made.people["stranger"] = make.member(make.partnership())
    return made


def pages_of(scene: Scene) -> list[str]:
    """Every page to write something about the review of the scene."""
    review = scene.review.pk
    parts = ("edit", "state", "account/edit", "withdraw", "record", "children", "dates")
    urls = [address_of("review", review, part) for part in parts]
    for kind, row in scene.rows.items():
        urls += [new_address(kind, review), *(address_of(kind, row.pk, verb) for verb in ("edit", "ties", "withdraw"))]
    for kind, verb in (
        ("action", "state"),
        ("action", "updates/new"),
        ("measure", "readings/new"),
        ("recommendation", "answer"),
        ("committee_recommendation", "resolution"),
        ("evidence", "accept"),
    ):
        urls.append(address_of(kind, scene.rows[kind].pk, verb))
    return urls


def words(answer: Any) -> str:
    """The page's words, without marks."""
    return " ".join(unescape(answer.content.decode()).split())


def test_the_business_unit_opens_every_page_and_each_is_one_sight(scene: Scene) -> None:
    client = scene.client()
    for url in pages_of(scene):
        before = Event.objects.filter(verb="saw").count()
        answer = client.get(url)
        if url.endswith("/accept"):
            assert answer.status_code == 403
            assert "somebody else must accept it" in words(answer)
            continue
        assert answer.status_code == 200, url
        assert Event.objects.filter(verb="saw").count() == before + 1, url
    assert client.get("/reviews/new").status_code == 200


def test_strangers_and_the_administrator_get_the_404_of_what_is_not_there(scene: Scene) -> None:
    for role in ("stranger", ADMINISTRATOR):
        client = scene.client(role)
        for url in pages_of(scene):
            assert client.get(url).status_code == 404, (role, url)
            assert url.endswith("/record") or client.post(url, {}).status_code == 404, (role, url)


def test_who_only_reads_is_told_why(scene: Scene) -> None:
    for role, why in ((SCRUTINEER, "independent scrutineer"), (ELECTED_MEMBER, "elected member")):
        client = scene.client(role)
        for url in [*pages_of(scene), "/reviews/new"]:
            for answer in (client.get(url), client.get(url) if url.endswith("/record") else client.post(url, {})):
                assert answer.status_code == 403, (role, url)
                assert why in words(answer), (role, url)


def test_an_agencys_lead_writes_about_the_agencys_own_action_and_nothing_else(scene: Scene) -> None:
    client = scene.client(AGENCY_LEAD)
    mine = {
        address_of("review", scene.review.pk, "record"),
        new_address("evidence", scene.review.pk),
        address_of("action", scene.rows["action"].pk, "state"),
        address_of("action", scene.rows["action"].pk, "updates/new"),
    }
    for url in pages_of(scene):
        assert client.get(url).status_code == (200 if url in mine else 403), url
    theirs = records.action(scene.review, scene.by, owner=make.agency(scene.where, "Health", "health_provider"))
    for verb in ("state", "updates/new"):
        assert client.get(address_of("action", theirs.pk, verb)).status_code == 403


NEW = {
    "finding": {"number": "2", "text": "Nobody asked."},
    "theme": {"text": "Supervision of staff"},
    "learning_point": {"text": "Ask."},
    "recommendation": {"text": "Everybody should ask.", "owner_name": "Police", "number": "4"},
    "committee_recommendation": {"text": "Note it.", "body_name": "Cabinet"},
    "action": {"text": "Train people.", "state": "under_way", "due_on_day": "", "due_on_month": "", "due_on_year": ""},
    "statement": {"kind": "progress", "text": "People were trained.", "when": "March 2016"},
    "evidence": {"text": "The register."},
    "measure": {"text": "People trained", "unit": "%", "better": "higher", "target": "90"},
}


@pytest.mark.parametrize("kind", list(NEW))
def test_a_record_of_every_kind_is_written_by_hand_and_sent_twice_stands_once(scene: Scene, kind: str) -> None:
    client, url = scene.client(), new_address(kind, scene.review.pk)
    model = type(scene.rows[kind])
    sent = {**NEW[kind], "once": "f" * 32}
    first, second = client.post(url, sent), client.post(url, sent)
    assert model.objects.count() == 2
    row = model.objects.order_by("id").last()
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == address_of(kind, row.pk)
    assert row.text == NEW[kind]["text"]
    assert row.made_by == scene.unit
    assert row.case == scene.review.case


@pytest.mark.parametrize("kind", list(NEW))
def test_an_empty_form_says_what_is_missing_and_links_to_it(scene: Scene, kind: str) -> None:
    answer = scene.client().post(new_address(kind, scene.review.pk), {"number": "x" * 41})
    page = words(answer)
    assert "There is a problem" in page
    assert 'href="#id_text"' in page
    assert "Error:" in page
    assert type(scene.rows[kind]).objects.count() == 1


@pytest.mark.parametrize("kind", [kind for kind in NEW if kind != "statement"])
def test_a_record_of_every_kind_is_changed_and_the_change_told(scene: Scene, kind: str) -> None:
    row, url = scene.rows[kind], address_of(kind, scene.rows[kind].pk, "edit")
    answer = scene.client().post(url, {**NEW[kind], "version": "1"})
    assert (answer.status_code, answer["Location"]) == (302, address_of(kind, row.pk))
    row.refresh_from_db()
    assert (row.text, row.version, row.changed_by) == (NEW[kind]["text"], 2, scene.unit)
    assert Event.objects.filter(verb=f"{kind}.changed", subject=row.pk).count() == 1


def test_what_a_link_chose_is_ticked_already(scene: Scene) -> None:
    answer = scene.client().get(
        new_address("recommendation", scene.review.pk) + f"?findings={scene.rows['finding'].pk}"
    )
    assert f'name="findings" type="checkbox" value="{scene.rows["finding"].pk}" checked' in words(answer)
    scene.client().post(
        new_address("recommendation", scene.review.pk), {"text": "Do it.", "findings": [scene.rows["finding"].pk]}
    )
    assert list(Recommendation.objects.last().findings.all()) == [scene.rows["finding"]]  # type: ignore[union-attr]


def test_saving_and_adding_another_stays_on_the_form(scene: Scene) -> None:
    url = new_address("learning_point", scene.review.pk)
    answer = scene.client().post(url, {"text": "Ask.", "another": "yes"})
    assert answer["Location"] == url
    assert LearningPoint.objects.count() == 2


def test_a_statement_is_about_what_was_chosen_and_keeps_its_date_in_words(scene: Scene) -> None:
    client, row = scene.client(), scene.rows["statement"]
    url = address_of("statement", row.pk, "edit")
    sent = {"kind": "impact", "text": "It helped.", "about": f"theme:{scene.rows['theme'].pk}", "version": "1"}
    client.post(url, {**sent, "when": "during the spring"})
    row.refresh_from_db()
    assert (row.finding_id, row.theme_id, row.date_text, row.date_iso) == (
        None,
        scene.rows["theme"].pk,
        "during the spring",
        "",
    )
    client.post(url, {**sent, "about": "", "when": "March 2016", "version": "2"})
    row.refresh_from_db()
    assert (row.theme_id, row.date_text, row.date_iso) == (None, "March 2016", "2016-03")


def test_a_date_that_was_read_keeps_its_written_form_when_its_words_are_left_alone(scene: Scene) -> None:
    row = records.statement(scene.review, scene.by, date_text="in the spring of 2016", date_iso="2016")
    url = address_of("statement", row.pk, "edit")
    scene.client().post(url, {"kind": "progress", "text": "Other.", "when": "in the spring of 2016", "version": "1"})
    row.refresh_from_db()
    assert (row.text, row.date_iso) == ("Other.", "2016")


def test_only_a_case_study_has_an_outcome(scene: Scene) -> None:
    url = new_address("statement", scene.review.pk)
    answer = scene.client().post(url, {"kind": "progress", "text": "Done.", "outcome": "Better."})
    assert "Only a case study has an outcome" in words(answer)
    scene.client().post(url, {"kind": "case_study", "text": "Family A.", "outcome": "Better."})
    assert Statement.objects.last().outcome == "Better."  # type: ignore[union-attr]


def test_when_two_change_one_page_both_versions_are_shown_and_nothing_typed_is_lost(scene: Scene) -> None:
    row = records.recommendation(scene.review, scene.by, number="7", text="Old words.", owner_name="Police")
    other = make.actor(make.member(scene.where, name="Fiona Marsh"))
    at = timezone.now()
    fields = {"text": "Fiona’s words.", "number": "8"}
    change_record(row, fields=fields, version=1, by=other, at=at)
    client, url = scene.client(), address_of("recommendation", row.pk, "edit")
    mine = {"number": "7", "text": "My words.", "owner_name": "Wexmoor Police", "version": "1"}
    answer = client.post(url, mine)
    page = words(answer)
    assert answer.status_code == 409
    assert f"Your words are kept. Fiona Marsh changed this page at {timezone.localtime(at):%H:%M}" in page
    for said in ("Old words.", "Fiona’s words.", "My words.", "Both changed it. The form keeps yours."):
        assert said in page
    assert "Only they changed it. The form has theirs." in page
    assert 'name="number" id="id_number" type="text" value="8"' in page or 'value="8"' in page
    assert 'name="version" id="id_version" value="2"' in page
    row.refresh_from_db()
    assert row.text == "Fiona’s words."
    saved = client.post(url, {**mine, "number": "8", "version": "2"})
    assert saved.status_code == 302
    row.refresh_from_db()
    assert (row.number, row.text, row.owner_name, row.version) == ("8", "My words.", "Wexmoor Police", 3)


def test_the_same_change_sent_twice_is_made_once(scene: Scene) -> None:
    row = scene.rows["finding"]
    client, url = scene.client(), address_of("finding", row.pk, "edit")
    answers = [client.post(url, {"number": "1", "text": "New words.", "version": "1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    row.refresh_from_db()
    assert row.version == 2


def test_what_was_typed_comes_back_and_is_forgotten_once_saved(scene: Scene) -> None:
    row, client = scene.rows["finding"], scene.client()
    url, key = address_of("finding", row.pk, "edit"), f"finding-{row.pk}-edit"
    kept = client.post(f"/drafts/{key}/", {"text": "Half a sent"})
    assert kept.status_code == 204
    page = words(client.get(url))
    assert "Half a sent" in page
    assert "What you typed is kept" in page
    client.post(url, {"number": "1", "text": "Half a sentence.", "version": "1"})
    assert take(owner=scene.unit.pk, key=key) == {}


def test_begin_again_forgets_what_was_typed(scene: Scene) -> None:
    client, url = scene.client(), new_address("finding", scene.review.pk)
    key = f"new-finding-{scene.review.pk}"
    keep(owner=scene.unit.pk, key=key, typed={"text": ["Half"]}, at=make.NOW)
    assert "Half" in words(client.get(url))
    assert client.post(url, {"do": "begin_again"}).status_code == 302
    assert "Half" not in words(client.get(url))


def test_words_typed_before_somebody_elses_change_meet_it_when_they_are_saved(scene: Scene) -> None:
    row, client = scene.rows["finding"], scene.client()
    url, key = address_of("finding", row.pk, "edit"), f"finding-{row.pk}-edit"
    keep(owner=scene.unit.pk, key=key, typed={"text": ["My words."]}, at=timezone.now() - timedelta(hours=1))
    other = make.actor(make.member(scene.where, name="Fiona Marsh"))
    change_record(row, fields={"text": "Fiona’s words."}, version=1, by=other, at=timezone.now())
    page = words(client.get(url))
    assert "Fiona Marsh changed this after you began to type" in page
    assert 'name="version" id="id_version" value="1"' in page
    answer = client.post(url, {"number": "1", "text": "My words.", "version": "1"})
    assert answer.status_code == 409
    assert "Fiona’s words." in words(answer)


def test_withdrawing_needs_a_reason_and_hides_the_record(scene: Scene) -> None:
    row, client = scene.rows["finding"], scene.client()
    url = address_of("finding", row.pk, "withdraw")
    assert "Enter why it is withdrawn" in words(client.post(url, {}))
    assert client.post(url, {"reason": "Entered twice."})["Location"] == address_of("review", scene.review.pk)
    assert client.get(address_of("finding", row.pk, "edit")).status_code == 404
    assert Finding.objects.get().withdrawn_by == scene.unit


def test_ties_are_chosen_both_ways_and_what_another_tied_meanwhile_stays(scene: Scene) -> None:
    point, asked, finding = scene.rows["learning_point"], scene.rows["recommendation"], scene.rows["finding"]
    client, url = scene.client(), address_of("learning_point", point.pk, "ties")
    page = words(client.get(url))
    assert "Findings it follows from" in page
    assert "Recommendations that follow from it" in page
    sent = {"earlier_finding": [finding.pk], "was_earlier_finding": "", "later_recommendation": [asked.pk]}
    asked.learning_points.add(point)
    client.post(url, {**sent, "was_later_recommendation": "", "was_later_action": ""})
    assert list(point.findings.all()) == [finding]
    assert list(asked.learning_points.all()) == [point]
    told = Event.objects.filter(verb="tie.made").values_list("subject_type", "details")
    assert list(told) == [("learning_point", {"to": f"finding {finding.pk}"})]
    client.post(url, {"was_earlier_finding": str(finding.pk), "was_later_recommendation": ""})
    assert not point.findings.exists()
    assert asked.learning_points.exists()


def test_an_action_is_claimed_by_its_agency_and_confirmed_by_the_unit(scene: Scene) -> None:
    action = scene.rows["action"]
    url = address_of("action", action.pk, "state")
    lead, unit = scene.client(AGENCY_LEAD), scene.client()
    assert "It will not be done" in words(lead.get(url))
    assert lead.post(url, {"state": "stopped", "reason": "No."}).status_code == 200
    assert lead.post(url, {"state": "claimed_done"})["Location"] == address_of("action", action.pk)
    refused = lead.get(url)
    assert refused.status_code == 403
    assert "You own this action, so somebody else must confirm it." in words(refused)
    assert "Say in a sentence why." in words(unit.post(url, {"state": "returned"}))
    assert unit.post(url, {"state": "confirmed"}).status_code == 302
    action.refresh_from_db()
    assert action.state == "confirmed"


def test_an_update_without_a_date_shows_that_none_was_stated(scene: Scene) -> None:
    url = address_of("action", scene.rows["action"].pk, "updates/new")
    client = scene.client(AGENCY_LEAD)
    for when in ("", "September 2025"):
        assert client.post(url, {"text": f"Said {when or 'undated'}.", "when": when}).status_code == 302
    page = words(client.get(url))
    assert "date not stated" in page
    assert "September 2025" in page


def test_a_reading_and_its_correction_are_written(scene: Scene) -> None:
    client, url = scene.client(), address_of("measure", scene.rows["measure"].pk, "readings/new")
    assert "checked" in words(client.get(url))
    client.post(url, {"value": "42", "when": "2015", "baseline": "on", "once": "a"})
    client.post(url, {"value": "6", "when": "March 2016", "once": "b"})
    client.post(url, {"value": "6", "when": "March 2016", "once": "b"})
    wrong = Reading.objects.last()
    assert wrong is not None
    client.post(url, {"value": "60.5", "when": "March 2016", "corrects": str(wrong.pk)})
    page = words(client.get(url))
    assert Reading.objects.count() == 3
    assert "Corrected since" in page
    assert "60.5%" in page
    assert "Rising" in page


def test_an_answer_in_part_asks_for_its_reason(scene: Scene) -> None:
    row, client = scene.rows["recommendation"], scene.client()
    url = address_of("recommendation", row.pk, "answer")
    assert "Say why it is accepted only in part" in words(client.post(url, {"response": "in_part", "version": "1"}))
    client.post(url, {"response": "in_part", "response_reason": "Money.", "version": "1"})
    row.refresh_from_db()
    assert (row.response, row.response_reason, row.version) == ("in_part", "Money.", 2)


def test_a_resolution_keeps_when_it_was(scene: Scene) -> None:
    row, client = scene.rows["committee_recommendation"], scene.client()
    client.post(
        address_of("committee_recommendation", row.pk, "resolution"),
        {"resolved": "RESOLVED: to note.", "when": "9 December 2021", "version": "1"},
    )
    row.refresh_from_db()
    assert (row.resolved, row.resolved_iso) == ("RESOLVED: to note.", "2021-12-09")


def test_evidence_is_accepted_by_somebody_else(scene: Scene) -> None:
    row = scene.rows["evidence"]
    answer = scene.client(CHAIR).post(address_of("evidence", row.pk, "accept"))
    assert answer["Location"] == address_of("evidence", row.pk)
    assert Evidence.objects.get().accepted_by == scene.people[CHAIR]
    assert "accepted it on" in words(scene.client(CHAIR).get(address_of("evidence", row.pk, "accept")))


def test_a_lead_brings_evidence_only_for_the_own_agencys_action(scene: Scene) -> None:
    theirs = records.action(scene.review, scene.by, number="99", text="Not the police’s.")
    client, url = scene.client(AGENCY_LEAD), new_address("evidence", scene.review.pk)
    assert "Not the police’s." not in words(client.get(url))
    assert "Say which action it shows" in words(client.post(url, {"text": "Proof."}))
    assert client.post(url, {"text": "Proof.", "actions": [theirs.pk]}).status_code == 200
    assert client.post(url, {"text": "Proof.", "actions": [scene.rows["action"].pk]}).status_code == 302
    assert Evidence.objects.count() == 2


def test_a_review_is_written_by_hand_with_its_children(scene: Scene) -> None:
    client = scene.client()
    sent = {
        "kind": "scr",
        "name": "Child Q",
        "children": "Child Q, Baby Q\r\nChild P",
        "state": "finished",
        "published": "May 2016",
    }
    answers = [client.post("/reviews/new", {**sent, "once": "q"}) for _ in range(2)]
    review = Review.objects.get(name="Child Q")
    assert [answer["Location"] for answer in answers] == [address_of("review", review.pk)] * 2
    assert [(row.name, row.also) for row in review.subjects.order_by("id")] == [
        ("Child Q", ["Baby Q"]),
        ("Child P", []),
    ]
    assert [(row.means, row.iso) for row in review.dates.all()] == [("published", "2016-05")]
    assert Sent.objects.filter(owner=scene.unit, key="q").count() == 1


def test_children_and_dates_of_a_review_are_added_changed_and_taken_out(scene: Scene) -> None:
    client, review = scene.client(), scene.review
    children = address_of("review", review.pk, "children")
    client.post(children, {"name": "Child Alder", "also": "Baby A, A"})
    child = review.subjects.get()
    assert child.also == ["Baby A", "A"]
    opened = client.get(f"{children}/{child.pk}")
    once = words(opened).split('name="once" id="id_once" value="')[1].split('"')[0]
    review.subjects.filter(pk=child.pk).update(name="Child Ash")
    met = client.post(f"{children}/{child.pk}", {"name": "Child Oak", "also": "", "once": once})
    assert "Your words are kept" in words(met)
    assert "Child Ash" in words(met)
    once = words(met).split('name="once" id="id_once" value="')[1].split('"')[0]
    assert client.post(f"{children}/{child.pk}", {"name": "Child Oak", "also": "", "once": once}).status_code == 302
    child.refresh_from_db()
    assert child.name == "Child Oak"
    client.post(f"{children}/{child.pk}", {"do": "remove"})
    assert not review.subjects.exists()
    dates = address_of("review", review.pk, "dates")
    client.post(dates, {"means": "decided", "when": "in the spring"})
    day = review.dates.get()
    assert (day.text, day.iso) == ("in the spring", "")
    assert client.get(f"{dates}/{day.pk + 99}").status_code == 404
    elsewhere = records.review(scene.by, where=scene.where)
    assert client.get(f"{address_of('review', elsewhere.pk, 'dates')}/{day.pk}").status_code == 404


def test_the_account_of_what_happened_is_behind_a_step(scene: Scene) -> None:
    client, url = scene.client(), address_of("review", scene.review.pk, "account/edit")
    sent = {"account": "A hard passage.\r\n\r\nAnother.", "account_contains": "injury to a baby", "version": "1"}
    assert client.post(url, sent).status_code == 302
    step = words(client.get(url))
    assert "injury to a baby. 2 paragraphs." in step
    assert "A hard passage." not in step
    assert "A hard passage." not in words(client.get(address_of("review", scene.review.pk, "edit")))
    assert "A hard passage." in words(client.get(url + "?open=yes"))
    scene.review.refresh_from_db()
    assert scene.review.account == "A hard passage.\n\nAnother."


def test_a_reviews_state_moves_with_its_reason_and_the_chair_alone_withholds(scene: Scene) -> None:
    url = address_of("review", scene.review.pk, "state")
    client = scene.client()
    assert "Say in a sentence why." in words(client.post(url, {"state": "finished"}))
    assert client.post(url, {"state": "finished", "reason": "The court asked."}).status_code == 302
    page = words(client.get(url))
    assert "Only the chair decides this." in page
    assert client.post(url, {"state": "withheld", "reason": "x"}).status_code == 200
    assert scene.client(CHAIR).post(url, {"state": "withheld", "reason": "The court said so."}).status_code == 302


def test_the_chooser_leads_to_every_kind(scene: Scene) -> None:
    page = words(scene.client().get(address_of("review", scene.review.pk, "record")))
    for kind in SLUGS:
        if kind != "review":
            assert new_address(kind, scene.review.pk) in page
    lead = words(scene.client(AGENCY_LEAD).get(address_of("review", scene.review.pk, "record")))
    assert new_address("evidence", scene.review.pk) in lead
    assert new_address("finding", scene.review.pk) not in lead
