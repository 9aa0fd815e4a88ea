"""Colour as a view: groups of entries, each with a colour, a letter, and its contrast with what it lies on. Pure.

Colour is never alone: each group has its letter, so a print in grey tells as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

PAPER, WASH = "#ffffff", "#eae8e1"
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
    """A to Z, then AA, AB and so on."""
    first, second = divmod(place, len(ascii_uppercase))
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[second]


def contrast(one: str, other: str) -> float:
    """How much two colours differ in lightness: 1 for none to 21 for black on white, as WCAG 2.2 counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour that is written ``#rrggbb``."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
