"""The rows of a file, counted from 1 through all its tables, each with what its columns hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from throughline.chronology.rules.columns import Columns, columns_of, is_below, plain_heading, says_plainly
from throughline.chronology.rules.dates import read_date
from throughline.chronology.rules.unheaded import date_in, going_on, guessed, is_dated, is_of_the_year
from throughline.files.cells import runs
from throughline.files.rows import Row, Table, Value

_FIGURE = re.compile(r"\d")
_NOTE_SIGNS = "#^¬~"
_LEAST_CELLS = 2
_LONGEST_HEAD = 30
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MOST_TOLD = 500
_REFUSED_HEADS = ("agency", "row", "rule", "why")
_WORKED_OUT = (("link", "one entry"), ("silence of", "about"))


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
    """The rows of a file; what was refused in a timeline made here; what is no row of any, in words."""

    rows: list[RawRow] = field(default_factory=list)
    refused: list[tuple[str, int, str, str]] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    tables: int = 0


def gather(tables: tuple[Table, ...], today: date) -> Gathered:
    """Every row under headings that are known, or in columns that hold dates; the tables without either are named.

    A row is what tells of a day or is said to be a note. The title of a table and what else stands above its headings
    (``Agency: Police``) belongs to the headings: it is not counted, and is told in `above`. But rows with a date in
    the place of dates are rows wherever they stand: those of a table that goes on from the one before, and those above
    headings that somebody sorted into the middle. A second row of headings completes the first.
    """
    gathered, columns = Gathered(), None
    if any(_is_own(table) for table in tables):
        tables = tuple(table for table in tables if not _is_worked_out(table))
    for number, table in enumerate(tables, 1):
        walk = _Walk(gathered, today, table)
        columns = walk.through(columns) or columns
        called = f"table {number}{f' ({table.name})' if table.name else ''}"
        if walk.above:
            gathered.above.append(f"{called}: “{_told(walk.above)}”")
        filled = [row for row in table.rows if any(row.cells)]
        if not walk.used and filled and not walk.was_refusals:
            rows = f", {len(filled)} rows" if len(filled) > 1 else ""
            gathered.passed_over.append(f"{called}{rows}: “{_told(filled)}”")
    return gathered


def _told(rows: Sequence[Row], most: int = _MOST_TOLD) -> str:
    """The words of some rows, as many as can be shown."""
    words = " ".join(cell for row in rows for cell in row.cells if cell)
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[:most]}…"


def _is_own(table: Table) -> bool:
    if not table.rows:
        return False
    heads = tuple(plain_heading(cell) for cell in table.rows[0].cells)
    found = columns_of(table.rows[0].cells)
    return heads[:4] == _REFUSED_HEADS or (found is not None and found.is_own)


def _is_worked_out(table: Table) -> bool:
    """One of the tables of a timeline made here that are worked out from its rows."""
    heads = tuple(plain_heading(cell) for cell in table.rows[0].cells[:2]) if table.rows else ()
    return heads in _WORKED_OUT


class _Walk:
    """Goes through one table."""

    def __init__(self, gathered: Gathered, today: date, table: Table) -> None:
        self._gathered, self._today, self._table = gathered, today, table
        self._columns: Columns | None = None
        self._headed: tuple[str, ...] = ()
        self._over = self._date_of(table.before) or self._date_of(table.name)
        self.above: list[Row] = []
        self.used = False
        self.was_refusals = False

    def through(self, before: Columns | None) -> Columns | None:
        """The columns of the table, so that one after it may go on with them."""
        rows = [row for row in self._table.rows if any(row.cells)]
        if rows and tuple(plain_heading(cell) for cell in rows[0].cells)[:4] == _REFUSED_HEADS:
            self._refusals(rows[1:])
            return None
        top = next((place for place, row in enumerate(rows) if self._heading_in(row)), None)
        if top is None:
            self._columns = going_on(rows, before, self._today) or guessed(rows, self._today)
        else:
            rows = self._from_the_first(rows, top, before)
        for row, after in zip_longest(rows, rows[1:]):
            if not self._is_date_over(row, after):
                self._row(row, is_last=after is None)
        return self._columns

    def _from_the_first(self, rows: list[Row], top: int, before: Columns | None) -> list[Row]:
        """From the first that tells of a day, or else from the headings at `top`; what stands above is told aside."""
        found = self._heading_in(rows[top])
        for place, row in enumerate(rows[:top]):
            fits = before is not None and len(row.cells) == len(before.heads)
            if columns := next((each for each in (before if fits else None, found) if self._tells(row, each)), None):
                self._columns, self.above = columns, rows[:place]
                return rows[place:]
        self.above = rows[:top]
        return rows[top:]

    def _tells(self, row: Row, columns: Columns | None) -> bool:
        """The row, read in those columns, has a date in the place of dates and more besides, or says it is a note."""
        if columns is None or row.across or sum(map(bool, row.cells)) < _LEAST_CELLS:
            return False
        at, source = columns.at.get("start"), columns.at.get("source")
        if at is not None and at < len(row.cells) and is_dated(row.cells[at], self._today):
            return True
        if any(place == at for place, _ in row.values):
            return True
        return source is not None and source < len(row.cells) and row.cells[source].startswith(tuple(_NOTE_SIGNS))

    def _is_date_over(self, row: Row, after: Row | None) -> bool:
        """A date alone in its row, where the row after it lacks nothing else, stands over that and is no row itself."""
        if self._columns is None or after is None or len(row.cells) - row.cells.count("") != 1:
            return False
        at = self._columns.at.get("start", -1)
        if not 0 <= at < min(len(row.cells), len(after.cells)) or columns_of(after.cells):
            return False
        over = self._date_of(row.cells[at])
        if not over or sum(map(bool, after.cells)) < _LEAST_CELLS:
            return False
        if after.cells[at] and not is_of_the_year(after.cells[at], over, self._today):
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

    def _heading_in(self, row: Row) -> Columns | None:
        """The columns that a row of headings names; nothing where the row is another."""
        if row.across or row.values or self._starts_with_figures(row):
            return None
        cells = row.cells
        if self._headed and is_below(cells, self._headed):
            cells = tuple(one or two for one, two in zip_longest(cells, self._headed, fillvalue=""))
        found = columns_of(cells)
        return found if found is not None and self._is_heading(row, found) else None

    def _row(self, row: Row, *, is_last: bool) -> None:
        found = self._heading_in(row)
        if found is not None:
            self._use()
            self._columns, self._headed = found, row.cells
            return
        if self._columns is None:
            return
        self._use()
        self._headed = ()
        if row.across and not is_last:
            words = next(cell for cell in row.cells if cell)
            over = self._date_of(words)
            if over:
                self._over = over
                return
            if len(words) <= _LONGEST_HEAD and self._over and not set(_ANY_YEAR.findall(words)) <= {self._over[-4:]}:
                self._over = ""  # perhaps another year begins here: what lacks its own is refused
        raw = self._raw(row, self._columns)
        if not (self._columns.is_own and self._was_refused(raw)):
            self._gathered.rows.append(raw)

    def _use(self) -> None:
        """It is a chronology, or part of one."""
        if not self.used:
            self._gathered.tables += 1
        self.used = True

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
        if self._columns is not None and self._columns.heads and not says_plainly(row.cells, found):
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
        if own and texts.get("agency") and texts.get("row", "").isdigit():
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
        return date_in(text, self._today)


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
