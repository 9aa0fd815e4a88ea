"""Kinds of review with their dated names, and the table of moves."""

from __future__ import annotations

from datetime import date

import pytest

from throughline.access.roles import ROLES
from throughline.reviews import rules


@pytest.mark.parametrize(
    ("key", "on", "name"),
    [
        ("scr", date(1995, 1, 1), "Part 8 review"),
        ("scr", date(2012, 5, 1), "Serious case review"),
        ("scr", date(2021, 12, 1), "Serious case review"),
        ("lcspr", date(2020, 1, 1), "Local child safeguarding practice review"),
        ("lcspr", date(2016, 1, 1), "Local child safeguarding practice review"),
        ("joint_adults", date(2013, 1, 1), "Review jointly with an adult serious case review"),
        ("joint_adults", date(2015, 4, 1), "Review jointly with a safeguarding adults review"),
        ("thematic_review", date(1980, 1, 1), "Thematic review"),
    ],
)
def test_a_kind_has_the_name_of_its_day(key: str, on: date, name: str) -> None:
    assert rules.name_of(key, on) == name


def test_names_of_a_kind_never_overlap_and_leave_no_day_between() -> None:
    for kind in rules.KINDS.values():
        for before, after in zip(kind.names, kind.names[1:], strict=False):
            assert before.to_on is not None
            assert after.from_on is not None
            assert (after.from_on - before.to_on).days == 1


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Serious Case Review (SCR)", "scr"),
        ("Serious Case Reviews", "scr"),
        ("a Child Safeguarding Practice Review", "lcspr"),
        ("Local Child Safeguarding Practice Review", "lcspr"),
        ("LCSPR", "lcspr"),
        ("Domestic Homicide Review", "joint_domestic_homicide"),
        ("Safeguarding Adults Review", "joint_adults"),
        ("partnership learning review", "partnership_learning_review"),
        ("local learning review", "local_learning_review"),
        ("multi-agency learning review", "partnership_learning_review"),
        ("the national review", "national_review_part"),
        ("national child safeguarding practice review", "national_review_part"),
        ("thematic_review", "thematic_review"),
        ("Review", ""),
        ("", ""),
        ("an inquiry", ""),
    ],
)
def test_words_name_a_kind_or_none(words: str, key: str) -> None:
    assert rules.kind_in_words(words) == key


def test_moves_lead_from_state_to_state_and_no_move_is_there_twice() -> None:
    pairs = [(one.before, one.after) for one in rules.MOVES]
    assert len(set(pairs)) == len(pairs)
    assert {state for pair in pairs for state in pair} <= set(rules.STATES)
    assert set(rules.FIRST) <= set(rules.STATES)
    assert all(role in ROLES for one in rules.MOVES for role in one.roles)
    assert all(rules.moves_from(state) for state in rules.STATES)


def test_what_ends_or_undoes_a_review_needs_its_reason() -> None:
    assert {one.verb for one in rules.MOVES if one.reason} >= {"stop", "withhold", "reopen", "take_down"}


def test_an_unknown_kind_says_so() -> None:
    with pytest.raises(KeyError, match="no kind of review"):
        rules.kind("inquest")
