"""Lines of a text file gathered into parts: which line goes on from the one above, and which begins something new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .leading import follows
from .parts import Mend, Part, Shape

_LABEL = re.compile(r"[A-Z][\w’'()/&\- ]{0,40}:(?:\s|$)")
_ENDS = re.compile(r"[.!?:;]['’”\")\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its mark taken off; a line with no words parts the paragraphs."""

    shape: Shape = "paragraph"
    words: str = ""
    mark: str = ""
    level: int = 0
    bold: bool = False
    width: int = 0
    bullet: bool = False
    breaks: bool = False
    cells: tuple[str, ...] = ()
    mends: tuple[Mend, ...] = ()

    def as_heading(self, level: int) -> Line:
        """The same line, known to be a heading."""
        return replace(self, shape="heading", level=level, breaks=True)


def gather(lines: Iterable[Line], page: int = 0) -> Iterator[Part]:
    """Parts made of the lines; words of one paragraph are joined with a space."""
    held: list[Line] = []
    widest = 0
    for line in lines:
        if not line.words and not line.cells:
            yield from _made(held, page)
            held, widest = [], 0
            continue
        if held and not _goes_on(held, line, widest):
            yield from _made(held, page)
            held = []
        held.append(line)
        widest = max(widest, line.width)
    yield from _made(held, page)


def _goes_on(held: list[Line], line: Line, widest: int) -> bool:
    """True when `line` is more of the paragraph that `held` began."""
    last, first = held[-1], held[0]
    if line.shape in {"heading", "row", "footnote"} or last.shape in {"heading", "row"} or last.breaks:
        return False
    if line.mark:
        return not line.bullet and not _begins_item(first, last, line)
    if line.bold != last.bold and (line.bold or _ENDS.search(last.words) or len(last.words) < 80):
        return False
    if last.words.isupper() != line.words.isupper() and (len(last.words) > 12 or len(line.words) > 12):
        return False
    if _LABEL.match(line.words) and (_LABEL.match(first.words) or _ENDS.search(last.words)):
        return False
    short = last.width < 0.6 * max(widest, line.width, 50)
    return not (short and line.words[:1].isupper() and (last.width < 45 or bool(_ENDS.search(last.words))))


def _begins_item(first: Line, last: Line, line: Line) -> bool:
    if first.bullet:
        return line.level <= first.level or bool(_ENDS.search(last.words)) or last.width < 45
    if not first.mark:
        starts = line.mark.strip("(.):") in {"1", "a", "A", "i", "I", "1.1"}
        return starts or bool(_ENDS.search(last.words)) or last.width < 45
    return follows(first.mark, line.mark) or bool(_ENDS.search(last.words)) or line.level > first.level


def _made(held: list[Line], page: int) -> Iterator[Part]:
    if not held:
        return
    first = held[0]
    mends: list[Mend] = []
    words = ""
    for line in held:
        own = (line.mark + " " + line.words) if line is not first and line.mark else line.words
        offset = len(words) + 1 if words else 0
        mends.extend(replace(mend, at=mend.at + offset) for mend in line.mends)
        words = f"{words} {own}" if words else own
    yield Part(
        shape=first.shape,
        text="\t".join(first.cells) if first.cells else words,
        mark=first.mark,
        level=first.level,
        bold=all(line.bold for line in held),
        page=page,
        cells=first.cells,
        mends=tuple(mends),
    )
