"""The rows of a plan file, gathered into actions: what is headings, what goes on, what stands over others. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from throughline.files.rows import Row, Table
from throughline.planfiles.columns import Columns, columns_of
from throughline.planfiles.plan import RefusedRow

_LETTERS = 26
_OVER = re.compile(
    r"(?:recommendation|finding|learning|theme|objective|priority|section|part|strand|area|work\s?stream)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:recommendation|rec|finding|learning(?: point)?)\b\.?", re.IGNORECASE)
_LEAST_EXACT = 2
NO_ACTION = ("P01", "It names no action.")
ABOVE = ("P02", "It stands above the headings, or beside the plan.")
OVER_NONE = ("P04", "It stands over no action.")
NO_PLAN = ("P03", "Its table has no headings of an action plan.")


@dataclass(slots=True)
class Group:
    """The rows of one action: its texts by what they are, the place of each, its colours, and what stands over it."""

    texts: dict[str, str]
    places: dict[str, str]
    others: list[tuple[str, str]]
    fills: dict[str, str]
    over: str
    table: int
    shared: frozenset[str] = frozenset()
    is_own: bool = False


@dataclass(slots=True)
class Gathered:
    """The actions of a file as rows; what became of every row; formulas that were met, by their place."""

    groups: list[Group] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    fates: Counter[str] = field(default_factory=Counter)
    formulas: list[str] = field(default_factory=list)
    plans: list[int] = field(default_factory=list)
    has_agency: set[int] = field(default_factory=set)
    rows: int = 0


def gather(tables: tuple[Table, ...], *, sheets: bool) -> Gathered:
    """Every row that holds anything, as part of an action, as a heading, or refused. `sheets`: it is an Excel file."""
    gathered = Gathered()
    before: Columns | None = None
    for number, table in enumerate(tables, 1):
        walk = _Walk(gathered, table, number, sheets)
        before = walk.through(before) or before
    return gathered


def place_of(table: Table, number: int, row: Row, column: int, *, sheets: bool) -> str:
    """Where a cell stands: ``Police!C4``, or ``table 2, row 4, column 3``."""
    if sheets:
        return f"{table.name or f'sheet {number}'}!{_letters(column)}{row.number}"
    return f"table {number}, row {row.number}, column {column + 1}"


def _letters(column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, over = divmod(column - 1, _LETTERS)
        letters = chr(65 + over) + letters
    return letters


class _Walk:
    """Goes through one table."""

    def __init__(self, gathered: Gathered, table: Table, number: int, sheets: bool) -> None:
        self._gathered, self._table, self._number, self._sheets = gathered, table, number, sheets
        self._columns: Columns | None = None
        self._over = ""
        self._over_row: Row | None = None
        self._last: Group | None = None

    def through(self, before: Columns | None) -> Columns | None:
        """The columns of the table, so that one after it may go on with them."""
        rows = [row for row in self._table.rows if any(row.cells)]
        self._gathered.rows += len(rows)
        strict = any(self._heads(row, strict=True) for row in rows)
        has_any = strict or any(self._heads(row, strict=False) for row in rows)
        if not has_any and before is not None and rows and max(len(row.cells) for row in rows) == len(before.heads):
            self._columns = before  # a table that was broken in two: it goes on under the headings before it
        if not has_any and self._columns is None:
            for row in rows:
                self._refuse(row, *NO_PLAN)
            return None
        self._gathered.plans.append(self._number)
        for row in rows:
            self._row(row, strict=strict)
        self._leave_over()
        return self._columns

    def _heads(self, row: Row, *, strict: bool) -> Columns | None:
        """The columns, where the row is one of headings; `strict` asks for two that leave no doubt."""
        found = None if row.across or row.values else columns_of(row.cells)
        return found if found is not None and (found.exact >= _LEAST_EXACT or not strict) else None

    def _row(self, row: Row, *, strict: bool) -> None:
        found = self._heads(row, strict=strict or self._columns is not None)
        if found is not None and self._columns is not None and self._columns.is_own:
            found = found if found.heads == self._columns.heads else None
        if found is not None:
            self._columns, self._last = found, None
            self._gathered.fates["headings"] += 1
            if "agency" in found.at:
                self._gathered.has_agency.add(self._number)
            return
        columns = self._columns
        if columns is None:
            self._refuse(row, *ABOVE)
            return
        self._gathered.formulas += [self._place(row, at) for at in row.formulas]
        if not columns.is_own and self._stands_over(row, columns):
            return
        group = self._group(row, columns)
        if not columns.is_own and self._goes_on(row, columns, group):
            self._join(group, row, columns)
            self._gathered.fates["continued"] += 1
        elif group.texts.get("action"):
            self._gathered.fates["action"] += 1
            self._gathered.groups.append(group)
            self._over_row = None
            self._last = group
        else:
            self._refuse(row, *NO_ACTION)

    def _stands_over(self, row: Row, columns: Columns) -> bool:
        """A row of one cell that runs across, or opens with the word for a recommendation, is over what follows."""
        filled = [at for at, cell in enumerate(row.cells) if cell and at not in row.going_on]
        if len(filled) != 1 or (not row.across and filled[0] == columns.at["action"]):
            return False
        text = row.cells[filled[0]]
        if not row.across and not (_OVER.match(text) and filled[0] == 0):
            return False
        self._leave_over()
        self._over, self._last, self._over_row = text, None, row
        self._gathered.fates["over"] += 1
        return True

    def _leave_over(self) -> None:
        """What stands over no action at all is listed."""
        if self._over_row is not None:
            self._gathered.fates["over"] -= 1
            self._refuse(self._over_row, *OVER_NONE)
            self._over_row = None

    def _goes_on(self, row: Row, columns: Columns, group: Group) -> bool:
        if self._last is None:
            return False
        if columns.at["action"] in row.going_on:
            return True
        own = {kind for kind in group.texts if columns.at.get(kind, -1) not in row.going_on}
        own.discard(
            "recommendation" if group.texts.get("recommendation") == self._last.texts.get("recommendation") else ""
        )
        return "action" not in own and not own & {"number", "recommendation"} and bool(own or group.others)

    def _group(self, row: Row, columns: Columns) -> Group:
        cells = row.cells
        held = {kind: at for kind, at in columns.at.items() if at < len(cells) and cells[at]}
        others = [(head, cells[at]) for at, head in columns.others if at < len(cells) and cells[at]]
        known = {*columns.at.values(), *(at for at, _ in columns.others)}
        others += [("", cell) for at, cell in enumerate(cells) if cell and at not in known]
        fills = dict(row.fills)
        return Group(
            texts={kind: cells[at] for kind, at in held.items()},
            places={
                **{kind: self._place(row, at) for kind, at in columns.at.items() if kind in held or at in fills},
                **{f"other {head}": self._place(row, at) for at, head in columns.others},
            },
            others=others,
            fills={kind: fills[at] for kind, at in columns.at.items() if at in fills},
            over=self._over,
            table=self._number,
            shared=frozenset(kind for kind, at in columns.at.items() if at in row.going_on),
            is_own=columns.is_own,
        )

    def _join(self, more: Group, row: Row, columns: Columns) -> None:
        """What the row says beside what goes on from above stands after what the action said before."""
        last = self._last
        if last is None:
            return
        for kind, text in more.texts.items():
            if columns.at[kind] in row.going_on or text == last.texts.get(kind):
                continue
            last.texts[kind] = "\n".join(filter(None, (last.texts.get(kind, ""), text)))
            last.places.setdefault(kind, more.places.get(kind, ""))
        last.others += [other for other in more.others if other not in last.others]
        for kind, fill in more.fills.items():
            last.fills.setdefault(kind, fill)

    def _refuse(self, row: Row, number: str, why: str) -> None:
        at = next(place for place, cell in enumerate(row.cells) if cell)
        words = " | ".join(filter(None, row.cells))
        self._gathered.refused.append(RefusedRow(self._place(row, at), number, why, words))
        self._gathered.fates["refused"] += 1

    def _place(self, row: Row, column: int) -> str:
        return place_of(self._table, self._number, row, column, sheets=self._sheets)


def asks(over: str) -> bool:
    """What stands over rows names what they answer: a recommendation, a finding or a learning point."""
    return bool(_ASKS.match(over))


def sections(gathered: Gathered, tables: tuple[Table, ...]) -> Iterator[tuple[int, str]]:
    """The name of each table that holds a plan: its sheet's, else the words above it."""
    for number in gathered.plans:
        table = tables[number - 1]
        yield number, table.name or table.before
