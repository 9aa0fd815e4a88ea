"""The pages of answers: drafted by one, agreed by another, late when late; dissent; and what a committee did."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests import records
from tests.signing_in import signed_in
from throughline.access.roles import CHAIR, ELECTED_MEMBER
from throughline.findings.services import record_resolution
from throughline.responses import services
from throughline.responses.models import Dissent, Response
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Any:
    """It is the day of the factories."""
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def review() -> Review:
    """A review with one recommendation."""
    return records.review(make.coordinator())


def client(review: Review, role: str = "coordinator") -> Client:
    """Somebody of the review's partnership, signed in."""
    return signed_in(make.member(review.case.partnership, role))


def words(response: Any) -> str:
    """What the page says, on one line."""
    return " ".join(unescape(response.content.decode()).split())


def actor(review: Review, role: str = "coordinator") -> Any:
    """Somebody of the review's partnership."""
    return make.actor(make.member(review.case.partnership, role))


def test_an_answer_is_drafted_by_one_and_agreed_by_another(review: Review) -> None:
    row = records.recommendation(review, actor(review))
    unit, chair = client(review), client(review, CHAIR)
    url = f"/recommendations/{row.pk}/answer"
    day = {"day_on_day": "11", "day_on_month": "3", "day_on_year": "2026"}
    assert "Say why it is accepted in principle." in words(unit.post(url, {"answer": "in_principle", **day}))
    unit.post(url, {"answer": "in_principle", "reason": "The budget is not set.", **day})
    made = Response.objects.get()
    page = words(unit.get(f"/answers/{made.pk}/"))
    assert "You wrote this draft, so somebody else must agree it." in page
    assert "The budget is not set." in words(unit.get(f"/reviews/{review.pk}/answers"))
    chair.post(f"/answers/{made.pk}/stage", {"state": "agreed", **day})
    row.refresh_from_db()
    assert (row.response, row.response_reason) == ("in_principle", "The budget is not set.")
    told = words(unit.get(f"/recommendations/{row.pk}/"))
    assert "Accepted in principle" in told and "It stands." in told
    assert unit.get(f"/answers/{made.pk}/stage").status_code == 200


def test_a_late_answer_says_so_and_pages_of_many_ask_no_more(review: Review) -> None:
    by = actor(review)
    first = records.recommendation(review, by)
    services.set_answer_due([first], due_on=make.TODAY - timedelta(days=2), by=by, at=make.NOW)
    unit = client(review)
    page = words(unit.get(f"/reviews/{review.pk}/answers"))
    assert "0 of 1 recommendation answered." in page and "1 answer late." in page
    with CaptureQueriesContext(connection) as few:
        unit.get(f"/reviews/{review.pk}/answers")
    for number in range(12):
        one = records.recommendation(review, by, number=str(number + 2))
        services.draft_response(one, answer="accepted", day_on=make.TODAY, by=by, at=make.NOW)
    with CaptureQueriesContext(connection) as many:
        unit.get(f"/reviews/{review.pk}/answers")
    assert len(many) == len(few)


def test_the_day_that_answers_are_due_is_set_for_all_at_once(review: Review) -> None:
    by = actor(review)
    rows = [records.recommendation(review, by, number=str(n)) for n in (1, 2)]
    day = {"due_on_day": "1", "due_on_month": "6", "due_on_year": "2026"}
    client(review).post(f"/reviews/{review.pk}/answers/due", {"rows_of": [row.pk for row in rows], **day})
    assert words(client(review).get(f"/reviews/{review.pk}/answers")).count("1 Jun 2026") == 2


