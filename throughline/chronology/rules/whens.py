"""A date as it is kept: its words, its bounds, itself in EDTF. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class When:
    """A date: its words, itself in EDTF, and the first and last day it can mean (``None`` where it is open)."""

    text: str
    edtf: str
    earliest: date | None
    latest: date | None

    def as_json(self) -> dict[str, str | None]:
        """The date under its keys."""
        return {
            "text": self.text,
            "edtf": self.edtf,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
        }


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, and the time that stood in the same cell: read, and as it was typed."""

    when: When
    time: str = ""
    time_text: str = ""
