"""Widths and wrapping, against the typeface's own numbers and against properties that must always hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.ui.typeface import SPARE, fits, width, wrap

TEXTS = st.text(alphabet="abcdefghij WXYZ.,’0123456789", max_size=200)


@pytest.mark.parametrize(
    ("text", "size", "weight", "expected"),
    [("", 15, 400, 0.0), ("0", 1000, 400, 497.0), ("00", 10, 400, 9.94), (" ", 1000, 400, 200.0)],
)
def test_width_of_known_letters(text: str, size: float, weight: int, expected: float) -> None:
    assert width(text, size, weight) == pytest.approx(expected)


def test_figures_are_of_equal_width() -> None:
    for weight in (400, 600):
        assert len({width(figure, 15, weight) for figure in "0123456789"}) == 1


def test_semibold_is_wider_than_regular() -> None:
    text = "When the family moved, the work began again"
    assert width(text, 15, 600) > width(text, 15, 400)


def test_an_unknown_letter_counts_as_a_wide_one() -> None:
    assert width("漢", 15, 400) == width("W", 15, 400)


@given(TEXTS, st.integers(60, 400))
def test_no_word_is_lost_and_no_line_is_too_wide(text: str, measure: int) -> None:
    lines = wrap(text, 15, 400, measure)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width(line, 15, 400) * SPARE <= measure for line in lines)


def test_the_measure_is_narrowed_so_that_no_word_stands_alone() -> None:
    text = "When the family moved, the work began again from nothing"
    lines = wrap(text, 15, 400, 220)
    assert len(lines) == 2
    assert min(len(line.split()) for line in lines) > 1
    assert abs(width(lines[0], 15) - width(lines[1], 15)) < 80


def test_a_word_wider_than_the_measure_is_broken() -> None:
    lines = wrap("Donaudampfschifffahrtsgesellschaft", 15, 400, 80)
    assert len(lines) > 2
    assert all(fits(line, 15, 400, 80) for line in lines)


def test_nothing_wraps_to_no_line() -> None:
    assert wrap("  ", 15, 400, 100) == []
