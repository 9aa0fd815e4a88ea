"""What is decided about a review carries the edition of the guidance it was decided under."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import factories as make
from throughline.commissioning.models import Decision
from throughline.commissioning.services.parts import change_part
from throughline.commissioning.tests.scene import Scene, build, words
from throughline.kernel.editions import shipped
from throughline.reviews.services import add_date, set_state
from throughline.rulebook.queries import rule_book
from throughline.rulebook.rules import fingerprint
from throughline.rulebook.services import correct_rule

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def scene() -> Scene:
    """A review that has no dates yet."""
    made = build()
    made.review.dates.all().delete()
    return made


def test_a_decision_is_stamped_with_the_edition_that_governs_the_review_and_keeps_it(scene: Scene) -> None:
    unknown = scene.add("decisions", kind="panel", text="The panel began.")
    scene.add("facts", commissioned_text="5 May 2014", commissioned_iso="2014-05-05")
    row = scene.add("decisions", kind="panel", text="The scope was widened.")
    wt2013 = shipped()["wt2013"]
    assert (unknown.edition, unknown.edition_name, unknown.edition_sha256) == ("", "", "")
    assert (row.edition, row.edition_name, row.edition_sha256) == ("wt2013", wt2013.name, fingerprint(wt2013))
    change_part(row, fields={"text": "It was widened."}, version=1, by=scene.by(), at=LATER)
    assert Decision.objects.get(pk=row.pk).edition == "wt2013"
    assert f"Under {wt2013.name}" in words(scene.client().get(scene.at("decisions")))


def test_a_choice_of_another_edition_and_a_correction_show_in_later_stamps_only(scene: Scene) -> None:
    add_date(scene.review, means="decided on", text="5 May 2020", iso="2020-05-05", by=scene.by(), at=make.NOW)
    first = scene.add("decisions", kind="panel", text="It began.")
    correct_rule(
        edition="wt2018",
        part="clocks",
        entry="review_complete",
        values={"length": 7, "unit": "months", "source": "The board."},
        from_on=make.TODAY,
        reason="Read again.",
        by=make.actor(scene.people["administrator"]),
        at=make.NOW,
    )
    second = scene.add("decisions", kind="panel", text="It went on.")
    scene.add("facts", commissioned_iso="2020-05-05", edition="wt2015", edition_reason="The board's own open review.")
    third = scene.add("decisions", kind="panel", text="It was done.")
    assert [row.edition for row in (first, second, third)] == ["wt2018", "wt2018", "wt2015"]
    now = rule_book(scene.where.pk, on=make.TODAY).editions["wt2018"]
    assert first.edition_sha256 != second.edition_sha256 == fingerprint(now)


def test_a_state_of_a_review_is_stamped_too(scene: Scene) -> None:
    add_date(scene.review, means="commissioned", text="1 May 2024", iso="2024-05-01", by=scene.by(), at=make.NOW)
    set_state(scene.review, state="finished", by=scene.by(), at=LATER)
    row = scene.review.states.latest("id")
    assert (row.edition, row.edition_sha256) == ("wt2023", fingerprint(shipped()["wt2023"]))
    page = words(scene.client().get(f"/reviews/{scene.review.pk}/state"))
    assert f"Under {row.edition_name}" in page
