"""Rows of a PDF's tables as parts: cells put together, header rows told once, rows mended over the page break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from throughline.files.marks import split_mark
from throughline.files.parts import Mend, Part
from throughline.files.pdffacts import ends_sentence
from throughline.files.pdfparagraphs import Held, Joiner
from throughline.files.pdftables import Row
from throughline.files.pdftext import Line


def row_part(joiner: Joiner, row: Row) -> Part:
    """The part a row of a table is; a cell of several paragraphs has a line for each."""
    cells, mends, bolds = [], [], []
    at = 0
    for lines in row.cells:
        parts = [joiner.part(held) for held in _paragraphs(joiner, lines)]
        texts = [f"{part.mark} {part.text}" if part.mark else part.text for part in parts]
        for part, text in zip(parts, texts, strict=True):
            lead = len(text) - len(part.text)
            mends += [replace(mend, at=mend.at + at + lead) for mend in part.mends]
            at += len(text) + 1
        at += 0 if parts else 1
        cells.append("\n".join(texts))
        bolds += [part.bold for part in parts]
    text = "\t".join(cells)
    return Part("row", text, bold=all(bolds), page=row.page, cells=tuple(cells), mends=tuple(mends))


def _paragraphs(joiner: Joiner, lines: list[Line]) -> list[Held]:
    """The paragraphs of one cell; its own right edge is that of its longest line."""
    return joiner.within(max((line.x1 for line in lines), default=0.0)).paragraphs(lines)


def without_repeats(parts: Iterable[Part]) -> Iterator[Part]:
    """The same parts, a table's header row only the first time, and a row that a page break parts as one."""
    header: Part | None = None
    held: Part | None = None
    taken: tuple[Mend, ...] = ()
    for part in parts:
        if part.shape != "row":
            header = None if part.shape == "heading" else header
        elif header is None:
            header = part
        elif part.text == header.text and part.page != header.page:
            taken += (Mend("running_header", part.text),)
            continue
        elif held is not None and _is_rest(held, part):
            held = _whole(held, part)
            continue
        if held is not None:
            yield held
        held = replace(part, mends=taken + part.mends) if taken else part
        taken = ()
    if held is not None:
        yield replace(held, mends=held.mends + taken)


def _is_rest(row: Part, rest: Part) -> bool:
    """Whether the second row is what a page break left over of the first: every cell of it goes on in mid-sentence."""
    if row.shape != "row" or rest.page == row.page or len(row.cells) != len(rest.cells) or split_mark(rest.text)[0]:
        return False
    pairs = [(first, second) for first, second in zip(row.cells, rest.cells, strict=True) if second]
    return any(second[0].islower() for _, second in pairs) and all(
        first and (second[0].islower() or not ends_sentence(first)) for first, second in pairs
    )


def _whole(row: Part, rest: Part) -> Part:
    cells = [f"{first} {second}".strip() for first, second in zip(row.cells, rest.cells, strict=True)]
    place = next(number for number, cell in enumerate(rest.cells) if cell)
    at = sum(len(cell) + 1 for cell in cells[:place]) + len(row.cells[place])
    mend = Mend("page_break", f"{row.cells[place][-30:]} | {rest.cells[place][:30]}", at)
    return replace(row, text="\t".join(cells), cells=tuple(cells), mends=(*row.mends, mend))
