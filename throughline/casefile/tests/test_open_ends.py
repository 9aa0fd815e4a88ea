"""Every open end, in plain words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from throughline.casefile.rules.ends import ago
from throughline.casefile.rules.open_ends import open_ends
from throughline.casefile.tests.making import ON, alder, thread, threads
from throughline.impact.rules import Read


def rules_of(lines: str, **more: dict[str, Any]) -> dict[str, list[str]]:
    """The rules that fire, each with the labels of the items where."""
    found: dict[str, list[str]] = {}
    for end in open_ends(thread(lines, **more), ON):
        found.setdefault(end.rule, []).append(end.item.label)
    return found


CONFIRMED = {"state": "confirmed", "state_on": date(2025, 12, 1)}


@pytest.mark.parametrize(
    ("lines", "more", "rule", "where"),
    [
        ("F1", {}, "finding_unanswered", "F1"),
        ("L1", {}, "learning_point_unanswered", "L1"),
        ("R1-A1", {}, "recommendation_without_finding", "R1"),
        ("F1-R1", {}, "recommendation_without_action", "R1"),
        ("A1", {}, "action_without_recommendation", "A1"),
        ("F1-R1-A1", {"A1": {"owner": ""}}, "action_without_owner", "A1"),
        ("F1-R1-A1", {"A1": {"due_on": None}}, "action_without_date", "A1"),
        ("F1-R1-A1", {"A1": {"updates": 0}}, "action_without_update", "A1"),
        ("F1-R1-A1", {"A1": {"due_on": date(2026, 2, 20)}}, "action_late", "A1"),
        ("F1-R1-A1", {"A1": {"state": "claimed_done"}}, "claimed_without_evidence", "A1"),
        ("F1-R1-A1", {"A1": CONFIRMED}, "confirmed_without_evidence", "A1"),
        ("F1-R1-A1-E1", {"A1": CONFIRMED}, "done_without_measure", "A1"),
        ("F1-R1-A1-E1", {"E1": {"state": ""}}, "evidence_not_accepted", "E1"),
        ("E1", {}, "evidence_without_action", "E1"),
        ("F1-I1", {}, "impact_without_measure", "I1"),
        ("F1-P1", {}, "progress_without_effect", "P1"),
        ("F1-P1 F2-R1-A1 F3", {}, "finding_without_progress", "F3"),
        ("F1-R1-A1 T1-P1", {}, "progress_without_finding", "P1"),
        ("F1-R1-A1 P1", {}, "progress_without_finding", "P1"),
        ("F1-I1", {"I1": {"text": "Visits rose to 80% of children."}}, "figure_without_baseline", "I1"),
        ("F1-I1", {"I1": {"text": "Visits rose to 80 per cent."}}, "figure_without_baseline", "I1"),
        ("F1-M1", {"M1": {"readings": ()}}, "figure_without_baseline", "M1"),
        ("F1-M1", {"M1": {"readings": (Read(1, Decimal(9), "2025"),)}}, "figure_without_baseline", "M1"),
    ],
)
def test_where_the_thread_stops(lines: str, more: dict[str, Any], rule: str, where: str) -> None:
    assert where in rules_of(lines, **more).get(rule, [])


@pytest.mark.parametrize(
    ("lines", "more", "rule"),
    [
        ("F1-R1-A1", {}, "finding_unanswered"),
        ("F1-A1", {}, "finding_unanswered"),
        ("F1-L1-R1-A1", {}, "finding_unanswered"),
        ("F1-A1", {}, "action_without_recommendation"),
        ("L1-R1", {}, "recommendation_without_finding"),
        ("F1-R1", {"R1": {"state": "not_agreed"}}, "recommendation_without_action"),
        ("F1-R1-A1", {"A1": {"due_on": None, "due_text": "by the summer"}}, "action_without_date"),
        ("F1-R1-A1", {"A1": {"state": "confirmed", "updates": 0}}, "action_without_update"),
        ("F1-R1-A1-E1", {"A1": {"due_on": date(2026, 2, 20)}}, "action_late"),
        ("F1-R1-A1", {"A1": {"due_on": ON}}, "action_late"),
        ("F1-R1-A1-E1-M1", {"A1": CONFIRMED}, "done_without_measure"),
        ("F1-I1-M1", {}, "impact_without_measure"),
        ("F1-I1 F1-M1", {}, "impact_without_measure"),
        ("F1-P1 F1-I1", {}, "progress_without_effect"),
        ("T1-P1", {}, "progress_without_finding"),
        ("F1-I1-M1", {"I1": {"text": "80% of children"}}, "figure_without_baseline"),
        ("F1-I1", {"I1": {"text": "In 2016 there were three meetings on page 4."}}, "figure_without_baseline"),
    ],
)
def test_where_it_does_not_stop(lines: str, more: dict[str, Any], rule: str) -> None:
    assert rule not in rules_of(lines, **more)


def test_a_whole_thread_has_no_open_end() -> None:
    ready = {"A1": CONFIRMED}
    assert rules_of("F1-R1-A1-E1-M1", **ready) == {}


def test_one_open_end_a_finding_for_all_that_is_said_of_its_effect() -> None:
    assert rules_of("F1-I1 F1-I2 F1-I3 F2-I4")["impact_without_measure"] == ["I1", "I4"]


def test_the_picture_has_the_six_open_ends_of_the_standard() -> None:
    ends = open_ends(alder(), ON)
    assert sorted(end.item.label for end in ends) == ["A11", "A12", "A14", "A8", "A9", "R9"]


def test_longest_open_first() -> None:
    found = open_ends(thread("F1 F2", F1={"since": date(2025, 5, 1)}, F2={"since": date(2024, 1, 1)}), ON)
    assert [end.item.label for end in found] == ["F2", "F1"]


@given(threads())
def test_every_open_end_is_told_and_leads_somewhere(any_thread: Any) -> None:
    for end in open_ends(any_thread, ON):
        assert end.sentence.endswith((".", "”.", "…"))
        assert end.deed
        assert end.url.startswith("/")
        assert end.item.key in any_thread.by_key


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2026, 3, 12), "today"),
        (date(2026, 3, 11), "1 day ago"),
        (date(2026, 1, 11), "60 days ago"),
        (date(2025, 6, 12), "nine months ago"),
        (date(2025, 6, 13), "eight months ago"),
        (date(2016, 3, 12), "ten years ago"),
    ],
)
def test_how_long_ago(since: date, words: str) -> None:
    assert ago(since, ON) == words


@pytest.mark.parametrize(
    ("passed", "lines", "left"),
    [
        ("", "R1", ["recommendation_without_action", "recommendation_without_finding"]),
        ("joins", "R1", ["recommendation_without_finding"]),
        ("replaces", "R1", []),
    ],
)
def test_what_was_passed_on_is_followed_where_it_went(passed: str, lines: str, left: list[str]) -> None:
    assert sorted(rules_of(lines, R1={"passed": passed})) == left
