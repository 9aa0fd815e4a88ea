"""The list of actions across reviews: narrowed by words, owners, reviews, and lines of the plan that they serve."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests import records
from throughline.actionplans.services import Plan
from throughline.casefile.queries.lists import ActionFilters, action_list

pytestmark = pytest.mark.django_db


def test_every_review_that_feeds_a_line_of_the_plan_is_found_by_it() -> None:
    where = make.partnership()
    by = make.actor(make.member(where))
    line = Plan(strategy="Business plan 2026 to 2028, line 4")
    for name in ("Child Ash", "Child Beech"):
        records.action(records.review(by, where=where, name=name), by, text=f"For {name}", plan=line)
    records.action(records.review(by, where=where, name="Child Cedar"), by, text="Something else")
    found = action_list(ActionFilters("all", "plan line 4"), actor=by, on=make.TODAY)
    assert {row.review_name for row in found.rows} == {"Child Ash", "Child Beech"}
    assert action_list(ActionFilters("all", "line 5"), actor=by, on=make.TODAY).total == 0
