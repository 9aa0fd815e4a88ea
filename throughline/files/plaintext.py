"""Plain text into parts: lines joined into paragraphs, lists and underlined headings told by their shape."""

from __future__ import annotations

import re

from .leading import bullet_of, is_bullet, number_of
from .lines import Line, gather
from .parts import Part, Shape

_UNDERLINE = re.compile(r"\s*([=\-_~*#])\1{2,}\s*$")
_GRID = re.compile(r"\s*[+|][-=+|\s]{3,}$")
_FOOTNOTE = re.compile(r"(?P<mark>[¹²³⁰⁴-⁹]+|\[\d{1,3}\])\s*(?=\S)")
_DASHES = re.compile(r"[-=–—]{3,}(?:\s+[-=–—]{3,})*")
_HEAD_WORDS = re.compile(r"(?<!\S)\S+(?: \S+)*(?=\s{2,}|\s*$)")
_COLUMNS = re.compile(r"(?<=\S)(?: {3,}| *\t+ *)(?=\S)")


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a plain text, in reading order; a form feed begins a new page."""
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    parts: list[Part] = []
    for page, words in enumerate(pages, 1 if len(pages) > 1 else 0):
        parts.extend(gather(_lines(words.split("\n")), page=page))
    return tuple(parts)


def _lines(raw: list[str]) -> list[Line]:
    lines: list[Line] = []
    until = 0
    for position, line in enumerate(raw):
        if position < until:
            continue
        rows, until = _ruled_table(raw, position)
        if rows:
            lines += [Line(), *rows, Line()]
            continue
        if _GRID.match(line):
            if lines and lines[-1].shape != "row":
                lines.append(Line())
            continue
        if _UNDERLINE.match(line):
            if lines and lines[-1].words and line.strip()[0] in "=-~" and lines[-1].shape != "row":
                lines[-1] = lines[-1].as_heading(1 if line.strip()[0] == "=" else 2)
            else:
                lines.append(Line())
            continue
        lines.append(_line(line, _is_table(raw, position)))
    return lines


def _ruled_table(raw: list[str], position: int) -> tuple[list[Line], int]:
    """The rows of a table whose heading stands in columns over a line of dashes, and where it ends."""
    rule = raw[position + 1].strip() if position + 1 < len(raw) else ""
    if not _DASHES.fullmatch(rule):
        return [], position
    heads = [found.start() for found in _HEAD_WORDS.finditer(raw[position])]
    if len(heads) < 2:
        return [], position
    rows = [_cells_at(raw[position], heads)]
    gap = True
    end = position + 2
    while end < len(raw):
        line = raw[end]
        if not line.strip() or _DASHES.fullmatch(line.strip()):
            gap, end = True, end + 1
            continue
        if any(line[max(0, at - 2) : at].strip() for at in heads[1:]):
            break
        cells = _cells_at(line, heads)
        if gap:
            rows.append(cells)
        else:
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], cells, strict=True)]
        gap, end = False, end + 1
    made = [Line(shape="row", words="\t".join(cells), cells=tuple(cells)) for cells in rows]
    return (made, end) if len(rows) > 2 else ([], position)


def _cells_at(line: str, heads: list[int]) -> list[str]:
    """The pieces of a line between the places where the columns begin."""
    ends = [*heads[1:], max(len(line), heads[-1])]
    return [" ".join(line[start:end].split()) for start, end in zip([0, *heads[1:]], ends, strict=True)]


def _is_table(raw: list[str], position: int) -> bool:
    """True when this line and one beside it fall into columns."""
    beside = raw[max(0, position - 1) : position] + raw[position + 1 : position + 2]
    return bool(_COLUMNS.search(raw[position].strip())) and (
        "\t" in raw[position].strip() or any(_COLUMNS.search(line.strip()) for line in beside)
    )


def _line(raw: str, table: bool) -> Line:
    depth = (len(raw) - len(raw.lstrip(" \t"))) // 2
    words = raw.strip()
    width = len(words)
    mark, rest = bullet_of(words)
    numbered, after = number_of(rest)
    if numbered:
        mark, rest = numbered, after
    if words.count("|") >= 2:
        cells = [" ".join(cell.split()) for cell in words.strip("|").split("|")]
        return Line(shape="row", words=words, cells=tuple(cells)) if any(cells) else Line()
    if table and not (mark and not _COLUMNS.search(rest)):
        return Line(
            shape="row",
            words=words,
            cells=tuple(" ".join(c.split()) for c in _COLUMNS.split(words)),
        )
    found = _FOOTNOTE.match(words)
    if found and not mark:
        return Line(
            shape="footnote",
            words=words[found.end() :],
            mark=found["mark"],
            width=width,
        )
    shape: Shape = "item" if mark else "paragraph"
    return Line(
        shape=shape,
        words=" ".join(rest.split()),
        mark=mark,
        level=depth,
        width=width,
        bullet=is_bullet(mark) and bool(mark),
    )
