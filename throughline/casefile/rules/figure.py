"""Where everything in the picture of a thread stands: rules, texts, lines between them, and where they stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from throughline.casefile.rules.blocks import FIRST, Block, Line, block_of, open_block
from throughline.casefile.rules.ends import OpenEnd
from throughline.casefile.rules.items import EFFECTS, PROGRESS, Item, Key, Thread
from throughline.casefile.rules.rows import Row, Rows, rows_of
from throughline.casefile.rules.sheets import Sheet
from throughline.casefile.rules.states import status_of

HEAD = 62
"""The height of the columns' heads, from the top to the first rule."""
STUB = 15
# Open ends that have a place in the picture, and how many columns on from their item it is.
AHEAD = (
    "recommendation_without_action",
    "action_late",
    "claimed_without_evidence",
    "confirmed_without_evidence",
    "done_without_measure",
    "impact_without_measure",
    "progress_without_effect",
    "finding_unanswered",
    "learning_point_unanswered",
)
BEHIND = ("recommendation_without_finding", "action_without_recommendation", "progress_without_finding")


@dataclass(frozen=True, slots=True)
class Placed:
    """One text under its rule. `x`, `y` and `width` are the rule's; `ends` is the state a measure ends in."""

    x: float
    y: float
    width: float
    block: Block
    item: Item | None = None
    begins: bool = False
    joined: bool = False
    ends: str = ""
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """A line from one point to another: level, a curve whose middle stands at `bend`, or square over `bend`."""

    x1: float
    y1: float
    x2: float
    y2: float
    bend: float
    square: bool = False
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """An open end: a stub from `x1` to the bar at `x2`. `picked` as the item that it belongs to."""

    x1: float
    x2: float
    y: float
    picked: bool = False


@dataclass
class Figure:
    """The whole picture, ready to be drawn."""

    sheet: Sheet
    height: float = 0
    placed: list[Placed] = field(default_factory=list)
    gaps: list[Placed] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    picked: Item | None = None


def figure_of(thread: Thread, ends: tuple[OpenEnd, ...], sheet: Sheet, on: date, picked: Item | None = None) -> Figure:
    """The picture of a thread on a day, with everything that can be reached from the picked item made heavy."""
    return _Layout(thread, ends, sheet, on, picked).lay()


