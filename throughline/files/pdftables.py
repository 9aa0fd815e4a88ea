"""Tables of a PDF told from its prose: by the lines drawn around their cells, else by columns that stand clear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from throughline.files.marks import split_mark
from throughline.files.pdfbaseline import with_next
from throughline.files.pdfrules import Rules
from throughline.files.pdftext import Line

_NEAR = 4.0
_GAP = 1.5  # sizes between two columns
_FEW = 2
_INDENT = 8.0  # sizes
_PROSE_ROWS = 8
_PROSE_FILL = 0.72
_FURTHEST = 2.2  # sizes from one line of a table to the next
_BAND = 0.55  # sizes of white between two rows

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Row:
    """One row of a table: the lines of each of its cells, from the left."""

    page: int
    cells: list[list[Line]]
    lefts: list[float] = field(default_factory=list)

    def top(self) -> float:
        """The highest baseline in the row."""
        return max((line.y for cell in self.cells for line in cell), default=0.0)


Block = Line | Row


def blocks_of(lines: Sequence[Line], rules: Rules | None) -> list[Block]:
    """The lines of a page, those of its tables gathered into rows; `rules` are None where nothing hints at a table."""
    if rules is None:
        return list(lines)
    out: list[Block] = []
    run: list[Line] = []
    for block in _ruled(lines, rules) if rules.upright else lines:
        if isinstance(block, Row):
            out += [*_open(run, block), block]
            run = []
        else:
            run.append(block)
    return out + list(_open(run, None))


def hints_at_table(lines: Sequence[Line]) -> bool:
    """Whether anything on a page stands side by side, or is written back up the page."""
    return any(line.apart for line in lines) or any(
        after.y > line.y + 0.5 * line.size for line, after in pairwise(lines)
    )


def hints_at_list(lines: Sequence[Line]) -> bool:
    """Whether any line of text stands a little to the right of most, as the points of a list do."""
    left = min((line.x0 for line in lines), default=0.0)
    return any(left + line.size < line.x0 < left + _INDENT * line.size for line in lines)


def _ruled(lines: Sequence[Line], rules: Rules) -> Iterator[Block]:
    """Runs of lines that stand in drawn cells, as rows; a box of one column only is no table."""
    run: list[tuple[Line, Box]] = []
    for line in lines:
        box = rules.cell(line.x0, line.y + 0.3 * line.size)
        if box is not None and line.x1 <= box[1] + _NEAR:
            run.append((line, box))
        else:
            yield from _table(run)
            run = []
            yield line
    yield from _table(run)


def _table(run: list[tuple[Line, Box]]) -> Iterator[Block]:
    lefts = _clusters(box[0] for _, box in run)
    tops: dict[int, dict[int, list[Line]]] = {}
    spans: set[int] = set()
    if len(lefts) < _FEW:
        yield from (line for line, _ in run)
        return
    widest = max(box[1] for _, box in run)
    heights = _clusters(box[2] for _, box in run)
    for line, box in run:
        top, left = _index(heights, box[2]), _index(lefts, box[0])
        tops.setdefault(top, {}).setdefault(left, []).append(line)
        if left == 0 and box[1] > widest - _NEAR:
            spans.add(top)
    if len(tops) > _FEW and all(len(cells) == 1 for cells in tops.values()):
        # boxes that stand in columns and never side by side: each column is read down
        for place in range(len(lefts)):
            for top in sorted(tops, reverse=True):
                yield from tops[top].get(place, ())
        return
    for top in sorted(tops, reverse=True):
        cells = tops[top]
        if top in spans and len(cells) == 1:
            yield from cells[0]
        else:
            yield from _split(Row(run[0][0].page, [cells.get(place, []) for place in range(len(lefts))], lefts))


def _clusters(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _index(starts: list[float], value: float) -> int:
    """Which of the sorted starts a value belongs to: the last that is not beyond it."""
    return max((number for number, start in enumerate(starts) if start <= value + _NEAR), default=0)


def _split(row: Row) -> Iterator[Row]:
    """A row as drawn may hold several rows of text, where nobody drew the lines between them."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) < _FEW or min(map(len, filled)) < _FEW:
        yield row
        return
    bands = _bands([line for cell in row.cells for line in cell])
    starts = [cell[0].y for cell in filled]
    if len(bands) < _FEW or max(starts) - min(starts) > filled[0][0].size:
        yield row
        return
    parts = [
        Row(row.page, [[line for line in cell if line in band] for cell in row.cells], row.lefts) for band in bands
    ]
    several = sum(1 for part in parts if sum(map(bool, part.cells)) >= _FEW)
    yield from parts if several == len(parts) else [row]


