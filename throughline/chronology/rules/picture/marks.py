"""What is drawn of an entry, and of two that are tied. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dot:
    """An entry in its lane: the first and the last day that it can have been on, as days are counted, and the contact.

    Both days are 0 where the entry says none.
    """

    entry: int
    lane: int
    first: int
    last: int
    contact: str

    @property
    def middle(self) -> float:
        """The day in the middle of its bounds."""
        return (self.first + self.last) / 2

    @property
    def is_certain(self) -> bool:
        """True when its day is known."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entries that tell one event, or whose accounts differ."""

    link: int
    one: int
    other: int
    kind: str
