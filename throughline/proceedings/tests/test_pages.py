"""The pages of what runs beside a review."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.proceedings import services
from throughline.proceedings.models import Disclosure, Hold, Outcome, Proceeding
from throughline.proceedings.tests import making
from throughline.proceedings.tests.making import Scene, words
from throughline.reviews.addresses import address_of, new_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A review and the people about it."""
    return making.scene()


def test_the_page_says_what_is_held_why_by_whom_and_until_when_somebody_looks(scene: Scene) -> None:
    row = making.trial(scene)
    making.hold(scene, proceeding=row)
    page = words(scene.client().get(address_of("review", scene.review.pk, "proceedings")))
    for said in (
        "One proceeding runs.",
        "Trial of one adult",
        "Listed for 16 April 2026",
        "publication; speaking to two witnesses",
        "Publication waits for the criminal trial",
        "A detective superintendent",
        "Six-month clock, stopped for",
        "27 Mar 2026",
    ):
        assert said in page, said


def test_a_hold_that_nobody_owns_is_told_in_bold(scene: Scene) -> None:
    row = making.hold(scene, owner_name="", look_on=None)
    page = words(scene.client().get(address_of("review", scene.review.pk, "proceedings")))
    assert "<strong>Nobody owns this hold</strong>" in page and "give it an owner and a date" in page
    assert "Nobody owns this hold. Give it an owner and a date." in words(
        scene.client().get(address_of("hold", row.pk))
    )


def test_everything_is_written_through_its_form_once(scene: Scene) -> None:
    client = scene.client()
    add = new_address("proceeding", scene.review.pk)
    typed = {"kind": "inquest", "name": "", "state": "expected", "started": "March 2025", "waits": "the family’s words"}
    for _ in range(2):
        assert client.post(add, {**typed, "once": "a"}).status_code == 302
    row = Proceeding.objects.get()
    assert (row.started_text, row.started_iso, row.text) == ("March 2025", "2025-03", "Inquest")
    to = address_of("proceeding", row.pk, "outcomes/new")
    told = {"kind": "conclusion", "words": "Open conclusion", "audience": "agencies", "when": "3 May 2025", "once": "b"}
    for _ in range(2):
        assert client.post(to, told).status_code == 302
    outcome = Outcome.objects.get()
    page = words(client.get(address_of("proceeding", row.pk)))
    assert "“Open conclusion”" in page and "The agencies of the partnership" in page
    assert client.get(address_of("outcome", outcome.pk)).status_code == 302
    assert (
        client.post(address_of("proceeding", row.pk, "state"), {"state": "under_way", "reason": ""}).status_code == 302
    )
    owner = scene.people[CHAIR]
    held = {
        "what": "Publication",
        "clock": "publication",
        "reason": "The inquest",
        "proceeding": row.pk,
        "owner": owner.pk,
        "from_on_day": "1",
        "from_on_month": "3",
        "from_on_year": "2026",
        "once": "c",
    }
    for _ in range(2):
        assert client.post(new_address("hold", scene.review.pk), held).status_code == 302
    made = Hold.objects.get()
    assert (made.owner, made.proceeding, made.from_on, made.look_on) == (owner, row, date(2026, 3, 1), None)
    given = {"what": "The agency report", "to": "coroner", "basis": "Rule 2025", "when": "2026", "once": "d"}
    for _ in range(2):
        assert client.post(new_address("disclosure", scene.review.pk), given).status_code == 302
    assert Disclosure.objects.get().when_iso == "2026"
    assert "The agency report" in words(client.get(address_of("disclosure", Disclosure.objects.get().pk)))


def test_a_hold_is_looked_at_explained_and_ended_on_its_own_pages(scene: Scene) -> None:
    client, row = scene.client(), making.hold(scene)
    day = lambda name, on: {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}  # noqa: E731 three fields of one day, in this test alone
    far = date(2090, 1, 2)
    assert (
        client.post(address_of("hold", row.pk, "look"), {"says": "Still listed.", **day("look_on", far)}).status_code
        == 302
    )
    wrong = client.post(address_of("hold", row.pk, "look"), {"says": "Still.", **day("look_on", date(2020, 1, 1))})
    assert "on a day to come" in words(wrong)
    told = {"whom": "grandmother", **day("on", date(2026, 3, 3)), "says": "That the trial comes first."}
    assert client.post(address_of("hold", row.pk, "explain"), told).status_code == 302
    page = words(client.get(address_of("hold", row.pk)))
    assert "Explained to grandmother" in page and "3 Mar 2026" in page and "2 January 2090" in page
    ended = {"says": "The verdict was given.", **day("to_on", date(2026, 3, 10))}
    assert client.post(address_of("hold", row.pk, "end"), ended).status_code == 302
    page = words(client.get(address_of("hold", row.pk)))
    assert "Held 272 days." in page and "End the hold" not in page


def test_who_reads_is_not_offered_to_write(scene: Scene) -> None:
    row = making.trial(scene)
    making.hold(scene, proceeding=row)
    for role in (AGENCY_LEAD, SCRUTINEER):
        page = words(scene.client(role).get(address_of("review", scene.review.pk, "proceedings")))
        assert "Trial of one adult" in page and "Add a hold" not in page
        assert "Record an outcome" not in words(scene.client(role).get(address_of("proceeding", row.pk)))


def test_an_elected_member_meets_none_of_it_on_a_published_review(scene: Scene) -> None:
    row = making.trial(scene)
    services.add_outcome(proceeding=row, kind="verdict", words="zebra", by=scene.actor(), at=make.NOW)
    held = making.hold(scene, reason="zebra waits")
    records.publish(scene.review, scene.actor())
    client = scene.client(ELECTED_MEMBER)
    assert client.get(address_of("review", scene.review.pk)).status_code == 200
    for url in (
        address_of("review", scene.review.pk, "proceedings"),
        address_of("proceeding", row.pk),
        address_of("hold", held.pk),
    ):
        assert client.get(url).status_code == 404
    for url in ("/", address_of("review", scene.review.pk), address_of("review", scene.review.pk, "thread")):
        assert "zebra" not in words(client.get(url))


def test_a_sight_names_the_records_it_showed(scene: Scene) -> None:
    row = making.trial(scene)
    scene.client().get(address_of("review", scene.review.pk, "proceedings"))
    seen = Event.objects.filter(verb="saw", subject_type="proceedings").latest("number")
    assert seen.details["records"] == [f"proceeding {row.pk}"] and seen.case == scene.review.case_id


def test_more_records_cost_no_more_statements(scene: Scene) -> None:
    client, url = scene.client(), address_of("review", scene.review.pk, "proceedings")

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(url)
        return len([one for one in seen.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    making.hold(scene, proceeding=making.trial(scene))
    client.get(url)
    before = statements()
    for _ in range(4):
        making.hold(scene, proceeding=making.trial(scene))
    assert statements() == before <= 12
