"""Action plans as people keep them, made for one test each, with the truth of each told beside it. All invented."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color


@dataclass(frozen=True)
class Shape:
    """A file, and what a reader must find: a few fields of each action in order, and what is refused."""

    name: str
    make: Callable[[], bytes]
    actions: tuple[dict[str, Any], ...]
    refused: tuple[str, ...] = ()


def book(*sheets: tuple[str, Sequence[Sequence[Any]]], dress: Callable[[Workbook], None] | None = None) -> bytes:
    """An Excel file of those sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if dress:
        dress(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def paper(*parts: str | Sequence[Sequence[str]], dress: Callable[[Any], None] | None = None) -> bytes:
    """A Word file of paragraphs and tables."""
    made = Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(rows=0, cols=len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    if dress:
        dress(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def filled(colour: str | Color) -> PatternFill:
    """A cell's fill."""
    return PatternFill("solid", fgColor=colour)


HEADS = ("No", "Recommendation", "Action required", "Lead", "By when", "Progress", "Outcome/impact", "RAG")


def _plain() -> bytes:
    return book(
        (
            "Action plan",
            (
                ("Learning from Child Z", "", "", "", "", "", "", ""),
                HEADS,
                (
                    "1",
                    "Recommendation 1: see",
                    "Write a standard",
                    "Head of service",
                    "27/03/2026",
                    "",
                    "",
                    "G",
                ),
                (
                    "2",
                    "2",
                    "Audit forty files",
                    "Designated nurse",
                    "ongoing",
                    "March 2026: begun\n12/05/2026 - half done",
                    "More seen alone",
                    "Amber",
                ),
                ("", "", "", "", "", "", "", ""),
                ("", "Recommendation 3: nobody was found to do it", "", "", "", "", "", ""),
            ),
        )
    )


def _merged() -> bytes:
    def dress(made: Workbook) -> None:
        sheet = made["Plan"]
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B2:B4")
        for row, colour in ((2, "FF0000"), (3, "FFC000"), (4, "00B050"), (5, "0070C0")):
            sheet[f"E{row}"].fill = filled(colour)

    return book(
        (
            "Plan",
            (
                ("Ref", "Recommendation", "Actions", "Responsible", "BRAG rating"),
                (7, "Know who lives at home", "Change the form", "Police", None),
                (None, None, "Train the team", "Health", None),
                (None, None, "Audit it", "Schools", None),
                (8, "Keep in touch", "Name a contact", "Schools", None),
            ),
        ),
        dress=dress,
    )


def _several() -> bytes:
    return book(
        (
            "Sheet1",
            (
                ("Number", "Finding", "Agreed actions", "Who", "Timescale", "Status", "Update"),
                (
                    "3",
                    "Finding 2",
                    "The service will:\n1. write a policy\n2. train staff\n3. check it works",
                    "Director\nTrainer\nAuditor",
                    "1. May 2026\n2. June 2026\n3. ongoing",
                    "In progress",
                    "March 2026: begun\nApril 2026: went on\nMay 2026: half done",
                ),
                ("4", "Finding 2", "• tell parents", "Director", "1 July 2026", "Complete"),
            ),
        )
    )


def _colours() -> bytes:
    def dress(made: Workbook) -> None:
        sheet = made["Plan"]
        looks = ("C6EFCE", "FFC7CE", "FFEB9C", Color(theme=6), Color(indexed=10), Color(theme=5, tint=0.6), "D9D9D9")
        for row, colour in enumerate(looks, 2):
            sheet[f"B{row}"].fill = filled(colour)

    rows = [("Action", "By whom", "Deadline"), *((f"Do thing {at}", "Police", "2026") for at in range(1, 8))]
    return book(("Plan", rows), dress=lambda made: dress_owner(made, dress))


def dress_owner(made: Workbook, dress: Callable[[Workbook], None]) -> None:
    """The colours stand on the cell of the day, as they do where nobody made a column for them."""
    dress(made)
    sheet = made["Plan"]
    for row in range(2, 9):
        sheet[f"C{row}"].fill, sheet[f"B{row}"].fill = filled_as(sheet[f"B{row}"]), PatternFill()


def filled_as(cell: Any) -> PatternFill:
    """The fill of another cell."""
    return PatternFill("solid", fgColor=cell.fill.fgColor)


def _agencies() -> bytes:
    heads = ("Action to be taken", "Responsible officer", "Target date", "Update")
    return book(
        ("Multi-agency", (heads, ("Meet each month", "Chair", "30 April 2026", ""))),
        ("Police", (heads, ("Brief the shifts", "Superintendent", "asap", "Done by word of mouth"))),
        ("Health Trust", (heads, ("Change the letter", "Matron", "2026-06-01", ""))),
        ("Notes", (("Key", "Red is late"), ("", "Green is on track"))),
    )


def _going_on() -> bytes:
    def dress(made: Workbook) -> None:
        made["Plan"].merge_cells("A4:A5")
        made["Plan"].merge_cells("A6:D6")

    return book(
        (
            "Plan",
            (
                ("What will we do", "Lead officer", "When", "Progress update"),
                ("Build the register", "Police", "May 2026", "1 March 2026: designed"),
                (None, None, None, "1 April 2026: tried"),
                ("Teach its use", "Health", "June 2026", "Slides are ready"),
                (None, "Schools", None, "Two sessions held"),
                ("Recommendation 9: be told", None, None, None),
                ("Send a letter", "Schools", "July 2026", ""),
            ),
        ),
        dress=dress,
    )


def _word() -> bytes:
    heads = ["Recommendation", "Key actions", "Lead agency", "Time scale", "RAG status"]

    def dress(made: Any) -> None:
        first, second = made.tables[:2]
        for cell, fill in ((first.cell(1, 4), "FF0000"), (first.cell(2, 4), "92D050"), (second.cell(0, 4), "FFC000")):
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), fill)
            cell._tc.get_or_add_tcPr().append(shade)
        first.cell(1, 0).merge(first.cell(2, 0))

    return paper(
        "Action plan after the review of Child Y",
        [
            heads,
            ["1. Talk to one another", "Hold a meeting", "Police", "by May", ""],
            ["", "Keep minutes", "Health", "", ""],
        ],
        "",
        [["4. Listen", "Ask the child", "Schools", "Ongoing", ""]],
        "What the words mean",
        [["Red", "late"], ["Green", "on time"]],
        dress=dress,
    )


def _values() -> bytes:
    return "\ufeffAction,Owner,Due date,Comments\r\n=SUM(A1),Police,1 May 2026,-1 left\r\n".encode()


SHAPES = (
    Shape(
        "plain.xlsx",
        _plain,
        (
            {"number": "1", "text": "Write a standard", "numbers": ("1",), "owner": "Head of service", "rag": "green"},
            {
                "number": "2",
                "due_text": "ongoing",
                "due_on": None,
                "success": "More seen alone",
                "rag": "amber",
                "dates": ("2026-03", "2026-05-12"),
            },
        ),
        ("P02", "P01"),
    ),
    Shape(
        "merged.xlsx",
        _merged,
        (
            {"text": "Change the form", "number": "7", "recommendations": "Know who lives at home", "rag": "red"},
            {"text": "Train the team", "number": "", "numbers": (), "rag": "amber", "owner": "Health"},
            {"text": "Audit it", "recommendations": "Know who lives at home", "rag": "green"},
            {"text": "Name a contact", "number": "8", "rag": "blue"},
        ),
    ),
    Shape(
        "several.xlsx",
        _several,
        (
            {"number": "3a", "text": "The service will: write a policy", "owner": "Director", "due_text": "May 2026"},
            {"number": "3b", "text": "The service will: train staff", "owner": "Trainer", "state_words": "In progress"},
            {
                "number": "3c",
                "owner": "Auditor",
                "due_text": "ongoing",
                "numbers": ("2",),
                "dates": ("2026-03", "2026-04", "2026-05"),
            },
            {"number": "4", "text": "• tell parents", "state_words": "Complete"},
        ),
    ),
    Shape(
        "colours.xlsx",
        _colours,
        tuple({"rag": rag} for rag in ("green", "red", "amber", "green", "red", "red", "")),
    ),
    Shape(
        "agencies.xlsx",
        _agencies,
        (
            {"text": "Meet each month", "agency": "", "reach": "several", "owner": "Chair"},
            {"text": "Brief the shifts", "agency": "Police", "due_text": "asap", "dates": ("",)},
            {"text": "Change the letter", "agency": "Health Trust", "due_text": "2026-06-01"},
        ),
        ("P03", "P03"),
    ),
    Shape(
        "going-on.xlsx",
        _going_on,
        (
            {"text": "Build the register", "dates": ("2026-03-01", "2026-04-01")},
            {"text": "Teach its use", "owner": "Health\nSchools", "dates": ("",)},
            {"text": "Send a letter", "numbers": ("9",), "recommendations": "Recommendation 9: be told"},
        ),
    ),
    Shape(
        "tables.docx",
        _word,
        (
            {"text": "Hold a meeting", "agency": "Police", "numbers": ("1",), "rag": "red"},
            {"text": "Keep minutes", "agency": "Health", "numbers": ("1",), "rag": "green"},
            {"text": "Ask the child", "numbers": ("4",), "due_text": "Ongoing", "rag": "amber"},
        ),
        ("P03", "P03"),
    ),
    Shape("values.csv", _values, ({"text": "=SUM(A1)", "due_text": "1 May 2026", "dates": ("",)},)),
)
