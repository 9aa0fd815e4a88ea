"""What stands in one cell of a table: paragraphs and bullets, with the numbers printed before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from throughline.files.leading import bullet_of, is_bullet, number_of

from .blocks import Cell
from .labels import label_of

_CELL_CODE = re.compile(r"(\d{1,2}[a-z]|\d{1,2}\.\d{1,2})\s+(?=[A-Z])")


def bare_number(number: str) -> str:
    """The number that a cell holds, without what it is a number of and without its full stop."""
    label = label_of(number.strip())
    return label.number if label else number.strip().strip("().:[] ")


def all_bulleted(cell: Cell) -> bool:
    """True of a cell that is a list of bullets."""
    lines = [line for line in cell.text.split("\n") if line.strip()]
    return all(bullet_of(line)[0] or is_bullet(line.strip()) for line in lines)


def pieces_of(cell: Cell) -> Iterator[tuple[str, str, int]]:
    """The paragraphs and bullets of a cell: the words, the printed number, and where the words begin."""
    offset = 0
    for line in cell.text.split("\n"):
        words, number = line, ""
        mark, rest = bullet_of(line)
        if is_bullet(line.strip()):
            offset += len(line) + 1
            continue
        if mark:
            words = rest
        own, rest = number_of(words)
        if not own and (code := _CELL_CODE.match(words)):
            own, rest = code[1], words[code.end() :]
        if own:
            words, number = rest, bare_number(own)
        else:
            label = label_of(words)
            if label and label.closed and label.rest < len(words):
                words, number = words[label.rest :], label.number
        cut = len(line) - len(words)
        if words.strip():
            yield words, number, cell.start + offset + cut
        offset += len(line) + 1
