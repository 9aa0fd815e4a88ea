"""Statements, evidence that somebody else accepts, and measures whose readings stand for ever."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, SCRUTINEER
from throughline.audit.models import Event
from throughline.impact import queries, services
from throughline.impact.models import Evidence, Reading
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    """A coordinator."""
    return make.coordinator()


@pytest.fixture
def review(by: Actor) -> Review:
    """A review of the coordinator's partnership."""
    return records.review(by)


def test_a_statement_is_kept_as_what_it_is_about_one_thing(by: Actor, review: Review) -> None:
    finding, theme = records.finding(review, by), records.theme(review, by)
    said = records.statement(review, by, kind="impact", finding=finding, date_text="spring 2016", date_iso="2016")
    assert (said.kind, said.finding_id, said.date_text) == ("impact", finding.pk, "spring 2016")
    with pytest.raises(Refused, match="E1510"):
        records.statement(review, by, finding=finding, theme=theme)
    with pytest.raises(Refused, match="E1510"):
        records.statement(review, by, kind="progress", outcome="All is well.")
    with pytest.raises(Refused, match="E1501"):
        records.statement(review, by, kind="rumour")
    assert list(queries.statements_of(review, by, make.TODAY)) == [said]


def test_a_statement_is_not_about_what_belongs_to_another_case(by: Actor, review: Review) -> None:
    with pytest.raises(Refused, match="E1508"):
        records.statement(review, by, finding=records.finding(records.review(by), by))


def test_evidence_is_accepted_once_by_somebody_who_neither_brought_nor_owns_it(by: Actor, review: Review) -> None:
    where = review.case.partnership
    police = make.agency(where)
    make.on_case(review.case, agency=police)
    lead = make.actor(make.member(where, AGENCY_LEAD, agency=police))
    chair = make.actor(make.member(where, CHAIR))
    action = records.action(review, by, owner=police)
    brought = records.evidence(review, lead, actions=[action])
    for actor, why in ((lead, "You own the action"), (make.actor(make.member(where, SCRUTINEER)), "scrutineer")):
        with pytest.raises(Refused, match=why):
            services.accept_evidence(brought, grade="output", by=actor, at=LATER)
    mine = records.evidence(review, by, actions=[action])
    with pytest.raises(Refused, match="You brought this evidence"):
        services.accept_evidence(mine, grade="output", by=by, at=LATER)
    accepted = services.accept_evidence(brought, grade="output", by=by, at=LATER)
    assert (accepted.accepted_by_id, accepted.accepted_at) == (by.user, LATER)
    again = services.accept_evidence(brought, grade="output", by=chair, at=LATER + timedelta(days=1))
    assert again.accepted_by_id == by.user
    assert Event.objects.filter(verb="evidence.accepted").count() == 1


def test_a_lead_brings_evidence_for_the_own_agencys_actions_and_nothing_else(by: Actor, review: Review) -> None:
    where = review.case.partnership
    police = make.agency(where)
    lead = make.actor(make.member(where, AGENCY_LEAD, agency=police))
    theirs = records.action(review, by, owner=make.agency(where, "Health", "health_provider"))
    for actions in ([], [theirs]):
        with pytest.raises(Refused, match="E1502"):
            records.evidence(review, lead, actions=actions)
    assert not Evidence.objects.exists()


def test_evidence_rests_on_papers_of_its_own_case(by: Actor, review: Review) -> None:
    paper = make.document(review.case)
    assert records.evidence(review, by, document=paper).document == paper
    elsewhere = make.document(make.case(review.case.partnership), "Another text.")
    with pytest.raises(Refused, match="E1508"):
        records.evidence(review, by, document=elsewhere)


def test_readings_stand_for_ever_and_a_wrong_one_is_corrected_by_another(by: Actor, review: Review) -> None:
    measure = records.measure(review, by)
    add = services.add_reading
    add(measure, value=Decimal(42), date_iso="2015", baseline=True, by=by, at=LATER)
    wrong = add(measure, value=Decimal(6), date_iso="2016", by=by, at=LATER)
    right = add(measure, value=Decimal(60), date_iso="2016", corrects=wrong, by=by, at=LATER)
    readings = queries.readings_of(measure)
    assert [row.value for row in readings] == [42, 6, 60]
    assert queries.state_of(measure, readings).key == "rising"
    with pytest.raises(Refused, match="E1511"):
        add(measure, value=Decimal(61), corrects=wrong, by=by, at=LATER)
    with pytest.raises(Refused, match="E1508"):
        add(records.measure(review, by), value=Decimal(61), corrects=right, by=by, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Reading.objects.filter(pk=wrong.pk).update(value=60)


def test_a_measure_without_baseline_says_so_and_an_undated_reading_comes_last(by: Actor, review: Review) -> None:
    measure = records.measure(review, by)
    services.add_reading(measure, value=Decimal(70), why_bare="None was given.", by=by, at=LATER)
    services.add_reading(measure, value=Decimal(60), date_iso="2016-03", why_bare="None.", by=by, at=LATER)
    readings = queries.readings_of(measure)
    assert [(row.value, row.date_iso) for row in readings] == [(60, "2016-03"), (70, "")]
    assert queries.state_of(measure, readings).key == "no_baseline"


def test_a_figure_too_large_to_keep_is_refused(by: Actor, review: Review) -> None:
    with pytest.raises(Refused, match="E1501"):
        services.add_reading(records.measure(review, by), value=Decimal("12345678901.5"), why_bare="x", by=by, at=LATER)
    assert not Reading.objects.exists()
