"""The digest says counts alone, once a day; the calendar says references alone, at an address that can be ended."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests import factories as make
from tests import records
from tests.signing_in import second_factor, signed_in
from throughline.access.roles import AGENCY_LEAD, ELECTED_MEMBER
from throughline.audit.models import Event
from throughline.messages import services, upkeep
from throughline.messages.calendars import as_icalendar
from throughline.messages.deadlines import Deadline, counts, deadlines
from throughline.messages.models import CalendarFeed
from throughline.messages.services import mine
from throughline.messages.tests import asking
from throughline.messages.tests.asking import Scene, asked, send_all
from throughline.partnerships.models import User

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def scene(db: None) -> Scene:
    return asking.scene()


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def ruth(scene: Scene, clock: Any) -> Client:
    person = User.objects.get(pk=scene.unit.user)
    second_factor(person)
    return signed_in(person)


def test_the_digest_counts_once_a_day_and_names_nothing(scene: Scene) -> None:
    asked(scene)
    send_all()
    services.choose_digest(wanted=True, by=scene.unit, at=make.NOW)
    services.choose_digest(wanted=True, by=scene.unit, at=make.NOW)
    for hours in (0, 0, 1, 4):
        upkeep.every_hour(MONDAY + timedelta(hours=hours))
    letters = [letter for letter in send_all(MONDAY) if letter.subject == "What needs you today"]
    person = User.objects.get(pk=scene.unit.user)
    assert [letter.recipients() for letter in letters] == [[person.email]]
    assert letters[0].body.startswith("1 thing needs you, and 1 is late.\n")
    assert not any(word in letters[0].body for word in ("Marrow", "WX-", "Kapoor", person.name))
    services.choose_digest(wanted=False, by=scene.unit, at=MONDAY)
    upkeep.every_hour(MONDAY + DAY)
    assert not [letter for letter in send_all(MONDAY) if letter.subject == "What needs you today"]
    assert Event.objects.filter(verb="digest.chosen").count() == 2


def test_nobody_whom_nothing_needs_is_written_to(scene: Scene) -> None:
    services.choose_digest(wanted=True, by=scene.unit, at=make.NOW)
    upkeep.every_hour(MONDAY)
    assert send_all(MONDAY) == []


def test_an_action_is_due_for_the_lead_of_its_agency_and_for_no_other(scene: Scene) -> None:
    review = records.review(scene.unit, where=scene.where)
    make.on_case(review.case, agency=scene.police)
    make.on_case(review.case, agency=scene.health)
    records.action(review, scene.unit, owner=scene.police, due_on=date(2026, 3, 10), text="Marrow")
    records.action(review, scene.unit, owner=scene.police, due_on=date(2026, 3, 18), text="Marrow")
    records.action(review, scene.unit, owner=scene.police, due_on=date(2026, 6, 18), text="Marrow")
    lead = make.actor(scene.lead)
    other = make.actor(make.member(scene.where, AGENCY_LEAD, agency=scene.health))
    member = make.actor(make.member(scene.where, ELECTED_MEMBER))
    titles = [one.title for one in deadlines(lead, on=make.TODAY)]
    assert titles == [f"{review.case.reference}: an action is due"] * 3
    assert counts(lead, on=make.TODAY) == (2, 1)
    assert len(deadlines(scene.unit, on=make.TODAY)) == 3 and counts(scene.unit, on=make.TODAY) == (0, 0)
    for nobody in (other, member, make.coordinator()):
        assert deadlines(nobody, on=make.TODAY) == ()


def test_the_calendar_has_a_secret_address_that_can_be_ended(scene: Scene, ruth: Client) -> None:
    asked(scene)
    page = ruth.post("/account/messages", {"do": "calendar"}).content.decode()
    path = page.split("http://localhost:8000")[1].split("<")[0]
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in str(list(CalendarFeed.objects.values()))
    anybody = Client()
    for _ in range(3):
        answer = anybody.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    told = answer.content.decode()
    assert "SUMMARY:WX-2026-04: an answer is due\r\n" in told and "DTSTART;VALUE=DATE:20260320\r\n" in told
    assert not any(word in told for word in ("Marrow", "Kapoor", "Adeyemi", "Wexmoor"))
    assert Event.objects.filter(verb="calendar.read").count() == 1, "once a day"
    assert path not in ruth.get("/account/messages").content.decode(), "shown once"
    ruth.post("/account/messages", {"do": "calendar"})
    assert anybody.get(path)["Location"].startswith("/sign-in/"), "a new one ends the old"
    newest = mine.make_calendar(by=scene.unit, at=MONDAY)
    ruth.post("/account/messages", {"do": "calendar-end"})
    for over in (path, f"/calendar/{newest}.ics", "/calendar/guess.ics"):
        assert anybody.get(over)["Location"].startswith("/sign-in/")
        assert ruth.get(over).status_code == 404


def test_who_has_left_or_was_shut_out_reads_nothing(scene: Scene, clock: Any) -> None:
    row = asked(scene)
    token = mine.make_calendar(by=scene.unit, at=make.NOW)
    person = User.objects.get(pk=scene.unit.user)
    make.conflict(row.case, person)
    assert "SUMMARY" not in Client().get(f"/calendar/{token}.ics").content.decode()
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert Client().get(f"/calendar/{token}.ics").status_code == 302
    User.objects.filter(pk=person.pk).update(is_active=True)
    person.memberships.update(to_on=date(2026, 3, 1))
    assert Client().get(f"/calendar/{token}.ics").status_code == 302


def test_the_page_of_ones_own(ruth: Client) -> None:
    assert "You do not get it." in ruth.get("/account/messages").content.decode()
    assert "You get it." in ruth.post("/account/messages", {"do": "digest"}, follow=True).content.decode()
    assert "/account/messages" in ruth.get("/account/").content.decode()
    ruth.post("/account/messages", {"do": "no such deed"})
    assert mail.outbox == []


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50, deadline=None)
@given(some.lists(some.tuples(some.dates(), some.text(max_size=120), some.text(max_size=120)), max_size=4))
def test_no_line_of_a_calendar_is_too_long_or_breaks_out_of_its_place(told: list[tuple[date, str, str]]) -> None:
    due = [Deadline(min(on, date(9999, 12, 30)), one, two, f"k{n}") for n, (on, one, two) in enumerate(told)]
    written = as_icalendar(due, name="Throughline", at=make.NOW)
    assert written.endswith("END:VCALENDAR\r\n")
    lines = written.encode("utf-8", "surrogatepass").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    whole = written.replace("\r\n ", "").split("\r\n")
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == len(due)
    assert len(whole) == 9 + 9 * len(due)
