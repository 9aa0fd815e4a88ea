"""The whole text of a document, put together from its parts with every place in it known."""

from __future__ import annotations

import re
from dataclasses import replace

from throughline.files.leading import bullet_of, is_bullet, number_of
from throughline.files.parts import Mend, Opened, Part, Shape

from .blocks import Block, Cell, Page
from .columns import role_of_column
from .labels import label_of
from .lexicon import OTHER, role_of_heading
from .mending import mended_part
from .running import splits, without_running_lines

_LABELLED = re.compile(r"[A-Z][\w’'()/& -]{1,34}:(?:\s|$)")
_TYPED = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2}){1,2}\.?)\s+(?=\S)")
_ROMAN = re.compile(r"(?P<mark>[IVX]{1,5}[.)])\s+(?=[A-Z])")
_UPPER = re.compile(r"(?P<mark>[A-H][.)])\s+(?=\S)")
_CODE = re.compile(r"(?P<mark>[A-Z]{1,3}\d{1,2}(?:\.\d{1,2})?[.:)]?)\s+(?=[A-Z])")


def normalise(opened: Opened) -> Page:
    """One text of all the parts: sentences whole again, running headers gone, each paragraph after a blank line."""
    blocks = [_block(line) for part in opened.parts for line in _lines(part)]
    blocks = [block for block in blocks if block.text]
    _take_numbers(blocks)
    blocks = _headed(blocks)
    kept, dropped = without_running_lines(blocks)
    return _assembled(_joined(kept), dropped)


def _unfolded(part: Part) -> list[Part]:
    """A row that only sets boxes beside one another ("1. Background ... | 2. Key learning ..."), box by box."""
    filled = [cell for cell in part.cells if cell.strip()]
    heads = [cell.split("\n")[0].strip() for cell in filled]
    if not filled or not all("\n" in cell for cell in filled) or not all(_heads_box(head) for head in heads):
        return [part]
    if not any(role_of_heading(head) not in {"", OTHER} for head in heads):
        return [part]
    made = []
    for cell in filled:
        for place, line in enumerate(line.strip() for line in cell.split("\n")):
            mark, words = bullet_of(line) if place else ("", line)
            if not mark:
                mark, words = number_of(line)
            shape: Shape = "heading" if not place else "item" if mark else "paragraph"
            made.append(Part(shape, words, mark=mark, page=part.page, bold=not place))
    return made


def _heads_box(line: str) -> bool:
    return 3 < len(line) < 60 and len(line.split()) <= 8 and not line.endswith((".", ";", ","))


def _lines(part: Part) -> list[Part]:
    """A paragraph whose lines the writer broke by hand, in as many parts where the lines are labels and their words."""
    if part.cells:
        return _unfolded(part)
    if "\n" not in part.text or part.shape == "footnote":
        return [part]
    lines = part.text.split("\n")
    labels = sum(_LABELLED.match(line.strip()) is not None for line in lines)
    if labels < 2 and not (len(lines[0]) < 60 and (role_of_heading(lines[0]) or _bare_label(lines[0]))):
        return [part]
    made: list[Part] = []
    place = 0
    for line in lines:
        mends = tuple(replace(m, at=m.at - place) for m in part.mends if place <= m.at <= place + len(line))
        first = not made
        shape = part.shape if first or part.shape == "heading" else "paragraph"
        made.append(replace(part, shape=shape, text=line, mark=part.mark if first else "", mends=mends))
        place += len(line) + 1
    return made


def _bare_label(line: str) -> bool:
    label = label_of(line)
    return label is not None and label.rest >= len(line)


def _block(part: Part) -> Block:
    text, cells, mends = mended_part(part)
    mark = part.mark.strip()
    if part.shape == "item" and is_bullet(mark):
        number, rest = number_of(text)
        if number:
            cut = len(text) - len(rest)
            mark, text, mends = number, rest, tuple(Mend(m.rule, m.was, max(0, m.at - cut)) for m in mends)
    shape = part.shape
    if len(mark) > 5 and label_of(mark) and not cells:
        # Word printed "Recommendation 1:" as the number: a label like one that was typed
        mends = tuple(Mend(m.rule, m.was, m.at + len(mark) + 1) for m in mends)
        text, mark, shape = f"{mark} {text}", "", "paragraph" if shape == "item" else shape
    return Block(
        index=0,
        shape=shape,
        text=text,
        mark=mark,
        level=part.level,
        bold=part.bold,
        page=part.page,
        cells=tuple(Cell(cell, 0) for cell in cells),
        mends=mends,
    )


