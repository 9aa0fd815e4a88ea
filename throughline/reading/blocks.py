"""The blocks of a document: paragraphs, headings, items, rows and footnotes with their places in the whole text."""

from __future__ import annotations

from dataclasses import dataclass, field

from throughline.files.parts import Mend


@dataclass(slots=True)
class Cell:
    """One cell of a row, with its place in the whole text."""

    text: str
    start: int


@dataclass(slots=True)
class Block:
    """One paragraph, heading, item, row or footnote with its place; `start` is where its own words begin."""

    index: int
    shape: str
    text: str
    mark: str = ""
    level: int = 0
    bold: bool = False
    page: int = 0
    start: int = 0
    cells: tuple[Cell, ...] = ()
    mends: tuple[Mend, ...] = ()

    @property
    def end(self) -> int:
        """Where the words end in the whole text."""
        return self.start + len(self.text)

    @property
    def number(self) -> str:
        """The mark as a number: without bracket, colon or full stop; empty for a bullet."""
        bare = self.mark.strip("().:[] ")
        return bare if bare and bare[0].isalnum() and bare != "o" else ""


@dataclass(slots=True)
class Page:
    """The normalised text, its blocks in order, and what was mended with its place in the text."""

    text: str
    blocks: list[Block]
    mended: list[Mend] = field(default_factory=list)
