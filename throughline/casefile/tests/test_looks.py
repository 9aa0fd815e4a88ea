"""Who looked at who the people of a case are, and was not on it, is told apart on the page “Who looked”."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests import records
from tests.signing_in import second_factor, signed_in


@pytest.mark.django_db
def test_who_looked_says_that_somebody_was_not_on_the_case() -> None:
    where = make.partnership()
    on_it, cover = make.member(where, name="Ruth"), make.member(where, name="Cover")
    review = records.review(make.actor(on_it))
    for one in (on_it, cover):
        second_factor(one)
    make.on_case(review.case, person=on_it)
    client = signed_in(cover)
    assert client.post(f"/cases/{review.case_id}/people", {"reason": "I cover for Ruth."}).status_code == 302
    told = signed_in(on_it).get(f"/reviews/{review.pk}/who-looked").content.decode()
    assert "Not on the case: looked at who its people are, with a reason and a fresh code" in told
    assert "Said why they look" not in told and "I cover for Ruth." in told
