"""Merging: one order whatever comes first, nothing lost, nothing twice; and where nobody wrote anything."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.chronology.rules import Timeline, merge, order
from throughline.chronology.tests.makers import HEADS, counted, csv_of, read

DATES = st.sampled_from(
    ["12/3/15", "12/3/15", "March 2015", "before 2015", "after 1/1/15", "?12/3/15", "2014", "31/02/15"]
)
ROW = st.tuples(
    DATES,
    st.sampled_from(["", "9am", "14:30"]),
    st.sampled_from(["Notes", "Log", "# note", ""]),
    st.sampled_from(
        ["Home visit with the health visitor", "Mother had a bruised arm", "Father had a bruised arm", "Call"]
    ),
    st.just(""),
    st.just(""),
)
FILES = st.lists(ROW, max_size=6)


def file(agency: str, rows: list[tuple[str, ...]]) -> Timeline:
    return read(csv_of(*rows, heads=HEADS), f"{agency}.csv")


@settings(max_examples=60, deadline=None)
@given(FILES, FILES, FILES)
def test_merging_is_associative_commutative_and_idempotent(a: list, b: list, c: list) -> None:
    one, two, three = file("a", a), file("b", b), file("c", c)
    whole = merge(one, two, three)
    assert merge(merge(one, two), three) == merge(one, merge(two, three)) == merge(three, one, two) == whole
    assert merge(whole, one) == merge(whole, whole) == whole
    assert merge(merge(one, two), three).as_json() == whole.as_json()
    assert counted(whole) == counted(one) + counted(two) + counted(three)


def test_two_equal_rows_of_a_file_stay_two_and_the_file_given_twice_adds_nothing() -> None:
    rows = [("12/3/15", "", "Notes", "Call", "", "")] * 2
    one = file("police", rows)
    assert len(one.entries) == 2
    assert merge(one, file("police", rows)) == one


@settings(max_examples=60, deadline=None)
@given(FILES, FILES)
def test_the_order_is_total_and_says_nothing_by_chance(a: list, b: list) -> None:
    entries = merge(file("a", a), file("b", b)).entries
    keys = [order(entry) for entry in entries]
    assert keys == sorted(keys) and len(set(keys)) == len(keys)


def test_the_order_is_earliest_latest_time_sequence_agency_source_row() -> None:
    heads = ("Seq", "Date", "Time", "Source", "Event")
    rows = [
        ("", "12/3/15", "", "B", "no time last"),
        ("2", "12/3/15", "9am", "B", "second by sequence"),
        ("1", "12/3/15", "9am", "B", "first by sequence"),
        ("", "March 2015", "", "B", "the month begins before the day"),
        ("", "1/3/15", "", "B", "the first day ends before the month"),
        ("", "before 1/3/15", "", "B", "open at its start"),
        ("", "12/3/15", "", "A", "by source"),
    ]
    events = [each.event for each in read(csv_of(*rows, heads=heads)).entries]
    assert events == [
        "open at its start",
        "the first day ends before the month",
        "the month begins before the day",
        "first by sequence",
        "second by sequence",
        "by source",
        "no time last",
    ]


def test_the_same_bytes_come_out_whatever_the_order_of_sets(tmp_path: Path) -> None:
    told = sorted((Path(__file__).parent / "told").glob("dev*.txt"))
    names = []
    for path in told[:2]:
        rows = [
            [cell.strip() for cell in line.split("|", 4)]
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.count("|") > 3
        ]
        for agency in sorted({row[0] for row in rows}):
            name = tmp_path / f"{agency}.csv"
            name.write_bytes(csv_of(*((row[1], row[2], "Log", row[4], "", "") for row in rows if row[0] == agency)))
            names.append(str(name))
    said = set()
    for seed, files in (("1", names), ("2", names[::-1])):
        words = [
            sys.executable,
            "-m",
            "throughline.cli",
            "chronology",
            "merge",
            *files,
            "--json",
            "--today",
            "2026-11-26",
        ]
        done = subprocess.run(
            words, capture_output=True, env={"PYTHONHASHSEED": seed, "PATH": ""}, check=False, timeout=60
        )
        assert done.returncode == 1, done.stderr
        said.add(done.stdout)
    assert len(said) == 1


def silences(
    *dates: str, heads: tuple[str, ...] = ("Date", "Source", "Event"), days: int = 90
) -> list[tuple[str, str, str]]:
    rows = [(words, "Log", "Seen") if isinstance(words, str) else words for words in dates]
    timeline = read(csv_of(*rows, heads=heads), silence=days)
    return [(each.who or "", str(each.from_), str(each.to)) for each in timeline.silences]


def test_a_silence_is_ninety_days_or_more_between_two_entries_of_one_agency() -> None:
    assert silences("1/1/15", "31/3/15") == []
    assert silences("1/1/15", "1/4/15") == [("", "2015-01-01", "2015-04-01")]
    assert silences("1/1/15", "1/4/15", days=91) == []
    assert silences("1/1/15", "8/1/15", days=7) == [("", "2015-01-01", "2015-01-08")]


def test_what_may_have_been_within_a_stretch_is_no_silence() -> None:
    assert silences("1/1/15", "January to April 2015", "1/6/15") == []
    assert silences("March 2015", "1/7/15") == [("", "2015-03-31", "2015-07-01")]
    assert silences("before 1/1/15", "1/5/15") == [("", "2014-12-31", "2015-05-01")]
    # What was after or since some day may have been on any later one: a silence begins with the next sure contact
    until_then = ("", "2015-01-01", "2015-06-02")
    assert silences("1/1/15", "after 1/6/15", "1/12/15", "1/6/16") == [until_then, ("", "2015-12-01", "2016-06-01")]
    assert silences("since 1/1/15", "1/12/15") == []
    assert silences("1/1/15 to 31/12/15", "after 1/3/15", "1/6/15", "1/11/15") == []


def test_each_child_has_silences_of_its_own() -> None:
    heads = ("Date", "Source", "Event", "Child")
    rows = [
        ("1/1/15", "L", "x", "Amy"),
        ("1/3/15", "L", "x", "Ben"),
        ("1/5/15", "L", "x", "Amy"),
        ("1/9/15", "L", "x", "Ben"),
    ]
    assert silences(*rows, heads=heads) == [
        ("Amy", "2015-01-01", "2015-05-01"),
        ("Ben", "2015-03-01", "2015-09-01"),
        ("", "2015-05-01", "2015-09-01"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind", "said_by"),
    [
        ("Seen", "No contact expected January to May.", "expected", "after"),
        ("Seen", "No further contact expected until September", "silent", ""),
        ("Seen", "Nil return: no records held for the year.", "no_record", "after"),
        ("No contact expected", "No records found", "expected", "before"),
        ("DNA clinic", "No contact was expected over the summer.", "expected", "after"),
        ("DNA clinic", "Seen", "missed", "before"),
        ("Grandmother did not attend the meeting; Alder seen.", "Seen", "silent", ""),
        ("Seen", "DNA clinic", "silent", ""),
    ],
)
def test_what_either_side_says_makes_the_kind_of_a_silence(before: str, after: str, kind: str, said_by: str) -> None:
    found = read(csv_of(("1/1/15", "L", before), ("1/6/15", "L", after), heads=("Date", "Source", "Event"))).silences
    assert [(one.kind, one.said_by) for one in found] == [(kind, said_by)]
    assert found[0].before is not None and found[0].after is not None


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("DNA, letter sent", "missed"),
        ("No further contact expected until September", "no contact was expected"),
        ("No records found for this period", "no record was found"),
        ("Seen", "Nothing for 365 days"),
    ],
)
def test_a_silence_says_what_the_entry_before_it_tells(event: str, words: str) -> None:
    timeline = read(csv_of(("1/1/15", "L", event), ("1/1/16", "L", "x"), heads=("Date", "Source", "Event")))
    assert words in timeline.silences[0].why
    assert timeline.silences[0].from_ == date(2015, 1, 1)
