"""Words at the uprights of a measure: nothing runs through them, and no two lie on one another."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from throughline.ui.measureframe import Chart, Dot, Upright
from throughline.ui.measures import draw_measure
from throughline.ui.typeface import width

FIRST = date(2026, 1, 1)
_LINE = re.compile(r'd="M([\d.]+) ([\d.]+)V')
_WORDS = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*said[^<]*)</text>')


def chart(days: list[int]) -> Chart:
    dots = tuple(Dot(FIRST + timedelta(days=day), value, str(value), "then") for day, value in ((0, 31.0), (240, 78.0)))
    uprights = tuple(
        Upright(FIRST + timedelta(days=day), f"A{number} said", f"It is said {number}", step=bool(number % 2))
        for number, day in enumerate(days)
    )
    return Chart(dots=dots, uprights=uprights)


@given(st.lists(st.integers(0, 240), min_size=1, max_size=12))
def test_no_upright_runs_through_words_and_no_words_lie_on_one_another(days: list[int]) -> None:
    drawn = str(draw_measure(chart(days), identity="m", title="T", description="D"))
    lines = [(float(x), float(top)) for x, top in _LINE.findall(drawn)]
    words = [(float(x), float(y), said) for x, y, said in _WORDS.findall(drawn)]
    assert len(lines) >= len(set(days))
    assert words
    for x, y, said in words:
        end = x + width(said, 14)
        assert not [place for place, top in lines if x < place < end and top < y - 4]
        assert not [other for other in words if other[2] != said and x < other[0] < end and abs(other[1] - y) < 10]
