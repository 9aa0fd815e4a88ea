"""A text of values into rows: the separator is told from the text itself."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque

from throughline.files.characters import is_plain, plain, plain_line_by_line
from throughline.files.rows import Row, Table

_SEPARATORS = ",;\t|"
_LOOKED_AT, _LOOKED_INTO = 40, 40_000
_MOST_FIELD = 10_000_000
_SHORT = 24
_CONTROL = re.compile(r"[\x00-\x08\x0c\x0e-\x1f]")  # no sheet and no Word file can hold these
_AFTER = "\x01"  # a sign that is left in no text


def tables_of_text(text: str) -> tuple[Table, ...]:
    """One table; empty lines are no rows, and every cell is without space around it."""
    named, text = _named(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = plain_line_by_line(lines if is_plain(lines) else _CONTROL.sub(" ", lines))
    csv.field_size_limit(_MOST_FIELD)
    try:
        found = list(csv.reader(io.StringIO(lines), delimiter=named or separator_of(lines), skipinitialspace=True))
    except csv.Error:
        found = [line.split(named or separator_of(lines)) for line in lines.split("\n")]
    open_at_the_end = bool(found) and any("\n" in cell for cell in found[-1])
    if lines.count('"') % 2 or (open_at_the_end and _runs_on(lines, named or separator_of(lines))):
        found = _with_a_loose_quote(lines, named or separator_of(lines))
    within = "\t" in lines or len(found) < lines.count("\n")  # somewhere a cell holds a line break or a tab
    clean = plain if within else str.strip
    rows = (tuple(map(clean, cells)) for cells in found)
    return (Table(tuple(map(Row, filter(any, rows)))),)


def _with_a_loose_quote(lines: str, sign: str) -> list[list[str]]:
    """Rows of a text where a quotation mark is opened and never closed: it would take in all lines after it.

    A cell goes over several lines only where none of those it would take in is a row by itself; else the mark is a
    sign as any other.
    """
    parts = lines.split("\n")
    odd = deque(place for place, part in enumerate(parts) if part.count('"') % 2)
    width = len(next(csv.reader([parts[0]], delimiter=sign), []))
    found: list[list[str]] = []
    place = 0
    while place < len(parts):
        end = place
        if odd and odd[0] == place:
            odd.popleft()
            if _runs_on(parts[place], sign):
                taken = parts[place + 1 : odd[0] + 1] if odd else []
                if not taken or any(_is_row(part, sign, width) for part in taken) or _opens(taken[-1], sign):
                    found.append(_with_a_mark(parts[place], sign))
                    place += 1
                    continue
                end = odd.popleft()
        found += csv.reader(io.StringIO("\n".join(parts[place : end + 1])), delimiter=sign, skipinitialspace=True)
        place = end + 1
    return found


def _runs_on(text: str, sign: str) -> bool:
    """A cell is open at the end, so that it would take in what follows."""
    *_, last = csv.reader(io.StringIO(f"{text}\n{_AFTER}"), delimiter=sign, skipinitialspace=True)
    return last != [_AFTER]


def _is_row(line: str, sign: str, width: int) -> bool:
    """The line has as many cells as the headings, and its first is short and has a figure, or is empty."""
    first = line.partition(sign)[0].strip(' "')
    return line.count(sign) >= width - 1 and (
        not first or (len(first) <= _SHORT and re.search(r"\d", first) is not None)
    )


def _opens(line: str, sign: str) -> bool:
    """The first quotation mark of the line stands where a cell begins, and not where one ends."""
    before, _, after = line.partition('"')
    return before.endswith(sign) and not after.startswith(sign)


def _with_a_mark(line: str, sign: str) -> list[str]:
    """The cells of a line whose last cell in quotation marks is never closed: that mark is part of its words."""
    at = max((match.end() for match in re.finditer(rf'(?:^|{re.escape(sign)}) *(?=")', line)), default=0)
    cells = next(csv.reader([f"{line[:at]}{_AFTER}{line[at + 1 :]}"], delimiter=sign, skipinitialspace=True))
    return [cell.replace(_AFTER, '"') for cell in cells]


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
