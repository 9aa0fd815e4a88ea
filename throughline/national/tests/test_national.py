"""What is asked of national bodies and what they advise: states, who may, what is refused, and the pages."""

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
from throughline.access.roles import CHAIR, COORDINATOR, ELECTED_MEMBER, ROLES
from throughline.audit.models import Event
from throughline.cases.models import Case
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.national import queries, services
from throughline.national.models import Advice, NationalAsk
from throughline.national.permissions import why_not_decide, why_not_move_ask
from throughline.national.rules import advice as advised
from throughline.national.rules import asks
from throughline.reviews.models import Review

ON = make.TODAY


def person(role: str) -> Actor:
    """Somebody in that role."""
    return Actor(user=8, name="P", partnership=1, role=role, agency=0)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", asks.STATES)
@pytest.mark.parametrize("move", asks.MOVES, ids=lambda one: f"{one.verb} {one.before}")
def test_who_says_what_became_of_an_ask(role: str, state: str, move: asks.Move) -> None:
    row = NationalAsk(pk=1, case=Case(pk=1, partnership_id=1), state=state)
    why = why_not_move_ask(actor=person(role), thing=row, move=move, on=ON)
    assert (why is None) == (state == move.before and role in (COORDINATOR, CHAIR)), why


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", advised.STATES)
@pytest.mark.parametrize("move", advised.MOVES, ids=lambda one: f"{one.verb} {one.before}")
def test_who_decides_about_advice(role: str, state: str, move: advised.Move) -> None:
    why = why_not_decide(actor=person(role), thing=Advice(pk=1, partnership_id=1), state=state, move=move, on=ON)
    assert (why is None) == (state == move.before and role in (COORDINATOR, CHAIR)), why
    assert why_not_decide(actor=person(role), thing=Advice(pk=1, partnership_id=2), state=state, move=move, on=ON)


@pytest.mark.parametrize("of", [asks, advised])
def test_every_state_is_reached(of: Any) -> None:
    assert set(of.STATES) == set(of.FIRST) | {one.after for one in of.MOVES}
    assert len({(one.before, one.after) for one in of.MOVES}) == len(of.MOVES)


@pytest.mark.parametrize(
    ("state", "days", "late"),
    [("drafted", -1, False), ("sent", 0, False), ("sent", -1, True), ("received", -1, True), ("replied", -1, False)],
)
def test_a_reply_is_late_after_its_day_once_it_was_sent(state: str, days: int, late: bool) -> None:
    assert asks.is_overdue(state, ON + timedelta(days=days), ON) is late
    assert asks.is_overdue(state, None, ON) is False


@pytest.fixture
def review() -> Review:
    """A review."""
    return records.review(make.coordinator())


@pytest.fixture
def by(review: Review) -> Actor:
    """A coordinator of its partnership."""
    return make.actor(make.member(review.case.partnership))


def asked(review: Review, by: Actor, **more: Any) -> NationalAsk:
    """A letter of concern to a department."""
    given = {"kind": "concern", "to_name": "The department", "text": "Link the registers.", **more}
    return services.add_ask(review=review, by=by, at=make.NOW, **given)


