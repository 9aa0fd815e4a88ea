"""How a safeguard stands: every reason for amber and red, alone and together, and what is left unguarded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.partnerships.rules import Named
from throughline.safeguards import rules
from throughline.safeguards.rules import (
    AMBER,
    FAILED,
    GREEN,
    GREY,
    IN_PART,
    RED,
    WORKS,
    Facts,
    Shown,
    all_standing,
    due_on,
    standing,
    turns_in_words,
    why_owner_is_asked,
)

MADE = date(2025, 1, 31)
SOUND = Facts(recorded_on=MADE, every_months=6, shown=Shown(WORKS, date(2025, 8, 31)))
ON = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("facts", "on", "colour", "word"),
    [
        (SOUND, date(2026, 2, 28), GREEN, "Alive"),
        (SOUND, date(2026, 3, 1), AMBER, "Missed"),
        (SOUND, date(2026, 8, 28), AMBER, "Missed"),
        (SOUND, date(2026, 8, 29), RED, "Missed twice"),
        (replace(SOUND, shown=None), date(2025, 2, 1), AMBER, "Not shown yet"),
        (replace(SOUND, shown=None), date(2026, 2, 1), RED, "Missed twice"),
        (replace(SOUND, shown=Shown(IN_PART, ON)), ON, AMBER, "Works in part"),
        (replace(SOUND, shown=Shown(FAILED, ON)), ON, RED, "Failed"),
        (replace(SOUND, owner_asked="Nobody owns it."), ON, AMBER, "New owner needed"),
        (replace(SOUND, every_months=0), ON, AMBER, "No rhythm"),
        (replace(SOUND, ended_on=ON, successor="The new panel"), ON, GREY, "Replaced"),
        (replace(SOUND, ended_on=ON), ON, GREY, "Ended"),
        (replace(SOUND, ended_on=date(2026, 2, 2)), ON, GREEN, "Alive"),
    ],
)
def test_how_it_stands(facts: Facts, on: date, colour: str, word: str) -> None:
    found = standing(facts, on)
    assert (found.colour, found.word) == (colour, word)
    assert found.asks == (colour in (RED, AMBER))
    assert bool(found.reasons) == (colour != GREEN)


def test_every_reason_is_told_and_the_worst_names_it() -> None:
    facts = Facts(recorded_on=MADE, shown=Shown(FAILED, MADE), owner_asked="Nobody owns it.")
    found = standing(facts, ON)
    assert found.word == "Failed"
    assert len(found.reasons) == 3
    assert "did not work" in found.reasons[0]


def test_what_ended_is_red_only_while_something_is_unguarded() -> None:
    ended = replace(SOUND, ended_on=ON, successor="The new panel")
    assert standing(ended, ON, unguarded=True).colour == RED
    assert "The new panel took its place." in standing(ended, ON, unguarded=True).reasons[0]


@pytest.mark.parametrize(("facts", "day"), [(SOUND, date(2026, 2, 28)), (replace(SOUND, every_months=0), None),
                                            (replace(SOUND, shown=None), date(2025, 7, 31))])  # fmt: skip
def test_the_day_by_which_it_is_shown_again(facts: Facts, day: date | None) -> None:
    assert due_on(facts) == day


OLD = Named("Wexmoor Clinical Group", to_on=date(2025, 6, 30))
NEW = Named("Wexmoor Care Board", from_on=date(2025, 7, 1))
ALIAS = Named("WCG", alias=True)


@pytest.mark.parametrize(
    ("owned", "named", "names", "on", "says"),
    [
        (False, "", [], ON, "Nobody owns it."),
        (True, "", [], ON, ""),
        (True, "Wexmoor Clinical Group", [OLD, NEW, ALIAS], date(2025, 6, 30), ""),
        (True, "Wexmoor Clinical Group", [OLD, NEW, ALIAS], date(2025, 7, 1), "is called Wexmoor Care Board now"),
        (True, "Wexmoor Care Board", [OLD, NEW, ALIAS], ON, ""),
        (True, "Wexmoor Clinical Group", [OLD], ON, "Wexmoor Clinical Group ended."),
        (True, "Wexmoor Police", [Named("Wexmoor Police"), ALIAS], ON, ""),
    ],
)
def test_an_agency_with_another_name_is_asked_about_anew(
    owned: bool, named: str, names: list[Named], on: date, says: str
) -> None:
    found = why_owner_is_asked(owned, named, names, on)
    assert says in found
    assert bool(found) == bool(says)


def test_a_finding_is_unguarded_when_nothing_alive_guards_it() -> None:
    failed = replace(SOUND, shown=Shown(FAILED, ON))
    partly = replace(SOUND, shown=Shown(IN_PART, ON))
    facts = {1: SOUND, 2: failed, 3: partly, 4: replace(SOUND, ended_on=ON, successor="2")}
    cites = {1: {10}, 2: {10, 20, 30}, 3: {20, 10}, 4: {30}}
    stands, left = all_standing(facts, cites, ON)
    assert left == {1: set(), 2: {30}, 3: {20}, 4: {30}}
    assert {key: one.colour for key, one in stands.items()} == {1: GREEN, 2: RED, 3: AMBER, 4: RED}


FACTS = st.builds(
    Facts,
    recorded_on=st.dates(date(2024, 1, 1), date(2025, 12, 31)),
    every_months=st.integers(0, 24),
    shown=st.none()
    | st.builds(Shown, st.sampled_from(tuple(rules.RESULTS)), st.dates(date(2024, 1, 1), date(2026, 2, 1))),
    owner_asked=st.sampled_from(("", "Nobody owns it.")),
    ended_on=st.none() | st.just(ON),
)


@given(
    st.dictionaries(st.integers(1, 6), FACTS, min_size=1),
    st.dictionaries(st.integers(1, 6), st.sets(st.integers(10, 14))),
    st.randoms(),
)
def test_the_order_makes_no_difference_and_red_leaves_only_what_nothing_alive_guards(facts, cites, random) -> None:
    keys = list(facts)
    random.shuffle(keys)
    stands, left = all_standing(facts, cites, ON)
    assert (stands, left) == all_standing({key: facts[key] for key in keys}, dict(reversed(cites.items())), ON)
    alive = {one for key in keys if stands[key].colour in (GREEN, AMBER) for one in cites.get(key, ())}
    for key in keys:
        if stands[key].colour == RED:
            assert left[key] == set(cites.get(key, ())) - alive
        if stands[key].colour in (GREEN, GREY):
            assert not left[key]


@given(FACTS, st.dates(date(2026, 2, 1), date(2030, 1, 1)))
def test_time_alone_never_mends_it(facts: Facts, later: date) -> None:
    order = list(rules.WORST_FIRST)
    if facts.ended_on is None:
        assert order.index(standing(facts, later).colour) <= order.index(standing(facts, ON).colour)


@pytest.mark.parametrize(
    ("months", "words"),
    [(0, "Nobody said"), (1, "Every month"), (6, "Every 6 months"), (12, "Every year"), (24, "Every 2 years")],
)
def test_turns_in_words(months: int, words: str) -> None:
    assert turns_in_words(months) == words
