"""Dates: the words as typed, their bounds, and what is refused; never more exact than they were."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.chronology.rules import NotADate, read_date, read_time
from throughline.chronology.rules.feasts import easter_sunday

TODAY = date(2026, 11, 26)

ONE_DAY = """
22.05.16 | 22-may-16 | 22/05/16 | 22/05/2016 | 22.05/16 | 22 05 16 | 22,05,16 | 22//05//16 | 22\\05\\16 | 22/O5/16
22/05/ 16 | 22 May 2016 | 22nd May 2016 | 22nd of May, 2016 | May 22nd, 2016 | May 22 2016 | Sunday 22 May 2016
Sun 22/05/16 | Sun, 22.5.16 | 22 May 2016 (Sunday) | the 22nd of May 2016 | 22May16 | 22MAY2016 | 22nd May '16
2016-05-22 | 2016/5/22 | 20160522 | 22052016
220516 | 42512 | on 22 May 2016 | dated 22/05/2016 | 22.05.2016. | 22 Mya 2016 | 2016-05-22T14:30 | 22/05/2016 14:30
22/05/2016 (14:30) | 22 May 2016 at 2.30pm | 14:30 22/05/2016 | 22/05/16 1430hrs | 22 May 2016 - evening | 22/05/2016 pm
"""

BOUNDS = [
    ("March 2015", "2015-03", "2015-03-01", "2015-03-31"),
    ("Mar-15", "2015-03", "2015-03-01", "2015-03-31"),
    ("03/2015", "2015-03", "2015-03-01", "2015-03-31"),
    ("2015", "2015", "2015-01-01", "2015-12-31"),
    ("??/03/2015", "2015-03", "2015-03-01", "2015-03-31"),
    ("xx/3/15", "2015-03", "2015-03-01", "2015-03-31"),
    ("?/?/2015", "2015", "2015-01-01", "2015-12-31"),
    ("12-14 March 2015", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("12/3/15 - 14/3/15", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("12/3-14/3/15", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("12.3.15-14.3.15", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("12-3-15/14-3-15", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("between 12 and 14 March 2015", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("between 12 March 2015 and 14 March 2015", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("12th, 13th and 14th March 2015", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("28 Feb - 3 March 2015", "2015-02-28/2015-03-03", "2015-02-28", "2015-03-03"),
    ("3rd March 2015 until 5th April", "2015-03-03/2015-04-05", "2015-03-03", "2015-04-05"),
    ("29 Dec - 2 Jan 2015", "2014-12-29/2015-01-02", "2014-12-29", "2015-01-02"),
    ("March to May 2014", "2014-03/2014-05", "2014-03-01", "2014-05-31"),
    ("Feb-Mar 2016", "2016-02/2016-03", "2016-02-01", "2016-03-31"),
    ("December - January 2015", "2014-12/2015-01", "2014-12-01", "2015-01-31"),
    ("2014/15", "2014/2015", "2014-01-01", "2015-12-31"),
    ("2011/12", "2011/2012", "2011-01-01", "2012-12-31"),
    ("before 12/03/2015", "../2015-03-11", None, "2015-03-11"),
    ("before March 2015", "../2015-02-28", None, "2015-02-28"),
    ("prior to 2010", "../2009-12-31", None, "2009-12-31"),
    ("by 12 March 2015", "../2015-03-12", None, "2015-03-12"),
    ("after 9 March 2015", "2015-03-10/..", "2015-03-10", None),
    ("since March 2015", "2015-03/..", "2015-03-01", None),
    ("from March 2015", "2015-03/..", "2015-03-01", None),
    ("March 2015 onwards", "2015-03/..", "2015-03-01", None),
    ("March 2015 - present", "2015-03/..", "2015-03-01", None),
    ("early March 2015", "2015-03-01/2015-03-10", "2015-03-01", "2015-03-10"),
    ("mid-March 2015", "2015-03-11/2015-03-20", "2015-03-11", "2015-03-20"),
    ("Late March 2015", "2015-03-21/2015-03-31", "2015-03-21", "2015-03-31"),
    ("end of Feb 2016", "2016-02-21/2016-02-29", "2016-02-21", "2016-02-29"),
    ("early 2015", "2015-01-01/2015-04-30", "2015-01-01", "2015-04-30"),
    ("first week of March 2015", "2015-03-01/2015-03-07", "2015-03-01", "2015-03-07"),
    ("w/c 9 March 2015", "2015-03-09/2015-03-15", "2015-03-09", "2015-03-15"),
    ("week ending 13/3/15", "2015-03-07/2015-03-13", "2015-03-07", "2015-03-13"),
    ("weekend of 14 March 2015", "2015-03-14/2015-03-15", "2015-03-14", "2015-03-15"),
    ("Easter 2016", "2016-03-25/2016-03-28", "2016-03-25", "2016-03-28"),
    ("Good Friday 2016", "2016-03-25", "2016-03-25", "2016-03-25"),
    ("Christmas 2015", "2015-12-24/2015-12-26", "2015-12-24", "2015-12-26"),
    ("before Christmas 2015", "../2015-12-23", None, "2015-12-23"),
    ("autumn term 2014", "2014-09-01/2014-12-31", "2014-09-01", "2014-12-31"),
    ("summer term 2014/15", "2015-04-01/2015-07-31", "2015-04-01", "2015-07-31"),
    ("academic year 2014/15", "2014-09/2015-08", "2014-09-01", "2015-08-31"),
    ("Spring 2015", "2015-21", "2015-03-01", "2015-05-31"),
    ("winter 2015/16", "2015-12/2016-02", "2015-12-01", "2016-02-29"),
    ("1990s", "1990/1999", "1990-01-01", "1999-12-31"),
    ("../2015-03-08", "../2015-03-08", None, "2015-03-08"),
    ("2015-03-10/..", "2015-03-10/..", "2015-03-10", None),
    ("2015-03-12/2015-03-14", "2015-03-12/2015-03-14", "2015-03-12", "2015-03-14"),
    ("2015-12/2016-02", "2015-12/2016-02", "2015-12-01", "2016-02-29"),
]

MARKED = [
    ("?22 may 2016", "2016-05-22?"),
    ("? 22 may 2016", "2016-05-22?"),
    ("22 May 2016 ?", "2016-05-22?"),
    ("circa 22 May 2016", "2016-05-22~"),
    ("c. May 2016", "2016-05~"),
    ("c2016", "2016~"),
    ("about May 2016", "2016-05~"),
    ("approx. 22/05/16", "2016-05-22~"),
    ("on or about 22 May 2016", "2016-05-22~"),
    ("?c. 2016", "2016%"),
    ("?12-14 May 2016", "2016-05-12?/2016-05-14?"),
    ("?12/5/16 - ?14/5/16", "2016-05-12?/2016-05-14?"),
]

REFUSED = [
    ("", "C101"),
    ("unknown", "C101"),
    ("n/k", "C101"),
    ("TBC", "C101"),
    ("not recorded", "C101"),
    ("yesterday", "C102"),
    ("the week before she moved", "C102"),
    ("12", "C102"),
    ("31/02/2015", "C103"),
    ("30.2.15", "C103"),
    ("29 February 2015", "C103"),
    ("04/13/2015", "C103"),
    ("2015-02-31", "C103"),
    ("00/03/2015", "C103"),
    ("31/02/2015 14:30", "C103"),
    ("29-31 Feb 2015", "C103"),
    ("12 March", "C104"),
    ("winter 2015", "C104"),
    ("Mar 15", "C104"),
    ("03/12", "C104"),
    ("Easter", "C104"),
    ("12/03/2105", "C105"),
    ("01/01/0100", "C105"),
    ("15/03/2015 - 12/03/2015", "C107"),
    ("March 2015 to January 2015", "C107"),
]


@pytest.mark.parametrize("words", [word.strip() for line in ONE_DAY.strip().splitlines() for word in line.split(" | ")])
def test_one_day_in_any_spelling(words: str) -> None:
    when = read_date(words, TODAY).when
    assert (when.text, when.edtf, when.earliest, when.latest) == (
        words,
        "2016-05-22",
        date(2016, 5, 22),
        date(2016, 5, 22),
    )


@pytest.mark.parametrize(("words", "edtf", "earliest", "latest"), BOUNDS)
def test_bounds(words: str, edtf: str, earliest: str | None, latest: str | None) -> None:
    assert read_date(words, TODAY).when.as_json() == {
        "text": words,
        "edtf": edtf,
        "earliest": earliest,
        "latest": latest,
    }


@pytest.mark.parametrize(("words", "edtf"), MARKED)
def test_a_mark_keeps_the_bounds_of_what_it_marks(words: str, edtf: str) -> None:
    when = read_date(words, TODAY).when
    plain = read_date(edtf.translate({ord(sign): None for sign in "?~%"}), TODAY).when
    assert when.edtf == edtf
    assert (when.earliest, when.latest) == (plain.earliest, plain.latest)


@pytest.mark.parametrize(("words", "rule"), REFUSED)
def test_what_is_no_date_is_refused_with_its_rule(words: str, rule: str) -> None:
    with pytest.raises(NotADate) as refused:
        read_date(words, TODAY)
    assert refused.value.rule == rule
    assert refused.value.why.endswith(".")


@pytest.mark.parametrize(
    "words", ["1-" * 30 + "1", "1/1-" * 20, "a and " * 40, "?" * 5000, "March to " * 300 + "May 2015", "x " * 9000]
)
def test_words_made_to_take_long_are_refused_at_once(words: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(NotADate):
        read_date(words, TODAY)
    read_time(words)
    assert time.perf_counter() - begun < 1


def test_two_figures_of_a_year_are_this_century_unless_that_lies_ahead() -> None:
    read = {words: read_date(words, TODAY).when.edtf for words in ("26/11/26", "27/11/26", "12/3/45", "Dec-26")}
    assert read == {
        "26/11/26": "2026-11-26",
        "27/11/26": "1926-11-27",
        "12/3/45": "1945-03-12",
        "Dec-26": "1926-12",
    }
    assert read_date("12/3/45", date(2050, 1, 1)).when.edtf == "2045-03-12"


def test_a_year_that_stands_elsewhere_completes_a_day_and_nothing_else() -> None:
    assert read_date("12 March", TODAY, 2015).when.edtf == "2015-03-12"
    assert read_date("12 March 2014", TODAY, 2015).when.edtf == "2014-03-12"
    assert read_date("12/3", TODAY, 2015).when.edtf == "2015-03-12"


def test_as_an_end_ongoing_is_open() -> None:
    assert read_date("ongoing", TODAY, None, True).when.edtf == ".."
    with pytest.raises(NotADate):
        read_date("ongoing", TODAY)


def test_easter_falls_where_it_fell() -> None:
    known = {2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2015: (4, 5), 2016: (3, 27), 2019: (4, 21), 2024: (3, 31)}
    assert {year: easter_sunday(year) for year in known} == {year: date(year, *day) for year, day in known.items()}


DAYS = st.dates(date(1950, 1, 1), TODAY)
FORMS = st.sampled_from(
    [
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%d %B %Y",
        "%d %b %Y",
        "%d%b%Y",
        "%A %d %B %Y",
        "%a %d/%m/%Y",
        "%Y-%m-%d",
        "%B %d, %Y",
    ]
)


@given(DAYS, FORMS, st.sampled_from(["", "on ", " "]), st.sampled_from(["", ".", " "]))
def test_without_a_mark_the_bounds_are_the_day(day: date, form: str, before: str, after: str) -> None:
    when = read_date(f"{before}{day.strftime(form)}{after}", TODAY).when
    assert when.earliest == when.latest == day


@given(DAYS, st.integers(0, 400), FORMS, st.sampled_from([" - ", " to ", "-", " until ", " – "]))
def test_a_stretch_holds_both_its_ends_and_all_between(day: date, more: int, form: str, between: str) -> None:
    end = min(day + timedelta(days=more), TODAY)
    when = read_date(f"{day.strftime(form)}{between}{end.strftime(form)}", TODAY).when
    assert (when.earliest, when.latest) == (day, end)


@given(
    DAYS, st.sampled_from(["{:%B %Y}", "early {:%B %Y}", "mid {:%B %Y}", "late {:%B %Y}", "{:%Y}", "w/c {:%d/%m/%Y}"])
)
def test_rough_words_hold_the_day_that_they_were_made_from(day: date, words: str) -> None:
    when = read_date(words.format(day), TODAY).when
    third = 0 if day.day <= 10 else 1 if day.day <= 20 else 2
    if not words.startswith(("early", "mid", "late")) or words.startswith(("early", "mid", "late")[third]):
        assert when.earliest and when.latest and when.earliest <= day <= when.latest


@given(st.text(max_size=40))
def test_any_words_are_a_date_or_a_numbered_refusal(words: str) -> None:
    try:
        when = read_date(words, TODAY).when
    except NotADate as refused:
        assert refused.rule in {"C101", "C102", "C103", "C104", "C105", "C107"}
    else:
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest
        again = read_date(when.edtf, TODAY).when if when.edtf != ".." else when
        assert (again.earliest, again.latest) == (when.earliest, when.latest)


def test_days_beneath_one_another_in_a_cell() -> None:
    when = read_date("22.05.2016\n24.05.2016", date(2026, 11, 26)).when
    assert (when.edtf, when.text) == ("2016-05-22/2016-05-24", "22.05.2016\n24.05.2016")
    with pytest.raises(NotADate):
        read_date("22.05.2016 24.05.2016", date(2026, 11, 26))


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("09.30", "09:30"), ("9:30am", "09:30"), ("9.30 a.m.", "09:30"), ("0930", "09:30"), ("0930hrs", "09:30"),
        ("1430hrs", "14:30"), ("14:30", "14:30"), ("2.30pm", "14:30"), ("2:30 PM", "14:30"), ("14h30", "14:30"),
        ("14;30", "14:30"), ("14:30:59", "14:30"), ("9am", "09:00"), ("9 pm", "21:00"), ("9 o'clock", "09:00"),
        ("12pm", "12:00"), ("12am", "00:00"), ("12.15am", "00:15"), ("noon", "12:00"), ("midday", "12:00"),
        ("midnight", "00:00"), ("?14:30", "14:30"), ("approx 9.30", "09:30"),
        ("circa 2pm", "14:00"), ("@ 1430", "14:30"),
        ("09:30 - 10:15", "09:30"), ("9-10.30am", "09:00"), ("2.00-3.30pm", "14:00"),
        ("21:00hrs", "21:00"), ("930", "09:30"), ("0.5", "12:00"), ("0.395833333", "09:30"), ("0.30", "00:30"),
        ("", ""), ("unknown", ""), ("n/k", ""), ("morning", ""), ("early evening", ""),
        ("pm", ""), ("not recorded", ""),
        ("14-30", "14:30"), ("2-30pm", "14:30"), ("half past 2pm", "14:30"), ("quarter to 3 in the morning", "02:45"),
        ("2.30 in the afternoon", "14:30"), ("9 at night", "21:00"), ("12:00 noon", "12:00"), ("10-11am", "10:00"),
        ("after school", ""), ("half past two", ""), ("breakfast time", ""), ("13am", None),
        ("25:00", None), ("14:60", None), ("half past", None), ("see notes", None), ("24:00", None), ("99", None),
    ],
)  # fmt: skip
def test_times(words: str, time: str | None) -> None:
    assert read_time(words) == time


@given(st.times())
def test_every_time_is_read_back(time: object) -> None:
    for form in ("{:%H:%M}", "{:%H.%M}", "{:%H%M}", "{:%H%Mhrs}", "{:%I:%M%p}", "{:%I.%M %p}"):
        assert read_time(form.format(time)) == f"{time:%H:%M}"
