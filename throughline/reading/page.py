"""The whole text of a document, put together from its parts with every place in it known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from throughline.files.leading import is_bullet, number_of
from throughline.files.parts import Mend, Opened, Part

from .labels import label_of
from .lexicon import role_of_heading
from .mending import mended_part
from .words import fold, words_of

_NUMBER_LINE = re.compile(
    r"[-–—|\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*(?:p\s?a\s?g\s?e)?[-–—|\s]*", re.IGNORECASE
)
_PAGE_WORD = re.compile(r"\bpage\s+\d+\b|\b\d+\s*\|\s*p\s?a\s?g\s?e\b", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;…][\"'’”)\]]*$")
_HANGING = re.compile(
    r"(?:,|\b(?:a|an|the|of|to|in|for|with|by|and|or|their|its|his|her|from|that|which|is|are|was|were|be|has|have|at|on|as|this|these|who|not))$"
)
_TYPED = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2}){1,2}\.?)\s+(?=\S)")
_ROMAN = re.compile(r"(?P<mark>[IVX]{1,5}[.)])\s+(?=[A-Z])")
_CODE = re.compile(r"(?P<mark>[A-Z]{1,3}\d{1,2}(?:\.\d{1,2})?[.:)]?)\s+(?=[A-Z])")
_DIGITS = re.compile(r"\d+")


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


def normalise(opened: Opened) -> Page:
    """One text of all the parts: sentences whole again, running headers gone, each paragraph after a blank line."""
    blocks = [_block(part) for part in opened.parts]
    blocks = [block for block in blocks if block.text]
    _take_numbers(blocks)
    kept, dropped = _without_running_lines(blocks)
    return _assembled(_joined(kept), dropped)


def _block(part: Part) -> Block:
    text, cells, mends = mended_part(part)
    mark = part.mark.strip()
    if part.shape == "item" and is_bullet(mark):
        number, rest = number_of(text)
        if number:
            cut = len(text) - len(rest)
            mark, text, mends = number, rest, tuple(Mend(m.rule, m.was, max(0, m.at - cut)) for m in mends)
    return Block(
        index=0,
        shape=part.shape,
        text=text,
        mark=mark,
        level=part.level,
        bold=part.bold,
        page=part.page,
        cells=tuple(Cell(cell, 0) for cell in cells),
        mends=mends,
    )


def _take_numbers(blocks: list[Block]) -> None:
    """Takes "6.1", "IV." or "H2" off paragraphs that are numbered one after another, where the words still hold it."""
    openings = [_opening(block) for block in blocks]
    for place, (style, mark, cut) in enumerate(openings):
        if not cut or not style:
            continue
        near = openings[max(0, place - 4) : place] + openings[place + 1 : place + 5]
        if any(other == style for other, _, _ in near):
            block = blocks[place]
            block.shape, block.mark, block.text = "item", mark, block.text[cut:]
            block.mends = tuple(Mend(m.rule, m.was, max(0, m.at - cut)) for m in block.mends)


def _opening(block: Block) -> tuple[str, str, int]:
    """The style of number that opens a block, the number, and its length where it stands in the words."""
    if block.shape not in {"paragraph", "item"}:
        return "", "", 0
    if block.mark:
        number = block.number
        stem = number.rpartition(".")[0]
        return (f"deep {stem}" if stem else "roman" if _ROMAN.match(block.mark + " x") else ""), "", 0
    for style, pattern in (("deep", _TYPED), ("roman", _ROMAN), ("code", _CODE)):
        found = pattern.match(block.text)
        if found:
            stem = found["mark"].strip(".").rpartition(".")[0] if style == "deep" else ""
            return f"{style} {stem}".strip(), found["mark"], found.end()
    return "", "", 0


def _folded(block: Block) -> str:
    return _DIGITS.sub("#", fold(f"{block.mark} {block.text}" if block.mark else block.text))


def _without_running_lines(blocks: list[Block]) -> tuple[list[Block], list[tuple[int, str]]]:
    """The blocks without page numbers and lines that run on every page, and those with the place they stood at."""
    running = _running(blocks)
    kept: list[Block] = []
    dropped: list[tuple[int, str]] = []
    for position, block in enumerate(blocks):
        if position in running:
            dropped.append((len(kept), f"{block.mark} {block.text}".strip()))
        else:
            kept.append(block)
    return kept, dropped


def _running(blocks: list[Block]) -> set[int]:
    seen: dict[str, list[int]] = {}
    found: set[int] = set()
    for position, block in enumerate(blocks):
        if block.shape in {"row", "footnote"} or len(block.text) > 120:
            continue
        if _is_page_number(blocks, position):
            found.add(position)
            continue
        seen.setdefault(_folded(block), []).append(position)
    edges = _edges(blocks)
    tips = _edges(blocks, 1)
    pages = len({block.page for block in blocks if block.page})
    for folded, places in seen.items():
        if len(places) < 2:
            continue
        if _PAGE_WORD.search(folded.replace("#", "1")):
            found.update(places)
        elif pages >= 2 and sum(place in tips for place in places) >= 2 and _may_run(blocks[places[0]].text):
            found.update(place for place in places if place in tips)
        elif pages >= 3 and sum(place in edges for place in places) >= max(3, 0.4 * pages) and len(folded) > 12:
            found.update(place for place in places if place in edges)
        else:
            found.update(place for place in places if _interrupts(blocks, place))
    beside = {place + away for place in found for away in (-1, 1) if 0 <= place + away < len(blocks)}
    found.update(place for place in sorted(beside - found) if _beside_number(blocks, place, found))
    found.update(place for place in sorted(tips - found) if _repeats_title(blocks, place))
    return found


def _is_page_number(blocks: list[Block], position: int) -> bool:
    block = blocks[position]
    whole = f"{block.mark} {block.text}".strip()
    if len(whole) > 24 or not _NUMBER_LINE.fullmatch(whole):
        return False
    if not whole.strip("-–—| ").isdigit():
        return True
    return bool(block.page) and int(whole.strip("-–—| ")) <= max(block.page + 20, 5)


def _may_run(text: str) -> bool:
    """True of a line that may stand on every page; the headings of this field are told again for each finding."""
    return len(text) > 12 and len(text.split()) >= 2 and not role_of_heading(text) and label_of(text) is None


def _repeats_title(blocks: list[Block], place: int) -> bool:
    """True of a line at the edge of a later page that only says again what the first lines of the document say."""
    block = blocks[place]
    if block.page < 2 or block.shape not in {"paragraph", "heading"} or len(block.text) > 110 or _ENDED.search(block.text):
        return False
    words = [word for word in words_of(block.text) if len(word) > 1 or word.isalpha()]
    if len(words) < 3 or not _may_run(block.text):
        return False
    first = {word for other in blocks[:5] for word in words_of(other.text[:160])}
    return sum(word in first for word in words) >= 0.8 * len(words)


def _edges(blocks: list[Block], deep: int = 2) -> set[int]:
    """The places of the first and last blocks of each page (`deep` of them), where there are pages."""
    edges: set[int] = set()
    for position, block in enumerate(blocks):
        if not block.page:
            continue
        for away in (-deep, deep):
            beside = position + away
            if not 0 <= beside < len(blocks) or blocks[beside].page != block.page:
                edges.add(position)
                break
    return edges


def _beside_number(blocks: list[Block], place: int, found: set[int]) -> bool:
    """True of a line in capitals or short that stands between a page number and a sentence broken in two."""
    block = blocks[place]
    near = {place - 1, place + 1} & found
    return bool(near) and block.shape == "paragraph" and len(block.text) < 90 and _interrupts(blocks, place, found)


def _interrupts(blocks: list[Block], place: int, gone: set[int] | None = None) -> bool:
    """True when the block stands inside a sentence: one block before breaks off and the one after goes on."""
    gone = gone or set()
    before, after = place - 1, place + 1
    while before >= 0 and (before in gone or blocks[before].shape == "footnote"):
        before -= 1
    while after < len(blocks) and (after in gone or blocks[after].shape == "footnote"):
        after += 1
    if before < 0 or after >= len(blocks) or not _ENDED.search(blocks[place].text[-3:] + " "):
        return before >= 0 and after < len(blocks) and _splits(blocks[before], blocks[after])
    return _splits(blocks[before], blocks[after])


def _splits(before: Block, after: Block) -> bool:
    """True when `after` goes on with the sentence that `before` broke off."""
    if before.shape not in {"paragraph", "item"} or after.shape != "paragraph" or after.mark:
        return False
    if _ENDED.search(before.text) or after.text.startswith(("http", "www.")) or "@" in after.text[:40]:
        return False
    hanging = bool(_HANGING.search(before.text.lower()))
    if after.text[:1].islower():
        return hanging or len(before.text) > 60 or (before.page != after.page and len(before.text) > 30)
    return hanging and len(before.text) > 40 and after.text[:1].isalnum() and not after.bold


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks with sentences that were split by a page break made whole; a footnote between them comes after."""
    out: list[Block] = []
    notes: list[Block] = []
    for block in blocks:
        if block.shape == "footnote":
            notes.append(block)
            continue
        if out and _splits(out[-1], block):
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