def _headed(blocks: list[Block]) -> list[Block]:
    """Puts the first words of a table's heading row back into it, where they were set a line above the others."""
    kept: list[Block] = []
    for block in blocks:
        above = kept[-1] if kept else None
        blank = next((place for place, cell in enumerate(block.cells) if cell.text), 0)
        if above is None or not blank or block.shape != "row" or above.shape == "row" or above.page != block.page:
            kept.append(block)
            continue
        words = above.text.split()
        if len(words) == blank and not above.mark and all(role_of_column(word) for word in words):
            kept.pop()
            cells = [Cell(word, 0) for word in words] + list(block.cells[blank:])
            block.text, block.cells = "\t".join(cell.text for cell in cells), tuple(cells)
            block.mends = ()
        kept.append(block)
    return kept


def _take_numbers(blocks: list[Block]) -> None:
    """Takes "6.1", "IV." or "H2" off paragraphs that are numbered one after another, where the words still hold it."""
    openings = [_opening(block) for block in blocks]
    for place, (style, mark, cut) in enumerate(openings):
        if not cut or not style:
            continue
        near = openings[max(0, place - 4) : place] + openings[place + 1 : place + 5]
        if style == "upper" and not any(_next_letter(mark, other) for _, other, _ in near):
            continue  # "J. Smith"
        if any(other == style for other, _, _ in near):
            block = blocks[place]
            block.shape, block.mark, block.text = "item", mark, block.text[cut:]
            block.mends = tuple(Mend(m.rule, m.was, max(0, m.at - cut)) for m in block.mends)


def _next_letter(one: str, other: str) -> bool:
    """True of "A." and "B.", in either order."""
    return _UPPER.match(other + " x") is not None and abs(ord(one[0]) - ord(other[0])) == 1


def _opening(block: Block) -> tuple[str, str, int]:
    """The style of number that opens a block, the number, and its length where it stands in the words."""
    if block.shape not in {"paragraph", "item"}:
        return "", "", 0
    if block.mark and not is_bullet(block.mark):
        number = block.number
        stem = number.rpartition(".")[0]
        return (f"deep {stem}" if stem else "roman" if _ROMAN.match(block.mark + " x") else ""), "", 0
    for style, pattern in (("deep", _TYPED), ("roman", _ROMAN), ("upper", _UPPER), ("code", _CODE)):
        found = pattern.match(block.text)
        label = label_of(block.text) if found and style == "code" else None
        if block.mark and style != "code":
            continue
        if found and not (label and label.closed):
            stem = found["mark"].strip(".").rpartition(".")[0] if style == "deep" else ""
            return f"{style} {stem}".strip(), found["mark"], found.end()
    return "", "", 0


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks with sentences that were split by a page break made whole; a footnote between them comes after."""
    out: list[Block] = []
    notes: list[Block] = []
    for block in blocks:
        if block.shape == "footnote":
            notes.append(block)
            continue
        if out and splits(out[-1], block, across=bool(notes)):
            out[-1] = _one(out[-1], block)
            continue
        out.extend(notes)
        notes = []
        out.append(block)
    return out + notes


def _one(before: Block, after: Block) -> Block:
    glue = "" if before.text.endswith("-") and after.text[:1].islower() else " "
    offset = len(before.text) + len(glue)
    was = f"{before.text[-20:]}\n\n{after.text[:20]}"
    before.mends = (
        *before.mends,
        Mend("page_break", was, len(before.text)),
        *(Mend(mend.rule, mend.was, mend.at + offset) for mend in after.mends),
    )
    before.text = f"{before.text}{glue}{after.text}"
    return before


def _assembled(blocks: list[Block], dropped: list[tuple[int, str]]) -> Page:
    pieces: list[str] = []
    mended: list[Mend] = []
    place = 0
    for index, block in enumerate(blocks):
        if index:
            pieces.append("\n\n")
            place += 2
        if block.mark:
            pieces.append(block.mark + " ")
            place += len(block.mark) + 1
        block.index, block.start = index, place
        offset = place
        for cell in block.cells:
            cell.start = offset
            offset += len(cell.text) + 1
        mended.extend(Mend(m.rule, m.was, min(place + m.at, place + len(block.text))) for m in block.mends)
        pieces.append(block.text)
        place += len(block.text)
    text = "".join(pieces)
    for position, was in dropped:
        at = blocks[position].start if position < len(blocks) else len(text)
        mended.append(Mend("running_header", was, at))
    mended.sort(key=lambda mend: mend.at)
    return Page(text, blocks, mended)
