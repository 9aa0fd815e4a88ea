"""A number is plain figures, not too many; everything else is none."""

from __future__ import annotations

import pytest

from throughline.kernel.numbers import is_whole, whole_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12", 12),
        (12, 12),
        ("007", 7),
        ("9" * 15, 10**15 - 1),
        ("9" * 16, -1),
        ("9" * 5000, -1),
        ("²", -1),
        ("١٢", -1),
        ("12²", -1),
        ("-1", -1),
        ("+1", -1),
        ("1.5", -1),
        (" 1", -1),
        ("1_000", -1),
        ("", -1),
        (None, -1),
    ],
)
def test_what_is_a_number(words: object, number: int) -> None:
    assert whole_number(words, -1) == number
    assert is_whole(str(words if words is not None else "")) is (number >= 0)
