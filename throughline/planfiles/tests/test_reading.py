"""Plans in all shapes: what is read is what is there, and every row and cell has its place or its reason."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from throughline.files.tables import open_tables
from throughline.kernel.refusals import Refused
from throughline.planfiles import Plan, PlanAction, read_plan
from throughline.planfiles.cells import day_in, numbers_in, split_actions, updates_in
from throughline.planfiles.colours import of_fill, of_words
from throughline.planfiles.columns import columns_of
from throughline.planfiles.tests.shapes import SHAPES, Shape, book


def told(action: PlanAction, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of the action that are asked about."""
    dates = tuple(update.date_iso for update in action.updates)
    return {name: dates if name == "dates" else getattr(action, name) for name in wanted}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_plan_says_what_its_file_says(shape: Shape):
    plan = read_plan(shape.name, shape.make())
    assert [told(one, wanted) for one, wanted in zip(plan.actions, shape.actions, strict=False)] == list(shape.actions)
    assert len(plan.actions) == len(shape.actions)
    assert tuple(row.number for row in plan.refused) == shape.refused


def words_of(plan: Plan) -> set[str]:
    """Every word that the plan gives back, wherever."""
    said = [str(value) for one in plan.actions for value in one.as_json().values()]
    said += [row.text for row in plan.refused]
    return {word.strip("'\\\"(),[]{}:") for text in said for word in text.replace("\\n", " ").split()}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_row_and_every_cell_is_used_or_listed(shape: Shape):
    data = shape.make()
    plan = read_plan(shape.name, data)
    assert sum(plan.fates.values()) == plan.rows
    given = words_of(plan)
    for table in open_tables(shape.name, data).tables:
        for row in table.rows:
            if columns_of(row.cells):
                continue
            for cell in row.cells:
                lost = [
                    w for w in cell.split() if w.strip("'\\\"(),[]{}:") not in given and w[:-1].strip(".").isalpha()
                ]
                assert not lost, (table.name, row.number, cell)


def test_each_part_says_where_it_stands():
    merged = read_plan("merged.xlsx", next(one for one in SHAPES if one.name == "merged.xlsx").make())
    assert merged.actions[1].where == "Plan!C3"
    word = read_plan("tables.docx", next(one for one in SHAPES if one.name == "tables.docx").make())
    assert word.actions[0].where == "table 1, row 2, column 2"


def test_words_before_colours_and_a_note_where_they_differ():
    def dress(made: Workbook) -> None:
        made["Plan"]["C2"].fill = PatternFill("solid", fgColor="FF0000")

    data = book(("Plan", (("Action", "Lead", "RAG"), ("Do it", "Police", "Green"))), dress=dress)
    one = read_plan("plan.xlsx", data).actions[0]
    assert (one.rag, one.notes) == ("green", ("The word says green, the colour of the cell red; the word is taken.",))


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        ("FF0000", "red"),
        ("C00000", "red"),
        ("FFC7CE", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("ED7D31", "amber"),
        ("00B050", "green"),
        ("92D050", "green"),
        ("C6EFCE", "green"),
        ("0070C0", "blue"),
        ("00B0F0", "blue"),
        ("7030A0", ""),
        ("FFFFFF", ""),
        ("D9D9D9", ""),
        ("000000", ""),
        ("", ""),
    ],
)
def test_a_fill_is_seen_as_a_colour(fill: str, colour: str):
    assert of_fill(fill) == colour


@pytest.mark.parametrize(
    ("words", "colour"),
    [("R", "red"), ("Amber - delayed", "amber"), ("green", "green"), ("Great", ""), ("", ""), ("On track", "green")],
)
def test_words_name_a_colour(words: str, colour: str):
    assert of_words(words) == colour


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One thing", [("", "One thing")]),
        ("1. Do this\n2. Do that", [("1", "Do this"), ("2", "Do that")]),
        ("We will: \n- do this\n- do that", [("", "We will: do this"), ("", "We will: do that")]),
        ("a) do this; b) do that", [("a", "do this;"), ("b", "do that")]),
        ("By 1. 5. it is done", [("", "By 1. 5. it is done")]),
        ("• only one", [("", "• only one")]),
        ("Write a plan\nwith two lines", [("", "Write a plan\nwith two lines")]),
    ],
)
def test_several_actions_in_a_cell_only_where_marks_part_them(text: str, parts: list[tuple[str, str]]):
    assert list(split_actions(text)) == parts


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3", ("3",)),
        ("1, 2 and 5", ("1", "2", "5")),
        ("Recommendation 4: be told", ("4",)),
        ("R1\nR2", ("1", "2")),
        ("1. One\n2. Two", ("1", "2")),
        ("Within 3 months", ()),
        ("", ()),
    ],
)
def test_the_numbers_of_recommendations(text: str, numbers: tuple[str, ...]):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("27/03/2026", date(2026, 3, 27)),
        ("1 May 26", date(2026, 5, 1)),
        ("May 2026", None),
        ("ongoing", None),
        ("31/02/2026", None),
        ("", None),
    ],
)
def test_only_a_day_is_a_day(words: str, day: date | None):
    assert day_in(words) == day


def test_progress_is_parted_by_its_dates_and_the_rest_has_none():
    said = [(one.date_iso, one.text) for one in updates_in("Begun\nMarch 2026: half\nstill half\n12.5.26 - whole")]
    assert said == [("", "Begun"), ("2026-03", "half\nstill half"), ("2026-05-12", "whole")]


HEADED = ("Action", "Lead", "By when")


def _formula() -> bytes:
    return book(("Plan", (HEADED, ("Do it", "Police", "=TODAY()"))))


def _macros() -> bytes:
    data = book(("Plan", (HEADED, ("Do it", "Police", "now"))))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
                )
            new.writestr(name, content)
    return out.getvalue()


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        made.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
        )
        made.writestr("xl/workbook.xml", b"0" * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "number"),
    [
        ("plan.xlsx", _formula, "E1221"),
        ("plan.xlsm", _macros, "E1222"),
        ("plan.xlsx", _macros, "E1222"),
        ("plan.docm", lambda: b"PK\x03\x04", "E1222"),
        ("plan.xlsx", lambda: book(("Plan", (HEADED, *(("Do", "Police", "now"),) * 5_000))), "E1223"),
        ("plan.xlsx", lambda: book(("Plan", (("Name", "Room"), ("Ann", "4")))), "E1224"),
        ("plan.pdf", lambda: b"%PDF-1.7", "E1225"),
        ("plan.xlsx", lambda: b"", "E1102"),
        ("plan.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "E1105"),
        ("plan.xlsx", _bomb, "E1110"),
        ("plan.xlsx", lambda: book(("Plan", (HEADED,)))[:-300], "E1113"),
        ("plan.xlsx", lambda: b"just words", "E1104"),
    ],
)
def test_what_is_not_let_in_says_why_with_its_number(name: str, data: Any, number: str):
    with pytest.raises(Refused) as refused:
        read_plan(name, data())
    assert refused.value.number == number
    assert refused.value.says
    assert refused.value.do
