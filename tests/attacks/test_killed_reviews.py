"""Killed in the middle of opening a review, of a board's decision or of a commission's: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests import factories as make
from tests import rapid, records
from tests.killing import left_behind
from throughline.access.roles import CHAIR
from throughline.audit.queries import broken_links
from throughline.commissioning.models import Decision
from throughline.commissioning.services.parts import add_part
from throughline.kernel.actor import Actor
from throughline.rapidreviews.models import RapidReview
from throughline.reviews.models import KeyDate, Review, StateProposal
from throughline.reviews.services.following import open_from
from throughline.reviews.services.seconding import confirm_state, propose_state

pytestmark = pytest.mark.django_db
AGREED = {"kind": "agreed", "text": "The board agreed it.", "date_text": "12 June 2025", "date_iso": "2025-06-12"}


@dataclass
class Scene:
    """A rapid review that concluded on a review, a review under way, and one that is proposed for publication."""

    by: Actor
    chair: Actor
    concluded: RapidReview
    review: Review
    proposal: StateProposal


@pytest.fixture
def scene() -> Scene:
    where = make.partnership()
    by, chair = make.actor(make.member(where)), make.actor(make.member(where, CHAIR))
    concluded = rapid.opened(by)
    rapid.concluded(concluded, by)
    finished = records.review(by, where=where, state="finished", name="Child Birch")
    proposal = propose_state(finished, state="published", by=by, at=make.NOW)
    return Scene(by, chair, concluded, records.review(by, where=where), proposal)


ACTS: dict[str, Callable[[Scene], object]] = {
    "open the review that follows": lambda it: open_from(it.concluded, by=it.by, at=make.NOW),
    "the board agrees the report": lambda it: add_part(
        Decision, review=it.review, fields=AGREED, by=it.by, at=make.NOW
    ),
    "a second person publishes it": lambda it: confirm_state(it.proposal, by=it.chair, at=make.NOW),
}


@pytest.mark.parametrize("act", ACTS)
def test_killed_at_any_statement_nothing_of_it_is_left(scene: Scene, act: str) -> None:
    assert list(left_behind(lambda: ACTS[act](scene))) == []
    assert list(broken_links()) == []


def test_what_was_not_killed_is_whole(scene: Scene) -> None:
    for act in ("open the review that follows", "the board agrees the report"):
        ACTS[act](scene)
    made = Review.objects.get(rapid_review=scene.concluded)
    assert made.states.get().edition and made.subjects.count() == 1
    decision = Decision.objects.get(review=scene.review)
    assert decision.key_date == KeyDate.objects.get(review=scene.review, means="report agreed")
