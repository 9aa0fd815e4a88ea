"""The clocks of reviews on home, in calendars and in digests: both days, and with whom a delay was explained."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, CHAIR, SCRUTINEER
from throughline.casefile.queries.held import Standing
from throughline.casefile.queries.running import clock_tasks
from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.messages.deadlines import Deadline, counts, deadlines
from throughline.proceedings.rules import Running
from throughline.proceedings.services import explain_hold
from throughline.proceedings.tests import making
from throughline.proceedings.tests.making import Scene, words
from throughline.reviews.services import add_date

ON = make.TODAY


def due(id: str, days: int, held: int = 0) -> Running:
    """A clock that is due so many days from now, so many of them held."""
    day = ON + timedelta(days=days)
    made = Due(id, id, "event", ON, day, day - timedelta(days=held), "months", 6, "forwards", "source", ())
    return Running(made, None, ())


def hold(clock: str = "review_complete", whom: str = "", told: date | None = None) -> Standing:
    """A hold on that clock of review 3."""
    return Standing(1, 3, "Child Alder", clock, "it", "A trial", "", 0, ON, None, None, "", whom, told)


def whys(running: Running, *holds: Standing, role: str = "coordinator") -> list[str]:
    """What the tasks of review 3 say."""
    actor = Actor(1, "Somebody", role, 1, None)
    return [task.why for task in clock_tasks([(3, "Child Alder", [running])], holds, actor, ON)]


@pytest.mark.parametrize(
    ("running", "holds", "says", "not_said"),
    [
        (due("review_complete", -3), (), ("Was due",), ("statutory", "xplained")),
        (due("review_complete", 3), (hold(),), ("Due", "Explained to nobody yet."), ("statutory",)),
        (
            due("review_complete", 3, held=40),
            (hold(whom="His aunt", told=ON), hold(), hold("publication", "Nobody of this", ON)),
            ("The statutory day was", "Explained to his aunt on"),
            ("Nobody of this",),
        ),
        (due("advance_copy", 1), (hold(),), ("Due",), ("xplained",)),
    ],
)
def test_both_days_and_with_whom_a_delay_was_explained(
    running: Running, holds: tuple[Standing, ...], says: tuple[str, ...], not_said: tuple[str, ...]
) -> None:
    (why,) = whys(running, *holds)
    assert all(one in why for one in says), why
    assert not any(one in why for one in not_said), why


@pytest.mark.parametrize(
    ("running", "role"),
    [
        (due("review_complete", 90), "coordinator"),
        (due("keep_published", 1), "coordinator"),
        (due("review_complete", -3), AGENCY_LEAD),
        (due("review_complete", -3), SCRUTINEER),
        (Running(due("review_complete", -3).due, ON, ()), CHAIR),
    ],
)
def test_what_asks_nothing(running: Running, role: str) -> None:
    assert whys(running, role=role) == []


@pytest.fixture
def scene() -> Scene:
    """A review commissioned 180 days ago, to be published in forty days."""
    made = making.scene()
    today = timezone.localdate()
    for means, days in (("Review commissioned", -180), ("Publication planned", 40)):
        day = today + timedelta(days=days)
        add_date(made.review, means=means, text=day.isoformat(), iso=day.isoformat(), by=made.actor(), at=make.NOW)
    return made


def of_clocks(actor: Actor) -> dict[str, Deadline]:
    """What the calendar says of clocks of reviews."""
    ours = ("review-complete", "advance-copy", "keep-published")
    return {one.key.rpartition("-")[0]: one for one in deadlines(actor, on=timezone.localdate()) if _of(one, ours)}


def _of(one: Deadline, ours: tuple[str, ...]) -> bool:
    return one.key.startswith(ours)


@pytest.mark.django_db
def test_calendars_and_digests_hold_the_days_of_reviews_with_both_days_and_no_name(scene: Scene) -> None:
    today = timezone.localdate()
    making.hold(scene, from_on=today - timedelta(days=30), to_on=today - timedelta(days=21))
    before = counts(scene.actor(), on=today)
    found = of_clocks(scene.actor())
    assert set(found) == {"review-complete", "advance-copy"}
    complete = found["review-complete"]
    assert "due to be complete; without its holds" in complete.what and complete.needs
    assert "Alder" not in complete.title
    assert found["advance-copy"].on < today + timedelta(days=40)
    assert of_clocks(scene.actor(CHAIR)) == found
    for role in (AGENCY_LEAD, SCRUTINEER, "elected_member"):
        assert of_clocks(scene.actor(role)) == {}, role
    make.conflict(scene.review.case, scene.people[CHAIR])
    assert of_clocks(scene.actor(CHAIR)) == {}
    scene.review.dates.filter(means="Review commissioned").update(iso=(today - timedelta(days=195)).isoformat())
    assert counts(scene.actor(), on=today)[0] == before[0] + 1


@pytest.mark.django_db
def test_what_is_over_is_due_no_more_and_what_is_published_is_kept(scene: Scene) -> None:
    today = timezone.localdate()
    day = (today - timedelta(days=2)).isoformat()
    add_date(scene.review, means="Published", text=day, iso=day, by=scene.actor(), at=make.NOW)
    records.publish(scene.review, scene.actor())
    found = of_clocks(scene.actor())
    assert set(found) == {"keep-published"}
    assert found["keep-published"].on > today + timedelta(days=350) and not found["keep-published"].needs


@pytest.mark.django_db
def test_home_says_with_whom_the_delay_was_explained(scene: Scene) -> None:
    today = timezone.localdate()
    row = making.hold(scene, from_on=today - timedelta(days=9), look_on=today + timedelta(days=2))
    explain_hold(row, whom="Her grandfather", on=today, by=scene.actor(), at=timezone.now())
    page = words(scene.client().get("/"))
    assert page.count("Explained to her grandfather on") >= 3  # the clock's task, the hold's task, and the list
