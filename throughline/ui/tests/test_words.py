"""Dates, counts and lists in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from throughline.ui import words


def test_days() -> None:
    on = date(2026, 3, 2)
    assert words.day(on) == "2 March 2026"
    assert words.long_day(on) == "Monday 2 March 2026"
    assert words.short_day(on) == "2 Mar 2026"


def test_a_moment_is_told_in_london_time() -> None:
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert words.moment(at) == "1 July 2026 at 00:30"
    assert words.day(at) == "1 July 2026"


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions"), (252, "252 actions")]
)
def test_counted(number: int, expected: str) -> None:
    assert words.counted(number, "action") == expected


def test_counted_with_a_plural_of_its_own() -> None:
    assert words.counted(2, "child", "children") == "2 children"


@pytest.mark.parametrize(("number", "expected"), [(0, "none"), (8, "eight"), (12, "twelve"), (13, "13")])
def test_in_words(number: int, expected: str) -> None:
    assert words.in_words(number) == expected


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(names: list[str], expected: str) -> None:
    assert words.listed(names) == expected


@pytest.mark.parametrize(("size", "expected"), [(0, "1 KB"), (412_000, "412 KB"), (3_140_000, "3.1 MB")])
def test_file_size(size: int, expected: str) -> None:
    assert words.file_size(size) == expected


def test_capital_leaves_the_rest_alone() -> None:
    assert words.capital("nHS") == "NHS"
    assert words.capital("") == ""
