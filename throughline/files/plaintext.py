"""Plain text into parts: lines joined into paragraphs, lists and underlined headings told by their shape."""

from __future__ import annotations

import re

from .leading import bullet_of, is_bullet, number_of
from .lines import Line, gather
from .parts import Part, Shape

_UNDERLINE = re.compile(r"\s*([=\-_~*#])\1{2,}\s*$")
_GRID = re.compile(r"\s*[+|][-=+|\s]{3,}$")
_FOOTNOTE = re.compile(r"(?P<mark>[¹²³⁰⁴-⁹]+|\[\d{1,3}\])\s*(?=\S)")
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
    for position, line in enumerate(raw):
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
