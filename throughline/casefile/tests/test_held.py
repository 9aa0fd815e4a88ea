"""What is held stands on the home page, in the opening sentence of its review and on the life-line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.proceedings.tests import making
from throughline.proceedings.tests.making import Scene, words
from throughline.reviews.addresses import address_of
from throughline.reviews.services import add_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A review with the dates that start its clocks."""
    made = making.scene()
    today = timezone.localdate()
    for means, days in (("Incident", 400), ("Review commissioned", 100)):
        day = today - timedelta(days=days)
        add_date(made.review, means=means, text=day.isoformat(), iso=day.isoformat(), by=made.actor(), at=make.NOW)
    return made


def held(scene: Scene, **more: object) -> object:
    """Publication held for ten days, to be looked at in a week."""
    today = timezone.localdate()
    given = {"from_on": today - timedelta(days=9), "look_on": today + timedelta(days=7), "reason": "The zebra trial"}
    return making.hold(scene, **{**given, **more})


def test_the_home_page_tells_what_is_held_why_and_who_looks_again(scene: Scene) -> None:
    held(scene)
    page = words(scene.client().get("/"))
    for said in (
        "Child Alder: publication",
        "The zebra trial",
        "Six-month clock, stopped for 10 days",
        "Look again at the hold: publication of Child Alder",
        "without the hold",
    ):
        assert said in page, said
    for role in (AGENCY_LEAD, SCRUTINEER):
        page = words(scene.client(role).get("/"))
        assert "The zebra trial" in page and "Look again at the hold" not in page


def test_a_hold_without_an_owner_asks_for_one_and_its_owner_is_asked_to_look(scene: Scene) -> None:
    held(scene, owner_name="", look_on=None)
    page = words(scene.client(CHAIR).get("/"))
    assert "Give an owner to the hold: publication of Child Alder" in page
    assert "<strong>Nobody owns this hold</strong>" in page
    held(scene, owner=scene.people[AGENCY_LEAD], owner_name="", what="interviews")
    page = words(scene.client(AGENCY_LEAD).get("/"))
    assert "Look again at the hold: interviews of Child Alder" in page and "Give an owner" not in page


def test_a_look_whose_day_has_passed_is_late(scene: Scene) -> None:
    held(scene, look_on=timezone.localdate() - timedelta(days=15))
    page = words(scene.client().get("/"))
    assert "One is late." in page and "working days late" in page


def test_the_review_opens_with_what_is_held_and_draws_it(scene: Scene) -> None:
    held(scene)
    making.trial(scene)
    page = words(scene.client().get(address_of("review", scene.review.pk)))
    for said in (
        "Publication is held:",
        "400 days from the incident to today; 10 of them were held.",
        "Held 10 days so far.",
        "Six-month clock: began",
        "Trial of one adult",
    ):
        assert said in page, said


def test_an_elected_member_sees_nothing_held(scene: Scene) -> None:
    held(scene)
    making.trial(scene, name="zebra trial")
    records.publish(scene.review, scene.actor())
    client = scene.client(ELECTED_MEMBER)
    for url in ("/", address_of("review", scene.review.pk)):
        page = words(client.get(url))
        assert "zebra" not in page and "held" not in page.lower().replace("beheld", "")
    assert "zebra" not in words(scene.client("stranger").get("/"))
