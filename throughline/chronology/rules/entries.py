"""What a row becomes: an entry, a row that was refused with its rule, or a note. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from throughline.chronology.rules.whens import When

Sequence = int | float | str | None
_LAST_TIME = "99:99"
_NO_SEQUENCE = (2, 0.0, "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an agency's chronology that passed every check; it is never changed, a correction is a new one.

    `row` counts the file's rows from 1. `time` is ``HH:MM`` or ``None``; `time_text` is what stood in the cell.
    """

    agency: str
    row: int
    sequence: Sequence
    source: str
    start: When
    end: When | None
    time: str | None
    event: str
    action: str
    comment: str
    time_text: str = field(default="", compare=False)
    who: str = ""
    key: tuple[Any, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The key is worked out once: an entry is sorted more often than it is made."""
        object.__setattr__(self, "key", _key(self))

    @property
    def first(self) -> date:
        """The first day it can have happened on; open means the beginning of all days."""
        return self.start.earliest or date.min

    @property
    def last(self) -> date:
        """The last day it can have gone on to, its end included; open means the end of all days."""
        if self.end is not None and self.end.edtf != "..":
            return self.end.latest or date.max
        return self.start.latest or date.max

    def as_json(self) -> dict[str, Any]:
        """The entry under its keys."""
        return {
            "agency": self.agency,
            "row": self.row,
            "sequence": self.sequence,
            "source": self.source,
            "start": self.start.as_json(),
            "end": self.end.as_json() if self.end else None,
            "time": self.time,
            "event": self.event,
            "action": self.action,
            "comment": self.comment,
        }


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is no entry until it is mended: the numbered `rule` it breaks, and `why` in a sentence.

    `typed` is what stood in it, each under its kind or its heading, so that it can be mended without typing it again.
    """

    agency: str
    row: int
    rule: str
    why: str
    typed: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    def as_json(self) -> dict[str, Any]:
        """The refusal under its keys."""
        return {"agency": self.agency, "row": self.row, "rule": self.rule, "why": self.why}


@dataclass(frozen=True, slots=True)
class Note:
    """A row in which its author speaks to the reader: no event, and nothing to check."""

    agency: str
    row: int
    text: str

    def as_json(self) -> dict[str, Any]:
        """The note under its keys."""
        return {"agency": self.agency, "row": self.row, "text": self.text}


def order(entry: Entry) -> tuple[Any, ...]:
    """The one order of a timeline: earliest, latest, time, sequence, agency, source, row, and then the words.

    A start that is open comes before every day, an end that is open after every day; no time comes after every time,
    no sequence after every sequence. The words come last, so that no two different entries are ever in doubt.
    """
    return entry.key


def _key(entry: Entry) -> tuple[Any, ...]:
    start, end = entry.start, entry.end
    return (
        start.earliest or date.min,
        start.latest or date.max,
        entry.time or _LAST_TIME,
        _NO_SEQUENCE if entry.sequence is None else _sequence_key(entry.sequence),
        entry.agency,
        entry.source,
        entry.row,
        entry.event,
        entry.action,
        entry.comment,
        start.text,
        end.text if end else "",
        start.edtf,
    )


def _sequence_key(sequence: int | float | str) -> tuple[int, float, str]:
    if isinstance(sequence, str):
        return (1, 0.0, sequence)
    return (0, float(sequence), "")
