"""Readings from a table of values: which column says what, and what each row comes to. Pure.

Nothing is guessed in a cell: what is no plain figure or no plain date is refused with the number of its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from throughline.files.rows import Table
from throughline.impact.rules.figures import Known, is_known
from throughline.impact.rules.readings import PERCENT
from throughline.kernel.periods import MONTHS, parse, understood

MOST_ROWS, MOST_COLUMNS = 2000, 40
LONGEST_CELL = 300
_YEAR = r"(?P<{0}>20\d\d)(?:[/–-](?P<{1}>\d\d))?"
_QUARTER = re.compile(
    rf"(?:{_YEAR.format('before', 'to')} )?Q(?:uarter )?(?P<quarter>[1-4])(?: {_YEAR.format('after', 'until')})?",
    re.IGNORECASE,
)
_SHORT_MONTH = re.compile(r"([A-Za-z]{3,9})[ -](\d\d)")
_COUNT = re.compile(r"\d{1,9}")

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns, from 0, hold the day or period, the figure, and how many it was counted among (-1: none)."""

    when: int
    value: int
    counted: int = -1


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row as it was read: its number in the file, or why it cannot be read, and whether it stands already."""

    number: int
    date_text: str
    date_iso: str = ""
    value: Decimal | None = None
    counted: int | None = None
    wrong: str = ""
    known: bool = False

    @property
    def is_new(self) -> bool:
        """It would be a reading that the record has not yet."""
        return not self.wrong and not self.known


def table_of(tables: Iterable[Table]) -> list[list[str]]:
    """The cells of the first table that has any, each row as wide as the widest; days of a sheet as they were meant."""
    for table in tables:
        rows = [[_cell(cell, place, dict(row.values)) for place, cell in enumerate(row.cells)] for row in table.rows]
        wide = max((len(row) for row in rows), default=0)
        if wide:
            return [row + [""] * (wide - len(row)) for row in rows]
    return []


def formulas_in(tables: Iterable[Table]) -> list[str]:
    """Where the table that is read has formulas, as sheets call their cells: ``B3``. In a file of values they begin
    with ``=``."""
    for table in tables:
        if not any(row.cells or row.formulas for row in table.rows):
            continue
        return [
            f"{letter_of(place)}{row.number or number}"
            for number, row in enumerate(table.rows, 1)
            for place in sorted({*row.formulas, *(at for at, cell in enumerate(row.cells) if cell.startswith("="))})
        ]
    return []


def letter_of(place: int) -> str:
    """How a sheet calls its columns: ``A`` for 0, ``AA`` for 26."""
    return (letter_of(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def _cell(cell: str, place: int, values: dict[int, object]) -> str:
    value = values.get(place)
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else " ".join(cell.split())[:LONGEST_CELL]


def guess(cells: Cells) -> Columns:
    """The first column of which most cells are dates, and the first other of which most are figures."""
    wide = len(cells[0]) if cells else 0
    dates = [sum(bool(when(row[place])) for row in cells) for place in range(wide)]
    best = max(range(wide), key=lambda place: (dates[place], -place), default=0)
    figures = [-1 if place == best else sum(_figure(row[place]) is not None for row in cells) for place in range(wide)]
    return Columns(best, max(range(wide), key=lambda place: (figures[place], -place), default=0))


def rows_of(cells: Cells, columns: Columns, known: Iterable[Known], *, unit: str = "") -> tuple[RowRead, ...]:
    """What every row comes to, in the order of the file; a first row with neither date nor figure is a heading."""
    standing, read = list(known), []
    for number, row in enumerate(cells, 1):
        if number == 1 and not when(row[columns.when]) and _figure(row[columns.value]) is None:
            continue
        one = _row(number, row, columns, unit)
        if one.value is not None and is_known(one.value, one.date_iso, standing):
            one = RowRead(number, one.date_text, one.date_iso, one.value, one.counted, known=True)
        elif one.value is not None:
            standing.append(Known(one.value, one.date_iso))
        read.append(one)
    return tuple(read)


def _row(number: int, row: Sequence[str], columns: Columns, unit: str) -> RowRead:
    said, cell = row[columns.when], row[columns.value]
    iso = when(said)
    counted = row[columns.counted] if columns.counted >= 0 else ""
    value = _figure(cell)
    wrong = ""
    if not iso:
        wrong = f"“{said}” is no date" if said else "no date"
    elif value is None:
        wrong = f"“{cell}” is no figure" if cell else "no figure"
    elif why := _odd(value, unit):
        wrong = f"“{cell}” {why}"
    elif counted and not _COUNT.fullmatch(counted.replace(",", "")):
        wrong = f"“{counted}” is no whole number"
    if wrong:
        return RowRead(number, said, wrong=wrong)
    return RowRead(number, said, iso, value, int(counted.replace(",", "")) if counted else None)


def _odd(value: Decimal, unit: str) -> str:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        return "has more than two decimal places"
    if abs(value) >= Decimal(10) ** 10:
        return "is too large"
    if unit.strip().lower() in PERCENT and not 0 <= value <= 100:
        return "is no share of a hundred"
    return ""


def _figure(cell: str) -> Decimal | None:
    plain = cell.replace(",", "").removesuffix("%").strip()
    try:
        found = Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None
    except InvalidOperation:
        return None
    return found


def when(words: str) -> str:
    """The written form of a day, month, quarter or year; a quarter of ``2025/26`` is one of the financial year."""
    if quarter := _QUARTER.fullmatch(words):
        return _quarter(quarter)
    if short := _SHORT_MONTH.fullmatch(words):
        months = [place for place, name in enumerate(MONTHS, 1) if name.lower().startswith(short[1].lower())]
        return f"20{short[2]}-{months[0]:02}" if len(months) == 1 else ""
    return words if parse(words) is not None else understood(words)


def _quarter(found: re.Match[str]) -> str:
    year = found["before"] or found["after"]
    if not year:
        return ""
    place, financial = int(found["quarter"]), bool(found["to"] or found["until"])
    start = 3 * place + 1 if financial else 3 * place - 2
    first = int(year) + (start > 12)
    start = start - 12 if start > 12 else start
    return f"{first}-{start:02}/{first}-{start + 2:02}"
