"""Rows in are entries and refused rows and notes, for every shape of a file; what is no row is told beside them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as some

from throughline.chronology.rules import Timeline, merge
from throughline.chronology.tests.makers import as_file, counted, csv_of, read, saved, word_of

HEADS = ("Date", "Source", "Event")
ONE, TWO, THREE = (("1/2/15", "Log", "One"), ("2/2/15", "Log", "Two"), ("3/2/15", "Log", "Three"))


def told(timeline: Timeline) -> list[tuple[int, str]]:
    """Every row by its number, with a word of what became of it."""
    rows = [(each.row, each.event) for each in timeline.entries]
    rows += [(each.row, each.rule) for each in timeline.refused]
    rows += [(each.row, each.text) for each in timeline.notes]
    return sorted(rows)


@pytest.mark.parametrize(
    ("tables", "rows"),
    [
        ([[HEADS, ONE], [TWO, HEADS, THREE]], [(1, "One"), (2, "Two"), (3, "Three")]),
        ([[HEADS, ONE], [("31/02/16", "Log", "x"), HEADS, THREE]], [(1, "One"), (2, "C103"), (3, "Three")]),
        ([[HEADS, ONE], [("31/02/16", "Log", "x")]], [(1, "One"), (2, "C103")]),
        ([[HEADS, ONE], [TWO, ("", "Log", "x"), HEADS, THREE]], [(1, "One"), (2, "Two"), (3, "C101"), (4, "Three")]),
        ([[ONE, HEADS, TWO]], [(1, "One"), (2, "Two")]),
        ([[("31/02/2016", "Log", "x"), HEADS, TWO]], [(1, "C103"), (2, "Two")]),
        ([[("", "# Author", "Before you read"), HEADS, TWO]], [(1, "# Author\nBefore you read"), (2, "Two")]),
        ([[("Chronology of Alder", "", ""), HEADS, ONE]], [(1, "One")]),
        ([[("Agency:", "Police", ""), ("", "", ""), HEADS, ONE]], [(1, "One")]),
        ([[HEADS, ONE], [("Part 2", "", ""), HEADS, TWO]], [(1, "One"), (2, "Two")]),
        ([[("Date", "", "Source", "Event"), ("From", "To", "", ""), ("1/2/15", "3/2/15", "Log", "One")]], [(1, "One")]),
        ([[("Date", "", "Event"), ("1/2/15", "Log", "One")]], [(1, "C110")]),
        ([[("Date", "Source", "", "Event"), ("1/2/15", "Log", "More", "One")]], [(1, "One")]),
    ],
)
def test_rows_above_the_headings_of_a_table(tables: list, rows: list[tuple[int, str]]) -> None:
    assert told(read(saved(word_of(*tables)), "gp.docx")) == rows


def test_what_stands_above_the_headings_is_told_and_is_no_row() -> None:
    timeline = read(saved(word_of([("Chronology of Alder", "", ""), HEADS, ONE])), "gp.docx")
    assert timeline.aside == ("gp.docx: above the headings of table 1: “Chronology of Alder”, which is no row",)
    two = [("Name", "Role", "Team"), ("A", "b", "c"), ("D", "e", "f")]
    (line,) = read(saved(word_of([HEADS, ONE], two)), "gp.docx").aside
    assert "table 2, 3 rows" in line and "Name Role Team" in line


def test_a_second_row_of_headings_completes_the_first() -> None:
    (entry,) = read(
        csv_of(("From", "To", "", ""), ("1/2/15", "3/2/15", "Log", "One"), heads=("Date", "", "Source", "Event"))
    ).entries
    assert (entry.start.edtf, entry.end and entry.end.edtf, entry.source) == ("2015-02-01", "2015-02-03", "Log")


def test_words_under_no_heading_are_kept() -> None:
    (entry,) = read(csv_of(("1/2/15", "Log", "More", "One", "Beyond"), heads=("Date", "Source", "", "Event"))).entries
    assert entry.comment == "More\nBeyond"


def test_a_row_without_a_date_that_speaks_of_one_is_no_heading() -> None:
    rows = [("", "Date of the visit unclear", "Event notes"), TWO]
    timeline = read(csv_of(*rows, heads=HEADS))
    assert told(timeline) == [(1, "C101"), (2, "Two")]


def test_a_day_merged_over_the_whole_last_row_is_a_note() -> None:
    made = Document()
    table = made.add_table(rows=0, cols=3)
    for row in (HEADS, ONE, ("2017", "", "")):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    cells[0].merge(cells[2])
    assert told(read(saved(made), "gp.docx")) == [(1, "One"), (2, "2017")]


def test_json_of_several_lists_and_words_among_the_rows() -> None:
    row = {"date": "1/2/15", "source": "Log", "event": "One"}
    timeline = read(as_file({"events": [row, "A word to the reader"], "entries": [row | {"event": "Two"}]}), "a.json")
    assert sorted(word for _, word in told(timeline)) == ["A word to the reader", "One", "Two"]


def test_json_whose_objects_call_one_thing_by_two_names() -> None:
    rows = [
        {"Start Date": "1/2/15", "Source": "Log", "Event": "One"},
        {"date": "2/2/15", "source": "Log", "event": "Two"},
    ]
    both = {"date": "3/2/15", "Start Date": "4/2/15", "source": "Log", "event": "Three"}
    timeline = read(as_file([*rows, both]), "a.json")
    assert [(each.start.text, each.event) for each in timeline.entries[:2]] == [("1/2/15", "One"), ("2/2/15", "Two")]
    last = timeline.entries[2]
    assert (
        last.event == "Three"
        and "3/2/15" in last.start.text + last.comment
        and "4/2/15" in last.start.text + last.comment
    )


def test_a_table_added_to_a_timeline_made_here_is_read() -> None:
    heads = ("Date", "Source", "Event", "Agency", "Row")
    added = [("When", "Where recorded", "What happened"), TWO]
    worked_out = [
        ("Silence of", "About", "Silent from", "Silent to", "Why"),
        ("GP", "", "2015-01-01", "2015-06-01", "x"),
    ]
    timeline = read(saved(word_of([heads, (*ONE, "GP", "1")], worked_out, added)), "gp.docx")
    assert [each.event for each in timeline.entries] == ["One", "Two"]
    assert timeline.aside == ()


REFUSED = ("", "Log", "One thing")
AGAIN = ("", "Log", "Another thing")


def test_two_files_of_one_agency_keep_their_rows_and_the_same_file_twice_adds_nothing() -> None:
    one, two = (read(csv_of(row, heads=HEADS), "police.csv") for row in (REFUSED, AGAIN))
    both = merge(one, two)
    assert counted(both) == 2 and merge(two, one) == both
    assert [each.typed for each in both.refused] == [each.typed for each in merge(two, one).refused]
    assert counted(merge(both, one, both)) == 2


CELL = some.sampled_from(["", "1/2/15", "31/02/15", "March 2015", "Log", "# note", "Seen", "Contact", "2016"])
ROWS = some.lists(some.lists(CELL, min_size=4, max_size=4), max_size=5)
SHAPES = some.lists(some.tuples(ROWS, some.booleans(), ROWS), min_size=1, max_size=3)
ALL = ("Date", "Source", "Event", "Action")


def as_excel(tables: list[list[list[str]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in tables:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(SHAPES, some.sampled_from(["docx", "xlsx"]))
def test_every_word_of_a_made_file_is_a_row_a_heading_or_told_beside(shapes: list, ending: str) -> None:
    """Each cell has a word of its own, so that none can be lost behind another."""
    counter = iter(range(10_000))
    marks: list[str] = []

    def marked(row: list[str]) -> list[str]:
        if not any(row):
            return row
        marks.append(f"word{next(counter)}x")
        return [*row[:3], f"{row[3]} {marks[-1]}"]

    tables = [[list(ALL), ["1/2/15", "Log", "One", "x"]]]
    for above, has_heads, below in shapes:
        tables.append([*map(marked, above), *([list(ALL)] if has_heads else []), *map(marked, below)])
    tables = [rows for rows in tables if rows]
    data = saved(word_of(*tables)) if ending == "docx" else as_excel(tables)
    timeline = read(data, f"gp.{ending}")
    numbers = [number for number, _ in told(timeline)]
    assert numbers == list(range(1, counted(timeline) + 1))
    whole = " ".join(
        [
            *(f"{each.source} {each.event} {each.action} {each.comment}" for each in timeline.entries),
            *(words for each in timeline.refused for _, words in each.typed),
            *(each.text for each in timeline.notes),
        ]
    )
    aside = " ".join(timeline.aside)
    assert not [mark for mark in marks if mark not in whole and mark not in aside]
