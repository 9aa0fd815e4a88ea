"""What an opened document is made of, whatever it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["heading", "paragraph", "item", "row", "footnote"]
Media = Literal["markdown", "text", "docx", "pdf"]


@dataclass(frozen=True, slots=True)
class Mend:
    """Something put right on the way in: the `rule`, the words as they `was`, and where (code points into the part)."""

    rule: str
    was: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, heading, list item, table row or footnote, in reading order.

    `text` carries no markup, no list mark and no line break but those the writer made by hand within a paragraph, and
    one between the paragraphs of a cell. `mark` is the number or bullet as printed, closing
    punctuation included (``"3.1"``, ``"a)"``, ``"•"``), ``""`` where there is none. `level` is 1 to 6 for a heading
    (0: not known) and the depth of an item, from 0. `bold` is true when the whole part is. `cells` are the texts of a
    row, its `text` being them joined with tabs. `page` counts from 1, 0 where the format has no pages.
    """

    shape: Shape
    text: str
    mark: str = ""
    level: int = 0
    bold: bool = False
    page: int = 0
    cells: tuple[str, ...] = ()
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was let in; `hidden` names what a reader of the page would not see: comments, tracked changes."""

    name: str
    media: Media
    sha256: str
    size: int
    parts: tuple[Part, ...]
    title: str = ""
    pages: int = 0
    pages_without_text: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()
