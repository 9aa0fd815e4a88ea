"""What a table is made of, whatever it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

Value = date | datetime | time


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row's cells; `across` when one runs over all; `values` of cells that hold days or times.

    A cell that was merged downwards is in each of its rows; merged sideways it is in the first of its columns.
    """

    cells: tuple[str, ...]
    across: bool = False
    values: tuple[tuple[int, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in order; `name` is its sheet's, `before` the paragraph that stands above it."""

    rows: tuple[Row, ...]
    name: str = ""
    before: str = ""
