"""The moves of an action, and when it is late."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.actionplans import rules

ON = date(2026, 3, 12)


def test_every_state_leads_on_and_no_move_is_there_twice() -> None:
    pairs = [(one.before, one.after) for one in rules.MOVES]
    assert len(set(pairs)) == len(pairs)
    assert {state for pair in pairs for state in pair} == set(rules.STATES)
    assert all(rules.moves_from(state) for state in rules.STATES)


def test_confirmed_is_reached_only_from_a_claim_and_only_by_somebody_else() -> None:
    ways = [one for one in rules.MOVES if one.after == "confirmed"]
    assert [(one.before, one.who) for one in ways] == [("claimed_done", "other")]
    assert "confirmed" not in rules.FIRST


def test_what_ends_something_or_goes_against_somebody_needs_its_reason() -> None:
    assert {one.verb for one in rules.MOVES if one.reason} == {"confirm", "return", "stop", "reopen"}


@pytest.mark.parametrize(
    ("state", "due_on", "overdue"),
    [
        ("not_started", ON - timedelta(1), True),
        ("under_way", ON - timedelta(1), True),
        ("returned", ON - timedelta(1), True),
        ("under_way", ON, False),
        ("under_way", None, False),
        ("claimed_done", ON - timedelta(1), False),
        ("confirmed", ON - timedelta(1), False),
        ("stopped", ON - timedelta(1), False),
    ],
)
def test_late_is_past_its_day_with_no_claim(state: str, due_on: date | None, overdue: bool) -> None:
    assert rules.is_overdue(state, due_on, ON) is overdue
    assert (rules.sign_of(state, due_on, ON) == "overdue") is overdue


@given(st.lists(st.sampled_from([one.verb for one in rules.MOVES]), max_size=12), st.sampled_from(rules.FIRST))
def test_whatever_is_done_confirmed_follows_a_claim(verbs: list[str], first: str) -> None:
    state, path = first, [first]
    for verb in verbs:
        move = next((one for one in rules.moves_from(state) if one.verb == verb), None)
        if move:
            state = move.after
            path.append(state)
    for before, after in pairwise(path):
        assert rules.move(before, after) is not None
        assert after != "confirmed" or before == "claimed_done"
