"""The rows of a file, counted from 1 through all its tables, each with what its columns hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from throughline.chronology.rules.columns import Columns, columns_of, plain_heading
from throughline.chronology.rules.dates import read_date
from throughline.chronology.rules.spans import NotADate
from throughline.chronology.rules.times import read_time
from throughline.files.cells import runs
from throughline.files.rows import Row, Table, Value

_FIGURE = re.compile(r"\d")
_LEAST_DATED = 0.5
_REFUSED_HEADS = ("agency", "row", "rule", "why")


@dataclass(slots=True)
class RawRow:
    """A row before it is checked: texts by kind, the others with their headings, real days of a sheet."""

    number: int
    texts: dict[str, str]
    others: tuple[tuple[str, str], ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    across: bool = False
    lone: bool = False
    year: int | None = None
    agency: str = ""
    no_source_column: bool = False


@dataclass(slots=True)
class Gathered:
    """The rows of a file; what was refused in a timeline made here; what was passed over as no chronology."""

    rows: list[RawRow] = field(default_factory=list)
    refused: list[tuple[str, int, str, str]] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    tables: int = 0


def gather(tables: tuple[Table, ...], today: date) -> Gathered:
    """Every row under headings that are known, or in columns that hold dates; the tables without either are named."""
    gathered, columns = Gathered(), None
    own = [table for table in tables if _is_own(table)]
    if own:
        tables = tuple(own)  # a timeline made here: its other tables are worked out from these
    for number, table in enumerate(tables, 1):
        walk = _Walk(gathered, today, table)
        columns = walk.through(columns) or columns
        if not walk.used and any(any(row.cells) for row in table.rows) and not walk.was_refusals:
            words = " ".join(next(row for row in table.rows if any(row.cells)).cells).strip()
            gathered.passed_over.append(f"table {number}{f' ({table.name})' if table.name else ''}: “{words[:60]}”")
    return gathered


def _is_own(table: Table) -> bool:
    if not table.rows:
        return False
    heads = tuple(plain_heading(cell) for cell in table.rows[0].cells)
    found = columns_of(table.rows[0].cells)
    return heads[:4] == _REFUSED_HEADS or (found is not None and found.is_own)


class _Walk:
    """Goes through one table."""

    def __init__(self, gathered: Gathered, today: date, table: Table) -> None:
        self._gathered, self._today, self._table = gathered, today, table
        self._columns: Columns | None = None
        self._over = self._date_of(table.before) or self._date_of(table.name)
        self.used = False
        self.was_refusals = False

    def through(self, before: Columns | None) -> Columns | None:
        """The columns of the table, so that one after it may go on with them."""
        rows = [row for row in self._table.rows if any(row.cells)]
        if rows and tuple(plain_heading(cell) for cell in rows[0].cells)[:4] == _REFUSED_HEADS:
            self._refusals(rows[1:])
            return None
        if not any(columns_of(row.cells) for row in rows if not row.across):
            self._columns = self._going_on(rows, before) or self._guessed(rows)
        for row, after in zip_longest(rows, rows[1:]):
            if not self._is_date_over(row, after):
                self._row(row)
        return self._columns

    def _is_date_over(self, row: Row, after: Row | None) -> bool:
        """A date alone in its row, where the row after it has none, stands over what follows and is no row itself."""
        if self._columns is None or after is None or sum(map(bool, row.cells)) != 1:
            return False
        at = self._columns.at.get("start", -1)
        below = after.cells[at] if 0 <= at < len(after.cells) else ""
        over = self._date_of(next(cell for cell in row.cells if cell))
        if not over or below or columns_of(after.cells):
            return False
        self._over = over
        return True

    def _refusals(self, rows: list[Row]) -> None:
        """The rows that a timeline made here shows as refused."""
        self.was_refusals = True
        for row in rows:
            agency, number, rule, why = [*row.cells, "", "", "", ""][:4]
            if agency and number.isdigit() and rule:
                self._gathered.refused.append((agency, int(number), rule, why))

    def _row(self, row: Row) -> None:
        if not row.across and not row.values and not self._starts_with_figures(row):
            found = columns_of(row.cells)
            if found is not None and self._is_heading(row, found):
                if not self.used:
                    self._gathered.tables += 1
                self._columns, self.used = found, True
                return
        if self._columns is None:
            return
        if not self.used:
            self._gathered.tables += 1
        self.used = True
        if row.across:
            over = self._date_of(next(cell for cell in row.cells if cell))
            if over:
                self._over = over
                return
        raw = self._raw(row, self._columns)
        if not (self._columns.is_own and self._was_refused(raw)):
            self._gathered.rows.append(raw)

    def _was_refused(self, raw: RawRow) -> bool:
        """In values a row that was refused stands among the others, with its rule."""
        others = {plain_heading(head): text for head, text in raw.others}
        if "rule" in others and raw.agency:
            self._gathered.refused.append((raw.agency, raw.number, others["rule"], others.get("why", "")))
            return True
        return False

    def _starts_with_figures(self, row: Row) -> bool:
        """What stands where the dates do has a figure in it, so that the row is none of headings."""
        at = self._columns.at.get("start") if self._columns else None
        return at is not None and at < len(row.cells) and bool(_FIGURE.search(row.cells[at]))

    def _is_heading(self, row: Row, found: Columns) -> bool:
        """A row of headings has no date in it; once there are some, others must say where the dates stand."""
        if self._columns is not None and found.heads == self._columns.heads:
            return True
        if self._columns is not None and self._columns.heads and "start" not in found.at:
            return False
        return not any(self._date_of(cell) for cell in row.cells)

    def _raw(self, row: Row, columns: Columns) -> RawRow:
        own = columns.is_own
        guards = own and any(plain_heading(head) == "rule" for _, head in columns.others)
        cells = tuple(map(unguarded, row.cells)) if guards else row.cells
        texts = {kind: cells[place] for kind, place in columns.at.items() if place < len(cells) and cells[place]}
        others: tuple[tuple[str, str], ...] = ()
        if columns.others:
            others = tuple((head, cells[at]) for at, head in columns.others if at < len(cells) and cells[at])
        if columns.heads and len(cells) > len(columns.heads):
            others += tuple(("", cell) for cell in cells[len(columns.heads) :] if cell)
        raw = RawRow(
            number=len(self._gathered.rows) + 1,
            texts=texts,
            others=others,
            across=row.across,
            lone=len(texts) + len(others) == 1 and not row.across and bool(cells[0]),
            no_source_column="source" not in columns.at,
        )
        if row.values:
            kinds = {place: kind for kind, place in columns.at.items()}
            raw.values = {kinds[place]: value for place, value in row.values if place in kinds}
        if self._over:
            self._under(raw)
        if own and texts.get("row", "").isdigit():
            raw.agency, raw.number = texts["agency"], int(texts["row"])
        return raw

    def _under(self, raw: RawRow) -> None:
        """A date that stands over the rows, in a heading, is theirs where they have none; its year completes theirs."""
        if "start" not in raw.texts:
            if not raw.across and not raw.lone:
                raw.texts["start"] = self._over
            return
        first = read_date(self._over, self._today).when.earliest
        last = read_date(self._over, self._today).when.latest
        if first and last and first.year == last.year:
            raw.year = first.year

    def _date_of(self, text: str) -> str:
        """The text itself if it is a date and nothing else."""
        if not text or len(text) > 60 or not re.search(r"\d", text) or (text.isdigit() and len(text) != 4):
            return ""
        try:
            read_date(text, self._today)
        except NotADate:
            return ""
        return text

    def _dated(self, rows: list[Row], place: int) -> float:
        """How much of a column is dates."""
        cells = [row.cells[place] for row in rows if place < len(row.cells) and row.cells[place] and not row.across]
        return sum(bool(self._date_of(cell)) for cell in cells) / len(cells) if cells else 0.0

    def _going_on(self, rows: list[Row], before: Columns | None) -> Columns | None:
        """A table without headings goes on with those before it, if it is as wide and its dates stand there."""
        if before is None or "start" not in before.at or not rows:
            return None
        if max(len(row.cells) for row in rows) != len(before.heads):
            return None
        return before if self._dated(rows, before.at["start"]) >= _LEAST_DATED else None

    def _guessed(self, rows: list[Row]) -> Columns | None:
        """Without any headings: the column of dates, a time beside it, then the source, the event and what follows."""
        width = max((len(row.cells) for row in rows), default=0)
        if width < 3:
            return None
        dated = max(range(width), key=lambda place: self._dated(rows, place))
        if self._dated(rows, dated) < _LEAST_DATED or len(rows) < 2:
            return None
        at = {"start": dated}
        rest = list(range(dated + 1, width))
        if dated and all(row.cells[0].strip(".").isdigit() for row in rows if row.cells[0]):
            at["sequence"] = 0
        if rest and _mostly_times(rows, rest[0]):
            at["time"] = rest.pop(0)
        for kind in ("source", "event", "action", "comment"):
            if rest:
                at[kind] = rest.pop(0)
        return Columns(at, tuple((place, "") for place in rest), ("",) * width)


def _mostly_times(rows: list[Row], place: int) -> bool:
    cells = [row.cells[place] for row in rows if place < len(row.cells) and row.cells[place]]
    return bool(cells) and sum(bool(read_time(cell)) for cell in cells) / len(cells) > _LEAST_DATED


def guarded(words: str) -> str:
    """Words that no spreadsheet takes for a formula when it opens values."""
    return f"'{words}" if runs(words) or _is_guarded(words) else words


def unguarded(words: str) -> str:
    """The words as they were before."""
    return words[1:] if _is_guarded(words) else words


def _is_guarded(words: str) -> bool:
    return words.startswith("'") and runs(words.lstrip("'"))


def words_of(raw: RawRow) -> Iterator[str]:
    """Every word of a row, in the order of its kinds."""
    yield from (text for kind, text in raw.texts.items() if kind not in ("agency", "row"))
    yield from (f"{head}: {text}" if head else text for head, text in raw.others)
