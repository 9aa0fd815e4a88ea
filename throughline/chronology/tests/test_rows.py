"""What agencies have comes in: Word of every shape, Excel, values, JSON; every row becomes something, none is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.chronology.rules import CHECKS
from throughline.chronology.tests.makers import HEADS, as_file, counted, csv_of, read, saved, word_of
from throughline.kernel.refusals import Refused

CHRONOLATOR = (
    "Event Ref", "Start Date", "Start Time", "End Date", "End Time", "Source of Information", "Event", "Action",
    "Comment",
)  # fmt: skip
PLAIN = ("Date or period", "Significant event", "Source", "Impact (positive or negative)", "Action to mitigate")


def starts(timeline: object) -> list[tuple[int, str]]:
    """The row and the words of each start, in order."""
    return [(each.row, each.start.text) for each in timeline.entries]  # type: ignore[attr-defined]


def test_a_chronolator_file() -> None:
    rows = [
        CHRONOLATOR,
        ("1", "22.05/16", "09.30", "", "", "HV diary", "Home visit", "Weighed", "Well"),
        ("2", "?23 may 2016", "?1430hrs", "24/5/16", "", "GP record", "Seen", "", ""),
        ("3", "01/01/0100", "", "", "", "# template", "One fact in each row", "", ""),
        ("4", "", "", "", "", "~ author", "Check this", "", ""),
        ("", "", "", "", "", "", "", "", ""),
        ("5", "12/03/15", "", "10/03/15", "", "Notes", "Backwards", "", ""),
        ("6", "31/02/2016", "", "", "", "¬ note", "A note with a day that never was", "", ""),
    ]
    timeline = read(saved(word_of(rows)), "police.docx")
    first, second = timeline.entries
    assert (first.row, first.sequence, first.start.edtf, first.time) == (1, 1, "2016-05-22", "09:30")
    assert (first.source, first.event, first.action, first.comment) == ("HV diary", "Home visit", "Weighed", "Well")
    assert (second.start.edtf, second.end and second.end.edtf, second.time) == ("2016-05-23?", "2016-05-24", "14:30")
    assert [(each.row, each.rule) for each in timeline.refused] == [(5, "C107"), (6, "C103")]
    assert [each.row for each in timeline.notes] == [3, 4]
    assert "Check this" in timeline.notes[1].text
    assert counted(timeline) == 6


def test_a_plain_template_with_other_headings_merged_cells_and_rows_that_are_notes() -> None:
    made = word_of([PLAIN, ("Feb-Mar 2016", "Moved house", "Housing file", "negative", "Referral")])
    table = made.tables[0]
    note = table.add_row().cells
    note[0].merge(note[4]).text = "Records before 2010 were destroyed"
    day, below = table.add_row().cells, table.add_row().cells
    day[0].text, day[1].text, day[2].text = "12 March 2016", "Absent", "School log"
    below[1].text, below[2].text = "Late", "School log"
    day[0].merge(below[0])
    over = table.add_row().cells
    over[0].merge(over[4]).text = "2017"
    last = table.add_row().cells
    last[0].text, last[1].text, last[2].text = "3 April", "Trip", "School log"
    timeline = read(saved(made), "school.docx")
    assert starts(timeline) == [(1, "Feb-Mar 2016"), (3, "12 March 2016"), (4, "12 March 2016"), (5, "3 April 2017")]
    assert timeline.entries[0].action == "Referral"
    assert timeline.entries[0].comment == "Impact (positive or negative): negative"
    assert [(each.row, each.text) for each in timeline.notes] == [(2, "Records before 2010 were destroyed")]
    assert timeline.refused == ()


def test_rows_are_counted_through_all_tables_and_what_is_no_chronology_is_named() -> None:
    glossary = [("Abbreviation", "Meaning"), ("HV", "Health visitor")]
    first = [
        ("Date", "Source", "Event"),
        ("1/2/15", "Log", "One"),
        ("Date", "Source", "Event"),
        ("2/2/15", "Log", "Two"),
    ]
    second = [("When", "What happened", "Where recorded"), ("3/2/15", "Three", "Diary")]
    goes_on = [("4/2/15", "Four", "Diary"), ("5/2/15", "Five", "Diary")]
    timeline = read(saved(word_of(glossary, first, second, goes_on)), "gp.docx")
    assert [(each.row, each.event, each.source) for each in timeline.entries] == [
        (1, "One", "Log"),
        (2, "Two", "Log"),
        (3, "Three", "Diary"),
        (4, "Four", "Diary"),
        (5, "Five", "Diary"),
    ]
    assert any("Abbreviation" in line for line in timeline.aside)


def test_a_date_alone_above_rows_without_one_is_theirs() -> None:
    rows = [
        ("Date", "Source", "Event"),
        ("12 March 2015", "", ""),
        ("", "Log", "One"),
        ("", "Log", "Two"),
        ("1/4/15", "Log", "Three"),
    ]
    assert starts(read(saved(word_of(rows)), "gp.docx")) == [(1, "12 March 2015"), (2, "12 March 2015"), (3, "1/4/15")]
    timeline = read(csv_of(("12/3/15", "", ""), ("13/3/15", "Log", "One"), heads=("Date", "Source", "Event")))
    assert [each.rule for each in timeline.refused] == ["C110"], (
        "the row after it has a date, so nothing stands under this one"
    )


def test_a_row_of_short_words_is_no_heading_and_weaker_headings_give_way() -> None:
    rows = [
        ("Date", "Source", "Event"),
        ("1/2/15", "Record", "Contact"),
        ("Feb 2015", "Notes", "Incident"),
        ("", "Record", "Contact"),
    ]
    timeline = read(saved(word_of(rows)), "gp.docx")
    assert [each.event for each in timeline.entries] == ["Contact", "Incident"]
    assert [each.rule for each in timeline.refused] == ["C101"]
    heads = ("Day", "Date", "Contact", "Document", "Source", "Event")
    (entry,) = read(csv_of(("Thursday", "12/3/15", "Phone", "p. 3", "Log", "Seen"), heads=heads)).entries
    assert (entry.start.text, entry.source, entry.event) == ("12/3/15", "Log", "Seen")
    assert entry.comment == "Day: Thursday\nContact: Phone\nDocument: p. 3"


@pytest.mark.parametrize(
    "heads",
    [
        ("When", "Where recorded", "What happened", "What was done"),
        ("Date from", "Source document", "Details", "Outcome"),
        ("DATE (dd/mm/yy)", "Source of info*", "KEY EVENT", "Response / no response"),
        ("Period", "Record", "Significant\nEvent", "Action taken"),
        ("Event Date:", "Information Source", "Description of event", "Actions/Outcome"),
        ("Start", "Evidence", "Summary", "Decision"),
    ],
)
def test_headings_that_people_write(heads: tuple[str, ...]) -> None:
    (entry,) = read(saved(word_of([heads, ("12/3/15", "Log", "Seen", "Referred")])), "a.docx").entries
    assert (entry.source, entry.event, entry.action, entry.comment) == ("Log", "Seen", "Referred", "")


def test_a_heading_above_a_table_without_dates_is_the_date_of_its_rows() -> None:
    made = word_of([("Date", "Source", "Event"), ("1/2/15", "Log", "One")])
    made.add_paragraph("12 March 2015")
    table = made.add_table(rows=0, cols=3)
    for row in (("Source", "Event", "Action"), ("Log", "Two", "None")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert starts(read(saved(made), "gp.docx")) == [(1, "1/2/15"), (2, "12 March 2015")]


def test_what_was_deleted_or_hidden_in_word_is_not_read_and_is_spoken_of() -> None:
    made = word_of([("Date", "Source", "Event"), ("1/2/15", "Log", "Seen")])
    run = made.tables[0].rows[1].cells[2].paragraphs[0].add_run(" secretly")
    run.font.hidden = True
    timeline = read(saved(made), "gp.docx")
    assert timeline.entries[0].event == "Seen"
    assert any("hidden text" in line for line in timeline.aside)


def test_excel_with_real_days_times_sheets_and_merged_cells() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Hill Road School"])
    sheet.append([])
    sheet.append(["Date", "Time", "Source", "Details", "Outcome", "Child"])
    sheet.append([dt.date(2015, 3, 12), dt.time(9, 30), "CPOMS", "Late", "Rang home", "Amy"])
    sheet.append([dt.datetime.fromisoformat("2015-03-13T14:05"), None, "CPOMS", "Bruise", "=1+1", "Ben"])
    sheet.append(["c. March 2016", "9am", "CPOMS", "Quiet"])
    sheet.append([dt.date(2016, 5, 1), None, "Log", "May"])
    sheet["A7"].number_format = "mmm-yy"
    sheet.append([42500, None, "Log", "A number of days"])
    sheet.append([dt.date(2016, 6, 1), None, "Log", "American look"])
    sheet["A9"].number_format = "mm/dd/yyyy"
    sheet["A10"] = "All other records are archived"
    sheet.merge_cells("A10:F10")
    book.create_sheet("Lists").append(["yes", "no"])
    more = book.create_sheet("More")
    more.append(["Date", "Source", "Event"])
    more.append(["1/2/17", "Log", "On another sheet"])
    timeline = read(saved(book), "school.xlsx")
    assert [(each.row, each.start.edtf, each.time) for each in timeline.entries] == [
        (1, "2015-03-12", "09:30"),
        (2, "2015-03-13", "14:05"),
        (3, "2016-03~", "09:00"),
        (4, "2016-05", None),
        (5, "2016-05-10", None),
        (6, "2016-06-01", None),
        (8, "2017-02-01", None),
    ]
    assert timeline.entries[5].start.text == "2016-06-01", "the words that the sheet shows would mean another day"
    assert timeline.entries[0].comment == "Child: Amy" and timeline.entries[0].who == "Amy"
    assert [each.row for each in timeline.notes] == [7]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_values_in_every_usual_dress(sign: str, encoding: str) -> None:
    text = csv_of(("12/03/2015", "", "Notes", "Seen – “ok”, café; £5", "", ""), sign=sign).decode()
    (entry,) = read(text.encode(encoding)).entries
    assert (entry.source, entry.event) == ("Notes", "Seen – “ok”, café; £5")


def test_values_with_lines_in_a_cell_and_words_above_the_headings() -> None:
    text = 'Agency:,Police\n\nDate,Source,Event\n"12/3/15",PNC,"One line\nand another"\n'
    (entry,) = read(text.encode()).entries
    assert (entry.row, entry.event) == (1, "One line\nand another")


def test_json_as_a_list_of_objects_and_under_a_key() -> None:
    rows = [{"startDate": "12/3/15", "source": "Log", "what_happened": "One", "action": None, "sequence": 3}]
    for data in (rows, {"rows": rows}, {"chronology": rows, "version": 1}):
        (entry,) = read(as_file(data), "agency.json").entries
        assert (entry.agency, entry.sequence, entry.start.edtf, entry.event) == ("agency", 3, "2015-03-12", "One")
    (entry,) = read(as_file([["Date", "Source", "Event"], ["1/2/15", "Log", "One"]]), "a.json").entries
    assert entry.event == "One"
    timeline_js = [
        {
            "start_date": {"year": "2015", "month": "3", "day": "9"},
            "source": "x",
            "text": {"text": "A", "headline": "B"},
        }
    ]
    (entry,) = read(as_file({"events": timeline_js}), "a.json").entries
    assert (entry.start.edtf, entry.event) == ("2015-03-09", "B\nA")


BROKEN: list[tuple[Sequence[str], str]] = [
    (("", "", "Notes", "x", "", ""), "C101"),
    (("soon after", "", "Notes", "x", "", ""), "C102"),
    (("31/02/2015", "", "Notes", "x", "", ""), "C103"),
    (("12 March", "", "Notes", "x", "", ""), "C104"),
    (("12/03/2105", "", "Notes", "x", "", ""), "C105"),
    (("15/3/15 - 12/3/15", "", "Notes", "x", "", ""), "C107"),
    (("12/3/15", "25:00", "Notes", "x", "", ""), "C108"),
    (("12/3/15", "", "", "x", "", ""), "C110"),
    (("12/3/15", "", "Notes", "", "", ""), "C111"),
]


@pytest.mark.parametrize(("row", "rule"), BROKEN)
def test_a_row_that_breaks_a_rule_is_refused_with_its_number(row: Sequence[str], rule: str) -> None:
    timeline = read(csv_of(row))
    (refused,) = timeline.refused
    assert (refused.agency, refused.row, refused.rule) == ("police", 1, rule)
    assert rule in CHECKS and refused.why.endswith(".")
    assert timeline.entries == ()


def test_an_end_that_is_none_is_refused_and_one_that_goes_on_is_kept() -> None:
    heads = ("Date", "End Date", "Source", "Event")
    timeline = read(
        csv_of(
            ("12/3/15", "later", "N", "x"),
            ("12/3/15", "ongoing", "N", "y"),
            ("12/3/15", "14 March", "N", "z"),
            heads=heads,
        )
    )
    assert [each.rule for each in timeline.refused] == ["C106"]
    assert [each.end.edtf for each in timeline.entries if each.end] == ["..", "2015-03-14"]


def test_every_check_is_raised_somewhere_above() -> None:
    assert {rule for _, rule in BROKEN} | {"C106", "C112"} == set(CHECKS)


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    (refused,) = read(csv_of(("31/02/2015", "99:99", "", "", "", ""))).refused
    assert refused.rule == "C103"
    assert all(words in refused.why for words in ("never was", "as a time", "no source"))


def test_without_a_column_for_the_source_every_row_is_refused_and_says_so() -> None:
    timeline = read(csv_of(("12/3/15", "x"), heads=("Date", "Event")))
    assert "no column for the source" in timeline.refused[0].why


def test_a_file_without_a_chronology_is_refused_and_an_empty_one_is_not() -> None:
    with pytest.raises(Refused, match="E1201"):
        read(b"Name,Colour\nAmy,red\n")
    assert counted(read(csv_of())) == 0


CELLS = st.sampled_from(
    ["", "12/3/15", "31/02/15", "March 2015", "9am", "25:00", "Notes", "# note", "x", "TBC", "\n", "  ", "'", '"']
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=8))
def test_rows_in_are_entries_and_refused_and_notes(rows: list[list[str]]) -> None:
    timeline = read(csv_of(*rows, heads=HEADS))
    filled = [row for row in ([cell.strip() for cell in row] for row in rows) if any(row)]
    over = [
        one for one, two in pairwise(filled) if one[0] and not any(one[1:]) and not two[0] and sum(map(bool, two)) > 1
    ]
    dates = [one for one in over if one[0] in ("12/3/15", "March 2015")]
    assert counted(timeline) == len(filled) - len(dates), "a date alone above a row without one stands over it"
    numbers = [each.row for part in (timeline.entries, timeline.refused, timeline.notes) for each in part]
    assert sorted(numbers) == list(range(1, counted(timeline) + 1))
