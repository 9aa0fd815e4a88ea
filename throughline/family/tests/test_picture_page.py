"""The page of the family on a day: for those who said why, by pseudonym, every sight written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as make
from tests.signing_in import second_factor, signed_in, stale
from throughline.audit.models import Event
from throughline.cases.models import Case
from throughline.family.models import Parentage, Stay
from throughline.family.tests import thorns
from throughline.family.tests.recorded import record_thorns
from throughline.identities import services as register
from throughline.identities.models import Person
from throughline.notifications.models import Incident
from throughline.partnerships.models import AgencyName

pytestmark = pytest.mark.django_db
AGENCIES = ("Health visiting", "Social care", "Housing", "Nursery")
THAT_NIGHT = "?day_day=14&day_month=3&day_year=2024"


@dataclass
class Scene:
    """A case with the family of the design, and somebody who is on it."""

    case: Case
    client: Client
    people: dict[int, Any]

    @property
    def url(self) -> str:
        return f"/cases/{self.case.pk}/family"

    def opened(self) -> Client:
        """The client, after a reason."""
        sent = self.client.post(f"/cases/{self.case.pk}/people", {"reason": "To prepare the meeting."})
        assert sent.status_code == 302
        return self.client


@pytest.fixture
def scene() -> Scene:
    where = make.partnership()
    person = make.member(where, name="Ruth")
    case = make.case(where)
    make.on_case(case, person=person)
    second_factor(person)
    now = timezone.now()
    by = make.actor(person, on=now.date())
    child = register.add_child(
        case=case, pseudonym="Alder", real_name="Alder Real", sex="male", born_on=date(2022, 1, 11), by=by, at=now
    )
    agencies = {name: make.agency(where, name=name) for name in AGENCIES}
    people = record_thorns(case, Person.objects.get(child=child), agencies)
    return Scene(case, signed_in(person), people)


def test_without_a_reason_the_page_that_asks_for_one_comes_first(scene: Scene) -> None:
    answer = scene.client.get(scene.url)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/cases/{scene.case.pk}/people?next=%2Fcases%2F{scene.case.pk}%2Ffamily"


def test_the_family_is_drawn_and_told_for_the_day(scene: Scene) -> None:
    ends = {"child": scene.people[thorns.ALDER], "parent": scene.people[thorns.BIRCH]}
    belief = {"kind": "fostered", "according_to": AgencyName.objects.get(name="Nursery").agency}
    by = {"made_at": make.NOW, "made_by": scene.case.made_by}
    Parentage.objects.create(case=scene.case, **ends, **belief, **by, source_words="Its own register")
    page = scene.opened().get(scene.url + THAT_NIGHT).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Nursery Birch: foster carer of Alder Nothing is recorded Its own register" in words
    assert (
        "Agencies did not agree who lived in the home that day. Social care, alone, had Birch living elsewhere."
        in words
    )
    assert "What each agency believed on 14 March 2024" in words
    assert "Maple is the child of Heath and Willow, who parted in 2018. She is Alder’s half-sister." in words
    assert page.count('class="tl-genogram"') == 1
    besides = scene.client.get(f"{scene.url}{THAT_NIGHT}&believed=Nursery").content.decode()
    assert "A. Birch: foster carer of Alder." in besides and 'name="believed" value="Nursery"' in besides
    assert "day_year=2022&amp;believed=Nursery" in besides and "believed=Nursery" in page and "A. Birch" not in page
    other = scene.client.get(f"{scene.url}{THAT_NIGHT}&believed=Housing").content.decode()
    assert 'name="believed"' not in other, "it believed nothing of any tie"
    for one in thorns.FIGURES:
        assert one.name in page
    assert "Alder Real" not in page
    assert "Marrow Road" not in page


def test_the_sight_names_everybody_who_is_drawn(scene: Scene) -> None:
    client = scene.opened()
    client.get(scene.url + THAT_NIGHT)
    sight = Event.objects.filter(verb="saw").latest("pk")
    assert sight.case == scene.case.pk
    assert len(thorns.FIGURES) == str(sight.details if hasattr(sight, "details") else sight.__dict__).count(
        "identity of person"
    )


def test_the_ages_of_carers_wait_for_a_fresh_code(scene: Scene) -> None:
    client = scene.opened()
    fresh = client.get(scene.url + THAT_NIGHT).content.decode()
    assert "Carer 1, 49" in fresh and "give a fresh code" not in fresh
    old = stale(client).get(scene.url + THAT_NIGHT).content.decode()
    assert "Carer 1, 49" not in old
    assert "Carer 1, age behind a fresh code" in old and "give a fresh code" in old


def test_a_day_before_anybody_was_born_and_a_day_that_is_none(scene: Scene) -> None:
    client = scene.opened()
    early = client.get(f"{scene.url}?day_day=1&day_month=1&day_year=1900").content.decode()
    assert "1 January 1900" in early
    wrong = client.get(f"{scene.url}?day_day=31&day_month=2&day_year=2024")
    assert wrong.status_code == 200
    assert "must be a real date" in wrong.content.decode()


def test_days_to_go_to_are_births_moves_and_the_incident_on_which_it_opens(scene: Scene) -> None:
    make_incident = {"case": scene.case, "when_iso": "2024-03-14", "name": "X"}
    Incident.objects.create(made_at=make.NOW, made_by=scene.case.made_by, **make_incident)
    page = scene.opened().get(scene.url).content.decode()
    assert "The family on 14 March 2024" in page
    assert "day_day=11&amp;day_month=1&amp;day_year=2022" in page
    assert "birth; move to Quay Street, Wexmoor" in page
    assert re.search(r'aria-current="[a-z]+"[^>]*>the day of the incident<', page)


def test_the_page_asks_the_database_no_more_for_a_larger_family(scene: Scene) -> None:
    client = scene.opened()
    client.get(scene.url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(scene.url)
    one = scene.people[thorns.REED]
    for stay in Stay.objects.all():
        stay.pk, stay.person = None, one
        stay.save()
    with CaptureQueriesContext(connection) as many:
        client.get(scene.url)
    assert len(many) == len(few)


def test_nobody_is_recorded_yet(scene: Scene) -> None:
    case = make.case(scene.case.partnership, reference="WX-9")
    make.on_case(case, person=scene.case.made_by)
    client = scene.client
    client.post(f"/cases/{case.pk}/people", {"reason": "To prepare the meeting."})
    page = client.get(f"/cases/{case.pk}/family")
    assert page.status_code == 200
    assert "Nobody of the family is recorded" in page.content.decode()
