"""A review follows from its rapid review: in the same case, about the same children, once."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests import rapid
from tests.signing_in import signed_in
from throughline.access.roles import SCRUTINEER
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.services.following import open_from

pytestmark = pytest.mark.django_db


def test_the_review_is_pulled_from_the_rapid_review_once() -> None:
    user = make.member(make.partnership())
    unit = make.actor(user)
    row = rapid.opened(unit)
    rapid.concluded(row, unit, "local_learning")
    made = open_from(row, by=unit, at=make.NOW)
    assert (made.case, made.kind, made.state, made.rapid_review) == (
        row.case,
        "local_learning_review",
        "decided",
        row,
    )
    assert [one.name for one in made.subjects.all()] == ["Hazel"]
    assert [(one.means, one.iso) for one in made.dates.order_by("position")] == [
        ("authority became aware", "2026-03-09"),
        ("national panel notified", "2026-03-12"),
        ("decided on", "2026-03-12"),
    ]
    answer = signed_in(user).post(f"/rapid-reviews/{row.pk}/review")
    assert (answer.status_code, answer["Location"]) == (302, f"/reviews/{made.pk}/")
    assert Review.objects.count() == 1


@pytest.mark.parametrize("outcome", ["no_review", "join"])
def test_without_such_a_conclusion_none_follows(outcome: str) -> None:
    unit = make.actor(make.member(make.partnership()))
    row = rapid.opened(unit)
    with pytest.raises(Refused, match="E1974"):
        open_from(row, by=unit, at=make.NOW)
    rapid.concluded(row, unit, outcome, joins="Child Alder")
    with pytest.raises(Refused, match="E1974"):
        open_from(row, by=unit, at=make.NOW)
    assert not Review.objects.exists()


def test_a_scrutineer_opens_none() -> None:
    where = make.partnership()
    unit = make.actor(make.member(where))
    row = rapid.opened(unit)
    rapid.concluded(row, unit)
    with pytest.raises(Refused):
        open_from(row, by=make.actor(make.member(where, SCRUTINEER)), at=make.NOW)
