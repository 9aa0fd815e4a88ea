"""The pages of an incident as people walk them: nothing asked twice, nothing lost, nothing shown that is not theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as make
from tests import incidents, records
from tests.signing_in import second_factor, signed_in, stale
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, ELECTED_MEMBER
from throughline.audit.models import Event
from throughline.identities.services import add_child
from throughline.kernel.days import working_day_after
from throughline.notifications.models import Incident, PartnerAnswer
from throughline.notifications.services import change_incident
from throughline.partnerships.models import Agency, Partnership, User
from throughline.reviews.services import set_state
from throughline.rulebook.services import correct_rule
from throughline.ui.words import day

pytestmark = pytest.mark.django_db
REAL = "Somebody Real"


@dataclass
class Scene:
    """A coordinator with an incident of today, and the lead of the police."""

    where: Partnership
    person: User
    unit: Client
    lead: Client
    police: Agency
    incident: Incident


@pytest.fixture
def scene() -> Scene:
    where = make.partnership()
    person = make.member(where)
    police = make.agency(where)
    make.agency(where, "Wexmoor Council", "local_authority")
    lead = make.member(where, AGENCY_LEAD, agency=police)
    for one in (person, lead):
        second_factor(one)
    now = timezone.now()
    made = incidents.incident(
        make.actor(person, on=now.date()), at=now, agencies=[police], aware_on=(now - timedelta(days=1)).date()
    )
    return Scene(where, person, signed_in(person), signed_in(lead), police, made)


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return dict(re.findall(r'<input type="hidden" name="(once|version)" id="[^"]*" value="([^"]*)">', page))


def squeezed(client: Client, page: str) -> str:
    """The words of a page, one space between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(page).content.decode()))


def say_why(scene: Scene, client: Client) -> None:
    client.post(f"/cases/{scene.incident.case_id}/children", {"reason": "To key the notification."})


def today() -> dict[str, Any]:
    now = timezone.localdate()
    return {"day": now.day, "month": now.month, "year": now.year}


def a_day(name: str) -> dict[str, Any]:
    return {f"{name}_{part}": value for part, value in today().items()}


def test_an_incident_is_opened_in_one_form_and_sent_twice_is_opened_once(scene: Scene) -> None:
    page = scene.unit.get("/incidents/new").content.decode()
    sent = {
        **fields(page),
        "name": "Quay",
        "children": "Ash\nOak",
        "when_text": "March 2026",
        "abuse": "yes",
        **a_day("aware_on"),
        "agencies": [str(scene.police.pk)],
        "asked_of": "F. Marsh",
    }
    first, second = scene.unit.post("/incidents/new", sent), scene.unit.post("/incidents/new", sent)
    assert first.status_code == second.status_code == 302 and first.headers["Location"] == second.headers["Location"]
    made = Incident.objects.get(name="Quay")
    assert made.when_iso == "2026-03" and [one.pseudonym for one in made.children.order_by("position")] == [
        "Ash",
        "Oak",
    ]
    shown = scene.unit.get(first.headers["Location"]).content.decode()
    assert "Is any child in danger now?" in shown and "F. Marsh" in shown


def test_the_form_asks_for_the_day_of_awareness_but_not_of_a_near_miss(scene: Scene) -> None:
    sent = {"name": "Birch House", "abuse": "no"}
    assert "became aware" in scene.unit.post("/incidents/new", sent).content.decode()
    assert not Incident.objects.filter(name="Birch House").exists()
    assert scene.unit.post("/incidents/new", {**sent, "near_miss": "on"}).status_code == 302
    assert "Birch House" in scene.unit.get("/incidents/register").content.decode()


def test_who_the_children_are_is_shown_after_a_reason_and_never_before(scene: Scene) -> None:
    address = f"/cases/{scene.incident.case_id}/children"
    for client in (scene.unit, scene.lead):
        assert REAL not in client.get(address).content.decode()
        say_why(scene, client)
        assert REAL in client.get(address).content.decode()
    sights = Event.objects.filter(verb="saw", subject_type="case_children").order_by("-number")
    assert sights[0].details["records"] == [f"identity {scene.incident.children.get().pk}"]
    assert Event.objects.filter(verb="identities.opened").count() == 2
    assert REAL not in signed_in(scene.person).get(address).content.decode(), "the next session is asked again"


