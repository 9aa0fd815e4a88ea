"""The pages of an incident as people walk them: nothing asked twice, nothing lost, nothing shown that is not theirs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as make
from tests import incidents
from tests.signing_in import signed_in, stale
from throughline.access.roles import ELECTED_MEMBER
from throughline.audit.models import Event
from throughline.identities.services import add_child
from throughline.notifications.models import Incident
from throughline.notifications.tests.walking import REAL, PageScene, a_day, fields, say_why, walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> PageScene:
    return walk_in()


def test_an_incident_is_opened_in_one_form_and_sent_twice_is_opened_once(scene: PageScene) -> None:
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


def test_the_form_asks_for_the_day_of_awareness_but_not_of_a_near_miss(scene: PageScene) -> None:
    sent = {"name": "Birch House", "abuse": "no"}
    assert "became aware" in scene.unit.post("/incidents/new", sent).content.decode()
    assert not Incident.objects.filter(name="Birch House").exists()
    assert scene.unit.post("/incidents/new", {**sent, "near_miss": "on"}).status_code == 302
    assert "Birch House" in scene.unit.get("/incidents/register").content.decode()


def test_who_the_children_are_is_shown_after_a_reason_and_never_before(scene: PageScene) -> None:
    address = f"/cases/{scene.incident.case_id}/children"
    for client in (scene.unit, scene.lead):
        assert REAL not in client.get(address).content.decode()
        say_why(scene, client)
        assert REAL in client.get(address).content.decode()
    sights = Event.objects.filter(verb="saw", subject_type="case_children").order_by("-number")
    assert sights[0].details["records"] == [f"identity {scene.incident.children.get().pk}"]
    assert Event.objects.filter(verb="identities.opened").count() == 2
    assert REAL not in signed_in(scene.person).get(address).content.decode(), "the next session is asked again"


def test_a_colleague_who_is_not_on_the_case_is_told_why_and_sees_pseudonyms(scene: PageScene) -> None:
    colleague = stale(signed_in(make.member(scene.where)))
    address = f"/cases/{scene.incident.case_id}/children"
    shown = colleague.post(address, {"reason": "Curious."}).content.decode()
    assert "Give a code first" in shown
    assert "Hazel" in shown and "not on this case" in shown and REAL not in shown
    assert colleague.get(f"/incidents/{scene.incident.pk}/sheet").status_code == 403


def test_where_a_child_lives_asks_for_a_fresh_code(scene: PageScene) -> None:
    child = scene.incident.children.get()
    say_why(scene, scene.unit)
    assert scene.unit.get(f"/children/{child.pk}/home").status_code == 200
    asked = stale(scene.unit).get(f"/children/{child.pk}/home")
    assert asked.status_code == 302 and "/sign-in/again/" in asked.headers["Location"]


@pytest.mark.parametrize("to", ["//elsewhere.example/", "/sign-out/", "https://elsewhere.example", "/incidents//x"])
def test_the_way_back_leads_only_to_pages_of_this_system(scene: PageScene, to: str) -> None:
    address = f"/cases/{scene.incident.case_id}/children"
    answer = scene.unit.post(f"{address}?next={to}", {"reason": "To look."})
    assert answer.headers["Location"] == address


def test_two_people_who_change_one_incident_are_shown_both_versions(scene: PageScene) -> None:
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


def test_an_elected_member_finds_no_incident_and_no_question(scene: PageScene) -> None:
    member = signed_in(make.member(scene.where, ELECTED_MEMBER))
    assert member.get("/incidents/").status_code == 403
    for page in (f"incidents/{scene.incident.pk}/", f"safety/{incidents.question(scene.incident).pk}/"):
        assert member.get(f"/{page}").status_code == 404
    home = member.get("/").content.decode()
    assert "Incidents" not in home and "in danger" not in home


def test_home_tells_what_to_decide_and_by_when(scene: PageScene) -> None:
    home = scene.unit.get("/").content.decode()
    assert "Decide if Child Hazel must be notified" in home and "working days left" in home
    assert "Say yes or no to notifying Child Hazel" in scene.lead.get("/").content.decode()


NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def statements(person: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert person.get(address).status_code == 200
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in caught)


def test_nothing_asks_the_database_more_the_more_there_is(scene: PageScene) -> None:
    by = make.actor(scene.person, on=timezone.localdate())
    most = {"/incidents/": 12, f"/incidents/{scene.incident.pk}/": 12}
    before = {address: statements(scene.unit, address) for address in most}
    assert all(before[address] <= most[address] for address in most), before
    for number in range(4):
        incidents.incident(by, name=f"Incident {number}", at=timezone.now(), aware_on=timezone.localdate())
    assert {address: statements(scene.unit, address) for address in most} == before


def test_a_second_incident_of_the_case_is_recorded_and_says_whom_it_is_about(scene: PageScene) -> None:
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


def test_two_people_change_one_incident_and_nothing_that_either_typed_is_lost(scene: PageScene) -> None:
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
