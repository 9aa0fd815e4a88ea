"""Whole numbers as people, addresses and files write them. Pure."""

from __future__ import annotations

# Fifteen figures: more than any record has, and fewer than a database or a program stumbles over.
LONGEST = 15


def whole_number(words: object, otherwise: int = 0) -> int:
    """The number that the words write in plain figures, or `otherwise` for anything else.

    A raised ² is a figure to `str.isdigit` and none to `int`, and thousands of figures are none to either database.
    """
    said = str(words if words is not None else "")
    return int(said) if is_whole(said) else otherwise


def is_whole(words: str) -> bool:
    """True for a row of plain figures that is not too long to be anybody's number."""
    return words.isascii() and words.isdecimal() and len(words) <= LONGEST
