"""Files with tables: what is let in, what is refused, and that no damaged file ends in anything but a number."""

from __future__ import annotations

import csv
import io
import os
import random
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from docx import Document

from throughline.files.excelformats import Shown, shown
from throughline.files.tables import open_tables
from throughline.files.tests.makers import TYPES, p, word, zipped
from throughline.kernel.refusals import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def word_file() -> bytes:
    made = Document()
    table = made.add_table(rows=0, cols=3)
    for row in (("Date", "Source", "Event"), ("1/2/15", "Log", "One"), ("2/2/15", "Log", "Two")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def excel_file() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Date", "Source", "Event"])
    book.active.append([date(2015, 2, 1), "Log", "One"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def number_of(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        open_tables(name, data)
    return refused.value.number


def within(data: bytes, member: str, change: bytes, by: bytes) -> bytes:
    """The same zip with something in one member changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    assert change in members[member]
    return zipped({**members, member: members[member].replace(change, by)})


ENTITY = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hostname">]><'


@pytest.mark.parametrize(
    ("name", "data", "number"),
    [
        ("a.csv", b"", "E1102"),
        ("a.doc", OLE, "E1103"),
        ("a.xls", OLE, "E1103"),
        ("a.pdf", b"%PDF-1.7", "E1103"),
        ("a.ods", b"PK\x03\x04", "E1103"),
        ("a", b"x", "E1103"),
        ("a.docx", OLE + b"\0" * 600, "E1104"),
        ("a.docx", b"Date,Source\n", "E1104"),
        ("a.docx", excel_file(), "E1104"),
        ("a.xlsx", word_file(), "E1104"),
        ("a.xlsx", zipped({"a.txt": "x"}), "E1104"),
        ("a.csv", word_file(), "E1104"),
        ("a.json", b"%PDF-1.7", "E1104"),
        ("a.docx", LOCKED, "E1105"),
        ("a.xlsx", LOCKED, "E1105"),
        ("a.docx", word_file()[:-400], "E1107"),
        ("a.xlsx", excel_file()[:-400], "E1113"),
        ("a.xlsx", excel_file()[:2000], "E1113"),
        ("a.xlsx", within(excel_file(), "xl/worksheets/sheet1.xml", b"<worksheet", b"<worksheet<"), "E1113"),
        ("a.xlsx", within(excel_file(), "xl/workbook.xml", b"<", ENTITY), "E1111"),
        ("a.docx", within(word_file(), "word/document.xml", b"<w:document", ENTITY + b"w:document"), "E1111"),
        ("a.csv", b"\x00\x01\x02\x03" * 50, "E1112"),
        ("a.csv", "Date".encode("utf-32"), "E1112"),
    ],
)
def test_what_is_refused(name: str, data: bytes, number: str) -> None:
    assert number_of(name, data) == number


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_bomb_is_refused_before_it_goes_off(ending: str) -> None:
    kind = "wordprocessingml.document.main" if ending == "docx" else "spreadsheetml.sheet.main"
    types = TYPES.replace("wordprocessingml.document.main", kind)
    data = zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<a/>", "word/document.xml": b"\0" * 60_000_000})
    begun = time.perf_counter()
    assert number_of(f"a.{ending}", data) == "E1110"
    assert time.perf_counter() - begun < 1


def test_merged_deleted_and_nested_cells_of_word() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    merged, going_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    deleted = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>' + cell("gone") + "</w:tr>"
    tracked = "<w:tc><w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del></w:p></w:tc>"
    inner = f"<w:tbl><w:tr>{cell('inner')}{cell('table')}</w:tr></w:tbl>"
    body = (
        "<w:tbl>"
        f"<w:tr>{cell('a', merged)}{cell('wide', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{cell('', going_on)}{cell('b')}{cell('c')}</w:tr>"
        f"{deleted}<w:tr>{cell('d')}{tracked}<w:tc>{p('with')}{inner}{p('')}</w:tc></w:tr></w:tbl>"
    )
    opened = open_tables("a.docx", word(body))
    assert [row.cells for row in opened.tables[0].rows] == [
        ("a", "wide", ""),
        ("a", "b", "c"),
        ("d", "kept", "with\ninner\ntable"),
    ]
    assert "tracked deletions" in opened.hidden


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("dd/mm/yyyy", "09/03/2015"),
        ("d-mmm-yy", "9-Mar-15"),
        ("dddd d mmmm yyyy", "Monday 9 March 2015"),
        ("[$-809]dd mmmm yyyy;@", "09 March 2015"),
        ("hh:mm", "14:05"),
        ("h:mm AM/PM", "2:05 pm"),
        ('yyyy"-"mm', "2015-03"),
        ("dd/mm/yyyy\\ hh:mm:ss", "09/03/2015 14:05:07"),
    ],
)
def test_days_are_shown_as_excel_shows_them(code: str, words: str) -> None:
    assert Shown(code).is_day
    assert shown(code, datetime(2015, 3, 9, 14, 5, 7)) == words  # noqa: DTZ001 - a sheet has no zone


@pytest.mark.parametrize("code", ["General", "0.00", "@", "#,##0", '0" days"', "[Red]0"])
def test_numbers_are_no_days(code: str) -> None:
    assert not Shown(code).is_day


def test_a_sheet_of_the_old_macintosh_counts_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([date(2015, 3, 9)])
    out = io.BytesIO()
    book.save(out)
    assert open_tables("a.xlsx", out.getvalue()).tables[0].rows[0].values == ((0, date(2015, 3, 9)),)


def mutated(data: bytes, lot: random.Random) -> bytes:
    """The bytes with a few of them changed, cut or doubled."""
    changed = bytearray(data)
    for _ in range(lot.randrange(1, 6)):
        at = lot.randrange(len(changed))
        what = lot.randrange(3)
        if what == 0:
            changed[at] = lot.randrange(256)
        elif what == 1:
            del changed[at : at + lot.randrange(1, 40)]
        else:
            changed[at:at] = changed[at : at + lot.randrange(1, 40)]
        if not changed:
            return b"x"
    return bytes(changed)


def inner(data: bytes, lot: random.Random) -> bytes:
    """The zip whole, and the XML of one member changed, as no damage on the way could."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    name = lot.choice(sorted(members))
    return zipped({**members, name: mutated(members[name], lot)})


@pytest.mark.proof
def test_mutated_files_give_tables_or_a_number_and_never_a_trace() -> None:
    lot = random.Random(11)
    text = b'Date,Source,Event\n1/2/15,Log,"One, two"\n3/4/15,Log,Three\n'
    files = {
        "a.docx": word_file(),
        "a.xlsx": excel_file(),
        "a.csv": text,
        "a.json": b'[{"Date":"1/2/15","Source":"x"}]',
    }
    for _ in range(1000 if os.environ.get("PROOF") == "full" else 40):
        for name, data in files.items():
            for made in (mutated(data, lot), *([inner(data, lot)] if data[:2] == b"PK" else [])):
                try:
                    open_tables(name, made)
                except Refused as refused:
                    assert refused.number.startswith("E11")


def test_a_word_table_costs_a_fifth_of_the_rows_of_python_docx_and_grows_in_a_line() -> None:
    def made(rows: int) -> bytes:
        cells = "".join(f"<w:tc>{p('Words in a cell ' + str(number))}</w:tc>" for number in range(6))
        return word(f"<w:tbl><w:tblGrid/>{f'<w:tr>{cells}</w:tr>' * rows}</w:tbl>")

    def best(deed: object) -> float:
        taken = []
        for _ in range(3):
            begun = time.process_time()
            deed()  # type: ignore[operator]
            taken.append(time.process_time() - begun)
        return min(taken)

    short, long = made(300), made(1200)
    theirs = best(
        lambda: [
            [cell.text for cell in row.cells] for table in Document(io.BytesIO(short)).tables for row in table.rows
        ]
    )
    ours = best(lambda: open_tables("a.docx", short))
    assert ours < 0.3 * theirs, "0.2 in make bench, where nothing else runs"
    assert best(lambda: open_tables("a.docx", long)) < 6 * ours


def test_values_of_odd_shapes() -> None:
    for text, rows in (
        ("a,b\n\n\nc,d\n", [("a", "b"), ("c", "d")]),
        ("sep=;\na;b,c\n", [("a", "b,c")]),
        ('a,"b ""c"""\r\nd,"e\r\nf"\r\n', [("a", 'b "c"'), ("d", "e\nf")]),
        ("one column\n", [("one column",)]),
        ("a\x0cb,c\n", [("a b", "c")]),
        ('a,"never closed\nb,c\n', [("a", '"never closed'), ("b", "c")]),
    ):
        (table,) = open_tables("a.csv", text.encode()).tables
        assert [row.cells for row in table.rows] == rows
    assert csv.field_size_limit() >= 131_072


def test_merged_cells_laid_over_one_another_do_not_keep_the_reader_busy() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(3, 3001))
    merged = '<mergeCell ref="A1:A100000"/>' * 5_000
    more = f"{rows}</sheetData><mergeCells>{merged}</mergeCells>"
    data = within(excel_file(), "xl/worksheets/sheet1.xml", b"</sheetData>", more.encode())
    begun = time.perf_counter()
    (table,) = open_tables("a.xlsx", data).tables
    assert time.perf_counter() - begun < 4 and len(table.rows) == 3000
