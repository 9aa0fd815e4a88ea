"""Whole numbers as people, addresses and files write them, in figures and in words. Pure."""

from __future__ import annotations

# Fifteen figures: more than any record has, and fewer than a database or a program stumbles over.
LONGEST = 15
_TO_NINE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TO_NINETEEN = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen")
_UNITS = (*_TO_NINE, *_TO_NINETEEN, "nineteen")
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(_UNITS)}
"""Nought to ninety-nine in small letters, with a hyphen and without."""
NUMBER_WORDS |= {word: place * 10 for place, word in enumerate(_TENS, 2)}
NUMBER_WORDS |= {
    f"{ten}{join}{unit}": place * 10 + value
    for place, ten in enumerate(_TENS, 2)
    for value, unit in enumerate(_TO_NINE[1:], 1)
    for join in "- "
}


def whole_number(words: object, otherwise: int = 0) -> int:
    """The number that the words write in plain figures, or `otherwise` for anything else.

    A raised ² is a figure to `str.isdigit` and none to `int`, and thousands of figures are none to either database.
    """
    said = str(words if words is not None else "")
    return int(said) if is_whole(said) else otherwise


def is_whole(words: str) -> bool:
    """True for a row of plain figures that is not too long to be anybody's number."""
    return words.isascii() and words.isdecimal() and len(words) <= LONGEST
