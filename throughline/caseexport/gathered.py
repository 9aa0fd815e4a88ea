"""A case as plain values: its records as they stand, and what they point to beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass
class Gathered:
    """The case with everything of it, each row by its own number. `cut` counts ties to records of other cases.

    `files` are the bytes of its papers by their name in the export; a paper whose bytes are gone has none.
    """

    case: Row
    records: dict[str, list[Row]] = field(default_factory=dict)
    people: list[Row] = field(default_factory=list)
    agencies: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)
    spans: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    cut: int = 0

    def rows(self) -> int:
        """How many records it holds, the case itself not counted."""
        return sum(len(rows) for rows in self.records.values())
