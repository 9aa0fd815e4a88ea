"""Dates as people in Britain write them: what each means, told by hand, and its bounds by its EDTF."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from throughline.chronology.rules import NotADate, read_date

TODAY = date(2026, 11, 26)

# Each line: what it means, then ways to write it.
MEANT = """
../2016-03-07 : on or before 7 March 2016 | on/before 7/3/16 | by 7 March 2016 | no later than 7/3/16
../2016-03-07 : until 7 March 2016
../2016-03-07 : up to and including 7/3/16 | 7/3/16 or before | <=7/3/16
2016-03-07/.. : on or after 7 March 2016 | on or since 7/3/16 | not before 7 March 2016 | since 7 March 2016
2016-03-07/.. : from 7/3/16
2016-03-07/.. : 7 March 2016 onwards | 7/3/16 - present | 7/3/16 to date | 7th March 2016 and ongoing
2016-03-07/.. : ongoing since 7/3/16
../2016-03-06 : before 7 March 2016 | prior to 7/3/16 | just before 7/3/16 | pre 7/3/16 | before ?7/3/16
2016-03-08/.. : after 7 March 2016 | shortly after 7/3/16 | post 7/3/16
2016-03-01/2016-03-10 : early March 16 | early March 2016 | Early in March 2016 | beginning of March 2016
2016-03-01/2016-03-10 : beg. March 2016
2016-03-01/2016-03-10 : start of March '16 | beginning Mar 16 | begining of March 2016 | earlier in March 2016
2016-05-01/2016-05-10 : early May 2016 | early May 16
2016-05-02 : early May bank holiday 2016 | May Day bank holiday 2016
2016-05-01/2016-05-02 : May Day 2016
2016-05-14/2016-05-30 : Whitsun 2016 | Whit week 2016
2016-05-22/2016-05-24 : May 22-24, 2016 | May 22nd to 24th 2016 | May 22 and 24, 2016
2016-05-23/2016-05-29 : mid-week 23 May 2016
2016-05-22 : ２２／０５／２０１６ | 22/05/2016​ | 22⁄05⁄2016
2016-05-22? : believed 22 May 2016
2016-05-22~ : ca 22/5/16
2016-05 : May 2016 (various) | on an unknown date in May 2016
2016-05/2016-06 : either May or June 2016
2016-04/2016-09 : 2016 Q2
2016 : Year: 2016 | 2016 (continued)
../2016-05-22 : before or on 22 May 2016
2016-05-21/2016-05-31 : late May 2016
2016-08-21/2016-08-31 : late August 2016
2016-03-11/2016-03-20 : mid March 16 | mid-March 2016 | mid-Mar-16 | middle of March 2016
2016-03-21/2016-03-31 : late March 16 | end March 16 | end of March 2016 | at the end of March 2016
2016-03-21/2016-03-31 : later in March 2016
2016-03-21/2016-03-31 : towards the end of March 2016 | near the end of March 2016 | latter part of March 2016
2016-03-01/2016-03-20 : early to mid March 2016 | early/mid March 2016 | early-mid March 2016
2016-03-11/2016-03-31 : mid to late March 2016 | mid/late March 16
2016-03-21/2016-04-10 : late March/early April 2016 | late March - early April 2016
2015-12-21/2016-01-10 : end Dec 2015/beginning Jan 2016
2015-09-01/2016-04-30 : late 2015/early 2016 | end of 2015 to early 2016
2016-02-08/2016-02-28 : Feb half term 2016 | half term Feb 2016 | half-term (Feb 2016) | February 2016 half term
2016-02-08/2016-02-28 : spring half term 2016
2015-10-15/2015-11-07 : half-term October 2015 | half term Oct 2015 | October half-term holiday 2015
2015-10-15/2015-11-07 : Oct 2015 half term
2016-05-22/2016-06-09 : May half term 2016 | half term in May 2016 | Whit half term 2016
2015-12-31/2016-01-02 : New Year 2016 | New Year's 2016
2015-12-24/2016-01-02 : Christmas and New Year 2015/16 | Christmas/New Year 2015
2016-01-01/2016-04-20 : Easter term 2016 | Spring term 2016 | Spring term 2015/16 | Lent term 2016
2016-01-01/2016-04-20 : 2016 spring term | Spring 2016 term
2015-09-01/2015-12-31 : Autumn term 2015 | autumn term 15/16 | Autumn term, 2015 | Michaelmas term 2015
2015-09-01/2015-10-31 : Autumn 1 2015 | first half of autumn term 2015
2016-03-25/2016-03-28 : Easter 2016 | Easter weekend 2016 | 2016 Easter | over Easter 2016
2016-03-11/2016-04-11 : Easter holidays 2016 | Easter 2016 holidays | Easter hols 16
2016-07-10/2016-09-10 : summer holidays 2016 | school summer holidays 2016 | summer 2016 holidays
2015-12-24/2015-12-26 : Christmas 2015 | Xmas 2015 | over Christmas 2015
2016-03-28 : Easter Monday 2016 | Easter Monday 28/3/16 | 28 March 2016 (Easter Monday)
2015-12-26 : Boxing Day 2015 | Boxing Day 26/12/15 | 26 December 2015, Boxing Day
2016-05-02/2016-05-30 : May bank holiday 2016 | Bank holiday Monday May 2016
2016-05-30 : bank holiday Monday 30 May 2016 | late May bank holiday 2016 | spring bank holiday 2016
2016-08-29 : August bank holiday 2016 | August bank holiday Monday 2016
2016-06-19 : Father's Day 2016
2016-09/2017-08 : 2016-17 academic year | 2016/17 academic year | academic year 2016-17 | school year 2016/17
2016-09/2017-08 : AY 2016/17
2015-04/2016-03 : financial year 2015/16 | FY 2015/16 | 2015/16 financial year
2015-04-06/2016-04-05 : tax year 2015/16
2016-01/2016-03 : first quarter of 2016 | January to March 2016 | Jan-Mar 16 | Q4 2015/16
2016-01/2016-06 : Q1 2016
2016-01-01/2016-06-30 : first half of 2016 | 1st half of 2016
2016-03-16/2016-03-31 : second half of March 2016 | latter half of March 16
2016-03-01/2016-03-07 : first week of March 2016 | 1st week in March 16 | first week March 2016
2016-03-25/2016-03-31 : last week of March 2016
2016-03-07/2016-03-13 : w/c 7 March 2016 | w.c. 7/3/16 | wc 7/3/16 | w/b 7/3/16
2016-03-07/2016-03-13 : week commencing Monday 7th March 2016 | wk beg 7/3/16
2016-03-07/2016-03-13 : wk commencing 7/3/16 | week beginning 7/3/16 | week of 7 March 2016 | week 7/3/16
2016-03-07/2016-03-15 : week of 9 March 2016
2016-03-05/2016-03-11 : w/e 11/3/16 | week ending Friday 11 March 2016 | w/ending 11/3/16
2016-03-12/2016-03-13 : weekend of 12 March 2016 | weekend 12/13 March 2016 | w/end 12/3/16
2016-03-12/2016-03-13 : weekend of Sat 12 March 2016
2016-03-07/2016-03-20 : fortnight beginning 7 March 2016 | two weeks from 7/3/16
2016-03/2016-04 : March/April 2016 | Mar/Apr 16 | Mar - Apr 16 | March and April 2016 | March 2016/April 2016
2015-12/2016-01 : Dec/Jan 2015/16 | December - January 2016 | Dec 2015/Jan 2016
2016-03-07 : 7.3.16 | Mon 7th Mar '16 | 07-03-2016 | 7th March, 2016 | March 7, 2016 | 2016 March 7 | [7/3/16]
2016-03-07 : "7/3/16" | 7/3/16: | 07/O3/2O16
2016-03-07 : the seventh of March 2016 | 7 March (Mon) 2016 | 2016-03-07T00:00:00 | 7/3/16 afternoon | am 7/3/16
2016-03-07 : evening of 7 March 2016
2016-03-07/2016-03-08 : night of 7/8 March 2016 | 7/8 March 2016 | 7 or 8 March 2016
2016-03-07/2016-03-08 : Monday or Tuesday 7/8 March 2016
2016-03-07/2016-03-09 : 7-9/3/16 | 7/3/16-9/3/16 | 7/3/16to9/3/16 | between 7 and 9 March 2016
2016-03-07/2016-03-09 : from 7 to 9 March 2016 | 7 & 9 March 2016
2015-12-31/2016-01-06 : 31/12/2015 - 6 January | 31 December 2015 to 6 Jan | 31 Dec - 6 Jan 2016
2016-04/2016-05-14 : April - May 14, 2016 | from April until May 14, 2016
2015-01/2015-03 : January 2015/03/2015 | 01/2015 - 03/2015
2016-03-07/2016-03-14 : 7/3/16, 9/3/16 and 14/3/16 | 7/3/16, 9/3/16, 14/3/16
2016-03 : month of March 2016 | March 2016 (exact date unknown) | exact date unknown, March 2016 | --/03/2016
2016-03 : 2016-03-XX | 2016, March
2016-03 : various dates March 2016 | Mar-16 | in March 2016
2016 : year 2016 | at some point in 2016 | calendar year 2016 | 2016-XX-XX | xx/xx/2016 | 2016 (date not known)
1990/1999 : the nineties | 1990s | 90s | 199X
2016-03-07? : 7? March 2016 | 7(?) March 2016 | ?7/3/16 | 07/03/2016? | possibly 7 March 2016
2016-03-07? : 7/3/16 (date uncertain)
2016-03? : March? 2016 | ?March 2016 | probably March 2016
2016-03~ : c. March 2016 | around March 2016 | March 2016 approx | in or around March 2016
2016-03-01~/2016-03-10~ : circa early March 2016 | about early March 16
2014~/2016~ : circa 2014-2016
"""

REFUSED = """
C102 : early May 25, 2007 | mid March 11, 2015 | late December 31, 2016 | mid-July 29, 2002
C102 : Easter Monday to | 7/3/216 | 7/3/20016 | 7/3/2016 9/3/2016 | Jan 2014/15 | 7/3/16 - | last week
C102 : 7/3/16 see notes | Year 7
C103 : 31/02/2016 | 31 April 2016 | thirty-first of April 2016 | 29/2/15 | 32/3/16
C104 : 7/3 | 7 March | half-term 2016 | half term | winter 2015 | Mar 16 | Oct/Nov 2015/16 | Easter Monday 7/3/16
C104 : academic year 2016
C105 : 1899 | 7 March 1066 | 7/3/3016
C107 : 9/3/16 - 7/3/16 | 9-7 March 2016
"""


MONTHS = "January February March April May June July August September October November December"


@pytest.mark.parametrize("month", MONTHS.split(" "))
def test_thirds_of_every_month(month: str) -> None:
    for year, short in ((1999, month[:3]), (2016, month[:3].upper())):
        whole = read_date(f"{month} {year}", TODAY).when
        assert whole.earliest and whole.latest
        for word, first, last in (("early", 1, 10), ("mid", 11, 20), ("late", 21, whole.latest.day)):
            for form in ("{} {} {}", "{}-{} {}", "{} {} '{}"):
                for name in (month, short):
                    said = form.format(word, name, year if "'" not in form else f"{year % 100:02}")
                    when = read_date(said, TODAY).when
                    bounds = (whole.earliest.replace(day=first), whole.earliest.replace(day=last))
                    assert (when.earliest, when.latest) == bounds, said


def lines(table: str) -> list[tuple[str, str]]:
    """Each spelling with what is said of it."""
    parted = [line.split(" : ", 1) for line in table.strip().splitlines()]
    return [(words.strip(), said) for said, several in parted for words in several.split(" | ")]


@pytest.mark.parametrize(("words", "edtf"), lines(MEANT))
def test_what_is_meant(words: str, edtf: str) -> None:
    when = read_date(words, TODAY).when
    assert (when.text, when.edtf) == (words, edtf)
    again = read_date(edtf, TODAY).when
    assert (when.earliest, when.latest) == (again.earliest, again.latest)


@pytest.mark.parametrize(("words", "rule"), lines(REFUSED))
def test_what_is_refused(words: str, rule: str) -> None:
    with pytest.raises(NotADate) as refused:
        read_date(words, TODAY)
    assert refused.value.rule == rule


@pytest.mark.parametrize(
    ("words", "clock", "typed"),
    [
        ("7/3/16 2.30pm", "14:30", "2.30pm"),
        ("7/3/16 1430hrs", "14:30", "1430hrs"),
        ("7/3/16 at 1430", "14:30", "1430"),
        ("7/3/16 c. 2pm", "14:00", "2pm"),
        ("7/3/16 9 o'clock", "09:00", "9 o'clock"),
        ("7/3/16 9am-5pm", "09:00", "9am-5pm"),
        ("2pm on 7/3/16", "14:00", "2pm"),
        ("7/3/16 midday", "12:00", "midday"),
        ("7/3/16 afternoon", "", "afternoon"),
        ("7/3/16 early hours", "", "early hours"),
        ("7/3/16 lunchtime", "", "lunchtime"),
        ("pm 7/3/16", "", "pm"),
        ("07/03/2016 00:00:00", "", ""),
        ("07/03/2016 00:00", "00:00", "00:00"),
    ],
)
def test_a_time_beside_the_day(words: str, clock: str, typed: str) -> None:
    dated = read_date(words, TODAY)
    assert (dated.when.edtf, dated.time, dated.time_text) == ("2016-03-07", clock, typed)


@given(
    some.dates(date(1950, 1, 1), TODAY),
    some.sampled_from(
        [
            "week of {:%-d %B %Y}", "w/c {:%d/%m/%y}", "by {:%-d %B %Y}", "on or after {:%-d/%-m/%Y}",
            "{:%B %Y} (exact date unknown)", "early to late {:%B %Y}", "{:%A %-d %B %Y}", "{:%-d(?) %B %Y}",
            "since {:%B %Y}", "no later than {:%B %Y}", "fortnight beginning {:%-d.%-m.%Y}", "{:%Y}s",
        ]
    ),
)  # fmt: skip
def test_the_bounds_hold_the_day_that_was_meant(day: date, words: str) -> None:
    said = words.format(day) if not words.endswith("s") else f"{day.year // 10 * 10}s"
    when = read_date(said, TODAY).when
    assert (when.earliest or date.min) <= day <= (when.latest or date.max)


@given(
    some.dates(date(1990, 1, 1), TODAY), some.sampled_from([" 2pm", " at 09:30", " (pm)", " overnight", " - evening"])
)
def test_a_time_beside_it_moves_no_day(day: date, after: str) -> None:
    for form in ("%d/%m/%y", "%-d %B %Y", "%d.%m.%Y", "%-d-%b-%y"):
        when = read_date(day.strftime(form) + after, TODAY).when
        assert when.earliest == when.latest == day


@pytest.mark.parametrize(
    "words",
    [
        "1-" * 30 + "1", "1/1/16, " * 14, "easter " * 17, "easter monday " + "1 " * 50, "half term " * 12, "7? " * 40,
        "early to " * 13 + "2016", "week of " * 14 + "1/1/16", "(" * 60 + "1/1/16" + ")" * 60, "o/" * 60, "1.1." * 30,
        "the " * 29 + "1st", "mon or " * 16 + "1/1/16", "before " * 16 + "2016", "jan/feb " * 14, "date unknown " * 9,
    ],
)  # fmt: skip
def test_words_made_to_take_long_are_done_with_at_once(words: str) -> None:
    begun = time.perf_counter()
    try:
        read_date(words, TODAY)
    except NotADate as refused:
        assert refused.rule in ("C102", "C103", "C104", "C107")
    assert time.perf_counter() - begun < timedelta(seconds=1).total_seconds()
