"""Due days worked out by hand with a calendar, each with its reason. Columns: edition, clock, event and day, hold, the
day it is due, the day without the hold, why. `from_aware` has the rapid review start from becoming aware."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One clock worked by hand; `due` is empty where the edition has no such clock."""

    edition: str
    clock: str
    event: str
    day: str
    due: str
    why: str
    hold: str = ""
    without: str = ""
    from_aware: bool = False


CASES = (
    # WT2006 fixes no limit: when a review is complete is agreed with the Government Office.
    Case("wt2006", "review_complete", "review_decided", "2008-03-03", "", "No length is fixed"),
    Case("wt2006", "notify_panel", "aware", "2008-12-24", "", "There is no duty to notify within days yet"),
    Case("wt2006", "keep_published", "published", "2009-02-02", "", "Only a summary is published, for no fixed time"),
    # WT2010
    Case("wt2010", "review_complete", "review_decided", "2010-03-17", "2010-09-17", "Same day number six months on"),
    Case(
        "wt2010", "review_complete", "review_decided", "2010-08-31", "2011-02-28", "February has no 31st: its last day"
    ),
    Case("wt2010", "review_complete", "review_decided", "2011-08-31", "2012-02-29", "The same, in a leap year"),
    Case("wt2010", "review_complete", "review_decided", "2012-06-30", "2012-12-30", "A Sunday, and not moved off it"),
    Case(
        "wt2010",
        "review_complete",
        "review_decided",
        "2010-03-31",
        "2010-10-07",
        "30 September, and the seven held days later; none of those seven was held",
        "2010-05-03..2010-05-09",
        "2010-09-30",
    ),
    # WT2013
    Case(
        "wt2013", "notify_panel", "aware", "2013-05-02", "2013-05-10", "Thursday; the bank holiday of 6 May is left out"
    ),
    Case("wt2013", "notify_partners", "aware", "2013-08-23", "2013-09-02", "Friday; 26 August is a bank holiday"),
    Case("wt2013", "notify_panel", "aware", "2013-12-20", "2013-12-31", "23, 24, 27, 30 and 31 December count"),
    Case("wt2013", "scr_decision", "incident_notified", "2014-01-31", "2014-02-28", "February has no 31st"),
    Case("wt2013", "not_reviewing_notice", "not_reviewing", "2013-12-20", "2014-01-03", "14 days of any kind"),
    Case("wt2013", "advance_copy", "publishing", "2014-03-10", "2014-03-03", "One week back"),
    Case("wt2013", "advance_copy", "publishing", "2014-03-02", "2014-02-23", "One week back from a Sunday is a Sunday"),
    Case("wt2013", "keep_published", "published", "2013-06-14", "2014-06-14", "Twelve months"),
    Case(
        "wt2013",
        "not_reviewing_notice",
        "not_reviewing",
        "2014-04-01",
        "2014-04-18",
        "Three of the fourteen days were held, so the 17th day is the fourteenth that counts; Good Friday is a day",
        "2014-04-05..2014-04-07",
        "2014-04-15",
    ),
    # WT2015
    Case(
        "wt2015", "notify_panel", "aware", "2015-04-02", "2015-04-13", "Maundy Thursday; Easter takes the 3rd and 6th"
    ),
    Case(
        "wt2015",
        "notify_panel",
        "aware",
        "2015-12-23",
        "2016-01-04",
        "24, 29, 30, 31 December; 28th is in lieu, 1 January off",
    ),
    Case("wt2015", "scr_decision", "incident_notified", "2016-01-31", "2016-02-29", "The last day of a leap February"),
    Case(
        "wt2015", "not_reviewing_notice", "not_reviewing", "2016-02-16", "2016-03-01", "Over the leap day, which counts"
    ),
    Case("wt2015", "review_complete", "review_decided", "2015-12-31", "2016-06-30", "June has no 31st"),
    Case("wt2015", "keep_published", "published", "2016-02-29", "2017-02-28", "From a leap day to a year without one"),
    Case("wt2015", "advance_copy", "publishing", "2016-03-03", "2016-02-25", "One week back over the leap day"),
    Case(
        "wt2015",
        "notify_panel",
        "aware",
        "2016-12-22",
        "2017-01-04",
        "23 and 28 to 30 December count; 26, 27 December and 2 January are off; 3 January is held",
        "2017-01-03..2017-01-03",
        "2017-01-03",
    ),
    # WT2018
    Case("wt2018", "notify_panel", "aware", "2018-06-29", "2018-07-06", "Friday to Friday"),
    Case("wt2018", "notify_panel", "aware", "2020-05-04", "2020-05-12", "8 May 2020 was a bank holiday, 4 May was not"),
    Case(
        "wt2018", "rapid_review", "notified", "2019-12-13", "2020-01-08", "Christmas, Boxing Day and New Year are off"
    ),
    Case(
        "wt2018",
        "rapid_review",
        "aware",
        "2019-04-11",
        "2019-05-07",
        "From becoming aware: Good Friday, Easter Monday and the first Monday of May are off",
        from_aware=True,
    ),
    Case(
        "wt2018",
        "advance_copy",
        "publishing",
        "2019-04-25",
        "2019-04-12",
        "Back over Easter: 24, 23, 18, 17, 16, 15, 12",
    ),
    Case(
        "wt2018",
        "notify_partners",
        "aware",
        "2022-05-30",
        "2022-06-08",
        "2 and 3 June were the jubilee: 31, 1, 6, 7, 8",
    ),
    Case("wt2018", "notify_panel", "aware", "2022-09-15", "2022-09-23", "19 September was the funeral: 16, 20 to 23"),
    Case("wt2018", "rapid_review", "notified", "2023-04-24", "2023-05-17", "1 and 8 May are off: 4 + 4 + 4 + 3 days"),
    Case("wt2018", "keep_published", "published", "2021-12-20", "2022-12-20", "Twelve months"),
    Case(
        "wt2018",
        "rapid_review",
        "notified",
        "2021-03-22",
        "2021-04-20",
        "15th working day is 14 April (2 and 5 April off); four working days were held, Thursday to Tuesday",
        "2021-04-08..2021-04-13",
        "2021-04-14",
    ),
    Case(
        "wt2018",
        "rapid_review",
        "notified",
        "2021-06-07",
        "2021-06-28",
        "Only a Saturday and a Sunday were held, which never count",
        "2021-06-12..2021-06-13",
        "2021-06-28",
    ),
    # WT2023
    Case("wt2023", "notify_panel", "aware", "2026-01-05", "2026-01-12", "Monday to Monday"),
    Case("wt2023", "notify_panel", "aware", "2024-03-28", "2024-04-08", "Easter takes 29 March and 1 April: 2 to 5, 8"),
    Case("wt2023", "notify_panel", "aware", "2024-12-21", "2024-12-31", "A Saturday: 23, 24, 27, 30, 31 December"),
    Case("wt2023", "rapid_review", "notified", "2026-02-18", "2026-03-11", "No bank holiday between"),
    Case(
        "wt2023", "rapid_review", "notified", "2025-03-24", "2025-04-14", "The clocks change on 30 March; days do not"
    ),
    Case("wt2023", "rapid_review", "notified", "2025-12-12", "2026-01-07", "25, 26 December and 1 January are off"),
    Case("wt2023", "review_complete", "review_decided", "2025-08-29", "2026-02-28", "No 29 February in 2026"),
    Case("wt2023", "review_complete", "review_decided", "2023-12-31", "2024-06-30", "June has no 31st"),
    Case("wt2023", "advance_copy", "publishing", "2026-03-17", "2026-03-06", "16, 13, 12, 11, 10, 9, 6 March"),
    Case(
        "wt2023", "advance_copy", "publishing", "2025-01-06", "2024-12-23", "3, 2 January; 31, 30, 27, 24, 23 December"
    ),
    Case(
        "wt2023",
        "advance_copy",
        "publishing",
        "2026-03-17",
        "2026-03-06",
        "A clock counted backwards takes no hold",
        "2026-03-09..2026-03-10",
        "2026-03-06",
    ),
    Case(
        "wt2023",
        "review_complete",
        "review_decided",
        "2024-05-13",
        "2025-04-09",
        "13 November 2024, and 147 held days later",
        "2024-07-08..2024-12-01",
        "2024-11-13",
    ),
    Case(
        "wt2023",
        "review_complete",
        "review_decided",
        "2024-01-10",
        "2024-07-25",
        "Ten held days by 10 July push it to the 20th; five more were held by then, and push it to the 25th",
        "2024-07-01..2024-07-15",
        "2024-07-10",
    ),
    # WT2026
    Case("wt2026", "notify_panel", "aware", "2026-04-02", "2026-04-13", "Easter takes 3 and 6 April: 7 to 10, 13"),
    Case(
        "wt2026",
        "notify_partners",
        "aware",
        "2026-12-23",
        "2027-01-04",
        "24, 29, 30, 31 December; 25, 28 and 1 January off",
    ),
    Case("wt2026", "rapid_review", "notified", "2026-05-01", "2026-05-26", "4 and 25 May are off"),
    Case("wt2026", "review_complete", "review_decided", "2026-03-31", "2026-09-30", "September has no 31st"),
    Case(
        "wt2026",
        "advance_copy",
        "publishing",
        "2026-06-02",
        "2026-05-21",
        "1 June, then 29, 28, 27, 26, 22 and 21 May: the 25th is off",
    ),
    Case("wt2026", "keep_published", "published", "2027-02-28", "2028-02-28", "The same day number, not the leap day"),
    Case(
        "wt2026", "rapid_review", "notified", "2026-10-19", "2026-11-09", "The clocks change on 25 October; days do not"
    ),
    Case(
        "wt2023",
        "rapid_review",
        "notified",
        "2026-02-18",
        "2026-03-13",
        "The hold began before the start: of its days the 19th and 20th were to count, and two more do instead",
        "2026-02-16..2026-02-20",
        "2026-03-11",
    ),
    Case(
        "wt2023",
        "rapid_review",
        "notified",
        "2026-02-18",
        "2026-03-11",
        "Day 0 alone was held, which never counts",
        "2026-02-18..2026-02-18",
        "2026-03-11",
    ),
    Case(
        "wt2023",
        "rapid_review",
        "notified",
        "2026-02-18",
        "2026-03-12",
        "The due day itself was held, so the next working day is the fifteenth",
        "2026-03-11..2026-03-11",
        "2026-03-11",
    ),
    Case(
        "wt2023",
        "rapid_review",
        "notified",
        "2026-02-18",
        "2026-03-11",
        "The hold begins on the day after the fifteenth",
        "2026-03-12..2026-03-31",
        "2026-03-11",
    ),
    Case(
        "wt2018",
        "review_complete",
        "review_decided",
        "2019-08-31",
        "2020-03-02",
        "29 February 2020, a leap day and a Saturday; the two held days push it to Monday 2 March",
        "2020-02-28..2020-02-29",
        "2020-02-29",
    ),
    Case(
        "wt2018",
        "review_complete",
        "review_decided",
        "2019-08-31",
        "2020-02-29",
        "Only the day of the decision was held, which is day 0",
        "2019-08-31..2019-08-31",
        "2020-02-29",
    ),
    Case(
        "wt2013",
        "scr_decision",
        "incident_notified",
        "2014-01-30",
        "2014-02-28",
        "February has no 30th; its last day is a Friday",
    ),
    Case(
        "wt2015",
        "advance_copy",
        "publishing",
        "2017-03-01",
        "2017-02-22",
        "One week back; the held days change nothing, as a clock counted backwards takes no hold",
        "2017-02-22..2017-02-28",
        "2017-02-22",
    ),
    Case("wt2018", "advance_copy", "publishing", "2023-05-10", "2023-04-27", "9 May; 5, 4, 3, 2 May; 28, 27 April"),
    Case("wt2018", "notify_panel", "aware", "2020-05-07", "2020-05-15", "Friday 8 May was off: 11 to 15 May"),
    Case("wt2013", "keep_published", "published", "2016-02-29", "2017-02-28", "A leap day, a year on"),
    Case("wt2026", "notify_panel", "aware", "2035-12-24", "2036-01-03", "25, 26 and 1 January off: 27, 28, 31, 2, 3"),
)
