"""Dates only as exact as they were said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.kernel.periods import NOT_STATED, in_words, is_period, is_period_or_nothing, parse, sort_key, stated
from throughline.kernel.periods import understood as read


@pytest.mark.parametrize(
    ("iso", "words", "first", "last"),
    [
        ("2016", "2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", "February 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-03-09", "9 March 2016", date(2016, 3, 9), date(2016, 3, 9)),
        ("2016-03/2017", "March 2016 to 2017", date(2016, 3, 1), date(2017, 12, 31)),
    ],
)
def test_a_period_is_as_wide_as_its_words(iso: str, words: str, first: date, last: date) -> None:
    period = parse(iso)
    assert period is not None
    assert (period.words, period.first, period.last, period.iso) == (words, first, last, iso)


@pytest.mark.parametrize(
    "wrong",
    (
        *("", None, "2016-3", "2016-13", "2016-02-30", "2016-00", "2016-01-00", "16", "2017/2016", "2016/", "/2016"),
        *("2016/2017/2018", " 2016", "２０１６", "0000", "2016-03-09T10:00"),
    ),
)
def test_what_is_no_written_form_is_no_period(wrong: str | None) -> None:
    assert not is_period(wrong)
    assert is_period_or_nothing(wrong) is (not wrong)
    assert in_words(wrong) == NOT_STATED


def test_the_words_of_the_text_come_first_and_no_date_is_ever_put_in_their_place() -> None:
    assert stated("in the spring", "2016") == "in the spring"
    assert stated("", "2016-03") == "March 2016"
    assert stated("  ", "") == "date not stated"


def test_what_is_not_stated_comes_after_everything() -> None:
    order = ["", "2017-01", "2016", "2016-01-01", "2016-01/2016-02"]
    assert sorted(order, key=sort_key) == ["2016-01-01", "2016-01/2016-02", "2016", "2017-01", ""]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("9 March 2016", "2016-03-09"),
        ("Wednesday 9th of March, 2016", "2016-03-09"),
        ("march 2016", "2016-03"),
        ("Sept. 2014", "2014-09"),
        ("2016", "2016"),
        ("9/3/2016", "2016-03-09"),
        ("2016-03", "2016-03"),
        ("between May 2015 and June 2016", "2015-05/2016-06"),
        ("2016-03-01 to 2016-04", "2016-03-01/2016-04"),
        ("2014/2015", "2014/2015"),
        ("31 February 2016", ""),
        ("0 March 2016", ""),
        ("March", ""),
        ("spring 2016", ""),
        ("2016-17", ""),
        ("since March 2016", ""),
        ("June 2017 to March 2016", ""),
        ("13/13/2016", ""),
        ("9/0/2016", ""),
    ],
)
def test_typed_dates_are_understood_whole_or_not_at_all(typed: str, iso: str) -> None:
    assert read(typed) == iso


@given(st.dates(date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_every_period_is_read_back_from_its_own_words(day: date, exact: int) -> None:
    iso = day.isoformat()[:exact]
    assert read(in_words(iso)) == iso


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_written_form_or_nothing(text: str) -> None:
    assert is_period_or_nothing(read(text))
    parse(text)