def test_a_colleague_who_is_not_on_the_case_is_told_why_and_sees_pseudonyms(scene: Scene) -> None:
    colleague = stale(signed_in(make.member(scene.where)))
    address = f"/cases/{scene.incident.case_id}/children"
    shown = colleague.post(address, {"reason": "Curious."}).content.decode()
    assert "Give a code first" in shown
    assert "Hazel" in shown and "not on this case" in shown and REAL not in shown
    assert colleague.get(f"/incidents/{scene.incident.pk}/sheet").status_code == 403


def test_where_a_child_lives_asks_for_a_fresh_code(scene: Scene) -> None:
    child = scene.incident.children.get()
    say_why(scene, scene.unit)
    assert scene.unit.get(f"/children/{child.pk}/home").status_code == 200
    asked = stale(scene.unit).get(f"/children/{child.pk}/home")
    assert asked.status_code == 302 and "/sign-in/again/" in asked.headers["Location"]


@pytest.mark.parametrize("to", ["//elsewhere.example/", "/sign-out/", "https://elsewhere.example", "/incidents//x"])
def test_the_way_back_leads_only_to_pages_of_this_system(scene: Scene, to: str) -> None:
    address = f"/cases/{scene.incident.case_id}/children"
    answer = scene.unit.post(f"{address}?next={to}", {"reason": "To look."})
    assert answer.headers["Location"] == address


def test_two_people_who_change_one_incident_are_shown_both_versions(scene: Scene) -> None:
    address = f"/incidents/{scene.incident.pk}/edit"
    page = scene.unit.get(address).content.decode()
    sent = {**fields(page), "name": "Child Hazel", **dict.fromkeys(("abuse", "looked_after"), "yes")}
    sent |= dict.fromkeys(("care_leaver", "unborn", "regulated"), "no") | a_day("aware_on")
    other = signed_in(make.member(scene.where, "chair", name="Marian Hale"))
    assert other.post(address, {**sent, "place": "The quay"}).status_code == 302
    met = scene.unit.post(address, {**sent, "place": "The mill"})
    assert met.status_code == 409
    shown = met.content.decode()
    assert "The quay" in shown and "The mill" in shown and "Marian Hale" in shown
    assert scene.unit.post(address, {**sent, **fields(shown), "place": "The mill"}).status_code == 302
    assert Incident.objects.get(pk=scene.incident.pk).place == "The mill"


def test_the_lead_of_the_police_answers_on_one_page_for_the_police_alone(scene: Scene) -> None:
    address = f"/incidents/{scene.incident.pk}/answers"
    page = scene.lead.get(address).content.decode()
    assert 'value="police"' in page and 'value="local_authority"' not in page
    sent = {**fields(page), "partner": "police", "answer": "no", "reason": "Not met."}
    assert scene.lead.post(address, sent).status_code == scene.lead.post(address, sent).status_code == 302
    [row] = PartnerAnswer.objects.all()
    assert (row.partner, row.answer, row.agency_id) == ("police", "no", scene.police.pk)


