"""The tables of a Word file, walked straight through its XML; merged cells filled, nothing deleted or hidden read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree

from throughline.files import tablenotes
from throughline.files import wordnames as w
from throughline.files.characters import plain
from throughline.files.fills import SHADE, colour_of
from throughline.files.package import Package
from throughline.files.refusals import broken_word
from throughline.files.rows import Row, Table
from throughline.files.xmltree import tree_of

_MAIN = "word/document.xml"
_V_MERGE = w.GRID_SPAN.replace("gridSpan", "vMerge")
_MOST_SPAN = 64
Shaped = Collection[etree._Element | None]
_SIGNS = {w.TAB: "\t", w.PTAB: "\t", w.BR: "\n", w.CR: "\n", w.NO_BREAK_HYPHEN: "-"}
_AROUND_CELLS = frozenset((w.SDT, w.SDT_CONTENT, w.CUSTOM_XML, w.INS, w.MOVE_TO))
_SKIPPED_IN_CELLS = frozenset((w.TC_PR, w.TR_PR, w.DEL, w.FALLBACK))
_SKIPPED = frozenset({w.DEL, w.MOVE_FROM, w.FALLBACK, w.P_PR, w.TBL})
# A cell says how wide it is before it says anything else, in more than half of what a long table is written in. Taken
# out before the rest becomes a tree, as Word, LibreOffice and Python write it; in CDATA the same would be words.
_WIDTH = re.compile(rb'<w:tc><w:tcPr><w:tcW (?:w:w="\d+" w:type="\w+"|w:type="\w+" w:w="\d+")/></w:tcPr>')
_CELL, _WORDS_AS_THEY_ARE = b"<w:tc>", b"<![CDATA["
_NOTICED = (
    (b"<w:del ", "tracked deletions"),
    (b"<w:ins ", "tracked insertions"),
    (b"w:vanish", "hidden text"),
    (b"<w:commentReference", "comments"),
)


def tables_of(name: str, data: bytes) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Every table in reading order, and what a reader of the page would not see; refused (E1105 to E1111) if unsafe."""
    package = Package(name, data)
    main = _main(package)
    raw = package.read(main)
    body = tree_of(name, main, raw if _WORDS_AS_THEY_ARE in raw else _WIDTH.sub(_CELL, raw)).find(w.BODY)
    if body is None:
        raise broken_word(name, "it has no body")
    tablenotes.bring_in(body, raw, package)
    tables = tuple(_tables(body, [""]))
    return tables, tuple(says for sign, says in _NOTICED if sign in raw)


def _main(package: Package) -> str:
    if _MAIN in package:
        return _MAIN
    root = tree_of(package.name, "_rels/.rels", package.read("_rels/.rels"))
    for each in root:
        if each.get("Type", "").endswith("/officeDocument"):
            return each.get("Target", "").lstrip("/")
    return _MAIN


def _tables(container: etree._Element, before: list[str]) -> Iterator[Table]:
    for child in container:
        if child.tag == w.P:
            before[0] = plain(_paragraph(child)) or before[0]
        elif child.tag == w.TBL:
            yield from _table(child, before)
            before[0] = ""
        elif child.tag in (w.SDT, w.SDT_CONTENT, w.CUSTOM_XML, w.INS, w.MOVE_TO, w.ALTERNATE, w.CHOICE):
            yield from _tables(child, before)


def _table(table: etree._Element, before: list[str]) -> Iterator[Table]:
    """The table itself; one of a single cell is a frame around what stands in it."""
    rows = list(_under(table, w.TR))
    if rows and all(sum(1 for _ in _under(row, w.TC)) == 1 for row in rows):
        inner = [cell for row in rows for cell in _under(row, w.TC)]
        if any(cell.find(w.TBL) is not None for cell in inner):
            for cell in inner:
                yield from _tables(cell, before)
            return
    # Most cells say no more of themselves than how wide they are: only those that do are looked into.
    shaped = {each.getparent() for each in table.iter(w.GRID_SPAN, _V_MERGE, SHADE)}
    yield Table(tuple(_rows(rows, shaped)), before=before[0])


@dataclass(slots=True)
class _Line:
    """A row as it is read: its texts by column, how many columns each cell takes, and whether any cell is its own."""

    texts: list[str]
    spans: list[int]
    own: bool = False
    fills: list[tuple[int, str]] = field(default_factory=list)
    going_on: list[int] = field(default_factory=list)


