"""The states of an ask, the ladder, and the days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories import NOW
from throughline.messages import rules
from throughline.messages.rules import LADDER, Rung

MAY = {
    "asked": "sent opened answered nil withdrawn expired",
    "sent": "opened asked answered nil withdrawn expired",
    "opened": "answered nil asked withdrawn expired",
    "expired": "asked answered nil withdrawn",
    "answered": "",
    "nil": "",
    "withdrawn": "",
}


@pytest.mark.parametrize("before", list(rules.STATES))
@pytest.mark.parametrize("after", list(rules.STATES))
def test_every_move_is_in_the_table_or_is_none(before: str, after: str) -> None:
    assert rules.may_become(before, after) == (after in MAY[before].split())


@pytest.mark.parametrize("before", list(rules.STATES))
def test_by_the_link_only_what_a_code_opened_is_answered_and_the_unit_writes_down_what_is_open(before: str) -> None:
    for after in ("answered", "nil"):
        assert rules.may_become(before, after, who="asked") == (before == "opened")
        assert rules.may_become(before, after, who="unit") == (before in ("asked", "sent", "opened", "expired"))


@pytest.mark.parametrize(
    ("on", "late"),
    [
        (date(2026, 3, 19), 0),
        (date(2026, 3, 20), 0),
        (date(2026, 3, 22), 0),  # a Sunday after a Friday
        (date(2026, 3, 23), 1),
        (date(2026, 4, 7), 10),  # past Good Friday and Easter Monday
    ],
)
def test_how_late_an_ask_is_counts_working_days(on: date, late: int) -> None:
    assert rules.working_days_late("sent", date(2026, 3, 20), on) == late
    assert rules.working_days_late("answered", date(2026, 3, 20), on) == 0


def test_links_work_four_weeks_past_the_day_or_the_asking() -> None:
    assert rules.links_until(date(2026, 3, 20), date(2026, 3, 1)) == date(2026, 4, 17)
    assert rules.links_until(date(2026, 3, 20), date(2026, 5, 1)) == date(2026, 5, 29)


@pytest.mark.parametrize(
    ("late", "taken", "expected"),
    [
        (0, (), None),
        (1, (), LADDER[0]),
        (4, LADDER[:1], None),
        (5, LADDER[:1], LADDER[1]),
        (12, (), LADDER[0]),  # one rung at a time, the lowest first
        (12, LADDER[:2], LADDER[2]),
        (99, LADDER, None),
    ],
)
def test_the_ladder_is_climbed_a_rung_at_a_time(late: int, taken: tuple[Rung, ...], expected: Rung | None) -> None:
    assert rules.next_rung(reversed(LADDER), taken, late) == expected


def test_nobody_is_written_to_twice_in_a_week() -> None:
    assert rules.free_from(None) is None
    assert rules.free_from(NOW) == NOW + timedelta(days=7)
