"""A tagged PDF as its tags tell it: its paragraphs and tables with every letter that is drawn, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from throughline.files.opening import kind_of
from throughline.files.pdfdrawn import Drawn, Pieces, drawn_on
from throughline.files.pdfguard import refuse_bomb
from throughline.files.refusals import MOST_SENT, broken_pdf, is_empty, is_locked, not_what_it_claims, too_large

_MOST_PAGES = 5_000
_DEEPEST = 40
_ODD = (ArithmeticError, AttributeError, IndexError, KeyError, RuntimeError, TypeError, ValueError)
_BLOCKS = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6"))

Cell = tuple[Pieces, ...]
"""The paragraphs of a cell, each in pieces of one colour: (“#17252e”, its words)."""


class NotAsTagged(Exception):
    """The file has no tags, or shows what they do not tell; `why` is a sentence's end."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class TaggedTable:
    """A table through all its pages: its heads once, and its rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tags tell, in their order."""

    paragraphs: tuple[str, ...]
    tables: tuple[TaggedTable, ...]


def read_tagged(name: str, data: bytes) -> Tagged:
    """The paragraphs and tables of a PDF by its tags.

    Refused (E1102, E1104, E1105, E1108, E1109, E1110) where it is no PDF that can be read. `NotAsTagged` where it has
    no tags, where a word stands outside them, where anything was drawn or noted over it, or where its letters are
    given otherwise than they are drawn.
    """
    if not data:
        raise is_empty(name)
    if len(data) > MOST_SENT:
        raise too_large(name, len(data))
    kind, looks = kind_of(data)
    if kind != "pdf":
        raise not_what_it_claims(name, "PDF", looks)
    refuse_bomb(name, data)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise broken_pdf(name, f"it has more than {_MOST_PAGES} pages")
            return _Reader(pdf).read()
    except pikepdf.PasswordError as error:
        raise is_locked(name, "a PDF") from error
    except pikepdf.PdfError as error:
        raise broken_pdf(name, "it is cut short, or not a PDF inside") from error
    except _ODD as error:
        raise NotAsTagged("its tags cannot be followed") from error


class _Reader:
    """Goes through the tags of one file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        if "/StructTreeRoot" not in pdf.Root:
            raise NotAsTagged("it has no tags that say what is a row and what a cell")
        self._root = pdf.Root.StructTreeRoot
        self._pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        fonts: dict[tuple[int, int], dict[int, str]] = {}
        self._drawn: dict[tuple[int, int], Drawn] = {}
        for number, page in enumerate(pdf.pages):
            if len(page.get("/Annots", ())):
                raise NotAsTagged("notes or marks were added to it")
            found = drawn_on(page, fonts)
            if found.fault:
                raise NotAsTagged(found.fault)
            self._drawn |= {(number, key): drawn for key, drawn in found.drawn.items()}
        self._paragraphs: list[str] = []
        self._tables: list[TaggedTable] = []

    def read(self) -> Tagged:
        """Everything, if each thing that is drawn has its one place in the tags."""
        self._walk(self._root.get("/K"), None, 0)
        if self._drawn:
            raise NotAsTagged("it shows words that its tags do not place")
        return Tagged(tuple(self._paragraphs), tuple(self._tables))

    def _walk(self, node: Any, page: int | None, depth: int) -> None:
        for child, on in self._children(node, page, depth):
            kind = _kind(child)
            if kind == "Table":
                self._tables.append(self._table(child, on, depth + 1))
            elif kind in _BLOCKS or not kind:
                self._paragraphs.append("".join(words for _, words in self._pieces(child, on, depth + 1)))
            else:
                self._walk(child.get("/K"), on, depth + 1)

    def _table(self, node: Any, page: int | None, depth: int) -> TaggedTable:
        heads: tuple[str, ...] = ()
        rows: list[tuple[Cell, ...]] = []
        for row, on in self._rows(node.get("/K"), page, depth):
            cells = list(self._children(row.get("/K"), on, depth + 1))
            if cells and all(_kind(cell) == "TH" for cell, _ in cells) and not heads and not rows:
                told = (self._pieces(cell, at, depth + 2) for cell, at in cells)
                heads = tuple("".join(words for _, words in pieces).strip() for pieces in told)
            elif all(_kind(cell) == "TD" for cell, _ in cells):
                rows.append(tuple(self._cell(cell, at, depth + 2) for cell, at in cells))
            else:
                raise NotAsTagged("one of its tables has no plain rows")
        return TaggedTable(heads, tuple(rows))

    def _rows(self, node: Any, page: int | None, depth: int) -> Iterator[tuple[Any, int | None]]:
        for child, on in self._children(node, page, depth):
            if _kind(child) == "TR":
                yield child, on
            elif _kind(child) in ("THead", "TBody", "TFoot"):
                yield from self._rows(child.get("/K"), on, depth + 1)
            else:
                raise NotAsTagged("one of its tables has no plain rows")

    def _cell(self, node: Any, page: int | None, depth: int) -> Cell:
        return tuple(self._pieces(child, on, depth + 1) for child, on in self._children(node.get("/K"), page, depth))

    def _pieces(self, node: Any, page: int | None, depth: int) -> Pieces:
        """What is drawn below a tag, in its order."""
        if not isinstance(node, pikepdf.Dictionary):
            return self._take(page, int(node))
        if _is_content(node):
            return self._take(page, int(node.MCID))
        pieces: list[tuple[str, str]] = []
        for child, on in self._children(node.get("/K"), page, depth):
            for colour, words in self._pieces(child, on, depth + 1):
                if pieces and pieces[-1][0] == colour:
                    pieces[-1] = (colour, pieces[-1][1] + words)
                else:
                    pieces.append((colour, words))
        return tuple(pieces)

    def _take(self, page: int | None, content: int) -> Pieces:
        """What was drawn under that number, which no other tag has."""
        found = self._drawn.pop((-1 if page is None else page, content), None)
        if found is None:
            raise NotAsTagged("its tags name words that it does not show")
        return tuple(found.pieces)

    def _children(self, node: Any, page: int | None, depth: int) -> Iterator[tuple[Any, int | None]]:
        if depth > _DEEPEST:
            raise NotAsTagged("its tags cannot be followed")
        if node is None:
            return
        for child in node if isinstance(node, pikepdf.Array) else (node,):
            on = page
            if isinstance(child, pikepdf.Dictionary):
                if "/ActualText" in child or "/Alt" in child or "/E" in child:
                    raise NotAsTagged("its tags give other words than it shows")
                if "/Pg" in child:
                    on = self._pages.get(child.Pg.objgen, page)
            yield child, on


def _kind(node: Any) -> str:
    """The kind of a tag; empty for what is no tag but drawn itself."""
    if not isinstance(node, pikepdf.Dictionary) or _is_content(node):
        return ""
    return str(node.S).removeprefix("/")


def _is_content(node: Any) -> bool:
    return str(node.get("/Type", "")) == "/MCR"