def _rows(rows: list[etree._Element], shaped: Shaped) -> list[Row]:
    above: dict[int, str] = {}
    lines = [(number, line) for number, row in enumerate(rows, 1) if (line := _line(row, above, shaped)) is not None]
    width = max((sum(line.spans) for _, line in lines), default=0)
    return [
        Row(
            tuple(line.texts),
            across=len(line.spans) == 1 and (width > 1 or line.spans[0] > 1),
            number=number,
            fills=tuple(line.fills),
            going_on=tuple(line.going_on),
        )
        for number, line in lines
        if line.own or not line.spans  # where every cell goes on from the row above they are one row on the page
    ]


def _line(row: etree._Element, above: dict[int, str], shaped: Shaped) -> _Line | None:
    """The row; nothing where it was deleted."""
    line = _Line([], [])
    for child in row:
        tag = child.tag
        if tag == w.TC:
            _add(line, child, above, shaped)
        elif tag == w.TR_PR:
            for each in child:
                if each.tag == w.DEL:
                    return None
                if each.tag == w.GRID_BEFORE:
                    line.texts += [""] * min(w.whole(w.value(each)), _MOST_SPAN)
        elif tag in _AROUND_CELLS:
            for cell in _under(child, w.TC):
                _add(line, cell, above, shaped)
    return line


def _add(line: _Line, cell: etree._Element, above: dict[int, str], shaped: Shaped) -> None:
    paragraphs: list[str] = []
    shape = None
    for child in cell:
        tag = child.tag
        if tag == w.P:
            if len(child) and (words := _paragraph(child)):
                paragraphs.append(words)
        elif tag == w.TC_PR:
            shape = child if child in shaped else None
        elif tag not in _SKIPPED_IN_CELLS:
            paragraphs += filter(None, map(_paragraph, _paragraphs(child)))
    text = plain("\n".join(paragraphs) if len(paragraphs) > 1 else paragraphs[0]) if paragraphs else ""
    if shape is None:
        line.own = True
        if above:
            above.pop(len(line.texts), None)
        line.texts.append(text)
        line.spans.append(1)
    else:
        _add_shaped(line, text, shape, above)


def _add_shaped(line: _Line, text: str, properties: etree._Element, above: dict[int, str]) -> None:
    """A cell that takes several columns, goes on from the row above, or has a colour."""
    span, merged, fill = _shape(properties)
    at = len(line.texts)
    if fill:
        line.fills.append((at, fill))
    if merged == "continue":
        text = above.get(at, "")
        line.going_on.append(at)
    else:
        line.own = True
        if merged:
            above[at] = text
        else:
            above.pop(at, None)
    line.texts.append(text)
    line.texts += [""] * (span - 1)
    line.spans.append(span)


def _shape(properties: etree._Element) -> tuple[int, str, str]:
    """How many columns a cell takes, how it is merged downwards (restart: it begins so; continue), and its colour."""
    span, merged, fill = 1, "", ""
    for each in properties:
        tag = each.tag
        if tag == w.GRID_SPAN:
            span = max(1, min(w.whole(each.get(w.VAL), 1), _MOST_SPAN))
        elif tag == _V_MERGE:
            merged = each.get(w.VAL, "continue")
        elif tag == SHADE:
            fill = fill or colour_of(each)
    return span, merged, fill


def _under(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those that stand in a control or a tracked insertion too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND_CELLS:
            yield from _under(child, tag)


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == w.P:
            yield child
        elif child.tag not in _SKIPPED_IN_CELLS:
            yield from _paragraphs(child)


def _paragraph(paragraph: etree._Element) -> str:
    """Its words as they stand; the usual paragraph, of plain runs of plain text, without a look at anything else."""
    words = ""
    for child in paragraph:
        if child.tag == w.R:
            for piece in child:
                tag = piece.tag
                if tag == w.T:
                    words += piece.text or ""
                elif tag != w.R_PR or piece.find(w.VANISH) is not None:
                    return "".join(_pieces(paragraph)).strip()
        elif len(child) and child.tag != w.P_PR:
            return "".join(_pieces(paragraph)).strip()
    return words


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == w.T:
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == w.R:
            properties = child.find(w.R_PR)
            if properties is None or w.is_on(properties.find(w.VANISH)) is not True:
                yield from _pieces(child)
        elif tag == w.ALTERNATE:
            for choice in child.iterchildren(w.CHOICE):
                yield from _pieces(choice)
        elif tag not in _SKIPPED and len(child):
            yield from _pieces(child)
