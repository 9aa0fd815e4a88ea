"""How referrals and conditions stand, which cases were named, and what a meeting did, in words."""

from __future__ import annotations

from datetime import date

import pytest

from throughline.groups import rules

ON = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("sent", "answered", "sign", "words"),
    [
        (date(2026, 3, 12), None, "waiting", "No answer yet"),
        (date(2026, 3, 11), None, "waiting", "No answer for 1 day"),
        (date(2026, 2, 12), None, "waiting", "No answer for 28 days"),
        (date(2026, 2, 12), date(2026, 3, 1), "done", "Answered"),
    ],
)
def test_a_referral_waits_until_it_is_answered(sent: date, answered: date | None, sign: str, words: str) -> None:
    found = rules.referral_stands(sent, answered, ON)
    assert (found.sign, found.words) == (sign, words)


@pytest.mark.parametrize(
    ("due", "met", "sign", "late"),
    [
        (None, None, "waiting", 0),
        (date(2026, 3, 12), None, "waiting", 0),
        (date(2026, 3, 10), None, "overdue", 2),
        (date(2026, 3, 10), date(2026, 3, 11), "confirmed", 0),
    ],
)
def test_a_condition_is_open_until_it_is_met(due: date | None, met: date | None, sign: str, late: int) -> None:
    found = rules.condition_stands(due, met, ON)
    assert (found.sign, found.late) == (sign, late)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", []), (" , ;", []), ("WX-1", ["WX-1"]), ("WX-1, WX-2;WX-1\nWX-3 ", ["WX-1", "WX-2", "WX-3"])],
)
def test_references_are_parted_and_named_once(typed: str, found: list[str]) -> None:
    assert rules.references_in(typed) == found


def test_what_a_meeting_did_is_counted_by_kind() -> None:
    assert rules.counts_in_words([]) == ""
    assert rules.counts_in_words(["referred", "looked", "looked"]) == "2 cases looked at, 1 referral"
