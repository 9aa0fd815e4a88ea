"""The few shapes a council paper is made of, read from a plain marked-up body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

AUTOMATIC = re.compile(r"^(?P<pad> *)(?P<style>[aiAIL1]?)#\. (?P<text>.*)$")
BULLET = re.compile(r"^(?P<pad> *)[-•] (?P<text>.*)$")
HEADING = re.compile(r"^(?P<marks>#{1,4}) (?P<text>.*)$")
NOTE = re.compile(r"^\[\^(?P<number>\d+)\]: (?P<text>.*)$")


@dataclass
class Block:
    """One heading, paragraph, list item, table, footnote text or page break."""

    kind: str
    text: str = ""
    level: int = 0
    style: str = ""
    rows: list[list[str]] = field(default_factory=list)


def blocks(body: str) -> list[Block]:
    """The body as blocks, in order; the text of footnotes comes as blocks of kind ``note``."""
    made: list[Block] = []
    for line in body.split("\n"):
        if line.startswith("|"):
            add_row(made, line)
        elif line.strip():
            made.append(block(line))
        else:
            made.append(Block("gap"))
    return [one for one in made if one.kind != "gap"]


def add_row(made: list[Block], line: str) -> None:
    """Add a table row to the table that is open, or open one."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if all(re.fullmatch(r":?-+:?", cell) for cell in cells):
        return
    if not made or made[-1].kind != "table":
        made.append(Block("table"))
    made[-1].rows.append(cells)


def block(line: str) -> Block:
    """One line that is not a table row, as its block."""
    if line.strip() == "\\pagebreak":
        return Block("break")
    if line.startswith("\\box "):
        return Block("box", line.removeprefix("\\box "))
    if found := HEADING.match(line):
        return Block("heading", found["text"], len(found["marks"]))
    if found := NOTE.match(line):
        return Block("note", found["text"], int(found["number"]))
    if found := AUTOMATIC.match(line):
        return Block("number", found["text"], len(found["pad"]) // 2, found["style"] or "1")
    if found := BULLET.match(line):
        return Block("bullet", found["text"], len(found["pad"]) // 2)
    return Block("paragraph", line.strip())


def runs(text: str) -> list[tuple[str, str]]:
    """A line as (style, text) pieces; style is ``""``, ``bold``, ``italic`` or ``note``."""
    made = []
    for piece in re.split(r"(\*\*.+?\*\*|\*[^*]+?\*|\[\^\d+\])", text):
        if piece.startswith("**"):
            made.append(("bold", piece[2:-2]))
        elif piece.startswith("*") and len(piece) > 2:
            made.append(("italic", piece[1:-1]))
        elif piece.startswith("[^"):
            made.append(("note", piece[2:-1]))
        elif piece:
            made.append(("", piece))
    return made
