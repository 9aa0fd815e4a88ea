"""Which row each item of a thread stands on: depth first, the first child beside its parent."""

from __future__ import annotations

from dataclasses import dataclass, field

from throughline.casefile.rules.items import BEGINNINGS, EFFECTS, KINDS, ORDER, PROGRESS, Item, Key, Thread
from throughline.casefile.rules.sheets import Sheet

# Beyond so many items in the column of deeds a sheet unfolds only what is picked.
MOST = 24


@dataclass
class Row:
    """What stands beside each other: an item by its column, and the columns that a line crosses on its way."""

    cells: dict[int, Item] = field(default_factory=dict)
    crossed: set[int] = field(default_factory=set)
    folded: str = ""

    def takes(self, first: int, last: int) -> bool:
        """The columns from `first` to `last` are free on this row."""
        return not any(column in self.cells or column in self.crossed for column in range(first, last + 1))


@dataclass
class Rows:
    """The rows from above down, where each item stands, and each item's one primary parent."""

    rows: list[Row] = field(default_factory=list)
    row_of: dict[Key, int] = field(default_factory=dict)
    parent_of: dict[Key, Key] = field(default_factory=dict)


def rows_of(thread: Thread, sheet: Sheet, picked: Item | None = None) -> Rows:
    """Every item on its row. Beyond `MOST` deeds each beginning but the picked one is folded to one row with counts."""
    walk = _Walk(thread, sheet)
    folds = is_folded(thread, sheet)
    for item in roots(thread, sheet):
        if folds and item.key != (picked.key if picked else None):
            if item.kind in BEGINNINGS:
                walk.fold(item)
        else:
            walk.begin(item)
    return walk.out


def is_folded(thread: Thread, sheet: Sheet) -> bool:
    """There is more to do than one sheet can show."""
    doing = 1 if len(sheet.lefts) == 4 else 2
    return sum(sheet.column_of[item.kind] == doing for item in thread.items) > MOST


def roots(thread: Thread, sheet: Sheet) -> list[Item]:
    """What nothing on the sheet leads to, and every finding: beginnings in their order, then what hangs loose."""
    return [item for item in thread.items if item.kind in BEGINNINGS[:2] or primary(thread, sheet, item) is None]


def primary(thread: Thread, sheet: Sheet, item: Item) -> Item | None:
    """The one parent that places the item: the nearest column's, then the first that names it."""
    if item.kind in BEGINNINGS[:2]:
        return None
    column = sheet.column_of[item.kind]
    parents = [parent for parent in thread.earlier(item) if sheet.column_of[parent.kind] <= column]
    if not parents:
        return None
    return max(parents, key=lambda parent: (sheet.column_of[parent.kind], -parents.index(parent)))


class _Walk:
    def __init__(self, thread: Thread, sheet: Sheet) -> None:
        self.thread, self.sheet, self.out = thread, sheet, Rows()
        self.children: dict[Key, list[Item]] = {}
        for item in thread.items:
            parent = primary(thread, sheet, item)
            if parent is not None:
                self.out.parent_of[item.key] = parent.key
                self.children.setdefault(parent.key, []).append(item)

    def begin(self, item: Item) -> None:
        """A beginning and all that hangs on it; one that only shares stands beside the first thing that it shares."""
        own = self.sheet.column_of[item.kind]
        shared = [other for other in self.thread.later(item) if other.key in self.out.row_of]
        for other in shared if not self.children.get(item.key) else ():
            number, column = self.out.row_of[other.key], self.sheet.column_of[other.kind]
            if own < column and self.out.rows[number].takes(own, column - 1):
                self._put(item, number)
                self._cross(number, range(own + 1, column))
                return
        self._put(item, self._next())
        self._descend(item)

    def fold(self, item: Item) -> None:
        """One row with counts for everything that hangs on the item."""
        number = self._next()
        self._put(item, number)
        keys = self.thread.onwards(item) - {item.key}
        self.out.rows[number].folded = counts(keys)
        self.out.rows[number].crossed.update(range(1, len(self.sheet.lefts)))

    def _descend(self, item: Item) -> None:
        children = sorted(self.children.get(item.key, []), key=lambda child: ORDER[child.kind])
        told = [child for child in children if child.kind == PROGRESS]
        effects = [child for child in children if child.kind in EFFECTS]
        for child in children:
            if child.kind == PROGRESS or (child.kind in EFFECTS and told):
                continue
            self._hang(child, item)
        started = [self._hang(child, item) for child in told]
        for place, child in enumerate(effects if told else []):
            self._hang(child, item, started[place] if place < len(started) else self._next())
        if told and effects:
            columns = range(self.sheet.column_of[PROGRESS] + 1, self.sheet.column_of[effects[0].kind])
            for number in started:
                self._cross(number, columns)

    def _hang(self, child: Item, parent: Item, number: int | None = None) -> int:
        """The child on its parent's row where that is free, else on the next; the number of its row."""
        start = self.out.row_of[parent.key]
        here, there = self.sheet.column_of[parent.kind], self.sheet.column_of[child.kind]
        if number is None:
            free = there > here and self.out.rows[start].takes(here + 1, there)
            number = start if free else self._next()
            self._cross(number, range(here + 1, there))
        elif not self.out.rows[number].takes(there, there):
            number = self._next()
        self._put(child, number)
        self._descend(child)
        return number

    def _cross(self, number: int, columns: range) -> None:
        row = self.out.rows[number]
        row.crossed.update(column for column in columns if column not in row.cells)

    def _put(self, item: Item, number: int) -> None:
        self.out.rows[number].cells[self.sheet.column_of[item.kind]] = item
        self.out.row_of[item.key] = number

    def _next(self) -> int:
        self.out.rows.append(Row())
        return len(self.out.rows) - 1


def counts(keys: frozenset[Key]) -> str:
    """``2 recommendations, 5 actions`` for what is folded away."""
    from_kinds = sorted({key.kind for key in keys}, key=ORDER.__getitem__)
    return ", ".join(_count(kind, sum(key.kind == kind for key in keys)) for kind in from_kinds)


def _count(kind: str, number: int) -> str:
    known = KINDS[kind]
    if number != 1:
        return f"{number} {known.many}"
    one = {"progress": "statement of progress", "impact": "statement of effect", "evidence": "piece of evidence"}
    return f"1 {one.get(kind, known.word.lower())}"
