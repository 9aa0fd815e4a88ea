"""Lines that run on every page, page numbers, and sentences that a page break split."""

from __future__ import annotations

import re

from .blocks import Block
from .labels import label_of
from .lexicon import role_of_heading
from .words import fold, words_of

_NUMBER_LINE = re.compile(
    r"[-–—|\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*(?:p\s?a\s?g\s?e)?[-–—|\s]*", re.IGNORECASE
)
_PAGE_WORD = re.compile(r"\bpage\s+\d+\b|\b\d+\s*\|\s*p\s?a\s?g\s?e\b", re.IGNORECASE)
_PAGE_END = re.compile(r"\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;…][\"'’”)\]]*$")
_HANGING = re.compile(
    r"(?:,|\b(?:a|an|the|of|to|in|for|with|by|and|or|their|its|his|her|from|that|which|is|are|was|were|be|"
    r"has|have|at|on|as|this|these|who|not))$"
)
_DIGITS = re.compile(r"\d+")


def splits(before: Block, after: Block, across: bool = False) -> bool:
    """True when `after` goes on with the sentence that `before` broke off; `across` when notes stand between."""
    if before.shape == after.shape == "heading" and before.level == after.level and not after.mark:
        return before.text.count("(") > before.text.count(")") and ")" in after.text
    if before.shape not in {"paragraph", "item"} or after.shape != "paragraph" or after.mark:
        return False
    if _ENDED.search(before.text) or after.text.startswith(("http", "www.")) or "@" in after.text[:40]:
        return False
    hanging = bool(_HANGING.search(before.text.lower()))
    if after.text[:1].islower():
        return hanging or len(before.text) > (30 if across or before.page != after.page else 60)
    return hanging and len(before.text) > 40 and after.text[:1].isalnum() and not after.bold


def _folded(block: Block) -> str:
    return _DIGITS.sub("#", fold(f"{block.mark} {block.text}" if block.mark else block.text))


def without_running_lines(blocks: list[Block]) -> tuple[list[Block], list[tuple[int, str]]]:
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
        elif (
            pages >= 3
            and _may_run(blocks[places[0]].text)
            and sum(place in edges for place in places) >= max(3, 0.4 * pages)
            and len(folded) > 12
        ):
            found.update(place for place in places if place in edges)
        else:
            found.update(place for place in places if _interrupts(blocks, place))
    beside = {place + away for place in found for away in (-1, 1) if 0 <= place + away < len(blocks)}
    found.update(place for place in sorted(beside - found) if _beside_number(blocks, place, found))
    found.update(place for place in sorted(tips - found) if _repeats_title(blocks, place))
    found.update(
        place for place in sorted(tips - found) if _page_of(blocks, place) or _after_broken(blocks, place, found)
    )
    return found


def _is_page_number(blocks: list[Block], position: int) -> bool:
    block = blocks[position]
    whole = f"{block.mark} {block.text}".strip()
    if len(whole) > 24 or not _NUMBER_LINE.fullmatch(whole):
        return False
    if not whole.strip("-–—| ").isdecimal():
        return True
    return bool(block.page) and int(whole.strip("-–—| ")) <= max(block.page + 20, 5)


def _page_of(blocks: list[Block], place: int) -> bool:
    """True of a short line at the edge of a page that ends in its number: "Item 7. Page 1"."""
    text = blocks[place].text
    return blocks[place].shape == "paragraph" and len(text) < 90 and _PAGE_END.search(text) is not None


def _after_broken(blocks: list[Block], place: int, gone: set[int]) -> bool:
    """True of a line in capitals at the head of a page, where the sentence on the page before breaks off."""
    block, before = blocks[place], place - 1
    while before in gone:
        before -= 1
    if before < 0 or blocks[before].page == block.page or not block.text.isupper() or len(block.text.split()) < 2:
        return False
    return _HANGING.search(blocks[before].text.lower()) is not None and not blocks[before].text.isupper()


def _may_run(text: str) -> bool:
    """True of a line that may stand on every page; the headings of this field are told again for each finding."""
    sentence = text.endswith(".") and len(text.split()) > 4
    return (
        not sentence
        and len(text) > 12
        and len(text.split()) >= 2
        and not role_of_heading(text)
        and label_of(text) is None
    )


def _repeats_title(blocks: list[Block], place: int) -> bool:
    """True of a line at the edge of a later page that only says again what the first lines of the document say."""
    block = blocks[place]
    if (
        block.page < 2
        or block.shape not in {"paragraph", "heading"}
        or len(block.text) > 110
        or _ENDED.search(block.text)
    ):
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
        return before >= 0 and after < len(blocks) and splits(blocks[before], blocks[after])
    return splits(blocks[before], blocks[after])
