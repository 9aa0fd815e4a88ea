"""The day on which a report was agreed, endorsed or noted stands once: among the dates of the review."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories as make
from throughline.commissioning.models import Decision
from throughline.commissioning.services.parts import change_part
from throughline.commissioning.tests.scene import Scene, build, words
from throughline.kernel.refusals import Refused
from throughline.reviews.models import KeyDate
from throughline.reviews.services import change_date, remove_date

pytestmark = pytest.mark.django_db
AGREED = {"kind": "agreed", "text": "The board agreed it.", "date_text": "12 June 2025", "date_iso": "2025-06-12"}


@pytest.fixture
def scene() -> Scene:
    """A review without dates."""
    made = build()
    made.review.dates.all().delete()
    return made


def days(scene: Scene) -> list[tuple[str, str, str]]:
    """The dates of the review."""
    return list(KeyDate.objects.filter(review=scene.review).order_by("position").values_list("means", "text", "iso"))


def test_the_day_joins_the_dates_of_the_review_and_stands_nowhere_else(scene: Scene) -> None:
    row = scene.add("decisions", **AGREED)
    assert (row.date_text, row.date_iso, row.when) == ("", "", ("12 June 2025", "2025-06-12"))
    assert days(scene) == [("report agreed", "12 June 2025", "2025-06-12")]
    change_date(row.key_date, means="report agreed", text="13 June 2025", iso="2025-06-13", by=scene.by(), at=make.NOW)
    page = words(scene.client().get(scene.at("decisions")))
    assert "13 June 2025" in page and "12 June 2025" not in page and "a date of the review" in page


def test_a_day_that_stands_there_already_is_found_and_another_is_refused(scene: Scene) -> None:
    KeyDate.objects.create(review=scene.review, means="Signed off", text="12 June 2025", iso="2025-06-12", position=1)
    with pytest.raises(Refused, match="E1555"):
        scene.add("decisions", **{**AGREED, "date_text": "1 July 2025", "date_iso": "2025-07-01"})
    row = scene.add("decisions", **AGREED)
    assert row.when == ("12 June 2025", "2025-06-12")
    assert len(days(scene)) == 1


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"text": "Other words."}, "2025-06-12"),
        ({"date_text": "July 2025", "date_iso": "2025-07"}, "2025-07"),
    ],
)
def test_a_change_of_the_decision_changes_the_one_day(scene: Scene, fields: dict[str, Any], kept: str) -> None:
    row = scene.add("decisions", **AGREED)
    change_part(row, fields=fields, version=1, by=scene.by(), at=make.NOW)
    assert [iso for _, _, iso in days(scene)] == [kept]
    now = Decision.objects.get(pk=row.pk)
    assert (now.date_iso, now.when[1]) == ("", kept)


def test_the_form_shows_the_day_and_keeps_it(scene: Scene) -> None:
    row = scene.add("decisions", **AGREED)
    client, edit = scene.client(), f"{scene.at()}/decisions/{row.pk}/edit"
    assert 'value="12 June 2025"' in words(client.get(edit))
    sent = {"kind": "agreed", "text": "The board agreed it at last.", "when": "12 June 2025", "version": "1"}
    assert client.post(edit, sent).status_code == 302
    assert days(scene) == [("report agreed", "12 June 2025", "2025-06-12")]


def test_another_decision_carries_its_own_day_and_a_day_taken_out_is_gone(scene: Scene) -> None:
    panel = scene.add("decisions", kind="panel", text="Ask the school.", date_text="May 2025", date_iso="2025-05")
    assert (panel.key_date, panel.when, days(scene)) == (None, ("May 2025", "2025-05"), [])
    row = scene.add("decisions", **AGREED)
    remove_date(row.key_date, by=scene.by(), at=make.NOW)
    assert Decision.objects.get(pk=row.pk).when == ("", "")
    assert "Date not stated" in words(scene.client().get(scene.at("decisions")))
