"""The papers that reading is timed on: a long review report, made up, as blocks that are then set as PDF and as Word.

Every eight or so pages are one chapter: numbered paragraphs of prose, a chronology table, a finding with progress,
impact, a case study and its outcome, learning points, recommendations, an action table and footnotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .prose import Writer


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `kind` is heading, paragraph, bullet or table; `note` a footnote's text."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""


_SHORT = (
    "The Multi-Agency Safeguarding Hub (MASH)",
    "The Child and Adolescent Mental Health Service (CAMHS)",
    "The Local Authority Designated Officer (LADO)",
    "The Integrated Care Board (ICB)",
)


@dataclass(slots=True)
class _Paper:
    write: Writer
    blocks: list[Block] = field(default_factory=list)
    recommendations: int = 0
    learning: int = 0

    def heading(self, level: int, text: str) -> None:
        self.blocks.append(Block("heading", text, level))

    def paragraph(self, text: str, note: str = "") -> None:
        self.blocks.append(Block("paragraph", text, note=note))

    def bullet(self, text: str) -> None:
        self.blocks.append(Block("bullet", text))

    def table(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        self.blocks.append(Block("table", rows=(head, *rows)))


def blocks(chapters: int, seed: int = 7) -> list[Block]:
    """The blocks of a report of so many chapters."""
    paper = _Paper(Writer(seed))
    write = paper.write
    paper.heading(1, "Introduction")
    for number in range(1, 7):
        paper.paragraph(f"1.{number} {write.paragraph(4)}")
    for name in _SHORT:
        paper.paragraph(f"{name} is spoken of throughout. {write.sentence()}")
    for chapter in range(1, chapters + 1):
        _analysis(paper, chapter)
        _finding(paper, chapter)
        _asks(paper, chapter)
    return paper.blocks


def _analysis(paper: _Paper, chapter: int) -> None:
    """What happened and why: two sections of prose, and the dates in a table."""
    write = paper.write
    paper.heading(1, f"Key practice episode {chapter}: {write.topic()} in {write.place()}")
    for number in range(1, 15):
        if number == 8:
            paper.heading(2, f"What the agencies understood of {write.topic()}")
        note = write.sentence() if number in (3, 9, 12) else ""
        paper.paragraph(f"{chapter + 1}.{number} {write.paragraph(write.number(3, 6))}", note)
    rows = [(write.day(), write.body(), write.sentence(), write.topic()) for _ in range(14)]
    paper.table(("Date", "Source", "What was recorded", "Subject"), rows)


def _finding(paper: _Paper, chapter: int) -> None:
    """A finding, what was done about it, what difference it made, and a case."""
    write = paper.write
    paper.heading(2, f"Finding {chapter}: {write.sentence()}")
    paper.paragraph(write.paragraph(5))
    paper.heading(3, "Progress")
    for _ in range(4):
        paper.paragraph(write.paragraph(write.number(3, 5)))
    paper.paragraph("The following has been done since the last report:")
    for _ in range(5):
        paper.bullet(write.sentence())
    paper.heading(3, "What difference has this made?")
    for _ in range(2):
        paper.paragraph(write.paragraph(4))
    for _ in range(3):
        paper.bullet(write.sentence())
    paper.heading(3, "Case study")
    paper.paragraph(write.paragraph(5))
    paper.paragraph(f"Outcome: {write.paragraph(2)}")


def _asks(paper: _Paper, chapter: int) -> None:
    """Learning points, recommendations and the plan."""
    write = paper.write
    paper.heading(2, "Learning points")
    for _ in range(3):
        paper.learning += 1
        paper.paragraph(f"Learning point {paper.learning}: {write.paragraph(2)}")
    paper.heading(2, "Recommendations")
    for _ in range(2):
        paper.recommendations += 1
        paper.paragraph(f"Recommendation {paper.recommendations}: {write.paragraph(2)}")
    paper.heading(2, "Action plan")
    rows = [
        (f"{chapter}.{number}", write.sentence(), write.body(), write.day(), write.paragraph(2), write.sentence())
        for number in range(1, 8)
    ]
    paper.table(("No.", "Action", "Owner", "By when", "Progress", "How we will know"), rows)


def what_it_holds(some: list[Block]) -> str:
    """In words: how much of what."""
    words = " ".join(
        word for block in some for word in (block.text, block.note, *(cell for row in block.rows for cell in row))
    ).split()
    count = {kind: sum(block.kind == kind for block in some) for kind in ("heading", "paragraph", "bullet", "table")}
    cells = sum(len(row) for block in some for row in block.rows)
    notes = sum(1 for block in some if block.note)
    different = len({word.strip(".,;:()“”").lower() for word in words})
    facts = {kind + "s": count for kind, count in count.items()} | {"cells": cells, "footnotes": notes}
    listed = ", ".join(f"{number:,} {name}" for name, number in facts.items())
    return f"{len(words):,} words ({different:,} different), {listed}"
