"""Incidents and rapid reviews on the home page and in the calendar: what is due, late, and on whom it waits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as make
from tests import incidents, rapid, records
from tests.signing_in import second_factor, signed_in
from throughline.access.roles import AGENCY_LEAD, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.casefile.rules.attention import Task, in_groups
from throughline.casefile.rules.states import Status
from throughline.identities.models import Child
from throughline.kernel.actor import Actor
from throughline.kernel.days import working_day_after
from throughline.kernel.refusals import Refused
from throughline.messages.deadlines import counts, deadlines
from throughline.messages.queries.people import recipients
from throughline.partnerships.models import Partnership, User
from throughline.rapidreviews import services
from throughline.rapidreviews.models import RapidReview
from throughline.reviews.services.following import open_from

pytestmark = pytest.mark.django_db
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@dataclass
class Scene:
    """A coordinator, the lead of the police, and the rapid review of Child Hazel."""

    where: Partnership
    people: dict[str, User]
    by: Actor
    review: RapidReview

    def home(self, who: str = "coordinator", way: str = "") -> str:
        """What their home page says."""
        page: str = self.client(who).get(f"/{way}").content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())

    def client(self, who: str = "coordinator") -> Client:
        """Their browser."""
        return signed_in(self.people[who])


@pytest.fixture
def scene() -> Scene:
    where = make.partnership()
    police = make.agency(where)
    people = {"coordinator": make.member(where), AGENCY_LEAD: make.member(where, AGENCY_LEAD, agency=police)}
    people |= {role: make.member(where, role) for role in (SCRUTINEER, ELECTED_MEMBER)}
    for one in people.values():
        second_factor(one)
    by = make.actor(people["coordinator"])
    review = rapid.opened(by)
    make.on_case(review.case, agency=police)
    incidents.attested(incidents.question(review.incident), by)
    return Scene(where, people, by, review)


@pytest.mark.time_machine(make.NOW)
def test_a_rapid_review_is_a_task_from_its_opening_to_the_review_after_it(scene: Scene) -> None:
    review, by = scene.review, scene.by
    assert "15 working days left Write and conclude the rapid review of Child Hazel" in scene.home()
    to = recipients(scene.where.pk, on=make.TODAY)[0].key
    asked = services.ask_agency(review, to=to, due_on=make.TODAY + timedelta(days=7), by=by, at=make.NOW)
    home = scene.home()
    assert "has not answered" in home and "Waiting on others" in home
    assert f"/messages/{asked.pk}/" in scene.client().get("/").content.decode()
    rapid.concluded(review, by)
    assert "Send the rapid review of Child Hazel to the Panel" in scene.home()
    assert "Local authority, Police and Integrated care board have not signed" in scene.home()
    assert "Sign the conclusion on Child Hazel" in scene.home(AGENCY_LEAD)
    services.sign(review, partner="police", answer="yes", signed_by_name="C. Roe", by=by, at=make.NOW)
    assert "Sign the conclusion" not in scene.home(AGENCY_LEAD)
    services.send_to_panel(review, sent_on=make.TODAY, how="Secure e-mail", by=by, at=make.NOW)
    assert "Its answer on Child Hazel" in scene.home() and "Send the rapid review" not in scene.home()
    services.hear_panel(review, received_on=make.TODAY, view="agrees_review", by=by, at=make.NOW)
    assert "Reply to the Panel about Child Hazel" in scene.home()
    services.reply_to_panel(review, reply="accepts", replied_on=make.TODAY, by=by, at=make.NOW)
    assert "Open the review that follows from Child Hazel" in scene.home()
    open_from(review, by=by, at=make.NOW)
    assert "Open the review that follows" not in scene.home()
    assert "Child Hazel" not in scene.home(ELECTED_MEMBER)


@pytest.mark.time_machine(working_day_after(date(2026, 3, 12), 18).isoformat())
def test_one_that_is_late_is_overdue_and_says_by_how_much(scene: Scene) -> None:
    home = scene.home()
    assert "Overdue by 3 working days Write and conclude the rapid review of Child Hazel" in home
    assert "was due" in home.lower() and "One is late." in home


@pytest.mark.time_machine(make.NOW)
def test_an_incident_whose_day_cannot_be_worked_out_is_a_task_all_the_same(scene: Scene) -> None:
    incidents.incident(scene.by, name="Birch House", aware_on=None)
    home = scene.home()
    assert "No day yet Decide if Birch House must be notified" in home


@pytest.mark.time_machine(make.NOW)
def test_a_notified_incident_asks_for_its_rapid_review_where_one_is_required(scene: Scene) -> None:
    other = rapid.notified(scene.by, name="Birch House")
    assert "15 working days left Open the rapid review of Birch House" in scene.home()
    assert f"incident-{other.pk}-rapid" in {one.key for one in deadlines(scene.by, on=make.TODAY)}
    services.open_for(other, by=scene.by, at=make.NOW)
    assert "Open the rapid review of Birch House" not in scene.home()
    rapid.notified(scene.by, name="A care leaver", nature="death", care_leaver="yes")
    assert "Open the rapid review of A care leaver" not in scene.home()


@pytest.mark.time_machine(make.NOW)
def test_what_a_rapid_review_became_stands_on_its_pages(scene: Scene) -> None:
    rapid.concluded(scene.review, scene.by)
    assert "None open" in scene.client().get("/rapid-reviews/").content.decode()
    became = open_from(scene.review, by=scene.by, at=make.NOW)
    for address in ("/rapid-reviews/", f"/rapid-reviews/{scene.review.pk}/"):
        page = scene.client().get(address).content.decode()
        assert f'href="/reviews/{became.pk}/"' in page and "Decided on" in page


@pytest.mark.time_machine(make.NOW)
def test_an_incident_joins_a_review_of_the_partnership_that_the_person_may_see(scene: Scene) -> None:
    """The link leads both ways and counts in the conversion; a later conclusion takes it back; no other is offered."""
    by, page = scene.by, f"/rapid-reviews/{scene.review.pk}/"
    there = records.review(by, where=scene.where, name="Child Alder", state="under_way")
    far = records.review(make.actor(make.member(make.partnership("Far"))), name="Far away")
    over = records.review(by, where=scene.where, name="Child Elm", state="finished")
    form = scene.client().get(f"{page}conclude").content.decode()
    assert f"Child Alder, {there.case.reference} (" in form and "Far away" not in form and "Child Elm" not in form
    for wrong in (far.pk, over.pk):
        with pytest.raises(Refused, match="E1965"):
            rapid.concluded(scene.review, by, "join", joins_review=wrong)
    rapid.concluded(scene.review, by, "join", joins_review=there.pk)
    shown = scene.client().get(page).content.decode()
    assert "The review that it joins" in shown and f'href="/reviews/{there.pk}/"' in shown
    assert "1 of 1" in scene.client().get("/rapid-reviews/").content.decode()
    shown = scene.client().get(f"/reviews/{there.pk}/").content.decode()
    assert "Incidents that joined this review" in shown and f'href="{page}"' in shown
    rapid.concluded(scene.review, by, "no_review")
    assert "Incidents that joined" not in scene.client().get(f"/reviews/{there.pk}/").content.decode()
    assert Event.objects.filter(verb="review.joined", case=there.case_id).count() == 1


def task(title: str, about: str, on: str) -> Task:
    return Task((0, 0), Status("due", "Due today"), title, "/", "", on=on, about=about)


def test_the_list_is_read_by_review_and_by_who_it_waits_on() -> None:
    tasks = [task("one", "Alder", "You"), task("two", "", "Police"), task("three", "Alder", "Police")]
    assert in_groups(tasks, "") == (("", tuple(tasks)),)
    assert in_groups(tasks, "review") == (("Alder", (tasks[0], tasks[2])), ("No single review", (tasks[1],)))
    assert in_groups(tasks, "waits") == (("You", (tasks[0],)), ("Police", (tasks[1], tasks[2])))


@pytest.mark.time_machine(make.NOW)
def test_home_opens_each_way_and_an_unknown_way_is_none(scene: Scene) -> None:
    incidents.incident(scene.by, name="Birch House")
    for way in ("?by=review", "?by=waits", "?by=x"):
        assert "Write and conclude the rapid review of Child Hazel" in scene.home(way=way)
    page = scene.client().get("/?by=review").content.decode()
    assert '<h3 class="tl-part">Child Hazel</h3>' in page and '<h3 class="tl-part">Birch House</h3>' in page


@pytest.mark.time_machine(make.NOW)
def test_its_days_stand_in_the_calendar_without_a_name(scene: Scene) -> None:
    other = incidents.incident(scene.by, name="Birch House")
    found = {one.key: one for one in deadlines(scene.by, on=make.TODAY)}
    assert found[f"rapid-review-{scene.review.pk}"].on == date(2026, 4, 2)
    assert found[f"incident-{other.pk}"].on == date(2026, 3, 16)
    assert found[f"safety-{incidents.question(other).pk}"].on == make.TODAY
    assert not any("Hazel" in one.title or "Birch" in one.title for one in found.values())
    assert counts(scene.by, on=date(2026, 4, 9))[1] >= 3
    lead = make.actor(scene.people[AGENCY_LEAD])
    mine = [one.what for one in deadlines(lead, on=make.TODAY)]
    assert mine == [], "the police are on the case of Child Hazel, where nothing waits for their signature yet"
    rapid.concluded(scene.review, scene.by)
    assert [one.what for one in deadlines(lead, on=make.TODAY)] == ["sign the rapid review"]
    for role in (SCRUTINEER, ELECTED_MEMBER):
        assert not [one for one in deadlines(make.actor(scene.people[role]), on=make.TODAY) if "incident" in one.key]


def statements(person: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert person.get(address).status_code == 200
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in caught)


@pytest.mark.time_machine(make.NOW)
def test_more_incidents_ask_the_database_no_more(scene: Scene) -> None:
    person = scene.client()
    person.get("/")
    before = {address: statements(person, address) for address in ("/", "/incidents/", "/rapid-reviews/")}
    assert max(before.values()) <= 12, before
    for number in range(3):
        made: Any = rapid.notified(scene.by, name=f"Incident {number}")
        services.open_for(made, by=scene.by, at=timezone.now())
    assert Child.objects.count() == 4
    assert {address: statements(person, address) for address in before} == before
