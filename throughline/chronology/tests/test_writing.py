"""The timeline as a document: it opens elsewhere, holds nothing hidden and no formula, and loads back the same."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from html.parser import HTMLParser

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from throughline.chronology.rules import Timeline, merge, write
from throughline.chronology.rules.writing import HEADS
from throughline.chronology.tests.makers import csv_of, read
from throughline.kernel.refusals import Refused

LOADED = [".docx", ".xlsx", ".csv", ".json"]


@pytest.fixture
def timeline() -> Timeline:
    police = csv_of(
        ("12/3/15", "?09.30", "PNC", "Father arrested at the family home after a neighbour rang 999", "=1+1", "a\n\nb"),
        ("?March 2016", "morning", "Log", "@SUM(A1)", "-2", "<b>bold</b> & “quotes”"),
        ("before June 2014", "", "Log", "'=already quoted", "", "_x0041_ 	tab"),
        ("12/3/15", "", "# author", "=HYPERLINK(x)", "", ""),
        ("31/02/2015", "", "Log", "x", "", ""),
    )
    school = csv_of(
        ("12/3/15", "", "CPOMS", "Police told us that dad was arrested at home when a neighbour called 999", "", "")
    )
    return merge(read(police, "Police.csv"), read(school, "School: lower.csv"))


@pytest.mark.parametrize("ending", LOADED)
def test_it_loads_back_the_same(timeline: Timeline, ending: str) -> None:
    assert timeline.links and timeline.refused and timeline.notes and timeline.silences
    again = read(write(timeline, ending), f"export{ending}")
    assert again.as_json() == timeline.as_json()
    assert merge(timeline, again).as_json() == timeline.as_json()


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn", "Cc"], include_characters="\n\t"), max_size=30
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.sampled_from(LOADED))
def test_whatever_the_words_they_come_back(rows: list[tuple[str, str]], ending: str) -> None:
    timeline = read(csv_of(*(("12/3/15", "", "Log", event, action, "c") for event, action in rows)))
    assert read(write(timeline, ending), f"x{ending}").as_json() == timeline.as_json()


@pytest.mark.parametrize("ending", [*LOADED, ".html"])
def test_the_same_timeline_gives_the_same_bytes(timeline: Timeline, ending: str) -> None:
    assert write(timeline, ending) == write(merge(timeline), ending)


def test_word_opens_elsewhere_in_the_shape_that_chronolator_has(timeline: Timeline) -> None:
    made = Document(io.BytesIO(write(timeline, ".docx")))
    table = made.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list(HEADS)
    assert HEADS[4] == "Source of Information", "the first after what orders an event"
    sources = [row.cells[4].text for row in table.rows[1:]]
    assert sources[:1] == ["Police: Log"] and "#" in sources
    assert [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Title"] == ["Merged chronology"]
    assert made.core_properties.author == ""


def test_excel_opens_elsewhere_and_no_cell_is_a_formula(timeline: Timeline) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(timeline, ".xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"=1+1", "@SUM(A1)", "-2", "'=already quoted"} <= {cell.value for cell in cells}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "@", "-", "+")))
    assert [sheet.title for sheet in book] == [
        "Chronology",
        "Links between agencies",
        "Silences",
        "Rows that were refused",
    ][: len(book.sheetnames)]
    assert all(sheet.sheet_state == "visible" for sheet in book)


def test_values_hold_no_cell_that_a_spreadsheet_would_reckon_out(timeline: Timeline) -> None:
    rows = list(csv.reader(io.StringIO(write(timeline, ".csv").decode("utf-8-sig"))))
    assert rows[0][: len(HEADS)] == list(HEADS)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_json_is_what_the_command_prints(timeline: Timeline) -> None:
    assert json.loads(write(timeline, ".json")) == timeline.as_json()


def test_the_page_stands_by_itself_and_its_words_are_words(timeline: Timeline) -> None:
    page = write(timeline, ".html").decode()
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            tags.append(tag)

    Tags().feed(page)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; “quotes”" in page and "b" not in tags
    assert not {"script", "img", "link", "iframe"} & set(tags)
    assert tags.count("table") == 4 and tags.count("caption") == 4 and 'lang="en-GB"' in page


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_nothing_is_hidden_in_it(timeline: Timeline, ending: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write(timeline, ending))) as opened:
        names = opened.namelist()
        text = b"".join(opened.read(name) for name in names)
    assert not [
        name for name in names if any(word in name.lower() for word in ("comment", "vba", "custom", "media", "embed"))
    ]
    assert not [
        word for word in (b"vanish", b"w:del ", b"w:ins ", b"hidden", b"creator", b"lastModifiedBy") if word in text
    ]


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(Refused, match="E1202"):
        write(Timeline(), ".pdf")
    long = read(csv_of(("12/3/15", "", "Log", "x" * 40_000, "", "")))
    with pytest.raises(Refused, match="E1203"):
        write(long, ".xlsx")
    assert read(write(long, ".docx"), "x.docx").entries[0].event == "x" * 40_000
