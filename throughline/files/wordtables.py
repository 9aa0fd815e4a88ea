"""The tables of a Word file, walked straight through its XML; merged cells filled, nothing deleted or hidden read."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from throughline.files import wordnames as w
from throughline.files.characters import plain
from throughline.files.package import Package
from throughline.files.refusals import broken_word
from throughline.files.rows import Row, Table
from throughline.files.xmltree import tree_of

_MAIN = "word/document.xml"
_V_MERGE = w.GRID_SPAN.replace("gridSpan", "vMerge")
_MOST_SPAN = 64
_SIGNS = {w.TAB: "\t", w.PTAB: "\t", w.BR: "\n", w.CR: "\n", w.NO_BREAK_HYPHEN: "-"}
_SKIPPED = frozenset({w.DEL, w.MOVE_FROM, w.FALLBACK, w.P_PR, w.TBL})
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
    body = tree_of(name, main, raw).find(w.BODY)
    if body is None:
        raise broken_word(name, "it has no body")
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
            before[0] = _paragraph(child) or before[0]
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
    yield Table(tuple(_rows(rows)), before=before[0])


def _rows(rows: list[etree._Element]) -> Iterator[Row]:
    above: dict[int, str] = {}
    width = max((_width(row) for row in rows), default=0)
    for row in rows:
        properties = row.find(w.TR_PR)
        if properties is not None and properties.find(w.DEL) is not None:
            continue
        texts, spans, own = _cells(row, above)
        if spans and not own:
            continue  # every cell goes on from the row above: on the page they are one row
        across = len(spans) == 1 and (width > 1 or spans[0] > 1)
        yield Row(tuple(texts), across=across)


def _width(row: etree._Element) -> int:
    return sum(_span(cell.find(w.TC_PR)) for cell in _under(row, w.TC))


def _cells(row: etree._Element, above: dict[int, str]) -> tuple[list[str], list[int], int]:
    """The texts by column, how many columns each cell takes, and how many cells are the row's own."""
    properties, own_cells = row.find(w.TR_PR), 0
    skipped = 0 if properties is None else w.whole(w.value(properties.find(w.GRID_BEFORE)))
    texts, spans = [""] * min(skipped, _MOST_SPAN), []
    for cell in _under(row, w.TC):
        own = cell.find(w.TC_PR)
        merged = None if own is None else own.find(_V_MERGE)
        at = len(texts)
        if merged is not None and merged.get(w.VAL, "continue") == "continue":
            text = above.get(at, "")
        else:
            text = _cell(cell)
            own_cells += 1
            if merged is None:
                above.pop(at, None)
            else:
                above[at] = text
        span = _span(own)
        texts += [text, *[""] * (span - 1)]
        spans.append(span)
    return texts, spans, own_cells


def _span(properties: etree._Element | None) -> int:
    if properties is None:
        return 1
    return max(1, min(w.whole(w.value(properties.find(w.GRID_SPAN)), 1), _MOST_SPAN))


def _under(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those that stand in a control or a tracked insertion too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (w.SDT, w.SDT_CONTENT, w.CUSTOM_XML, w.INS, w.MOVE_TO):
            yield from _under(child, tag)


def _cell(cell: etree._Element) -> str:
    """The paragraphs of a cell, each on a line of its own, a table within it line by line after them."""
    lines = [_paragraph(paragraph) for paragraph in _paragraphs(cell)]
    return plain("\n".join(line for line in lines if line))


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == w.P:
            yield child
        elif child.tag not in (w.TC_PR, w.TR_PR, w.DEL, w.FALLBACK):
            yield from _paragraphs(child)


def _paragraph(paragraph: etree._Element) -> str:
    if len(paragraph) == 1 and len(paragraph[0]) == 1 and paragraph[0][0].tag == w.T:
        return plain(paragraph[0][0].text or "")
    return plain("".join(_pieces(paragraph)))


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
