"""The states of a proceeding, who may repeat an outcome, and what a hold comes to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from throughline.kernel.editions import shipped
from throughline.proceedings import rules

DAYS = st.integers(0, 7000).map(lambda days: date(2010, 1, 1) + timedelta(days=days))

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("before", "after", "verb", "reason"),
    [
        ("expected", "under_way", "begin", False),
        ("expected", "listed", "list", False),
        ("under_way", "listed", "list", False),
        ("listed", "under_way", "unlist", True),
        ("listed", "ended", "end", False),
        ("under_way", "ended", "end", False),
        ("listed", "stopped", "stop", True),
        ("ended", "under_way", "reopen", True),
        ("stopped", "under_way", "reopen", True),
    ],
)
def test_a_proceeding_moves_so(before: str, after: str, verb: str, reason: bool) -> None:
    move = rules.move(before, after)
    assert move is not None and (move.verb, move.reason) == (verb, reason)


@pytest.mark.parametrize(
    ("before", "after"), [("expected", "ended"), ("ended", "listed"), ("stopped", "ended"), ("listed", "expected")]
)
def test_and_no_other_way(before: str, after: str) -> None:
    assert rules.move(before, after) is None


def test_every_state_can_be_reached_and_none_moves_to_itself() -> None:
    reached = {*rules.FIRST, *(move.after for move in rules.MOVES)}
    assert reached == set(rules.STATES)
    assert all(move.before != move.after for move in rules.MOVES)
    assert {move.before for move in rules.MOVES} == set(rules.STATES), "from every state there is a way on"


@pytest.mark.parametrize(
    ("audience", "place", "may"),
    [
        ("case", "case", True),
        ("case", "agencies", False),
        ("case", "published", False),
        ("agencies", "case", True),
        ("agencies", "agencies", True),
        ("agencies", "published", False),
        ("published", "case", True),
        ("published", "agencies", True),
        ("published", "published", True),
    ],
)
def test_words_stand_where_their_audience_reads_and_nowhere_wider(audience: str, place: str, may: bool) -> None:
    assert rules.may_repeat(audience, place) is may
    if place in rules.WRITTEN_FOR:
        assert (rules.WRITTEN_FOR[place] in rules.kept_out_of(audience)) is not may


def test_the_held_days_of_child_alder() -> None:
    on = date(2026, 3, 12)
    assert rules.held_days(date(2024, 7, 8), date(2024, 12, 1), on) == 147
    assert rules.held_days(date(2025, 6, 13), None, on) == 273
    spans = [(date(2024, 7, 8), date(2024, 12, 1)), (date(2025, 6, 13), None)]
    assert rules.days_covered(spans, first=date(2024, 3, 14), on=on) == 420
    assert (on - date(2024, 3, 14)).days == 728


@pytest.mark.parametrize(
    ("from_on", "to_on", "on", "days"),
    [
        (date(2026, 3, 12), None, date(2026, 3, 12), 1),
        (date(2026, 3, 12), date(2026, 3, 12), date(2026, 3, 13), 1),
        (date(2026, 3, 12), date(2026, 3, 20), date(2026, 3, 14), 3),
        (date(2026, 3, 12), None, date(2026, 3, 1), 0),
    ],
)
def test_both_days_of_a_hold_are_in_it(from_on: date, to_on: date | None, on: date, days: int) -> None:
    assert rules.held_days(from_on, to_on, on) == days


def test_a_hold_stands_on_its_last_day_and_not_the_day_after() -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 9)
    assert [rules.stands(first, last, first + timedelta(days=n)) for n in (-1, 0, 7, 8)] == [False, True, True, False]
    assert rules.stands(first, None, date(2036, 1, 1))


@UNHURRIED
@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 400)), max_size=6), DAYS, DAYS)
def test_no_day_is_held_twice_and_more_holds_never_hold_less(
    drawn: list[tuple[date, int | None]], first: date, on: date
) -> None:
    spans = [(day, None if long is None else day + timedelta(days=long)) for day, long in drawn]
    whole = rules.days_covered(spans, first=first, on=on)
    assert 0 <= whole <= max(0, (on - first).days)
    for place in range(len(spans)):
        assert rules.days_covered(spans[:place] + spans[place + 1 :], first=first, on=on) <= whole
    assert rules.days_covered(spans + spans, first=first, on=on) == whole


ALDER = (
    ("Incident", "2024-03-14"),
    ("National panel notified", "2024-03-21"),
    ("Rapid review sent", "2024-04-12"),
    ("Review commissioned", "2024-05-13"),
    ("Report signed off", "2025-06-12"),
)
ALDERS_STOPS = (
    rules.Stop("review_complete", date(2024, 7, 8), date(2024, 12, 1)),
    rules.Stop("review_complete", date(2025, 6, 13)),
)


def clocks(
    stops: tuple[rules.Stop, ...], on: date = date(2026, 3, 12), dates: tuple[tuple[str, str], ...] = ALDER
) -> dict[str, rules.Running]:
    """Those clocks under the guidance of 2023, by their names."""
    made = rules.running(
        shipped()["wt2023"], events=rules.events_of(dates), ends=rules.ends_of(dates), stops=stops, on=on
    )
    return {one.due.id: one for one in made}


def test_the_six_months_of_child_alder_end_on_9_april_and_the_statutory_day_still_shows() -> None:
    one = clocks(ALDERS_STOPS)["review_complete"]
    assert one.due.due_without_holds == date(2024, 11, 13)
    assert one.due.due == date(2025, 4, 9)
    assert one.ended == date(2025, 6, 12)
    assert rules.how_it_stands(one, date(2026, 3, 12)) == "64 days over when it ended"
    assert one.stopped[-1] == (date(2025, 6, 13), date(2026, 3, 12))


def test_a_hold_on_one_clock_leaves_the_others_alone() -> None:
    free, held = clocks(()), clocks(ALDERS_STOPS)
    assert {key: one.due.due for key, one in free.items() if key != "review_complete"} == {
        key: one.due.due for key, one in held.items() if key != "review_complete"
    }
    assert (
        clocks((rules.Stop("publication", date(2024, 7, 8), date(2024, 12, 1)),))["review_complete"]
        == (free["review_complete"])
    )


@pytest.mark.parametrize("authority", ["", "The department"])
def test_no_hold_of_a_review_moves_a_clock_of_its_incident(authority: str) -> None:
    """The pages of the incident and of the rapid review know of no hold, and no page may say another day."""
    dates = (("became aware", "2026-03-09"), ("panel notified", "2026-03-12"))
    stops = tuple(
        rules.Stop(clock, date(2026, 3, 10), date(2026, 3, 20), authority) for clock in sorted(rules.OF_THE_INCIDENT)
    )
    free, held = clocks((), dates=dates), clocks(stops, dates=dates)
    assert set(free) == rules.OF_THE_INCIDENT and free == held
    assert set(rules.HELD) == set(rules.CLOCKS) - rules.OF_THE_INCIDENT


def test_only_an_authority_moves_the_statutory_day_itself() -> None:
    of = ("review_complete", date(2024, 7, 8), date(2024, 12, 1))
    held = clocks((rules.Stop(*of),))["review_complete"].due
    suspended = clocks((rules.Stop(*of, authority="The department"),))["review_complete"].due
    assert held.due == suspended.due == suspended.due_without_holds == date(2025, 4, 9)
    assert held.due_without_holds == date(2024, 11, 13)


@UNHURRIED
@given(
    st.lists(
        st.tuples(
            st.integers(0, 900), st.none() | st.integers(0, 300), st.sampled_from(("review_complete", "rapid_review"))
        ),
        max_size=5,
    ),
    st.integers(0, 900),
)
def test_a_hold_never_shortens(drawn: list[tuple[int, int | None, str]], after: int) -> None:
    first = date(2024, 3, 1)
    on = first + timedelta(days=after)
    stops = tuple(
        rules.Stop(clock, first + timedelta(days=begin), None if long is None else first + timedelta(days=begin + long))
        for begin, long, clock in drawn
    )
    free = clocks((), on)
    for place in range(len(stops) + 1):
        held = clocks(stops[:place], on)
        for key, one in held.items():
            assert one.due.due >= free[key].due.due
            assert one.due.due_without_holds == free[key].due.due, "a hold never hides the statutory day"
        if place:
            before = clocks(stops[: place - 1], on)
            assert all(held[key].due.due >= before[key].due.due for key in held)


@pytest.mark.parametrize(
    ("iso", "day"),
    [("2024-05-13", date(2024, 5, 13)), ("2024-05", None), ("2024", None), ("", None), ("2024-05-13/2024-06-01", None)],
)
def test_only_a_whole_day_starts_a_clock(iso: str, day: date | None) -> None:
    assert rules.whole_day(iso) == day
    assert ("review_complete" in clocks((), dates=(("Review commissioned", iso),))) is (day is not None)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2024, 11, 12), "1 day left"),
        (date(2024, 11, 13), "Due today"),
        (date(2024, 11, 15), "2 days over"),
    ],
)
def test_how_a_clock_stands_is_said_in_days(on: date, says: str) -> None:
    assert rules.how_it_stands(clocks((), on, ALDER[:4])["review_complete"], on) == says


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2025, 5, 12), "1 day left"),
        (date(2025, 5, 13), "Kept long enough: it may come down"),
        (date(2035, 5, 13), "Kept long enough: it may come down"),
    ],
)
def test_a_report_that_was_kept_long_enough_is_not_late(on: date, says: str) -> None:
    dates = (("Review commissioned", "2024-01-02"), ("Published", "2024-05-13"))
    assert rules.how_it_stands(clocks((), on, dates)["keep_published"], on) == says
