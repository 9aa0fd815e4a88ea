"""Due days: worked by hand, against a second and slower counter, and by what must always hold."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.kernel.clocks import Due, Hold, due, run
from throughline.kernel.editions import IDS, ClockRule, shipped
from throughline.kernel.refusals import Refused
from throughline.kernel.tests.clock_cases import CASES, Case
from throughline.kernel.tests.slow_counter import slow_due

DAY = timedelta(days=1)
DAYS = st.dates(date(2006, 1, 1), date(2035, 12, 31))
RULES = [rule for edition in shipped().values() for rule in edition.clocks]


def hold_of(case: Case) -> list[Hold]:
    """The hold of a case, if it has one."""
    first, _, last = case.hold.partition("..")
    return [Hold(case.clock, date.fromisoformat(first), date.fromisoformat(last))] if first else []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.edition} {case.clock} {case.day} {case.hold}")
def test_the_day_is_the_one_worked_out_by_hand(case: Case) -> None:
    found = due(
        case.edition,
        events={case.event: date.fromisoformat(case.day)},
        holds=hold_of(case),
        rapid_review_from="aware" if case.from_aware else "notified",
    )
    one = next((clock for clock in found if clock.id == case.clock), None)
    assert (one.due.isoformat() if one else "") == case.due, case.why
    if one:
        assert one.due_without_holds.isoformat() == (case.without or case.due), case.why


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 40
    assert all(sum(case.edition == edition for case in CASES) >= 3 for edition in IDS)


@given(st.sampled_from(RULES), DAYS, st.lists(st.tuples(st.integers(-20, 400), st.integers(0, 90)), max_size=3))
def test_a_second_slower_counter_agrees(rule: ClockRule, starts: date, spans: list[tuple[int, int]]) -> None:
    holds = [Hold(rule.id, starts + DAY * after, starts + DAY * (after + long)) for after, long in spans]
    assert run(rule, starts, holds=holds).due == slow_due(rule, starts, holds)


@pytest.mark.proof
@pytest.mark.parametrize("rule", shipped()["wt2023"].clocks, ids=lambda rule: rule.id)
def test_the_days_of_thirty_years_agree_with_the_slower_counter(rule: ClockRule) -> None:
    step = DAY if os.environ.get("PROOF") == "full" else DAY * 29
    day = date(2006, 1, 1)
    while day < date(2036, 1, 1):
        assert run(rule, day).due == slow_due(rule, day, []), day
        day += step


@given(st.sampled_from(RULES), DAYS, st.integers(-5, 200), st.integers(0, 60))
def test_a_hold_never_shortens(rule: ClockRule, starts: date, after: int, long: int) -> None:
    held = run(rule, starts, holds=[Hold(rule.id, starts + DAY * after, starts + DAY * (after + long))])
    free = run(rule, starts)
    assert held.due_without_holds == free.due
    if rule.direction == "forwards":
        assert held.due >= free.due
    else:
        assert held.due == free.due


@given(st.sampled_from(RULES), DAYS, st.integers(1, 20))
def test_more_is_never_earlier(rule: ClockRule, starts: date, more: int) -> None:
    longer = ClockRule(rule.id, rule.name, rule.event, rule.length + more, rule.unit, rule.direction, rule.source)
    ahead = 1 if rule.direction == "forwards" else -1
    assert (run(longer, starts).due - run(rule, starts).due).days * ahead > 0


@given(st.sampled_from(RULES), DAYS, st.integers(0, 100), st.integers(0, 40))
def test_the_proof_counts_to_the_length(rule: ClockRule, starts: date, after: int, long: int) -> None:
    clock = run(rule, starts, holds=[Hold(rule.id, starts + DAY * after, starts + DAY * (after + long))])
    assert clock.proof[0].day == starts and not clock.proof[0].counts
    assert sum(line.counts for line in clock.proof) == rule.length
    assert clock.proof[-1].day == clock.due
    if rule.unit in ("working days", "days"):
        steps = {abs((b.day - a.day).days) for a, b in zip(clock.proof, clock.proof[1:], strict=False)}
        assert steps == {1}


def test_clocks_come_by_due_day_then_name() -> None:
    events = {"aware": date(2026, 1, 5), "notified": date(2026, 1, 7), "publishing": date(2026, 1, 20)}
    found = due("wt2023", events=events)
    assert [(one.due, one.id) for one in found] == sorted((one.due, one.id) for one in found)
    assert [one.id for one in found] == ["advance_copy", "notify_panel", "notify_partners", "rapid_review"]


def test_the_rapid_review_starts_from_one_of_two_events() -> None:
    events = {"aware": date(2026, 1, 5), "notified": date(2026, 1, 7)}
    sent, aware = (_rapid(events, start) for start in ("notified", "aware"))
    assert (sent.event, sent.starts, aware.event, aware.starts) == (
        "notified",
        events["notified"],
        "aware",
        events["aware"],
    )
    assert sent.source != aware.source
    assert not [one for one in due("wt2023", events={"aware": events["aware"]}) if one.id == "rapid_review"]


def _rapid(events: dict[str, date], start: str) -> Due:
    return next(one for one in due("wt2023", events=events, rapid_review_from=start) if one.id == "rapid_review")


@pytest.mark.parametrize(
    ("edition", "events", "holds", "number"),
    [
        ("wt1999", {}, [], "E1902"),
        ("wt2023", {"awake": date(2026, 1, 5)}, [], "E1903"),
        ("wt2023", {}, [Hold("scr_decision", date(2026, 1, 5), date(2026, 1, 6))], "E1904"),
        ("wt2023", {"aware": date(1850, 1, 5)}, [], "E1905"),
        ("wt2023", {}, [Hold("rapid_review", date(2026, 1, 6), date(2026, 1, 5))], "E1905"),
    ],
)
def test_what_cannot_be_is_refused(edition: str, events: dict[str, date], holds: list[Hold], number: str) -> None:
    with pytest.raises(Refused) as refused:
        due(edition, events=events, holds=holds)
    assert refused.value.number == number


def test_only_a_suspension_moves_the_statutory_day() -> None:
    rule = next(rule for rule in RULES if rule.id == "rapid_review")
    off = [Hold("rapid_review", date(2020, 4, 1), date(2020, 4, 7))]
    clock = run(
        rule, date(2020, 3, 23), suspended=off, holds=[Hold("rapid_review", date(2020, 4, 8), date(2020, 4, 8))]
    )
    assert (run(rule, date(2020, 3, 23)).due, clock.due_without_holds, clock.due) == (
        date(2020, 4, 15),
        date(2020, 4, 22),
        date(2020, 4, 23),
    )
