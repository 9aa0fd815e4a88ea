"""What a table is made of, whatever it was written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

Value = date | datetime | time


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row's cells; `across` when one runs over all; `values` of cells that hold days or times.

    A cell that was merged downwards is in each of its rows; merged sideways it is in the first of its columns.
    `number` is the row's own, counted from 1. `fills` are the colours of cells, as ``C00000``; `going_on` the columns
    whose cell goes on from the row above; `formulas` those whose cell is worked out. None of these makes another row.
    """

    cells: tuple[str, ...]
    across: bool = False
    values: tuple[tuple[int, Value], ...] = ()
    number: int = field(default=0, compare=False)
    fills: tuple[tuple[int, str], ...] = field(default=(), compare=False)
    going_on: tuple[int, ...] = field(default=(), compare=False)
    formulas: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in order; `name` is its sheet's, `before` the paragraph that stands above it."""

    rows: tuple[Row, ...]
    name: str = ""
    before: str = ""
