"""What stands on every page and belongs to none: running headers and footers, page numbers, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from throughline.files.pdfrules import Rules
from throughline.files.pdftext import LOWER, RAISE, Line

_ZONE = 0.16  # of the height of the page, at the top and at the bottom
_NARROW = 0.095
_MARGIN = 0.055  # of the height of the page: nearer to its edge than any text begins
_SMALL = 0.85  # of the size of the text
_SHORT = 100  # letters
_SENTENCE_ENDS = (".", ":", ";", ",")
_DEEPEST = 3  # baselines from the edge
_APART = 1.7  # sizes: further than from line to line of one text
_SAME_ROW = 2.5
_STEADY = 4.0
_MOST = 0.9
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.?|pg\.?)?\s*[-–—|(\[]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|)\]]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_NOTE_LINE = re.compile(rf"{RAISE}\s*([\d*†‡]{{1,3}})\s*{LOWER}\s*|(\d{{1,3}})\s+(?=[A-Z\"'‘“(hw])")


@dataclass(slots=True)
class Page:
    """One page: its lines in the order written, and what was taken away from it."""

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: Rules | None = None
    furniture: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


def _in_margin(row: list[Line], edge: float, size: float) -> bool:
    """Whether a few words stand so near the edge of the page that they are none of its text."""
    near = edge < _MARGIN or (edge < _NARROW and row[0].size < _SMALL * size)
    return near and len(_text(row)) < _SHORT and not _text(row).rstrip().endswith(_SENTENCE_ENDS)


def _heads_first(pages: Sequence[Page], size: float) -> None:
    """A line in the margin at the head of a page is read first, wherever the file has it."""
    for page in pages[:1]:
        row = _outermost(page, True)
        if row and page.lines[0] not in row and _in_margin(row, (page.height - row[0].y) / page.height, size):
            held = {id(line) for line in row}
            page.lines = [*row, *(line for line in page.lines if id(line) not in held)]


def take_furniture(pages: Sequence[Page], size: float) -> None:
    """Take running headers, footers and page numbers off every page; `size` is that of the text."""
    for top in (True, False):
        for _ in range(_DEEPEST):
            if not _take_outermost(pages, top, size):
                break
    _heads_first(pages, size)


def _take_outermost(pages: Sequence[Page], top: bool, size: float) -> bool:
    """Take the outermost baseline off each page where it repeats what stands there on other pages."""
    outer: dict[int, list[Line]] = {}
    for page in pages:
        row = _outermost(page, top)
        if row:
            outer[page.number] = row
    groups: dict[str, list[int]] = {}
    for number, row in outer.items():
        groups.setdefault(_DIGITS.sub("#", _text(row)), []).append(number)
    taken = False
    for numbers in groups.values():
        rows = [outer[number] for number in numbers]
        if _repeats(rows, numbers, pages, size):
            for number in numbers:
                page = pages[number - 1]
                page.furniture += outer[number]
                gone = {id(line) for line in outer[number]}
                page.lines = [line for line in page.lines if id(line) not in gone]
            taken = True
    return taken


def _outermost(page: Page, top: bool) -> list[Line]:
    zone = page.height * _ZONE
    near = [line for line in page.lines if (line.y > page.height - zone if top else line.y < zone)]
    if not near:
        return []
    edge = max(line.y for line in near) if top else min(line.y for line in near)
    return [line for line in near if abs(line.y - edge) < _SAME_ROW] if _stands_apart(page, edge, top) else []


def _stands_apart(page: Page, edge: float, top: bool) -> bool:
    """Whether no more than a few lines stand at that edge of the page before a gap parts them from the text."""
    near = page.height * _ZONE * 2
    rows = {round(line.y, 1): line.size for line in page.lines if abs(line.y - edge) < near}
    last, depth = edge, 1
    for y, size in sorted(rows.items(), reverse=top):
        if abs(y - last) > _APART * size:
            return True
        depth += abs(y - last) > _SAME_ROW
        if depth > _DEEPEST:
            return False
        last = y
    return True


def _text(row: list[Line]) -> str:
    return " ".join(line.text.strip() for line in sorted(row, key=lambda line: line.x0))


def _repeats(rows: list[list[Line]], numbers: list[int], pages: Sequence[Page], size: float) -> bool:
    """Whether these rows, alike but for digits, are furniture rather than text that happens to stand there."""
    texts = [_text(row) for row in rows]
    edge = min(min(rows[0][0].y, page.height - rows[0][0].y) / page.height for page in pages[:1])
    plain_number = all(_PAGE_NUMBER.fullmatch(text) for text in texts)
    if len(rows) == 1:
        row = rows[0]
        if _in_margin(row, edge, size) and row[0].y < pages[0].height / 2:
            return True  # written at the foot, where no text goes
        return plain_number and edge < _NARROW and _is_number_of(texts[0], numbers[0], len(pages))
    if not (_is_steady(rows) and _in_a_row(numbers) and (len(rows) >= 3 or len(pages) <= 3)):
        return False
    if len(set(texts)) == 1:
        return rows[0][0].size <= size * 1.3 or edge < _NARROW
    return (plain_number or (edge < _NARROW and rows[0][0].size < size * 1.08)) and _counts_on(texts, numbers)


def _is_steady(rows: list[list[Line]]) -> bool:
    """Whether the rows stand at one height of the page."""
    heights = sorted(row[0].y for row in rows)
    middle = heights[len(heights) // 2]
    return sum(abs(height - middle) < _STEADY for height in heights) >= _MOST * len(heights)


def _in_a_row(numbers: list[int]) -> bool:
    """Whether the pages follow one another, or every other one does: words that merely recur stand scattered."""
    held = set(numbers)
    return sum(bool(held & {n - 2, n - 1, n + 1, n + 2}) for n in numbers) >= _MOST * len(numbers)


def _is_number_of(text: str, number: int, pages: int) -> bool:
    found = _DIGITS.findall(text)
    return bool(found) and int(found[0]) in {number, number - 1, number + 1} and len(text) < 20 and pages < 500


def _counts_on(texts: list[str], numbers: list[int]) -> bool:
    """Whether some number in the rows grows by one a page, as page numbers do."""
    columns = [[int(each) for each in _DIGITS.findall(text)[:6] if len(each) < 6] for text in texts]
    width = min(map(len, columns), default=0)
    for place in range(width):
        steps = [column[place] - number for column, number in zip(columns, numbers, strict=True)]
        if max(steps.count(step) for step in set(steps)) >= 0.8 * len(steps):
            return True
    return width == 0


def take_notes(pages: Sequence[Page], size: float) -> None:
    """Take the footnotes off the foot of every page: small lines at the end, the first of them with its mark."""
    running = False
    for page in pages:
        foot = _foot(page, size)
        first = next((number for number, line in enumerate(foot) if _NOTE_LINE.match(line.text)), None)
        if first is None or (RAISE not in foot[first].text and not _is_called(page, foot[first])):
            running = False
            continue
        if not running:
            foot = foot[first:]
        gone = {id(line) for line in foot}
        page.notes = foot
        page.lines = [line for line in page.lines if id(line) not in gone]
        running = True


def _foot(page: Page, size: float) -> list[Line]:
    """The small lines at the foot of a page, from the upper to the lower."""
    out: list[Line] = []
    for line in sorted(page.lines, key=lambda each: (each.y, -each.x0)):
        if line.size > 0.94 * size or line.apart:
            break
        out.append(line)
    return out[::-1]


def _is_called(page: Page, line: Line) -> bool:
    found = _NOTE_LINE.match(line.text)
    return found is not None and any(f"{RAISE}{found.group(2)}{LOWER}" in each.text for each in page.lines)


def note_mark(line: Line) -> tuple[str, str]:
    """The mark a footnote begins with, and its words; no mark where the line goes on from the one above."""
    found = _NOTE_LINE.match(line.text)
    return (found.group(1) or found.group(2), line.text[found.end() :]) if found else ("", line.text)
