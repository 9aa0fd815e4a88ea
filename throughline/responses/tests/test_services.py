"""Answers in their stages, the days they are due, dissent, and what a committee's resolution became."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests import factories as make
from tests import records
from throughline.access.roles import CHAIR
from throughline.audit.models import Event
from throughline.findings.models import Recommendation
from throughline.findings.services import record_resolution
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.responses import queries, services
from throughline.responses.models import Response
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
YESTERDAY = make.TODAY - timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    """A coordinator."""
    return make.coordinator()


@pytest.fixture
def review(by: Actor) -> Review:
    """A review of the coordinator's partnership."""
    return records.review(by)


@pytest.fixture
def chair(review: Review) -> Actor:
    """The chair, who is the second person."""
    return make.actor(make.member(review.case.partnership, CHAIR))


@pytest.fixture
def asked(review: Review, by: Actor) -> Recommendation:
    """A recommendation."""
    return records.recommendation(review, by)


def draft(asked: Recommendation, by: Actor, **more: Any) -> Response:
    """A draft of the answer."""
    given = {"answer": "not_agreed", "reason": "It is done already.", "day_on": YESTERDAY, **more}
    return services.draft_response(asked, by=by, at=make.NOW, **given)


def test_a_draft_is_the_answer_once_somebody_else_agrees_it(asked: Recommendation, by: Actor, chair: Actor) -> None:
    made = draft(asked, by)
    asked.refresh_from_db()
    assert asked.response == ""
    with pytest.raises(Refused, match="E1502"):
        services.move_response(made, state="agreed", by=by, at=make.NOW)
    services.move_response(made, state="agreed", by=chair, at=make.NOW)
    asked.refresh_from_db()
    assert (asked.response, asked.response_reason) == ("not_agreed", "It is done already.")
    services.move_response(made, state="published", by=by, at=make.NOW)
    assert [one.state for one in queries.stages_of(made)] == ["drafted", "agreed", "published"]
    told = Event.objects.filter(verb__startswith="response.").order_by("number")
    assert list(told.values_list("verb", flat=True)) == ["response.drafted", "response.moved", "response.moved"]


def test_a_later_answer_stands_before_the_earlier_which_stays_readable(
    asked: Recommendation, by: Actor, chair: Actor
) -> None:
    first = draft(asked, by)
    services.move_response(first, state="agreed", by=chair, at=make.NOW)
    second = draft(asked, by, answer="accepted", reason="", day_on=make.TODAY)
    services.move_response(second, state="agreed", by=chair, at=make.NOW)
    earlier = draft(asked, by, answer="in_part", reason="Money.", day_on=date(2026, 1, 5))
    services.move_response(earlier, state="agreed", by=chair, at=make.NOW)
    asked.refresh_from_db()
    assert (asked.response, asked.response_reason) == ("accepted", "")
    told = queries.responses_to(asked, by, make.TODAY)
    assert [(one.pk, one.answer) for one in told] == [
        (second.pk, "accepted"),
        (first.pk, "not_agreed"),
        (earlier.pk, "in_part"),
    ]


@pytest.mark.parametrize("answer", ["in_principle", "in_part", "not_agreed"])
def test_anything_but_yes_says_why(asked: Recommendation, by: Actor, answer: str) -> None:
    with pytest.raises(Refused, match="E1505"):
        draft(asked, by, answer=answer, reason=" ")
    assert draft(asked, by, answer="accepted", reason="").pk


def test_days_and_steps_that_do_not_fit_are_refused(asked: Recommendation, by: Actor, chair: Actor) -> None:
    with pytest.raises(Refused, match="E1582"):
        draft(asked, by, day_on=make.TODAY + timedelta(days=1))
    made = draft(asked, by)
    with pytest.raises(Refused, match="E1581"):
        services.move_response(made, state="published", by=chair, at=make.NOW)
    with pytest.raises(Refused, match="E1582"):
        services.move_response(made, state="agreed", day_on=date(2026, 1, 1), by=chair, at=make.NOW)
    with pytest.raises(Refused, match="E1505"):
        services.move_response(made, state="set_aside", by=chair, at=make.NOW)
    with pytest.raises(Refused, match="E1501"):
        draft(asked, by, answer="perhaps")


