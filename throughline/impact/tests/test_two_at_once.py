"""Two people at one page, and words that were typed and not yet saved: nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests import records
from throughline.impact.tests.scene import Scene, build, words
from throughline.reviews.addresses import address_of, new_address
from throughline.reviews.services import change_record
from throughline.ui.drafts import keep, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A published review with one record of every kind."""
    return build()


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


def test_every_page_that_keeps_words_gives_them_back_and_can_begin_again(scene: Scene) -> None:
    client, rows, review = scene.client(), scene.rows, scene.review
    pages = {
        address_of("action", rows["action"].pk, "state"): (f"action-{rows['action'].pk}-state-not_started", "reason"),
        address_of("action", rows["action"].pk, "updates/new"): (f"action-{rows['action'].pk}-update", "text"),
        address_of("measure", rows["measure"].pk, "readings/new"): (f"measure-{rows['measure'].pk}-reading", "when"),
        address_of("review", review.pk, "state"): (f"review-{review.pk}-state-published", "reason"),
        address_of("review", review.pk, "children"): (f"review-{review.pk}-children", "name"),
        address_of("review", review.pk, "dates"): (f"review-{review.pk}-dates", "means"),
        address_of("review", review.pk, "account/edit"): (f"review-{review.pk}-account", "account"),
        "/reviews/new": ("new-review", "name"),
    }
    for url, (key, name) in pages.items():
        keep(owner=scene.unit.pk, key=key, typed={name: ["Half a thought"]}, at=make.NOW)
        page = words(client.get(url))
        assert "Half a thought" in page, url
        assert f'data-draft="{key}"' in page, url
        assert "Drop what I typed and begin again" in page, url
        assert client.post(url, {"do": "begin_again"}).status_code == 302, url
        assert "Half a thought" not in words(client.get(url)), url