def _bands(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines parted wherever white runs through all columns, from the upper to the lower."""
    bands: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: -each.y):
        if bands and bands[-1][-1].y - line.y < (1 + _BAND) * line.size:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def _open(lines: list[Line], below: Row | None) -> Iterator[Block]:
    """Lines outside drawn cells: columns that stand clear make rows, all else is put on one line again.

    A last line that has a piece for each column of the table `below` it is that table's header.
    """
    rows = _visual_rows(lines)
    header: list[Block] = []
    if rows and below is not None and len(rows[-1]) == len(below.cells) and rows[-1][0].y > below.top():
        header.append(Row(below.page, [[line] for line in rows.pop()], below.lefts))
    at = 0
    while at < len(rows):
        until, lefts = _region(rows, at)
        if until - at < _FEW:
            yield from with_next(rows[at])
            at += 1
            continue
        region = [line for row in rows[at:until] for line in row]
        yield from _columns_or_rows(region, lefts, until - at)
        at = until
    yield from header


def _visual_rows(lines: list[Line]) -> list[list[Line]]:
    """Pieces that stand on one baseline past a gap, together; a number and the words after it are one piece."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][-1].apart and abs(rows[-1][-1].y - line.y) < 0.2 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_marks_joined(row) for row in rows]


def _marks_joined(row: list[Line]) -> list[Line]:
    if len(row) > 1 and not row[0].text.endswith(":") and split_mark(row[0].text + "\tA") == (row[0].text, "A"):
        return [*with_next(row[:2]), *row[2:]]
    return row


def _region(rows: list[list[Line]], at: int) -> tuple[int, list[float]]:
    """How far a table without drawn lines goes from row `at`, and where its columns begin."""
    if len(rows[at]) < _FEW or rows[at][0].x1 + rows[at][0].size > rows[at][1].x0:
        return at, []
    lefts = [line.x0 for line in rows[at]]
    until, several, last = at + 1, 1, rows[at][0]
    for number in range(at + 1, len(rows)):
        row = rows[number]
        if last.y - row[0].y > _FURTHEST * last.size or not _fits(row, lefts):
            break
        last = min((last, row[0]), key=lambda line: line.y)
        if len(row) > 1:
            several += 1
            until = number + 1
        elif row[0].x0 > lefts[0] + _NEAR:
            until = number + 1
    return (until, lefts) if several >= _FEW else (at, [])


def _fits(row: list[Line], lefts: list[float]) -> bool:
    """Whether every piece begins where a column does and ends before the next one."""
    for line in row:
        place = _index(lefts, line.x0)
        if abs(lefts[place] - line.x0) > _NEAR:
            return False
        if place + 1 < len(lefts) and line.x1 > lefts[place + 1] - 2:
            return False
    return True


def _columns_or_rows(lines: list[Line], lefts: list[float], rows: int) -> Iterator[Block]:
    cells = [[line for line in lines if _index(lefts, line.x0) == place] for place in range(len(lefts))]
    if len(lefts) == _FEW and rows >= _PROSE_ROWS and all(_is_prose(cell) for cell in cells):
        yield from (line for cell in cells for line in cell)
        return
    bands = _bands(lines)
    if len(bands) < _FEW or any(len({round(line.y) for line in band}) > 3 for band in bands):
        bands = _by_first_column(lines, lefts)
    for band in bands:
        row = [[line for line in band if _index(lefts, line.x0) == place] for place in range(len(lefts))]
        yield Row(lines[0].page, row, lefts)


def _is_prose(cell: list[Line]) -> bool:
    """Whether the lines of a column are as full as those of running text."""
    wide = max(line.x1 for line in cell) - min(line.x0 for line in cell)
    return sum(line.x1 - line.x0 for line in cell) > _PROSE_FILL * wide * len(cell) and wide > 12 * cell[0].size


def _by_first_column(lines: list[Line], lefts: list[float]) -> list[list[Line]]:
    """Rows set close: each begins where its first column does."""
    bands: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: (-round(each.y), each.x0)):
        if not bands or _index(lefts, line.x0) == 0:
            bands.append([line])
        else:
            bands[-1].append(line)
    return bands
