"""The rules of a rapid review, as tables."""

from __future__ import annotations

from datetime import date

import pytest

from throughline.rapidreviews import rules
from throughline.rapidreviews.rules import Said

YES = Said("11(2)(a)", "Words", "Source", "yes", "A nurse saw it.")


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"outcome": ""}, "gathering"),
        ({"outcome": "review"}, "concluded"),
        ({"outcome": "not_met"}, "stopped"),
        ({"outcome": "review", "sent": True}, "sent"),
        ({"outcome": "review", "sent": True, "concluded_since": True}, "concluded"),
        ({"outcome": "review", "sent": True, "heard": True}, "answered"),
        ({"outcome": "review", "sent": True, "heard": True, "replied": True}, "settled"),
    ],
)
def test_the_state_follows_from_the_acts(told: dict[str, object], state: str) -> None:
    acts = {"sent": False, "heard": False, "replied": False, "concluded_since": False, **told}
    assert rules.state_of(**acts).key == state  # type: ignore[arg-type]


def test_every_move_leads_between_states_that_there_are() -> None:
    assert {one for move in rules.MOVES for one in (move.before, move.after)} <= set(rules.STATES)
    assert rules.move("gathering", "send") is None
    assert rules.move("sent", "hear") is not None


@pytest.mark.parametrize(
    ("outcome", "why", "limbs", "national", "joins", "stands"),
    [
        ("review", "Learning for the area.", [YES], "no", "", True),
        ("no_review", "Nothing new.", [YES], "no", "", True),  # met criteria oblige nobody
        ("review", "", [YES], "no", "", False),
        ("review", "So.", [Said("a", "W", "S", "yes", " ")], "no", "", False),
        ("review", "So.", [Said("a", "W", "S", "maybe", "F")], "no", "", False),
        ("review", "So.", [YES], "maybe", "", False),
        ("join", "So.", [YES], "no", "", False),
        ("join", "So.", [YES], "no", "Child Alder", True),
        ("join", "So.", [YES], "no", 7, True),
        ("abolish", "So.", [YES], "no", "", False),
        ("review", "So.", [Said("a", "W", "S", "not_known", "")], "not_known", "", True),
    ],
)
def test_what_keeps_a_conclusion_from_standing(
    outcome: str, why: str, limbs: list[Said], national: str, joins: str | int, stands: bool
) -> None:
    assert (rules.fault_of(outcome, why, limbs, national, joins) == "") == stands


@pytest.mark.parametrize(
    ("outcome", "view", "differs"),
    [
        ("review", "agrees_review", False),
        ("join", "agrees_review", False),
        ("join", "wants_review", False),
        ("join", "agrees_none", True),
        ("review", "wants_review", False),
        ("local_learning", "agrees_review", True),
        ("local_learning", "agrees_none", False),
        ("national_case_study", "agrees_review", True),
        ("not_met", "agrees_review", True),
        ("not_met", "agrees_none", False),
        ("review", "wants_information", True),
        ("no_review", "agrees_review", True),
        ("no_review", "agrees_none", False),
        ("no_review", "wants_review", True),
        ("local_learning", "wants_review", True),
        ("review", "agrees_none", True),
        ("no_review", "national", True),
    ],
)
def test_when_two_views_differ(outcome: str, view: str, differs: bool) -> None:
    assert rules.differs(outcome, view) == differs


@pytest.mark.parametrize(
    ("aware_on", "when", "year"),
    [
        (date(2024, 1, 2), "2023-12-31", 2024),
        (None, "2023-12-31", 2023),
        (None, "2022", 2022),
        (None, "", 2026),
    ],
)
def test_a_rapid_review_counts_in_the_year_of_its_incident(aware_on: date | None, when: str, year: int) -> None:
    assert rules.year_of(aware_on, when, date(2026, 3, 12)) == year


def test_signatures_come_in_any_order() -> None:
    wanted = ("local_authority", "police", "health_commissioner")
    assert rules.missing_signatures(wanted, ("police",)) == ("local_authority", "health_commissioner")
    assert rules.missing_signatures(wanted, tuple(reversed(wanted))) == ()


def test_a_score_leaves_out_what_does_not_apply() -> None:
    assert rules.score_of(["met", "partly", "not_met", "not_applicable"]) == (3, 6)
    assert rules.score_of(["not_applicable"]) is None


def test_the_conversion_adds_up() -> None:
    told = [
        ("review", True),
        ("no_review", False),
        ("no_review", False),
        ("join", False),
        ("not_met", False),
        ("", False),
    ]
    found = rules.conversion(told)
    assert found.concluded == sum(count for _, count, _ in found.by_outcome) == 5
    there = {key: (count, on_record) for key, count, on_record in found.by_outcome}
    assert (there["review"], there["join"], there["no_review"]) == ((1, 1), (1, 0), (2, 0))