class _Layout:
    def __init__(self, thread: Thread, ends: tuple[OpenEnd, ...], sheet: Sheet, on: date, picked: Item | None) -> None:
        self.thread, self.sheet, self.on = thread, sheet, on
        self.rows: Rows = rows_of(thread, sheet, picked)
        here = picked is not None and picked.key in thread.by_key
        self.heavy = thread.onwards(picked) if picked and here else frozenset()
        self.figure = Figure(sheet, picked=picked)
        self.ends: dict[Key, list[OpenEnd]] = {}
        for end in ends:
            self.ends.setdefault(end.item.key, []).append(end)
        self.ys: list[float] = []

    def lay(self) -> Figure:
        free = [float(HEAD)] * len(self.sheet.lefts)
        lowest = float(HEAD)
        for number, row in enumerate(self.rows.rows):
            self._row(number, row, free, lowest)
            lowest = self.ys[-1] + FIRST
        self.figure.height = max([*free, lowest])
        for later in self.thread.items:
            self._joins_to(later)
        self._brackets()
        return self.figure

    def _row(self, number: int, row: Row, free: list[float], lowest: float) -> None:
        gaps = self._gaps(row)
        uses = {*row.cells, *row.crossed, *gaps}
        y = max([lowest if number else float(HEAD), *(free[column] for column in uses)])
        y += self.sheet.before if number and 0 in row.cells else 0
        self.ys.append(y)
        for column in uses:
            free[column] = y + self.sheet.under + 4
        for column, item in row.cells.items():
            placed = self._place(item, column, y, gaps)
            self.figure.placed.append(placed)
            free[column] = y + placed.block.height + self.sheet.under
        for column, end in gaps.items():
            block = open_block(end, self.sheet.widths[column], self.sheet.line)
            self.figure.gaps.append(self._gap(column, y, block))
            free[column] = y + block.height + self.sheet.under
            self._stop(end, column, y)
        if row.folded:
            block = Block((Line(row.folded),))
            width = self.sheet.width - self.sheet.lefts[1]
            self.figure.placed.append(Placed(self.sheet.lefts[1], y, width, block))
            free[1] = y + block.height + self.sheet.under

    def _gaps(self, row: Row) -> dict[int, OpenEnd]:
        """The open ends of the row's items that have room in a column of the row, by that column."""
        gaps: dict[int, OpenEnd] = {}
        for column, item in sorted(row.cells.items()):
            for end in self.ends.get(item.key, ()):
                place = self._place_of(end, column, row)
                if 0 <= place < len(self.sheet.lefts) and place not in gaps and row.takes(place, place):
                    gaps[place] = end
        return gaps

    @staticmethod
    def _place_of(end: OpenEnd, column: int, row: Row) -> int:
        """The column where an open end is written, -1 for none; past the evidence where nothing is measured."""
        if end.rule in BEHIND:
            return column - 1
        if end.rule == "done_without_measure" and column + 1 in row.cells:
            return column + 2
        return column + 1 if end.rule in AHEAD else -1

    def _gap(self, column: int, y: float, block: Block) -> Placed:
        return Placed(self.sheet.lefts[column], y, self.sheet.widths[column], block)

    def _stop(self, end: OpenEnd, column: int, y: float) -> None:
        own = self.sheet.column_of[end.item.kind]
        left, picked = self.sheet.lefts[own], end.item.key in self.heavy
        if column > own:
            right = self.sheet.lefts[column - 1] + self.sheet.widths[column - 1]
            self.figure.stops.append(Stop(right, right + STUB, y, picked))
        else:
            self.figure.stops.append(Stop(left, left - STUB, y, picked))

    def _place(self, item: Item, column: int, y: float, gaps: dict[int, OpenEnd]) -> Placed:
        width = self.sheet.widths[column]
        told = tuple(end for end in self.ends.get(item.key, ()) if end not in gaps.values())
        status = status_of(item, self.on) if item.kind == "measure" else None
        return Placed(
            self.sheet.lefts[column],
            y,
            width,
            block_of(item, width - 4, self.on, told, self.sheet.line),
            item,
            begins=column == 0,
            joined=bool(self.thread.earlier(item)) and column > 0,
            ends=status.key if status else "",
            picked=item.key in self.heavy,
        )

    def _joins_to(self, later: Item) -> None:
        if later.key not in self.rows.row_of:
            return
        for earlier in self.thread.earlier(later):
            if earlier.key not in self.rows.row_of or self._is_bracketed(earlier, later):
                continue
            self._join(earlier, later)

    def _is_bracketed(self, earlier: Item, later: Item) -> bool:
        return later.kind in EFFECTS and any(
            other.key in self.rows.row_of for other in self.thread.later(earlier, PROGRESS)
        )

    def _join(self, earlier: Item, later: Item) -> None:
        here, there = self.sheet.column_of[earlier.kind], self.sheet.column_of[later.kind]
        first, last = self.rows.row_of[earlier.key], self.rows.row_of[later.key]
        y1, y2 = self.ys[first], self.ys[last]
        picked = earlier.key in self.heavy and later.key in self.heavy
        left = self.sheet.lefts[there]
        if here >= there:
            begin = self.sheet.lefts[here]
            self.figure.joins.append(Join(begin, y1, left, y2, left - 9, square=True, picked=picked))
            return
        start = self.sheet.lefts[here] + self.sheet.widths[here]
        if y1 == y2:
            self.figure.joins.append(Join(start, y1, left, y2, 0, picked=picked))
            return
        between = range(here + 1, there)
        late = between and not all(column in self.rows.rows[last].crossed for column in between)
        gap = there if late else here + 1
        before = self.sheet.lefts[gap - 1] + self.sheet.widths[gap - 1]
        if late:
            self.figure.joins.append(Join(start, y1, before, y1, 0, picked=picked))
        after = self.sheet.lefts[gap]
        at = before if late else start
        self.figure.joins.append(Join(at, y1, after, y2, (before + after) / 2, picked=picked))
        if not late and gap != there:
            self.figure.joins.append(Join(after, y2, left, y2, 0, picked=picked))

    def _brackets(self) -> None:
        """All the progress told of a thing runs into one upright, and from there to all its effects."""
        for subject in self.thread.items:
            told = self._shown(subject, PROGRESS)
            effects = self._shown(subject, *EFFECTS)
            if told and effects:
                self._bracket(told, effects)

    def _shown(self, subject: Item, *kinds: str) -> list[Item]:
        return [item for item in self.thread.later(subject, *kinds) if item.key in self.rows.row_of]

    def _bracket(self, told: list[Item], effects: list[Item]) -> None:
        there = self.sheet.column_of[effects[0].kind]
        left = self.sheet.lefts[there]
        x = left - min(22.0, (left - self.sheet.lefts[there - 1] - self.sheet.widths[there - 1]) / 2)
        picked = told[0].key in self.heavy
        top = self.ys[self.rows.row_of[told[0].key]]
        for item in told:
            row = self.rows.row_of[item.key]
            columns = [column for column in self.rows.rows[row].cells if column < there]
            end = self.sheet.lefts[max(columns)] + self.sheet.widths[max(columns)]
            self.figure.joins.append(Join(end, self.ys[row], x, top, x, square=True, picked=picked))
        for item in effects:
            y = self.ys[self.rows.row_of[item.key]]
            self.figure.joins.append(Join(x, top, left, y, x, square=True, picked=picked))
