"""How a date was worked out, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from throughline.ui.proofs import proof_of, runs


@dataclass(frozen=True)
class Row:
    day: date
    counts: bool
    why: str


def february(*numbers: int) -> list[date]:
    return [date(2026, 2, number) for number in numbers]


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ([], ""),
        (february(19), "19 February"),
        (february(19, 20), "19 and 20 February"),
        (february(19, 20, 23, 24, 25), "19, 20 and 23 to 25 February"),
        ([*february(27), date(2026, 3, 2), date(2026, 3, 3)], "27 February, 2 and 3 March"),
        ([*february(26, 27, 28), date(2026, 3, 1)], "26 February to 1 March"),
        ([date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 2)], "30, 31 December 2025 and 2 January 2026"),
        ([date(2025, 12, 30) + timedelta(days=n) for n in range(4)], "30 December 2025 to 2 January 2026"),
    ],
)
def test_days_are_told_as_runs(days: list[date], says: str) -> None:
    assert runs(days) == says


def test_a_rapid_review_over_easter_and_a_hold() -> None:
    start, rows = date(2026, 3, 30), [Row(date(2026, 3, 30), False, "day 0")]
    for n in range(1, 13):
        day = start + timedelta(days=n)
        why = {date(2026, 4, 3): "Good Friday", date(2026, 4, 6): "Easter Monday"}.get(day, "")
        if not why and day.weekday() >= 5:
            why = f"{day:%A}"
        if not why and day in (date(2026, 4, 8), date(2026, 4, 9)):
            why = "held"
        rows.append(Row(day, not why, why or "working day"))
    proof = proof_of(
        "Notified",
        start,
        rows,
        unit="working days",
        due=date(2026, 4, 10),
        source="rapid review, Working Together 2023, chapter 5.",
        due_without_holds=date(2026, 4, 8),
    )
    assert proof.sentences == (
        "Notified Monday 30 March 2026: day 0.",
        "5 working days: 31 March to 2 April, 7 and 10 April.",
        "Weekends do not count.",
        "Not counted: 3 April (Good Friday).",
        "Not counted: 6 April (Easter Monday).",
        "Not counted: 8 and 9 April (held).",
        "Due Friday 10 April 2026. Rule: rapid review, Working Together 2023, chapter 5.",
        "Without the hold it was due Wednesday 8 April 2026.",
    )
    assert len(proof.days) == 12


def test_months_are_counted_and_not_listed() -> None:
    rows = [Row(date(2026, month, 13), True, "month") for month in (6, 7)]
    proof = proof_of("Decided", date(2026, 5, 13), rows, unit="months", due=date(2026, 7, 13), source="Chapter 5")
    assert proof.sentences[1] == "2 months from then."
