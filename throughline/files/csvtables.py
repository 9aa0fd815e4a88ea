"""A text of values into rows: the separator is told from the text itself."""

from __future__ import annotations

import csv
import io
from collections import Counter

from throughline.files.characters import plain, plain_line_by_line
from throughline.files.rows import Row, Table

_SEPARATORS = ",;\t|"
_LOOKED_AT, _LOOKED_INTO = 40, 40_000
_MOST_FIELD = 10_000_000


def tables_of_text(text: str) -> tuple[Table, ...]:
    """One table; empty lines are no rows, and every cell is without space around it."""
    named, text = _named(text)
    lines = plain_line_by_line(text.replace("\r\n", "\n").replace("\r", "\n"))
    csv.field_size_limit(_MOST_FIELD)
    try:
        found = list(csv.reader(io.StringIO(lines), delimiter=named or separator_of(lines), skipinitialspace=True))
    except csv.Error:
        found = [line.split(named or separator_of(lines)) for line in lines.split("\n")]
    within = "\t" in lines or len(found) < lines.count("\n")  # somewhere a cell holds a line break or a tab
    clean = plain if within else str.strip
    rows = (tuple(map(clean, cells)) for cells in found)
    return (Table(tuple(Row(cells) for cells in rows if any(cells))),)


def _named(text: str) -> tuple[str, str]:
    """The separator that Excel names on a first line of its own (``sep=;``), and the rest."""
    first, _, rest = text.partition("\n")
    first = first.strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[4], rest
    return ("\t", rest) if first == "sep=" else ("", text)


def separator_of(text: str) -> str:
    """The sign that parts most lines into the same number of cells, more than one."""
    best, most = ",", (0.0, 0)
    for sign in _SEPARATORS:
        head = io.StringIO(text[:_LOOKED_INTO])
        try:
            widths = [
                len(cells)
                for cells, _ in zip(csv.reader(head, delimiter=sign), range(_LOOKED_AT), strict=False)
                if cells
            ]
        except csv.Error:
            continue
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = (times / len(widths) if width > 1 else 0.0, width)
        if score > most:
            best, most = sign, score
    return best
