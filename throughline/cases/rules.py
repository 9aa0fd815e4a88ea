"""References, and who is on a case. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable


def reference_of(letters: str, year: int, number: int) -> str:
    """``WX-2026-01``: the partnership's letters, the year and the number within it, two figures at least."""
    return f"{letters}-{year}-{number:02d}"


def letters_of(name: str) -> str:
    """Two letters for a partnership's references: the first and the next consonant of its name, in capitals.

    A consonant that the next does not repeat, so ``Wexmoor`` is WX and ``Barnaby`` is BR; ``PA`` where there is no letter.
    """
    letters = re.sub(r"[^A-Za-z]", "", name).upper()
    if not letters:
        return "PA"
    after = [letter for letter in letters[1:] if letter not in "AEIOUY" and letter != letters[0]]
    return letters[0] + (after[0] if after else letters[1:2] or "X")


def next_number(references: Iterable[str], letters: str, year: int) -> int:
    """One more than the highest number that a reference of that year bears; references of another make do not count."""
    made = re.compile(rf"{re.escape(letters)}-{year}-(\d+)")
    numbers = [int(match[1]) for match in map(made.fullmatch, references) if match]
    return max(numbers, default=0) + 1
