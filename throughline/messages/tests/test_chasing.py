"""The ladder is climbed by itself, a rung at a time, and nobody is written to twice in a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import factories as make
from throughline.audit.models import Event
from throughline.messages import sending, services, upkeep
from throughline.messages.models import Ask, Message
from throughline.messages.rules import Rung
from throughline.messages.tests import asking
from throughline.messages.tests.asking import Scene, asked, send_all
from throughline.partnerships.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 23, 8, 0, tzinfo=make.NOW.tzinfo)  # one working day past DUE, Friday the 20th


@pytest.fixture
def scene() -> Scene:
    made = asking.scene()
    asked(made)
    send_all()
    return made


def day(at: datetime) -> list[tuple[str, str]]:
    """What goes out on that day: to whom, and which kind."""
    for hours in (0, 1, 5):  # the worker comes by every hour, and may be started twice
        upkeep.every_hour(at + timedelta(hours=hours))
        upkeep.every_hour(at + timedelta(hours=hours))
    kinds = {letter.subject: kind for kind, letter in sending.LETTERS.items()}
    return [(letter.recipients()[0].split("@")[0], kinds[letter.subject]) for letter in send_all(at)]


def test_up_the_ladder(scene: Scene) -> None:
    services.set_ladder(rungs=[Rung(1, "lead"), Rung(5, "deputy"), Rung(6, "chief")], by=scene.unit, at=make.NOW)
    went = {step: sent for step in range(-3, 12) if (sent := day(MONDAY + step * DAY))}
    # Monday is one working day late. Nobody is the deputy there; the next Monday is the sixth working day.
    assert went == {0: [("anil", "reminder")], 7: [("grace", "escalation")]}
    told = Event.objects.filter(verb="ask.chased").order_by("id").values_list("details", flat=True)
    assert [(one["after"], one["rank"]) for one in told] == [(1, "lead"), (6, "chief")]


def test_a_second_late_ask_to_the_same_person_waits_for_its_week(scene: Scene) -> None:
    asked(scene, question="Another?")
    send_all()
    assert day(MONDAY) == [("anil", "reminder")]
    assert day(MONDAY + DAY) == []
    assert day(MONDAY + 7 * DAY)[:1] == [("anil", "reminder")]


def test_an_ask_within_the_week_holds_a_reminder_back(scene: Scene) -> None:
    asked(scene, question="Another?", due_on=make.TODAY + 40 * DAY, at=MONDAY - 2 * DAY)
    send_all()
    assert day(MONDAY) == []
    assert day(MONDAY + 7 * DAY) == [("anil", "reminder")]


def test_a_head_with_a_conflict_is_passed_over(scene: Scene) -> None:
    services.set_ladder(rungs=[Rung(1, "chief")], by=scene.unit, at=make.NOW)
    make.conflict(scene.case, User.objects.get(email="grace@health.example"))
    assert day(MONDAY) == []


def test_what_was_answered_is_not_chased(scene: Scene) -> None:
    Ask.objects.update(state="answered")
    assert day(MONDAY) == []


@pytest.mark.parametrize(
    "at", [MONDAY - DAY, MONDAY - timedelta(hours=3), datetime(2026, 4, 6, 9, tzinfo=MONDAY.tzinfo)]
)
def test_nobody_is_written_to_at_the_weekend_by_night_or_on_a_holiday(scene: Scene, at: datetime) -> None:
    upkeep.every_hour(at)
    assert send_all(at) == []


def test_what_ran_out_is_closed_once_and_can_be_asked_again(scene: Scene) -> None:
    later = MONDAY + 28 * DAY
    for _ in range(2):
        upkeep.every_hour(later)
    row = Ask.objects.get()
    assert row.state == "expired" and Event.objects.filter(verb="ask.expired").count() == 1
    services.ask_again(row, by=scene.unit, at=later)
    row.refresh_from_db()
    assert row.state == "asked" and row.open_until > later.date()


def test_the_outbox_is_seen_to_every_minute(scene: Scene, settings: Any) -> None:
    asked(scene, question="Another?")
    waiting = Message.objects.get(state="waiting")
    upkeep.every_minute(make.NOW + timedelta(minutes=1))
    waiting.refresh_from_db()
    assert waiting.state == "waiting", "its own job comes first"
    upkeep.every_minute(make.NOW + timedelta(minutes=2))
    waiting.refresh_from_db()
    assert waiting.state == "sent"
    Message.objects.update(state="sending")
    upkeep.every_minute(make.NOW + timedelta(minutes=16))
    upkeep.every_minute(make.NOW + timedelta(minutes=17, seconds=1))
    assert set(Message.objects.values_list("state", flat=True)) == {"unsure"}