def test_an_answer_has_a_day_which_moves_with_a_reason_and_is_counted(asked: Recommendation, by: Actor) -> None:
    services.set_answer_due([asked], due_on=YESTERDAY, by=by, at=make.NOW)
    one = queries.answers_of(asked.review, by, make.TODAY)[0]
    assert (one.due_on, one.moved, one.is_late(make.TODAY)) == (YESTERDAY, 0, True)
    with pytest.raises(Refused, match="E1505"):
        services.set_answer_due([asked], due_on=make.TODAY, by=by, at=make.NOW)
    services.set_answer_due([asked], due_on=make.TODAY, reason="The board meets later.", by=by, at=make.NOW)
    one = queries.answers_of(asked.review, by, make.TODAY)[0]
    assert (one.due_on, one.moved, one.is_late(make.TODAY)) == (make.TODAY, 1, False)


def test_dissent_is_printed_or_held_with_a_reason(review: Review, asked: Recommendation, by: Actor) -> None:
    given: dict[str, Any] = {"review": review, "whose": "family", "who": "Grandmother", "text": "It blames us."}
    with pytest.raises(Refused, match="E1505"):
        services.add_dissent(**given, by=by, at=make.NOW)
    held = services.add_dissent(**given, held_because="She asked for it.", by=by, at=make.NOW)
    shown = services.add_dissent(**given, is_printed=True, recommendation=asked, by=by, at=make.NOW)
    assert queries.dissents_of(review, by, make.TODAY) == [held, shown]
    services.change_dissent(held, version=1, is_printed=True, held_because="", by=by, at=make.NOW)
    other = records.recommendation(records.review(by), by)
    with pytest.raises(Refused, match="E1508"):
        services.add_dissent(**given, is_printed=True, recommendation=other, by=by, at=make.NOW)


def test_what_a_committee_resolved_is_followed_up(review: Review, by: Actor) -> None:
    row = records.committee_recommendation(review, by)
    follow: dict[str, Any] = {"by": by, "at": make.NOW}
    with pytest.raises(Refused, match="E1583"):
        services.follow_up(row, state="followed", owner_name="Head of unit", due_on=YESTERDAY, **follow)
    record_resolution(row, resolved="RESOLVED: report back in spring.", by=by, at=make.NOW)
    assert queries.where_it_stands(row).state == "resolved"
    with pytest.raises(Refused, match="E1584"):
        services.follow_up(row, state="followed", owner_name="Head of unit", **follow)
    services.follow_up(row, state="followed", owner_name="Head of unit", due_on=YESTERDAY, **follow)
    now = queries.where_it_stands(row)
    assert (now.state, now.owner, now.is_overdue(make.TODAY)) == ("followed", "Head of unit", True)
    with pytest.raises(Refused, match="E1505"):
        services.follow_up(row, state="done", **follow)
    services.follow_up(row, state="done", says="The report went back on 9 March.", **follow)
    assert queries.where_it_stands(row).state == "done"
    assert Event.objects.filter(verb="committee.followed").count() == 2


def test_answers_given_before_there_were_stages_stand_as_agreed(asked: Recommendation, by: Actor) -> None:
    Recommendation.objects.filter(pk=asked.pk).update(response="in_part", response_reason="Money.")
    import_module("throughline.responses.migrations.0002_given_before").keep(apps, connection.schema_editor())
    one = queries.answers_of(asked.review, by, make.TODAY)[0]
    assert one.stands is not None
    assert (one.stands.answer, one.stands.reason, queries.stage_of(one.stands)) == ("in_part", "Money.", "agreed")
