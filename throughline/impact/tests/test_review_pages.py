"""The pages on which a review itself is written."""

from __future__ import annotations

import pytest

from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.audit.models import Event
from throughline.impact.tests.scene import Scene, build, words
from throughline.reviews.addresses import INSIDE, SLUGS, address_of, new_address
from throughline.reviews.models import Review, Sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A published review with one record of every kind."""
    return build()


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
    last = Event.objects.filter(verb="saw").order_by("-number").first()
    assert last is not None
    assert (last.subject_type, last.details) == ("account", {"records": [f"account {scene.review.pk}"]})
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
        if kind not in INSIDE:
            assert new_address(kind, scene.review.pk) in page
    lead = words(scene.client(AGENCY_LEAD).get(address_of("review", scene.review.pk, "record")))
    assert new_address("evidence", scene.review.pk) in lead
    assert new_address("finding", scene.review.pk) not in lead
