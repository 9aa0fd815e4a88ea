"""What a figure in words lacks, and the picture of a measure: its scale and its parts. Pure."""

from __future__ import annotations

from datetime import date

import pytest

from throughline.impact.rules.figures import bare, bare_in_words, middle
from throughline.ui.measureframe import Chart, Dot, Level, Upright, scale
from throughline.ui.measures import draw_measure

BASE, PERIOD = "nothing says what it was before", "nothing says when it was so"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Minutes go out on time.", ()),
        ("Performance reached high levels at 80%.", (BASE, PERIOD)),
        ("It rose from 42% to 81% in 2016.", ()),
        ("It rose from 42% to 81%.", (PERIOD,)),
        ("In March 2016, 80 per cent were.", (BASE,)),
        ("31 of 40 files were signed in 2016.", (BASE,)),
        ("31 of 40 files were signed, against 12 in 2015.", ()),
        ("Eighty per cent of assessments were on time.", (BASE, PERIOD)),
        ("Eighty-five percent of assessments were on time in 2016.", (BASE,)),
        ("Nine in ten children are safer.", (BASE, PERIOD)),
        ("One in every five children waited.", (BASE, PERIOD)),
        ("Attendance rose by 30 points.", (BASE, PERIOD)),
        ("Attendance rose by about 30 points in 2016.", (BASE,)),
        ("4 out of five said so.", (BASE, PERIOD)),
        ("Four out of five said so.", (BASE, PERIOD)),
        ("Absences halved.", (BASE, PERIOD)),
        ("Referrals doubled in 2016.", (BASE,)),
        ("Absences halved in 2016, from 40 a month.", ()),
        ("Two thirds of families came.", (BASE, PERIOD)),
        ("Half of the families came.", (BASE, PERIOD)),
        ("80% in 2016, from 2015.", (BASE,)),
        ("80% in 2016, compared with 2015.", (BASE,)),
        ("80% in 2016, from 3 April.", (BASE,)),
        ("80% in 2016, from 42% in 2015.", ()),
        ("80% in 2016; it was 42% in 2015.", ()),
        ("Visits were 80% in 2016.", (BASE,)),
        ("Sixty per cent in 2016, from forty per cent in 2015.", ()),
        ("Nine in ten in 2016, compared with five in ten before.", ()),
        ("One of the two brothers came home.", ()),
        ("Three points of learning were shared.", ()),
        ("Practice improved by 2016.", ()),
        ("Two workers in 2016 knew of it.", ()),
        ("In the first half of the year, minutes were kept.", ()),
        ("The review of 3 May 2016 says so.", ()),
        ("Section 11 was read in all schools.", ()),
        ("She was 12 years old and one of four children.", ()),
        ("Managers sample four notes a month.", ()),
        ("In a sample of 40 notes, 31 held an observation of the child; managers say that this is new to them.", ()),
    ],
)
def test_a_figure_in_words_needs_what_it_was_before_and_when(text: str, lacks: tuple[str, ...]) -> None:
    assert bare_in_words(text) == lacks


def test_a_reading_needs_the_same() -> None:
    assert bare(has_baseline=True, date_iso="2016-03") == ()
    assert bare(has_baseline=False, date_iso="") == (BASE, PERIOD)
    assert middle("2025-04/2025-06") == date(2025, 5, 16)
    assert middle("") is None


@pytest.mark.parametrize(
    ("values", "percent", "ends"),
    [([42, 81], True, (0, 100)), ([3, 14], False, (0, 15)), ([0], False, (0, 0.25)), ([-4, 8], False, (-5, 10))],
)
def test_the_scale_is_round(values: list[float], percent: bool, ends: tuple[float, float]) -> None:
    assert scale(values, percent=percent) == ends


def test_the_picture_shows_its_parts_and_carries_no_style() -> None:
    dots = tuple(
        Dot(date(2025, month, 15), value, str(value), f"{month}", baseline=month == 4)
        for month, value in ((4, 42), (6, 81), (9, 64), (10, 60))
    )
    chart = Chart(
        dots,
        (Upright(date(2025, 5, 1), "A5 confirmed", "<route>"),),
        Level(42, "Baseline 42%"),
        Level(90, "Target 90%"),
        percent=True,
        slides=1,
        state="Sliding back, 60%",
    )
    drawn = str(draw_measure(chart, identity="m", title="A & B", description="d"))
    for part in ("A5 confirmed", "&lt;route&gt;", "A &amp; B", "Baseline 42%", "Target 90%", "Sliding back", "m-slide"):
        assert part in drawn
    assert "style=" not in drawn
    assert drawn.count("<circle") == 5
    assert 'width="288"' in str(draw_measure(chart, identity="n", title="A", description="d", narrow=True))