def test_held_dissent_is_read_by_those_who_work_on_it_and_printed_dissent_by_all(review: Review) -> None:
    row = records.recommendation(review, actor(review))
    unit = client(review)
    given = {"whose": "family", "who": "Grandmother", "text": "It blames us.", "recommendation": row.pk, "agency": ""}
    url = f"/reviews/{review.pk}/dissents/new"
    assert "Say why it is held." in words(unit.post(url, {**given, "is_printed": "False"}))
    unit.post(url, {**given, "is_printed": "False", "held_because": "She asked for it."})
    held = Dissent.objects.get()
    assert "It blames us." in words(unit.get(f"/recommendations/{row.pk}/"))
    records.publish(review, actor(review))
    member = client(review, ELECTED_MEMBER)
    assert member.get(f"/dissents/{held.pk}/").status_code == 404
    assert "It blames us." not in words(member.get(f"/reviews/{review.pk}/answers"))
    sent = {**given, "is_printed": "True", "version": held.version}
    assert unit.post(f"/dissents/{held.pk}/edit", sent).status_code == 302
    assert "It blames us." in words(member.get(f"/dissents/{held.pk}/"))
    assert "It blames us." in words(member.get(f"/reviews/{review.pk}/answers"))


def test_what_a_committee_resolved_has_an_owner_a_day_and_an_end(review: Review) -> None:
    by = actor(review)
    row = records.committee_recommendation(review, by, body_name="Cabinet")
    unit, url = client(review), f"/committee-recommendations/{row.pk}/follow-up"
    assert unit.get(url).status_code == 403
    record_resolution(row, resolved="RESOLVED: to report back.", by=by, at=make.NOW)
    assert "Say who follows it up." in words(unit.post(url, {"state": "followed"}))
    day = {"due_on_day": "1", "due_on_month": "3", "due_on_year": "2026"}
    unit.post(url, {"state": "followed", "owner_name": "Head of the unit", **day})
    page = words(unit.get(f"/committee-recommendations/{row.pk}/"))
    assert "Followed up, and its day has passed" in page and "Head of the unit, by 1 March 2026" in page
    unit.post(url, {"state": "done", "says": "The report went back."})
    assert "The report went back." in words(unit.get(f"/committee-recommendations/{row.pk}/"))


def answered(row: Any, *, published: bool, reason: str, answer: str = "not_agreed", days: int = 0) -> Response:
    """An answer that somebody else agreed; and published, if so."""
    review, day = row.review, make.TODAY - timedelta(days=9 - days)
    drafted = services.draft_response(
        row, answer=answer, reason=reason, day_on=day, by=actor(review), at=make.NOW + timedelta(minutes=days)
    )
    stages = ["agreed", "published"] if published else ["agreed"]
    for state in stages:
        services.move_response(drafted, state=state, by=actor(review, CHAIR), at=make.NOW)
    return drafted


def test_an_elected_member_finds_no_answer_that_is_not_published(review: Review) -> None:
    unit = actor(review)
    row = records.recommendation(review, unit, text="Train everybody.")
    records.publish(review, unit)
    answered(row, published=False, reason="Marrow money is spent.")
    row.refresh_from_db()
    assert row.response == "not_agreed"
    member, chair = client(review, ELECTED_MEMBER), client(review, CHAIR)
    for address in (
        f"/recommendations/{row.pk}/",
        f"/reviews/{review.pk}/",
        f"/reviews/{review.pk}/thread",
        f"/reviews/{review.pk}/answers",
        "/reviews/",
        "/",
    ):
        told = words(member.get(address))
        assert "Rejected" not in told and "Marrow" not in told, address
    assert "Rejected" in words(chair.get(f"/recommendations/{row.pk}/"))
    assert "Marrow" not in words(member.get("/search?q=marrow"))
    assert f"/recommendations/{row.pk}/" in words(chair.get("/search?q=marrow+money"))


def test_of_several_answers_an_elected_member_reads_the_last_that_is_published(review: Review) -> None:
    unit = actor(review)
    row = records.recommendation(review, unit, text="Train everybody.")
    records.publish(review, unit)
    answered(row, published=True, answer="in_part", reason="Yew: half of it.", days=1)
    answered(row, published=False, reason="Marrow money is spent.", days=2)
    member = client(review, ELECTED_MEMBER)
    told = words(member.get(f"/recommendations/{row.pk}/"))
    assert "Accepted in part" in told and "Yew: half of it." in told
    assert "Rejected" not in told and "Marrow" not in told
    assert f"/recommendations/{row.pk}/" in words(member.get("/search?q=yew"))
    assert "Marrow" not in words(member.get("/search?q=marrow"))
