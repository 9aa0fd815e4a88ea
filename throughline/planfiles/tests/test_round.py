"""A plan that is written reads back as it was, in every shape; no cell of it is a formula."""

from __future__ import annotations

import io
import os
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from throughline.files.characters import plain
from throughline.kernel.refusals import Refused
from throughline.planfiles import Exported, Layout, PlanAction, PlanPilot, Update, read_plan, write_plan, written

EXAMPLES = 1_500 if os.environ.get("PROOF") == "full" else 40
ODD = ["=1+1", "+44 20", "-5", "@all", "1. one\n2. two", "Action", "Progress", "ongoing", "R", "“Q”", "date not stated"]
WORDS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=30),
).map(plain)
SAID = WORDS.filter(bool)
LINE = WORDS.map(lambda text: " ".join(text.split()))


@st.composite
def updates(draw: st.DrawFn) -> Update:
    when = draw(st.sampled_from(["", "March 2026", "12 May 2026", "last spring", "2026"]))
    lines = draw(st.lists(LINE.filter(bool), min_size=1, max_size=3))
    return Update(when, written(when), plain("\n".join(lines)))


@st.composite
def pilots(draw: st.DrawFn) -> PlanPilot:
    day = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
    return PlanPilot(
        place=draw(LINE.filter(bool)),
        agencies=tuple(draw(st.lists(st.sampled_from(["Police", "Health/Trust [North]"]), unique=True))),
        families=draw(st.none() | st.integers(0, 9_999_999)),
        from_on=draw(day),
        to_on=draw(day),
        look_on=draw(day),
        evaluation=draw(WORDS),
    )


@st.composite
def actions(draw: st.DrawFn) -> PlanAction:
    said, found, learnt = (draw(st.lists(st.sampled_from(["1", "2", "3.1"]), unique=True, max_size=3)) for _ in "abc")
    return PlanAction(
        number=draw(LINE),
        text=draw(SAID),
        recommendations="\n".join(f"Recommendation {number}: be told" for number in said),
        numbers=tuple(said),
        agency=draw(st.sampled_from(["", "Police", "Health/Trust [North]"])),
        owner=draw(LINE),
        lead_role=draw(LINE),
        group=draw(LINE),
        due_text=draw(LINE),
        due_on=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        success=draw(WORDS),
        cost=draw(LINE),
        strategy=draw(LINE),
        reach=draw(st.sampled_from(["", "one", "several"])),
        state_words=draw(st.sampled_from(["Not started", "Claimed done"])),
        rag_words=draw(st.sampled_from(["", "Green", "Blau"])),
        updates=tuple(draw(st.lists(updates(), max_size=3))),
        findings="\n".join(f"Finding {number}: seen late" for number in found),
        finding_numbers=tuple(found),
        learning_points="\n".join(f"Learning point {number}: ask" for number in learnt),
        learning_numbers=tuple(learnt),
        grade_words=draw(st.sampled_from(["", "Acceptable"])),
        grade_why=draw(LINE),
        pilot=draw(st.none() | pilots()),
        history=tuple(draw(st.lists(updates(), max_size=2))),
    )


@pytest.mark.proof
@given(st.lists(actions(), min_size=1, max_size=4), st.sampled_from([".xlsx", ".docx"]), st.booleans())
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_is_written_reads_back_the_same(plan: list[PlanAction], ending: str, by_agency: bool):
    data = write_plan([Exported(one, "It is so.") for one in plan], ending, Layout("Plan", by_agency=by_agency))
    back = read_plan(f"plan{ending}", data)
    wanted = sorted(plan, key=lambda one: [each.agency for each in plan].index(one.agency)) if by_agency else plan
    assert list(back.actions) == wanted
    assert not back.refused
    assert back.is_own


def test_no_cell_is_a_formula_and_nothing_is_hidden():
    risky = PlanAction(text="=cmd|' /C calc'!A0", owner="+1", due_text="-1", success="@SUM(A1)", agency="History")
    made = load_workbook(io.BytesIO(write_plan([Exported(risky)], ".xlsx", Layout("Plan", by_agency=True))))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type == "s" for cell in cells)
    assert [cell.quotePrefix for cell in cells if str(cell.value).startswith("=")] == [True]
    assert all(sheet.sheet_state == "visible" for sheet in made)
    assert not any(row.hidden for sheet in made for row in sheet.row_dimensions.values())


def test_each_agency_has_a_sheet_with_a_name_that_excel_takes():
    names = ["A/B", "A:B", "x" * 40, ""]
    rows = [Exported(PlanAction(text="Do it", agency=name)) for name in names]
    made = load_workbook(io.BytesIO(write_plan(rows, ".xlsx", Layout("Plan", by_agency=True))))
    assert made.sheetnames == ["A B", "A B 2", "x" * 31, "No agency"]


def test_a_cell_that_excel_would_cut_is_refused():
    with pytest.raises(Refused, match="longer than Excel"):
        write_plan([Exported(PlanAction(text="x" * 40_000))], ".xlsx", Layout("Plan"))
