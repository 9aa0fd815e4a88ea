"""The life-line: nothing written on it meets anything else, and the list says what the picture says."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from throughline.ui.lifeline import Bar, Event, Hold, life_line, stands
from throughline.ui.lifeline.drawing import draw_life_line
from throughline.ui.lifeline.layout import PAPER_WIDE, SIZE, WIDE, short_why
from throughline.ui.typeface import width

ON = date(2026, 3, 12)
ALDER = (
    Event("Incident", "", "2024-03-14"),
    Event("Panel notified, day 4 of 5", "", "2024-03-21"),
    Event("Rapid review sent, day 14 of 15", "", "2024-04-12"),
    Event("Report signed off", "", "2025-06-12"),
    Event("Publish", "", "2026-05-21", ends=True),
)
POLICE = Hold(date(2024, 7, 8), date(2024, 12, 1), "Police asked us not to speak to witnesses")
TRIAL = Hold(date(2025, 6, 13), None, "Publication waits for the criminal trial")
SIX_MONTHS = Bar(
    "Six-month clock",
    date(2024, 5, 13),
    date(2025, 4, 9),
    due_without_holds=date(2024, 11, 13),
    stopped=((date(2024, 7, 8), date(2024, 12, 1)),),
    ended=date(2025, 6, 12),
)


dates = st.builds(
    lambda day, kind: [day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", ""][kind],
    st.dates(date(2012, 1, 1), date(2027, 12, 31)),
    st.integers(0, 3),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([WIDE, PAPER_WIDE]),
    st.lists(st.builds(Event, st.text("abcdefgh ", min_size=3, max_size=40), st.just(""), dates), max_size=12),
)
def test_no_two_flags_of_the_life_line_meet(wide: float, events: list[Event]) -> None:
    line = life_line(events, ON, wide=wide)
    if line is None:
        assert sum(event.period is not None for event in events) < 2
        return
    assert len(line.flags) == sum(event.period is not None for event in events)
    for place, flag in enumerate(line.flags):
        assert 0 <= flag.x <= wide
        for other in line.flags[place + 1 :]:
            if other.tier == flag.tier:
                assert flag.right < other.left or other.right < flag.left
    assert "<svg" in draw_life_line(line, ON, identity="l", title="t", description="d")


def test_the_picture_has_its_holds_hatched_its_clock_and_a_dashed_goal() -> None:
    line = stands(
        ALDER, on=ON, identity="life", title="The dates of Child Alder", holds=[TRIAL, POLICE], bars=[SIX_MONTHS]
    )
    svg = str(line.picture)
    assert svg.count('fill="url(#life-held)"') == 2
    assert "Held 147 days." in svg
    assert "Held 273 days so far." in svg
    assert "64 days over" in svg
    assert "(13 Nov 2024 without the hold)" in svg
    assert 'stroke-dasharray="3.2 2.4"' in svg
    assert "style=" not in svg


def test_the_list_says_what_the_picture_says() -> None:
    line = stands(ALDER, on=ON, identity="life", title="t", holds=[TRIAL, POLICE], bars=[SIX_MONTHS])
    assert [step.what for step in line.steps] == [
        "Incident",
        "Panel notified, day 4 of 5",
        "Rapid review sent, day 14 of 15",
        "Held 147 days. Police asked us not to speak to witnesses",
        "Report signed off",
        "Held 273 days so far. Publication waits for the criminal trial",
        "Publish",
    ]
    assert [step.what for step in line.steps if step.planned] == ["Publish"]
    assert line.clocks == (
        "Six-month clock: began 13 May 2024, stood still 8 July 2024 to 1 December 2024, due 9 April 2025 "
        "(13 November 2024 without the hold), ended 12 June 2025, 64 days over.",
    )


def test_paper_gets_a_narrower_picture_of_its_own() -> None:
    line = stands(ALDER, on=ON, identity="life", title="t", holds=[TRIAL, POLICE], bars=[SIX_MONTHS])
    assert 'viewBox="-8 0 716' in str(line.paper)
    assert 'viewBox="-8 0 1216' in str(line.picture)
    assert 'id="life-paper-held"' in str(line.paper)


def test_with_too_little_dated_there_is_the_list_alone() -> None:
    line = stands(
        [Event("Agreed", "in the autumn", ""), Event("Published", "", "2021")], on=ON, identity="l", title="t"
    )
    assert line.picture is None
    assert [step.when for step in line.steps] == ["in the autumn", "2021"]


holds = st.builds(
    lambda start, length, why: Hold(start, start + timedelta(days=length) if length else None, why),
    st.dates(date(2014, 1, 1), date(2026, 3, 1)),
    st.integers(0, 900),
    st.text("abcdefgh ", max_size=80),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(holds, max_size=5))
def test_the_words_of_no_two_holds_meet(held: list[Hold]) -> None:
    line = life_line(ALDER, ON, holds=held)
    assert line is not None
    spans = []
    for stop in line.stops:
        wide = width(f"{stop.hold.says(ON)} ", SIZE, 600) + width(short_why(stop.hold), SIZE, 400)
        spans.append((stop.row, stop.words, stop.words + wide))
        assert 0 <= stop.left <= stop.right <= WIDE + 4
        assert stop.words + wide <= WIDE
    if line.today is not None:
        spans += [(row, line.today + 2, line.today + 60) for row in (0, 1)]
    for (row, left, right), (other, start, end) in combinations(spans, 2):
        assert row != other or right < start or end < left


@pytest.mark.parametrize(
    ("hold", "says"),
    [
        (Hold(date(2026, 3, 12), None, ""), "Held 1 day so far."),
        (Hold(date(2026, 3, 1), date(2026, 3, 10), ""), "Held 10 days."),
        (Hold(date(2026, 3, 1), date(2026, 3, 31), ""), "Held 12 days so far."),
    ],
)
def test_how_long_it_was_held_counts_both_days(hold: Hold, says: str) -> None:
    assert hold.says(ON) == says
