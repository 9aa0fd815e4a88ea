"""Where the clocks change: a moment late in the evening by the world's clock is the next day here in summer, and every
clock counts days of the calendar, 23 and 25 hours long too.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests import factories as make
from tests import incidents, rapid, records
from tests.laws.source import ROOT, modules
from throughline.casefile.queries.commissions import things_of
from throughline.cli import main
from throughline.kernel.clocks import due
from throughline.kernel.days import day_here, day_written
from throughline.kernel.editions import shipped
from throughline.kernel.refusals import Refused
from throughline.messages.deadlines import deadlines
from throughline.notifications.models import SafetyQuestion
from throughline.reviews.services.following import open_from

# The last Sundays of March and October 2026: clocks go forward on 29 March, and back on 25 October.
MOMENTS = (
    (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 28)),
    (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),
    (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), date(2026, 3, 30)),
    (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
    (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
    (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
)


@pytest.fixture(params=["UTC", "Europe/London", "America/New_York", "Pacific/Auckland"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A machine whose own clock stands elsewhere."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


# Clock, its event and day, when it is due: each runs over a change of the clocks.
OVER = (
    ("rapid_review", "notified=2026-03-26", "2026-04-20"),  # spring; Good Friday and Easter Monday are left out
    ("rapid_review", "notified=2026-10-23", "2026-11-13"),  # autumn
    ("notify_panel", "aware=2026-03-27", "2026-04-07"),  # a Friday, over Easter
    ("review_complete", "review_decided=2026-03-29", "2026-09-29"),  # from the day that has 23 hours
    ("review_complete", "review_decided=2026-04-25", "2026-10-25"),  # to the day that has 25
    ("advance_copy", "publishing=2026-03-30", "2026-03-19"),  # backwards
    ("keep_published", "published=2026-10-25", "2027-10-25"),
)


@pytest.mark.parametrize(("clock", "event", "day"), OVER)
def test_a_clock_over_a_change_counts_every_day_once_wherever_the_machine_stands(
    clock: str, event: str, day: str, machine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert os.environ["TZ"] == machine
    assert main(["clocks", "--edition", "wt2026", "--event", event, "--json"]) == 0
    (found,) = [one for one in json.loads(capsys.readouterr().out)["clocks"] if one["id"] == clock]
    assert found["due"] == day
    days = [line["day"] for line in found["proof"]]
    assert len(set(days)) == len(days) and sum(line["counts"] for line in found["proof"]) == found["length"]
    if found["unit"] == "working days":
        step = timedelta(days=1 if found["direction"] == "forwards" else -1)
        first = date.fromisoformat(days[0])
        assert days == [(first + step * place).isoformat() for place in range(len(days))]


@pytest.mark.django_db
@pytest.mark.parametrize(("at", "day"), MOMENTS)
def test_what_is_stored_as_a_moment_is_of_the_day_it_was_here(at: datetime, day: date) -> None:
    by = make.coordinator()
    told: dict[str, Any] = {"aware_on": day, "asked_of": "F. Marsh"}
    with pytest.raises(Refused):
        incidents.incident(by, at=at, aware_on=day + timedelta(days=1))
    incident = incidents.incident(by, at=at, **told)
    made = incidents.decided(incident, by, at=at)
    assert made.decided == day
    asked = SafetyQuestion.objects.get(incident=incident)
    assert [one.on for one in deadlines(by, on=day) if one.key == f"safety-{asked.pk}"] == [day]


@pytest.mark.django_db
@pytest.mark.parametrize(("at", "day"), MOMENTS)
def test_a_clock_that_a_stored_moment_starts_starts_on_that_day(at: datetime, day: date) -> None:
    by = make.coordinator()
    review = rapid.opened(by)
    rapid.concluded(review, by, at=at)
    opened = open_from(review, by=by, at=at)
    (decided,) = opened.dates.filter(means="decided on")
    assert decided.iso == day.isoformat()
    (clock,) = due(shipped()["wt2026"], events={"review_decided": date.fromisoformat(decided.iso)})
    assert clock.starts == day


# The day of a moment as the world's clock has it: in summer the wrong one here, for an hour each night.
THE_WORLDS = re.compile(r"\b\w*at\w*(?:\"\])?\.date\(\)|\w\[:10\]\)")
NO_MOMENT = {"throughline/kernel/days.py": "here it is made the day of this place"}


def test_no_moment_is_taken_for_a_day_but_here() -> None:
    found = [
        f"{path}: {line.strip()}"
        for path, _ in modules()
        if path not in NO_MOMENT
        for line in (ROOT / path).read_text(encoding="utf-8").splitlines()
        if THE_WORLDS.search(line) and ("date" in line)
    ]
    assert found == []


@pytest.mark.parametrize(("at", "day"), MOMENTS)
@pytest.mark.parametrize(
    "form", ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S+00", "%Y-%m-%dT%H:%M:%SZ"]
)
def test_the_day_of_what_a_database_wrote(at: datetime, day: date, form: str) -> None:
    assert day_here(at) == day_written(at.strftime(form)) == day_written(day.isoformat()) == day


@pytest.mark.django_db
def test_what_waits_since_late_in_the_evening_waits_since_the_day_it_was_here() -> None:
    where = make.partnership()
    by = make.actor(make.member(where))
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    records.review(by, where=where, at=at, state="decided", name="Child Sorrel")
    (thing,) = [one for one in things_of(by, date(2026, 7, 3)) if one.kind == "bare"]
    assert thing.since == date(2026, 7, 1)
