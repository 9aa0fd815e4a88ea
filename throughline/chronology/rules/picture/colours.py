"""Colour as a view: groups of entries, each with a colour, a letter, and its contrast with what it lies on. Pure.

Colour is never alone: each group has its letter, so a print in grey tells as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from throughline.kernel.colours import WHITE, contrast

PAPER, WASH = WHITE, "#eae8e1"
# Each at least 3 to 1 against the paper and the shaded ground (WCAG 2.2, 1.4.11).
COLOURS = ("#0d4f5e", "#b3381f", "#5b2a86", "#7a6a00", "#1a3e8c", "#a02c6d", "#2c6e2f", "#6b4a2b")
LEAST = 3.0
VIEWS = {"": "Plain", "agency": "By agency", "contact": "By kind of contact", "theme": "By theme"}


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that are drawn in one colour, under one letter."""

    key: str
    name: str
    letter: str
    colour: str

    @property
    def on_paper(self) -> float:
        """Its contrast with the paper."""
        return contrast(self.colour, PAPER)

    @property
    def on_wash(self) -> float:
        """Its contrast with the ground that is shaded where nobody saw the child."""
        return contrast(self.colour, WASH)


def groups(named: Sequence[tuple[str, str]]) -> tuple[Group, ...]:
    """A group for each key and name: each has a letter of its own; colours come round again where there are many."""
    return tuple(
        Group(key, name, letter(place), COLOURS[place % len(COLOURS)]) for place, (key, name) in enumerate(named)
    )


def letter(place: int) -> str:
    """A to Z, then AA, AB and so on, however many there are."""
    made = ""
    while place >= 0:
        place, last = divmod(place, len(ascii_uppercase))
        made, place = ascii_uppercase[last] + made, place - 1
    return made