def test_from_the_decision_to_the_sheet_that_is_handed_out_as_it_was_sent(scene: Scene) -> None:
    base = f"/incidents/{scene.incident.pk}/"
    page = scene.unit.get(f"{base}decision").content.decode()
    keys = re.findall(r'name="answer_([a-z_]+)"', page)
    limbs = {f"answer_{key}": "yes" for key in keys} | {f"fact_{key}": "Seen." for key in keys}
    short = scene.unit.post(f"{base}decision", {**limbs, "outcome": "not_notified"})
    assert "Say why it is not notified" in short.content.decode()
    assert scene.unit.post(f"{base}decision", {**fields(page), **limbs, "outcome": "notifiable"}).status_code == 302
    for sent in ({}, {"reference": "SIN-5", **a_day("sent_on")}):
        ask = (scene.unit.post if sent else scene.unit.get)(f"{base}sheet", sent).content.decode()
        assert "Why you look" in ask and REAL not in ask
    assert not scene.incident.notifications.exists(), "nothing is sent before the reason is given"
    assert scene.unit.post(f"{base}sheet", {"reason": "To key it."}).headers["Location"] == f"{base}sheet"
    assert Event.objects.filter(verb="identities.opened").count() == 1
    page = scene.unit.get(f"{base}sheet").content.decode()
    assert REAL in page
    sent = {**fields(page), "reference": "SIN-5", **a_day("sent_on")}
    for _ in range(2):
        assert scene.unit.post(f"{base}sheet", sent).status_code == 302
    [row] = scene.incident.notifications.all()
    file = scene.unit.get(f"/notifications/{row.pk}/download")
    assert file.headers["Content-Disposition"].startswith("attachment") and file.content[:2] == b"PK"
    assert scene.lead.get(f"/notifications/{row.pk}/download").status_code == 302, "the lead says why first"
    assert "SIN-5" in scene.unit.get(f"{base}told").content.decode()


def test_until_somebody_attests_the_question_is_on_top_of_every_page_of_the_case(scene: Scene) -> None:
    by = make.actor(scene.person, on=timezone.localdate())
    review = records.review(by, where=scene.where, case=scene.incident.case, at=timezone.now())
    finding = records.finding(review, by)
    pages = [
        "/",
        f"/incidents/{scene.incident.pk}/",
        f"/cases/{scene.incident.case_id}/members",
        f"/reviews/{review.pk}/",
        f"/reviews/{review.pk}/thread",
        f"/reviews/{review.pk}/edit",
        f"/findings/{finding.pk}/",
    ]
    for client in (scene.unit, scene.lead):
        for page in pages if client is scene.unit else pages[:5]:
            assert "Is any child in danger now?" in client.get(page).content.decode(), page
    other = records.review(by, where=scene.where, name="Another", at=timezone.now())
    assert "in danger now" not in scene.unit.get(f"/reviews/{other.pk}/").content.decode()
    asked = incidents.question(scene.incident)
    sent = {"answer": "safe", "attested_by_name": "F. Marsh", "knows": "Seen today.", **a_day("known_on")}
    assert scene.lead.post(f"/safety/{asked.pk}/", {**sent, "once": "x"}).status_code == 302
    for page in pages:
        assert "One answer is owed" not in scene.unit.get(page).content.decode(), page


def test_while_nobody_knows_when_the_form_changed_a_case_shows_both_rules(scene: Scene) -> None:
    """One form a child, later one an incident: two dated rules; a day of change leaves the one that holds."""
    ways = ("One form for each child", "One form for each incident")
    page = f"/incidents/{scene.incident.pk}/"
    shown = scene.unit.get(page).content.decode()
    assert all(way in shown for way in ways) and "both rules stand here" in shown
    by = make.actor(make.member(scene.where, ADMINISTRATOR))
    said: dict[str, Any] = {"edition": "common", "part": "notification_forms", "reason": "Found."}
    now, source = timezone.now(), "A letter of the department."
    for entry, values in (("one_per_child", {"to_on": "2023-12-14"}), ("one_per_incident", {"from_on": "2023-12-15"})):
        given = {"from_on": "", "to_on": "", "source": source, **values}
        correct_rule(**said, entry=entry, values=given, from_on=now.date(), by=by, at=now)
    shown = scene.unit.get(page).content.decode()
    assert [way in shown for way in ways] == [False, True] and "both rules stand here" not in shown