@pytest.mark.django_db
def test_an_ask_is_sent_received_replied_and_its_author_told(review: Review, by: Actor) -> None:
    row = asked(review, by)
    with pytest.raises(Refused, match="E1586"):
        services.move_ask(row, state="replied", says="Yes.", by=by, at=make.NOW)
    services.move_ask(row, state="sent", by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1585"):
        services.change_ask(row.__class__.objects.get(pk=row.pk), version=1, text="Other.", by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1587"):
        services.move_ask(row, state="received", day_on=ON - timedelta(days=1), by=by, at=make.NOW)
    services.move_ask(row, state="received", by=by, at=make.NOW)
    with pytest.raises(Refused, match="E1505"):
        services.move_ask(row, state="replied", by=by, at=make.NOW)
    services.move_ask(row, state="replied", says="We will link them.", by=by, at=make.NOW)
    assert [one.pk for one in queries.open_asks(by, ON)] == [row.pk]
    services.move_ask(row, state="told", by=by, at=make.NOW)
    assert queries.open_asks(by, ON) == []
    told = [(one.state, one.says) for one in queries.steps_of(row)]
    assert told[3:] == [("replied", "We will link them."), ("told", "")]
    assert Event.objects.filter(verb="national_ask.moved").count() == 4


@pytest.mark.django_db
def test_advice_is_adopted_adapted_or_declined_with_its_reason(review: Review, by: Actor) -> None:
    row = records.recommendation(review, by)
    given: dict[str, Any] = {"title": "Safe at home", "body_name": "The Panel", "text": "Visit at night."}
    advice = services.add_advice(**given, number="3", recommendations=[row], by=by, at=make.NOW)
    decide: dict[str, Any] = {"day_on": ON, "by": by, "at": make.NOW}
    with pytest.raises(Refused, match="E1505"):
        services.decide_advice(advice, state="declined", reason=" ", **decide)
    services.decide_advice(advice, state="declined", reason="Nobody works at night.", **decide)
    services.decide_advice(advice, state="adapted", reason="At weekends first.", **decide)
    with pytest.raises(Refused, match="E1586"):
        services.decide_advice(advice, state="adapted", reason="Again.", **decide)
    assert queries.stage_of(advice) == "adapted"
    assert [one.reason for one in queries.decisions_of(advice)] == ["Nobody works at night.", "At weekends first."]
    assert queries.asked_because_of(advice, by, ON) == [row]
    elsewhere = make.coordinator()
    with pytest.raises(Refused, match="E1503"):
        services.add_advice(**given, recommendations=[row], by=elsewhere, at=make.NOW)


@pytest.fixture
def today() -> Any:
    """It is the day of the factories."""
    with time_machine.travel(make.NOW, tick=False):
        yield


def words(response: Any) -> str:
    """What the page says, on one line."""
    return " ".join(unescape(response.content.decode()).split())


def client(review: Review, role: str = COORDINATOR) -> Client:
    """Somebody of the review's partnership, signed in."""
    return signed_in(make.member(review.case.partnership, role))


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_the_pages_of_an_ask_from_draft_to_reply(review: Review, by: Actor) -> None:
    row = records.recommendation(review, by)
    unit = client(review)
    given = {"kind": "recommendation", "to_name": "The department", "text": "Link the registers."}
    due = {"reply_due_on_day": "1", "reply_due_on_month": "3", "reply_due_on_year": "2026"}
    unit.post(f"/reviews/{review.pk}/national-asks/new", {**given, **due, "recommendation": row.pk})
    made = NationalAsk.objects.get()
    records.publish(review, by)
    member, base = client(review, ELECTED_MEMBER), f"/national-asks/{made.pk}/"
    assert member.get(base).status_code == 404
    day = {"day_on_day": "2", "day_on_month": "2", "day_on_year": "2026"}
    assert unit.post(f"{base}state", {"state": "sent", **day}).status_code == 302
    assert "The reply was due 1 March 2026, and has not come." in words(member.get(base))
    assert "1 reply late." in words(unit.get("/national/"))
    assert "Give the text of the reply" in words(unit.post(f"{base}state", {"state": "replied", **day}))
    unit.post(f"{base}state", {"state": "replied", "says": "We will link them.", **day})
    assert "2 February 2026: We will link them." in words(unit.get(base))
    assert "Link the registers." in words(unit.get(f"/reviews/{review.pk}/national"))
    told = words(unit.get(f"/recommendations/{row.pk}/"))
    assert "National ask 1" in told and f'href="{base}"' in told
    assert base in words(unit.get(f"/reviews/{review.pk}/thread"))


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_the_pages_of_advice(review: Review, by: Actor) -> None:
    row = records.recommendation(review, by)
    unit = client(review)
    given = {"title": "Safe at home", "body_name": "The Panel", "published": "March 2025", "text": "Visit at night."}
    refused = unit.post("/advice/new", {**given, "followed": "/recommendations/99999/"})
    assert "leads to no recommendation or action that you may see" in words(refused)
    unit.post("/advice/new", {**given, "followed": f"/recommendations/{row.pk}/"})
    made = Advice.objects.get()
    assert (made.published_iso, list(made.recommendations.all())) == ("2025-03", [row])
    assert "1 piece of advice not decided." in words(unit.get("/national/"))
    day = {"day_on_day": "2", "day_on_month": "3", "day_on_year": "2026"}
    unit.post(f"/advice/{made.pk}/decide", {"state": "adapted", "reason": "At weekends first.", **day})
    page = words(unit.get(f"/advice/{made.pk}/"))
    assert "Adapted" in page and "At weekends first." in page and f"/recommendations/{row.pk}/" in page
    unit.post(f"/advice/{made.pk}/edit", {**given, "number": "4", "followed": "", "version": made.version})
    made.refresh_from_db()
    assert (made.number, made.recommendations.count()) == ("4", 0)
    assert "follows from national advice" not in words(unit.get(f"/recommendations/{row.pk}/"))
    assert client(review, ELECTED_MEMBER).get(f"/advice/{made.pk}/").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_the_national_page_asks_no_more_for_many(review: Review, by: Actor) -> None:
    unit = client(review)

    def statements() -> int:
        with CaptureQueriesContext(connection) as told:
            unit.get("/national/")
        return len(told)

    def more(number: int) -> None:
        for _ in range(number):
            row = asked(review, by)
            services.move_ask(row, state="sent", by=by, at=make.NOW)
            services.add_advice(title="A", body_name="B", text="C", by=by, at=make.NOW)

    more(1)
    few = statements()
    more(10)
    assert statements() == few
