"""What a review hands over, what is owed when something came, and what is asked before it is complete."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.access.roles import SCRUTINEER
from throughline.commissioning.models import MissingPiece
from throughline.commissioning.rules.completing import Handed, Piece, how_it_stands, owed
from throughline.commissioning.services.completing import complete_as_far_as_possible
from throughline.commissioning.tests.scene import build, words
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review


@pytest.mark.parametrize(
    ("came", "changes", "is_updated", "left"),
    [
        (False, "", False, ""),
        (False, "yes", False, ""),
        (True, "", False, "say"),
        (True, "not_known", False, "say"),
        (True, "yes", False, "update"),
        (True, "yes", True, ""),
        (True, "no", False, ""),
    ],
)
def test_what_is_owed_of_a_piece_that_was_missing(came: bool, changes: str, is_updated: bool, left: str) -> None:
    assert owed(Piece(came, changes, is_updated)) == left


@pytest.mark.parametrize(
    ("products", "says"),
    [
        ([], "Nothing is handed over yet."),
        ([Handed("full", "", "")], "Nothing is handed over yet."),
        ([Handed("summary", "", "May 2020")], "The full report is not ready."),
        ([Handed("full", "The trial.", "")], "The full report waits: the trial. Nothing went first yet."),
        (
            [Handed("full", "", ""), Handed("summary", "The trial", "May 2020")],
            "The full report waits: the trial. A shorter one went first: May 2020.",
        ),
        ([Handed("full", "The trial.", "2021")], "The full report was ready: 2021."),
    ],
)
def test_what_is_handed_over_is_said_in_a_sentence(products: list[Handed], says: str) -> None:
    assert "".join(how_it_stands(products, [])) == says


@pytest.mark.django_db
def test_completing_asks_what_is_missing_and_is_done_on_no_other_page() -> None:
    scene = build()
    client, at = scene.client(), f"/reviews/{scene.review.pk}/"
    page = words(client.get(f"{at}state"))
    assert "Say what is missing" in page and 'value="as_far_as_possible"' not in page
    client.post(f"{at}state", {"state": "as_far_as_possible", "reason": "It lasts."})
    assert Review.objects.get(pk=scene.review.pk).state == "under_way"
    page = words(client.post(f"{at}commission/complete", {"reason": "The trial lasts.", "once": "a"}))
    assert "Say what is missing. A review that lacks nothing is finished." in page
    sent = {"missing": "The prosecution’s papers", "why": "The trial.", "reason": "The trial lasts.", "once": "a"}
    for _ in range(2):
        assert client.post(f"{at}commission/complete", sent).status_code in (302, 403)
    assert Review.objects.get(pk=scene.review.pk).state == "as_far_as_possible"
    assert MissingPiece.objects.count() == 1
    assert client.get(f"{at}commission/complete").status_code == 403


@pytest.mark.django_db
def test_a_review_that_lacks_nothing_is_not_completed_as_far_as_possible() -> None:
    scene = build()
    given = {"reason": "It lasts.", "at": make.NOW}
    with pytest.raises(Refused, match="E1554"):
        complete_as_far_as_possible(scene.review, by=scene.by(), **given)
    row = scene.add("missing", text="Papers", why="The trial.", came_text="May 2021", came_iso="2021-05")
    with pytest.raises(Refused, match="E1554"):
        complete_as_far_as_possible(scene.review, by=scene.by(), **given)
    with pytest.raises(Refused):
        complete_as_far_as_possible(scene.review, missing="x", why="y", by=scene.by(SCRUTINEER), **given)
    assert not MissingPiece.objects.exclude(pk=row.pk).exists()
    assert complete_as_far_as_possible(scene.review, missing="x", why="y", by=scene.by(), **given).state == (
        "as_far_as_possible"
    )
