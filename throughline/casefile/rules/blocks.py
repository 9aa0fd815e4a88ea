"""The text of each item in a picture: its lines, its state, what is missing, and how high it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import MEASURE, Item
from throughline.casefile.rules.states import Status, course, status_of
from throughline.ui.typeface import wrap

SIZE = 15
LINE = 18
FIRST = 20
FOOT = 5
MARK = 20
"""The room that a shape takes before its word."""
LINES_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block. `label` is written bold before the text; `shape` is a key of ``ui.shapes``."""

    text: str
    label: str = ""
    shape: str = ""
    bold: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines that hang under one rule, and how high they are together."""

    lines: tuple[Line, ...]
    line: int = LINE

    @property
    def height(self) -> int:
        """From the rule to the foot of the last line."""
        return FIRST + self.line * (len(self.lines) - 1) + FOOT


def block_of(item: Item, width: int, on: date, ends: tuple[OpenEnd, ...], line: int = LINE) -> Block:
    """An item's block: number and words, state, readings, and the open ends that have no column of their own."""
    lines = shortened(f"{item.label}  {item.text}" if item.label else item.text, width)
    head = [Line(lines[0].removeprefix(item.label).lstrip(), label=item.label)]
    body = [Line(words) for words in lines[1:]]
    status = status_of(item, on)
    return Block((*head, *body, *_state(status, width), *_readings(item, width), *_missing(ends, width)), line)


def shortened(text: str, width: int, most: int = LINES_AT_MOST) -> list[str]:
    """The lines of a text; of a long one its first words, ending in dots.

    No letter is as narrow as a pixel, so what stands beyond so many letters can be in none of the lines.
    """
    lines = wrap(text[: (most + 1) * width], SIZE, 400, width)
    if len(lines) <= most:
        return lines
    kept = " ".join(lines[:most])
    while kept:
        lines = wrap(f"{kept.rstrip(',;:.–— ')} …", SIZE, 400, width)
        if len(lines) <= most:
            return lines
        kept = kept.rpartition(" ")[0]
    return lines[:most]


def open_block(end: OpenEnd, width: int, line: int = LINE) -> Block:
    """What stands where the thread stops: what is missing, and for how long."""
    said = [Line(words, bold=True, tone="brick") for words in wrap(end.short, SIZE, 600, width)]
    return Block((*said, *(Line(words) for words in wrap(end.how_long, SIZE, 400, width))), line)


def _state(status: Status | None, width: int) -> list[Line]:
    if status is None or status.key == "accepted":
        return []
    first, *others = wrap(status.word, SIZE, 600 if status.loud else 400, width - MARK - 8)
    tone = "" if status.key in ("accepted_in_part", "under_way", "not_started") else status.key
    return [Line(first, shape=status.key, bold=status.loud, tone=tone), *(Line(o, bold=status.loud) for o in others)]


def _readings(item: Item, width: int) -> list[Line]:
    if item.kind != MEASURE:
        return []
    return [Line(line) for line in wrap(course(item), SIZE, 400, width)]


def _missing(ends: tuple[OpenEnd, ...], width: int) -> list[Line]:
    lines = []
    for end in ends:
        first, *others = wrap(end.short, SIZE, 600, width - MARK)
        lines.append(Line(first, shape="open_end", bold=True, tone="brick"))
        lines.extend(Line(other, bold=True, tone="brick") for other in others)
    return lines
