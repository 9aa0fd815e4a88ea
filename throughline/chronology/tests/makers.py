"""Files as agencies send them, made for one test each with the libraries that they would use."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
from docx import Document
from docx.document import Document as Docx

from throughline.chronology.rules import Timeline, read_bytes

TODAY = date(2026, 11, 26)
HEADS = ("Start Date", "Start Time", "Source of Information", "Event", "Action", "Comment")


def csv_of(*rows: Sequence[str], heads: Sequence[str] = HEADS, sign: str = ",") -> bytes:
    """Values with those headings."""
    lines = [heads, *rows]
    quoted = [sign.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    return ("\r\n".join(quoted) + "\r\n").encode()


def word_of(*tables: Sequence[Sequence[str]]) -> Docx:
    """A Word file with those tables; each first row holds the headings."""
    made = Document()
    for rows in tables:
        table = made.add_table(rows=0, cols=max(map(len, rows)))
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
        made.add_paragraph("")
    return made


def saved(made: Docx | openpyxl.Workbook) -> bytes:
    """The bytes of it."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(data: bytes, name: str = "police.csv", **more: Any) -> Timeline:
    """What is read from it, as on one day."""
    return read_bytes(data, name, today=TODAY, **more)


def as_file(rows: Any) -> bytes:
    """JSON."""
    return json.dumps(rows).encode()


def counted(timeline: Timeline) -> int:
    """How many rows became something."""
    return len(timeline.entries) + len(timeline.refused) + len(timeline.notes)
