"""Missed appointments that nothing follows; and what is claimed of days of which only one side is known."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from throughline.chronology.rules import Timeline, merge, unfollowed
from throughline.chronology.rules.ages import ages
from throughline.chronology.rules.knowing import known_on
from throughline.chronology.tests.makers import TODAY, csv_of, read
from throughline.chronology.tests.test_rules_further import entry

HEADS = ("Date", "Source", "Event", "Action", "Child")


def told(*rows: tuple[str, ...], agency: str = "clinic") -> Timeline:
    full = [(day, "Log", event, *(*more, "", "")[:2]) for day, event, *more in rows]
    return read(csv_of(*full, heads=HEADS), f"{agency}.csv")


def found(*rows: tuple[str, ...]) -> list[int]:
    """The rows that were missed and that nothing follows."""
    return [each.entry.row for each in told(*rows).missed]


MISSED = ("1/3/16", "Was not brought to clinic.")


@pytest.mark.parametrize(
    "event", ["DNA clinic.", "Was not brought.", "Home visit, no reply.", "No access.", "DNA'd 8 week check"]
)
def test_the_last_entry_of_an_agency_may_be_one(event: str) -> None:
    assert found(("1/3/16", event)) == [1]


@pytest.mark.parametrize(
    ("event", "action"),
    [
        ("Telephone call to mother.", ""),
        ("Letter sent to parents.", ""),
        ("New appointment offered for 4 April.", ""),
        ("Appointment rearranged.", ""),
        ("Home visit; Alder seen and weighed.", ""),
        ("Home visit, no reply.", ""),
        ("Discussed at supervision.", ""),
        ("Referred to children\u2019s social care.", ""),
        ("Record reviewed.", "Discharged from the service."),
    ],
)
def test_what_follows_one(event: str, action: str) -> None:
    rows = (MISSED, ("20/3/16", event, action), ("20/4/16", "Letter from the hospital."))
    assert 1 not in found(*rows)
    assert 1 in found(MISSED, ("1/5/16", event, action)), "too late"


@pytest.mark.parametrize(
    "event",
    [
        "Report filed.",
        "No follow-up was recorded.",
        "Nobody contacted the family.",
        "Mother registered with a dentist.",
        "Results of blood test received.",
    ],
)
def test_what_follows_nothing(event: str) -> None:
    assert found(MISSED, ("20/3/16", event)) == [1]


def test_what_the_row_itself_says_was_done_counts() -> None:
    assert found(("1/3/16", "DNA clinic.", "Letter sent, new date given.")) == []
    assert found(("1/3/16", "DNA clinic.", "No letter was sent.")) == [1]


def test_nothing_is_claimed_that_may_have_been_done() -> None:
    assert found(MISSED, ("March 2016", "Telephone call to mother.")) == []
    assert found(MISSED, ("after 1/3/16", "Telephone call to mother.")) == []
    assert found(("March 2016", "Was not brought."), ("20/4/16", "Letter sent.")) == []
    assert found(("March 2016", "Was not brought."), ("20/5/16", "Letter sent.")) == [1]


def test_many_missed_take_no_longer_each() -> None:
    begin = date(2000, 1, 1)
    rows = [
        (f"{begin + timedelta(days=number):%d/%m/%Y}", "Was not brought." if number % 40 == 0 else "Report filed.")
        for number in range(4_000)
    ]
    entries = told(*rows).entries
    begun = time.perf_counter()
    assert len(unfollowed(entries)) == 100
    assert time.perf_counter() - begun < 2


def test_another_child_or_another_agency_follows_nothing() -> None:
    rows = (("1/3/16", "Was not brought.", "", "Amy"), ("5/3/16", "Child seen.", "", "Ben"))
    assert found(*rows) == [1]
    assert found(rows[0], ("5/3/16", "Child seen.", "", "")) == []
    whole = merge(told(MISSED), told(("5/3/16", "Child seen."), agency="school"))
    assert [each.agency for each in whole.missed] == ["clinic"]
    assert "missed" not in whole.as_json(), "the keys of the JSON stay as they are"


def test_it_says_what_it_found_and_what_comes_after() -> None:
    (one,) = told(MISSED, ("1/9/16", "Report filed.")).missed
    assert one.day == date(2016, 3, 1) and one.after and one.after.row == 2
    assert "1/3/16" in one.why and "28 days" in one.why and "1/9/16" in one.why
    (one,) = told(MISSED).missed
    assert one.after is None and "Nothing stands after it." in one.why


@given(some.integers(0, 90), some.integers(1, 60))
def test_the_number_of_days_is_the_one_that_is_asked_for(later: int, within: int) -> None:
    rows = (MISSED, (f"{date(2016, 3, 1) + timedelta(days=later):%d/%m/%Y}", "Telephone call to mother."))
    missed = unfollowed(told(*rows).entries, within)
    assert bool(missed) is (later > within)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2 June 2016", "2y 3m"),
        ("before 2 June 2016", "at most 2y 2m"),
        ("by 2 June 2016", "at most 2y 3m"),
        ("after 2 June 2016", "at least 2y 3m"),
        ("June 2016", "2y 2m to 2y 3m"),
        ("2016", "1y 9m to 2y 9m"),
    ],
)
def test_an_age_at_a_day_that_is_open_is_no_one_age(words: str, said: str) -> None:
    when = entry(words).start
    assert ages((date(2014, 3, 2), date(2014, 3, 2)), when.earliest, when.latest) == said


def test_no_silence_ends_with_an_entry_of_which_the_beginning_is_not_known() -> None:
    rows = [(day, "Log", "Seen") for day in ("1/1/15", "before 4/6/15", "1/12/15")]
    timeline = read(csv_of(*rows, heads=("Date", "Source", "Event")))
    assert [(each.from_, each.to) for each in timeline.silences] == [(date(2015, 6, 3), date(2015, 12, 1))]


@pytest.mark.parametrize(
    ("comment", "start", "by"),
    [
        ("", "12/3/16", "2016-03-12"),
        ("", "March 2016", "2016-03-31"),
        ("", "before 12/3/16", "2016-03-11"),
        ("", "after 12/3/16", None),
        ("Date known: April 2016", "12/3/16", "2016-04-30"),
        ("Date known: before 1 May 2016", "12/3/16", "2016-04-30"),
        ("Date known: after 1 May 2016", "12/3/16", None),
    ],
)
def test_by_when_an_agency_is_known_to_have_known(comment: str, start: str, by: str | None) -> None:
    latest = known_on(entry(start, comment=comment), TODAY).latest
    assert (latest.isoformat() if latest else None) == by