def test_the_reports_on_safety_are_asked_for_after_the_review_is_over_too(scene: Scene) -> None:
    by = make.actor(scene.person, on=timezone.localdate())
    now = timezone.now()
    review = records.review(by, where=scene.where, case=scene.incident.case, at=now)
    asked = incidents.question(scene.incident)
    long_ago = now - timedelta(weeks=asked.every_weeks, days=3)
    incidents.attested(asked, by, known_on=long_ago.date(), at=now)
    assert "Hear again whether the children of Child Hazel are safe" in scene.unit.get("/").content.decode()
    set_state(review, state="finished", by=by, at=now)
    home = scene.unit.get("/").content.decode()
    assert "Hear again whether the children of Child Hazel are safe" in home and "still safe?" not in home
    pages = (f"/reviews/{review.pk}/", f"/reviews/{review.pk}/thread", f"/incidents/{scene.incident.pk}/")
    for page in pages:
        assert "Are the children still safe? One report is late. " in squeezed(scene.unit, page), page
    assert "3 days late. Last attested on" in squeezed(scene.unit, pages[0])
    incidents.attested(asked, by, known_on=now.date(), at=now)
    assert "still safe?" not in squeezed(scene.unit, pages[0])


def test_each_body_that_is_told_has_its_own_line_with_its_proof(scene: Scene) -> None:
    by = make.actor(scene.person, on=timezone.localdate())
    areas = {"other_areas": "Tarnshire, Moor and Vale"}
    change_incident(scene.incident, fields=areas, version=scene.incident.version, by=by, at=timezone.now())
    incidents.decided(scene.incident, by, at=timezone.now())
    page = f"/incidents/{scene.incident.pk}/told"
    assert squeezed(scene.unit, page).count("Not told yet") == 4
    home = scene.unit.get(f"/incidents/{scene.incident.pk}/").content.decode()
    assert "told?body=other_area%3AMoor%20and%20Vale" in home and "Tell Tarnshire" in home
    form = scene.unit.get(f"{page}?body=other_area%3AMoor%20and%20Vale").content.decode()
    assert re.search(r'value="other_area:Moor and Vale"[^>]* checked', form)
    proof = {"how": "Telephone", "evidence": "Note of the call", **a_day("told_on")}
    sent = {**fields(form), **proof, "body": "other_area:Moor and Vale"}
    assert scene.unit.post(page, sent).status_code == 302
    shown = squeezed(scene.unit, page)
    assert shown.count("Not told yet") == 3
    assert re.search(r"Moor and Vale A child lives .* Coordinator Telephone Note of the call", shown)
    [row] = scene.incident.tellings.all()
    assert (row.body, row.body_name) == ("other_area", "Moor and Vale")
    unnamed = {**fields(form), **proof, "body": "other_area", "once": "z"}
    assert "Say which area was told" in scene.unit.post(page, unnamed).content.decode()


def test_a_partners_answer_has_its_day(scene: Scene) -> None:
    page, later = f"/incidents/{scene.incident.pk}/", working_day_after(timezone.localdate(), 3)
    due = day(working_day_after(timezone.localdate(), 1))
    assert f"Has not answered, due {due}" in squeezed(scene.unit, page)
    incidents.answered(scene.incident, make.actor(scene.person, on=timezone.localdate()), at=timezone.now())
    with time_machine.travel(timezone.make_aware(datetime.combine(later, time(10))), tick=False):
        shown = squeezed(signed_in(scene.person), page)
    assert "Police: yes or no Says yes, in time" in shown
    assert "Local authority: yes or no Has not answered, 2 working days late" in shown


def test_an_elected_member_finds_no_incident_and_no_question(scene: Scene) -> None:
    member = signed_in(make.member(scene.where, ELECTED_MEMBER))
    assert member.get("/incidents/").status_code == 403
    for page in (f"incidents/{scene.incident.pk}/", f"safety/{incidents.question(scene.incident).pk}/"):
        assert member.get(f"/{page}").status_code == 404
    home = member.get("/").content.decode()
    assert "Incidents" not in home and "in danger" not in home


def test_home_tells_what_to_decide_and_by_when(scene: Scene) -> None:
    home = scene.unit.get("/").content.decode()
    assert "Decide if Child Hazel must be notified" in home and "working days left" in home
    assert "Say yes or no to notifying Child Hazel" in scene.lead.get("/").content.decode()


NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def statements(person: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert person.get(address).status_code == 200
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in caught)


def test_nothing_asks_the_database_more_the_more_there_is(scene: Scene) -> None:
    by = make.actor(scene.person, on=timezone.localdate())
    most = {"/incidents/": 12, f"/incidents/{scene.incident.pk}/": 12}
    before = {address: statements(scene.unit, address) for address in most}
    assert all(before[address] <= most[address] for address in most), before
    for number in range(4):
        incidents.incident(by, name=f"Incident {number}", at=timezone.now(), aware_on=timezone.localdate())
    assert {address: statements(scene.unit, address) for address in most} == before


def test_a_second_incident_of_the_case_is_recorded_and_says_whom_it_is_about(scene: Scene) -> None:
    address = f"/incidents/new?case={scene.incident.case_id}"
    assert f"{address}" in scene.unit.get(f"/incidents/{scene.incident.pk}/").content.decode()
    page = scene.unit.get(address).content.decode()
    child = scene.incident.children.get()
    assert "Record another incident of this case" in page and "Hazel" in page
    sent = {**fields(page), "name": "At school", "abuse": "no", **a_day("aware_on"), "same": [str(child.pk)]}
    first, second = scene.unit.post(address, sent), scene.unit.post(address, sent)
    made = Incident.objects.get(name="At school")
    assert first.headers["Location"] == second.headers["Location"] == f"/incidents/{made.pk}/"
    assert made.case_id == scene.incident.case_id and list(made.children.all()) == [child]
    by, now = make.actor(scene.person, on=timezone.localdate()), timezone.now()
    new = add_child(case=made.case, pseudonym="Hazel’s brother", by=by, at=now)
    shown = scene.unit.get(f"/incidents/{made.pk}/").content.decode()
    assert "Tied to no incident of this case yet: Hazel’s brother." in shown
    form = scene.unit.get(f"/incidents/{made.pk}/children").content.decode()
    chosen = {**fields(form), "children": [str(child.pk), str(new.pk)]}
    assert scene.unit.post(f"/incidents/{made.pk}/children", chosen).status_code == 302
    assert "Tied to no incident" not in scene.unit.get(f"/incidents/{made.pk}/").content.decode()
    late = {**chosen, "children": [str(new.pk)]}
    assert "E1953" not in scene.unit.post(f"/incidents/{made.pk}/children", late).content.decode()
    assert made.children.count() == 2, "somebody changed it since that page was opened"


def test_the_rhythm_is_changed_on_two_pages(scene: Scene) -> None:
    question = scene.incident.safety_questions.get()
    assert scene.unit.post("/incidents/rhythm", {"every_weeks": "2"}).status_code == 302
    assert 'value="2"' in scene.unit.get("/incidents/rhythm").content.decode()
    assert f"/safety/{question.pk}/rhythm" in scene.unit.get(f"/safety/{question.pk}/").content.decode()
    assert scene.unit.post(f"/safety/{question.pk}/rhythm", {"every_weeks": "6"}).status_code == 302
    assert "Every 6 weeks" in scene.unit.get(f"/safety/{question.pk}/").content.decode()
    assert scene.lead.post(f"/safety/{question.pk}/rhythm", {"every_weeks": "6"}).status_code == 403


def test_two_people_change_one_incident_and_nothing_that_either_typed_is_lost(scene: Scene) -> None:
    address = f"/incidents/{scene.incident.pk}/edit"
    page = scene.unit.get(address).content.decode()
    answers = dict.fromkeys(("abuse", "looked_after", "care_leaver", "unborn", "regulated"), "no")
    sent = {**fields(page), "name": "Child Hazel", **answers}
    assert scene.unit.post(address, {**sent, "place": "Eddlecombe"}).status_code == 302
    late = scene.unit.post(address, {**sent, "place": "The quay"})
    shown = late.content.decode()
    assert late.status_code in (200, 409) and "The quay" in shown and "Eddlecombe" in shown
    scene.incident.refresh_from_db()
    assert scene.incident.place == "Eddlecombe"
