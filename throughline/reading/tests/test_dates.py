"""Dates as written, with a value only where the text gives a year."""

# ruff: noqa: E501  (tables of cases, one a line)

from __future__ import annotations

import pytest

from throughline.reading import read_text


@pytest.mark.parametrize(
    ("text", "printed", "iso"),
    [
        ("It met on 7 th September 2010 in public.", "7 th September 2010", "2010-09-07"),
        ("It met on Tuesday 14 November 2023 in public.", "Tuesday 14 November 2023", "2023-11-14"),
        ("Signed on the 3rd of May 2019 by all.", "3rd of May 2019", "2019-05-03"),
        ("An event in Sept 2021 was held.", "Sept 2021", "2021-09"),
        ("It died down in 2013 for a time.", "2013", "2013"),
        ("A newsletter in early 2016 said so.", "early 2016", "2016"),
        ("A survey in spring 2019 was made.", "spring 2019", "2019"),
        ("The 2015/16 report of the panel.", "2015/16", "2015/2016"),
        ("The analysis of 2014 – 2017 says so.", "2014 – 2017", "2014/2017"),
        ("Children died from 2006 to 2009 there.", "2006 to 2009", "2006/2009"),
        ("Seen between March and June 2018 by us.", "March and June 2018", "2018-03/2018-06"),
        ("From 1 April 2021 to 31 March 2022 it met.", "1 April 2021 to 31 March 2022", "2021-04-01/2022-03-31"),
        ("Incidents between 010419 and 310320 count.", "010419", "2019-04-01"),
        ("Discussed on 12/03/2018 by the group.", "12/03/2018", "2018-03-12"),
        ("Agreed on 14.6.2021 by the partners.", "14.6.2021", "2021-06-14"),
        ("The file 2021-12-09 is there.", "2021-12-09", "2021-12-09"),
        ("It will be repeated in September by them.", "September", None),
        ("It will be held again in the spring by them.", "spring", None),
        ("Published on 6 July and read by all.", "6 July", None),
    ],
)
def test_a_date_is_read_as_printed(text: str, printed: str, iso: str | None) -> None:
    assert (printed, iso) in [(date.text, date.iso) for date in read_text(text).dates]


def test_figures_in_a_form_are_a_date() -> None:
    assert [(d.text, d.iso, d.means) for d in read_text("Date:\t24 06 20\nOfficer:\tHead of Service").dates] == [
        ("24 06 20", "2020-06-24", "report")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It cost 010419 pounds.", "Section 11 and 10-15 years.", "Working Together 2018 Guidance", "The Children Act 2004 applies.",
        "Call 01234 567890 now.", "A child may march in line.", "Ratio 3/4 and score 12/40.", "On 31/02/2019 nothing can happen.",
    ],
)  # fmt: skip
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert read_text(text).dates == ()


def test_what_a_date_means_is_said_by_the_words_before_it() -> None:
    text = "The review was published on 5 May 2020. Child V died on 2 June 2018. Agreed by the Board on 1 May 2020."
    assert [date.means for date in read_text(text).dates] == ["published", "died", "agreed"]
