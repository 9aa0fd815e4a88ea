"""The numbered checks of a row, each with what stands on its page. A number never changes its meaning. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that a row must keep: its stable `number`, its `title`, and what it `asks`.

    `example` is what breaks it, `matters` why that is no small thing, `do` what to do: its page in the system, in the
    guide and at the command line says all of them.
    """

    number: str
    title: str
    asks: str
    example: str
    matters: str
    do: str


CHECKS: dict[str, Check] = {
    check.number: check
    for check in (
        Check(
            "C101",
            "No start date",
            "Every row says when: a day, or as much of a date as the record has.",
            "The Start Date cell is empty, or says “unknown”, “n/k” or “TBC”.",
            "Without any date a row cannot stand in a timeline, and a date that nobody knows must not be made up.",
            "Give as much as the record has: a month, a year, “before June 2014”, “?2014”, “c. March 2015”. "
            "A row that only explains something is a note: begin its source with #.",
        ),
        Check(
            "C102",
            "A date that cannot be read",
            "A date cell holds one date or one stretch of dates, and nothing else.",
            "“Week before she moved”, “see above”, “12th”.",
            "What cannot be read cannot be ordered, and would have to be guessed.",
            "Write one date and nothing else in the cell, in any usual spelling: 22.5.16, 22 May 2016, 12-14 "
            "March 2015, between 3 and 5 March 2015, early March 2015, Easter 2016, autumn term 2014. Put "
            "other words into the event.",
        ),
        Check(
            "C103",
            "A day that never was",
            "The calendar has the day, and the month.",
            "“31/02/2015”, or “04/13/2015”, which has no month 13.",
            "Either the day or the month is wrong, and nobody can tell here which.",
            "Look at the record. Dates are read as day, month, year.",
        ),
        Check(
            "C104",
            "A date that can be several",
            "The words say one date: with its year, and in one reading.",
            "“12 March” without a year, “winter 2015”, “Mar 15”, “03/12”.",
            "Two readings lie far apart, and a choice between them would be printed as a fact.",
            "Write the year in four figures, and winter with both its years: winter 2015/16.",
        ),
        Check(
            "C105",
            "A year that cannot be meant",
            "The year lies after 1899 and not more than 20 years after today.",
            "“12/03/2105”.",
            "It is most often a slip of the hand, and would stretch every picture of the timeline.",
            "Mend the year.",
        ),
        Check(
            "C106",
            "An end date that is none",
            "What stands as the end of an entry is a date, or is left empty.",
            "The End Date cell says “later that week”.",
            "An end that cannot be read would be left out, and the entry would look shorter than it was.",
            "Write a date, “ongoing”, or leave the cell empty and tell of the end in the event.",
        ),
        Check(
            "C107",
            "An end before its start",
            "What goes on for a time ends on the day it starts, or later.",
            "It starts on 12 March and ends on 10 March; or “15/03/2015 - 12/03/2015”.",
            "One of the two days is wrong.",
            "Look at the record, and mend the one that is.",
        ),
        Check(
            "C108",
            "A time that cannot be read",
            "A time cell holds a time of day, or is left empty.",
            "“25:00”, or “half past”.",
            "A time that cannot be read would order the day wrongly.",
            "Write 09:30, 9.30am, 1430hrs or noon. “Morning” and “unknown” are kept as they are, and count as no time.",
        ),
        Check(
            "C110",
            "No source",
            "Every row says in which record it stands; the organisation is added when it is read.",
            "The Source of Information cell is empty, or the file has no such column.",
            "A reader must be able to go back to the record; what has no source cannot be checked.",
            "Name the record it stands in, such as “Health visitor’s notes”. Do not write your organisation: "
            "it is added when your file is read.",
        ),
        Check(
            "C111",
            "Nothing is told",
            "Every row tells an event, an action or a comment.",
            "The row has a date and a source and no other words.",
            "It says that something was, and not what.",
            "Tell the event, or take the row out.",
        ),
        Check(
            "C112",
            "An empty cell that must be filled in",
            "What the partnership asks of every row stands in it.",
            "The partnership asks whether the child was seen, and the cell under “Child seen?” is empty.",
            "An empty cell does not say whether nothing was recorded or nobody looked.",
            "Fill it in. Where the record does not say, write “not recorded”.",
        ),
    )
}
