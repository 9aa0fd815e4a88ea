"""What the readings of a measure come to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.impact.rules import STATES, Read, falls, is_guarded, measure_state, standing


def reads(values: Sequence[float], *, baseline: bool = True) -> list[Read]:
    """Yearly readings, the first of them the baseline."""
    number = count(1)
    return [
        Read(next(number), Decimal(str(value)), str(2010 + year), baseline and year == 0)
        for year, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "target", "state"),
    [
        ((42,), None, "asked_once"),
        ((42, 60), None, "rising"),
        ((42, 60, 61), None, "holding"),
        ((42, 60, 61), 90, "rising"),
        ((42, 91, 92), 90, "holding"),
        ((42, 91, 88), 90, "rising"),
        ((42, 81, 72), None, "fell_once"),
        ((42, 81, 72, 64), None, "sliding"),
        ((42, 81, 76.01, 76.01), None, "holding"),
        ((42, 81, 76, 76), None, "sliding"),
        ((42, 81, 64, 82), None, "holding"),
        ((42, 41), None, "no_better"),
        ((42, 42, 42), None, "no_better"),
        ((42, 30, 31), None, "sliding"),
    ],
)
def test_readings_in_per_cent_come_to_a_state(values: Sequence[float], target: int | None, state: str) -> None:
    found = measure_state(reads(values), target=None if target is None else Decimal(target), unit="%")
    assert found.key == state


@pytest.mark.parametrize(
    ("values", "state"),
    [((20, 12), "rising"), ((20, 12, 12), "holding"), ((20, 12, 17, 18), "sliding"), ((0, 3, 4), "sliding")],
)
def test_where_lower_is_better_the_same_is_said_the_other_way_round(values: Sequence[float], state: str) -> None:
    assert measure_state(reads(values), better="lower", unit="days").key == state


def test_a_target_of_a_measure_that_should_be_low_is_reached_from_above() -> None:
    assert measure_state(reads((20, 9, 8)), better="lower", target=Decimal(10), unit="days").key == "holding"
    assert measure_state(reads((20, 11, 12)), better="lower", target=Decimal(10), unit="%").key == "rising"


def test_without_baseline_nothing_rises() -> None:
    assert measure_state([]).key == "no_reading"
    assert measure_state(reads((42, 60, 61), baseline=False)).key == "no_baseline"


def test_a_corrected_reading_takes_no_part_and_its_correction_does() -> None:
    rows = [*reads((42, 60, 99)), Read(4, Decimal(61), "2012", corrects=3)]
    assert [row.id for row in standing(rows)] == [1, 2, 4]
    assert measure_state(rows).key == "holding"


def test_a_corrected_baseline_is_no_baseline() -> None:
    rows = [*reads((42, 60)), Read(3, Decimal(55), "2010", baseline=True, corrects=1)]
    assert measure_state(rows).key == "rising"
    assert measure_state([*reads((42,)), Read(2, Decimal(50), "2010", corrects=1)]).key == "no_baseline"


def test_a_reading_without_a_date_takes_no_part_but_may_be_the_baseline() -> None:
    undated = Read(9, Decimal(1), "")
    assert measure_state([*reads((42, 60, 61)), undated]).key == "holding"
    before = Read(8, Decimal(42), "", baseline=True)
    assert measure_state([before, Read(10, Decimal(60), "2016")]).key == "rising"


def test_the_order_is_that_of_the_dates_not_of_the_record() -> None:
    rows = [
        Read(1, Decimal(61), "2016-09"),
        Read(2, Decimal(42), "2015", baseline=True),
        Read(3, Decimal(60), "2016-03"),
    ]
    assert [row.id for row in standing(rows)] == [2, 3, 1]


def test_the_key_to_the_states_tells_them_apart() -> None:
    assert len({state.word for state in STATES.values()}) == len(STATES)
    assert is_guarded("Head of safeguarding")
    assert not is_guarded("  ")


VALUES = st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=8)


@given(VALUES)
def test_every_run_of_readings_comes_to_one_state(values: list[Decimal]) -> None:
    rows = [Read(n, value, str(2000 + n), baseline=n == 0) for n, value in enumerate(values)]
    state = measure_state(rows)
    assert state.key in STATES
    best = [max(values[: n + 1]) for n in range(len(values))]
    if state.key == "sliding":
        assert all(best[n] - values[n] >= 5 for n in (-1, -2))
    if state.key in {"holding", "rising"}:
        assert values[-1] > values[0]


@given(VALUES)
def test_turning_the_figures_round_turns_better_round(values: list[Decimal]) -> None:
    up = [Read(n, value, str(2000 + n), baseline=n == 0) for n, value in enumerate(values)]
    down = [Read(n, 100 - value, str(2000 + n), baseline=n == 0) for n, value in enumerate(values)]
    assert measure_state(up).key == measure_state(down, better="lower").key


@given(VALUES)
def test_only_what_lies_below_the_best_has_fallen(values: list[Decimal]) -> None:
    for n, fell in enumerate(falls(values)):
        assert not fell or values[n] < max(values[: n + 1])
