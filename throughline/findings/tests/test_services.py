"""Findings, learning points, recommendations and what is asked of a committee: four things, tied many to many."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404

from tests import factories as make
from tests import records
from throughline.audit.models import Event
from throughline.findings import queries, services
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.services import withdraw_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    """A coordinator."""
    return make.coordinator()


@pytest.fixture
def review(by: Actor) -> Review:
    """A review of the coordinator's partnership."""
    return records.review(by)


def test_records_stand_in_the_order_in_which_they_came(by: Actor, review: Review) -> None:
    rows = [records.finding(review, by, number=number) for number in ("2", "10", "1")]
    assert list(queries.findings_of(review, by, make.TODAY)) == rows
    assert [row.position for row in rows] == [1, 2, 3]
    assert all(row.case_id == review.case_id for row in rows)


def test_a_recommendation_follows_from_findings_and_learning_points(by: Actor, review: Review) -> None:
    finding = records.finding(review, by)
    point = records.learning_point(review, by, findings=[finding])
    asked = records.recommendation(review, by, findings=[finding], learning_points=[point])
    assert list(asked.findings.all()) == [finding]
    assert list(point.findings.all()) == [finding]
    added = Event.objects.get(verb="recommendation.added").details["after"]
    assert (added["findings"], added["learning_points"]) == ([finding.pk], [point.pk])


def test_a_tie_is_made_once_cut_once_and_told_each_time(by: Actor, review: Review) -> None:
    finding, asked = records.finding(review, by), records.recommendation(review, by)
    done = [services.tie(asked, finding, by=by, at=make.NOW) for _ in range(2)]
    undone = [services.untie(asked, finding, by=by, at=make.NOW) for _ in range(2)]
    assert (done, undone) == ([True, False], [True, False])
    told = Event.objects.filter(verb__startswith="tie.").order_by("number").values_list("verb", "subject", "details")
    assert list(told) == [
        ("tie.made", asked.pk, {"to": f"finding {finding.pk}"}),
        ("tie.cut", asked.pk, {"to": f"finding {finding.pk}"}),
    ]


def test_the_earlier_never_follows_from_the_later_and_cases_stay_apart(by: Actor, review: Review) -> None:
    finding, asked = records.finding(review, by), records.recommendation(review, by)
    elsewhere = records.finding(records.review(by), by)
    for later, earlier in ((finding, asked), (asked, elsewhere)):
        with pytest.raises(Refused, match="E1508"):
            services.tie(later, earlier, by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1508"):
        records.recommendation(review, by, findings=[elsewhere])


def test_nothing_is_tied_to_what_was_withdrawn(by: Actor, review: Review) -> None:

    finding, asked = records.finding(review, by), records.recommendation(review, by)
    finding = withdraw_record(finding, reason="A slip.", by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1508"):
        services.tie(asked, finding, by=by, at=make.NOW)


def test_an_answer_that_is_no_plain_yes_needs_its_reason(by: Actor, review: Review) -> None:
    asked = records.recommendation(review, by)
    with pytest.raises(Refused, match="E1505"):
        services.answer_recommendation(asked, response="not_agreed", by=by, at=make.NOW)
    answered = services.answer_recommendation(asked, response="not_agreed", reason="Done already.", by=by, at=make.NOW)
    assert (answered.response, answered.response_reason, answered.version) == ("not_agreed", "Done already.", 2)
    with pytest.raises(Refused, match="E1501"):
        services.answer_recommendation(answered, response="perhaps", reason="x", by=by, at=make.NOW)


def test_what_a_report_asks_of_its_committee_is_kept_with_what_was_resolved_and_when(by: Actor, review: Review) -> None:
    asked = records.committee_recommendation(review, by, body_name="Scrutiny Committee")
    done = services.record_resolution(
        asked, resolved="RESOLVED: to note.", date_text="9 December 2021", date_iso="2021-12-09", by=by, at=make.NOW
    )
    assert (done.resolved, done.resolved_text, done.resolved_iso) == (
        "RESOLVED: to note.",
        "9 December 2021",
        "2021-12-09",
    )
    assert list(queries.committee_recommendations_of(review, by, make.TODAY)) == [done]
    told = Event.objects.get(verb="committee_recommendation.changed").details
    assert told["before"]["resolved"] == ""


def test_a_resolution_without_a_date_has_none(by: Actor, review: Review) -> None:
    asked = records.committee_recommendation(review, by)
    assert services.record_resolution(asked, resolved="Noted.", by=by, at=make.NOW).resolved_iso == ""
    with pytest.raises(Refused, match="E1506"):
        services.record_resolution(asked, resolved="Noted.", date_iso="last May", by=by, at=make.NOW)


def test_an_agency_of_another_partnership_is_never_the_owner(by: Actor, review: Review) -> None:
    with pytest.raises(Refused, match="E1503"):
        records.recommendation(review, by, owner=make.agency(make.partnership()))


@pytest.mark.parametrize(
    "adds",
    [records.finding, records.theme, records.learning_point, records.recommendation, records.committee_recommendation],
)
def test_each_writes_one_event_and_too_long_a_number_leaves_nothing(adds: Any, by: Actor, review: Review) -> None:
    before = Event.objects.count()
    row = adds(review, by)
    assert Event.objects.count() == before + 1
    with pytest.raises(Refused, match="E1501"):
        adds(review, by, number="9" * 41)
    assert type(row).objects.count() == 1
    assert Event.objects.count() == before + 1


def test_a_conflict_or_a_seal_hides_every_record(by: Actor, review: Review) -> None:
    finding, asked = records.finding(review, by), records.committee_recommendation(review, by)
    make.seal(review.case)
    assert not queries.findings_of(review, by, make.TODAY).exists()
    assert not queries.committee_recommendations_of(review, by, make.TODAY).exists()
    for get, row in ((queries.get_finding, finding), (queries.get_committee_recommendation, asked)):
        with pytest.raises(Http404):
            get(row.pk, by, make.TODAY)
