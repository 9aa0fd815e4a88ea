"""References, and who sees a case and why. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ELECTED_MEMBER, SCRUTINEER

# Roles that see every case their partnership holds; agency leads see those that they, or their agency, are on.
WHOLE_PARTNERSHIP = frozenset({COORDINATOR, CHAIR, SCRUTINEER, ELECTED_MEMBER})


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether a person sees a case."""

    role: str
    held_here: bool
    on_case: bool
    conflict: bool
    sealed_out: bool


def why_sees(facts: Facts) -> tuple[bool, str]:
    """Whether the person sees the case, and the sentence that says why or why not. Conflict and seal come first."""
    if not facts.held_here:
        return False, "Another partnership holds this case."
    if facts.conflict:
        return False, "A conflict of interest was declared. It beats every role until somebody else lifts it."
    if facts.sealed_out:
        return False, "The case is sealed, and they are not among the people that the seal names."
    if facts.role == ELECTED_MEMBER:
        return True, "An elected member sees its reviews once they are published, and no more."
    if facts.role in WHOLE_PARTNERSHIP:
        return True, "Their role sees every case that the partnership holds."
    if facts.role == AGENCY_LEAD:
        if facts.on_case:
            return True, "They, or their agency, are on the case."
        return False, "Neither they nor their agency are on the case."
    return False, "Their role sees no case." if facts.role else "They have no role here today."


def reference_of(letters: str, year: int, number: int) -> str:
    """``WX-2026-01``: the partnership's letters, the year and the number within it, two figures at least."""
    return f"{letters}-{year}-{number:02d}"


def letters_of(name: str) -> str:
    """Two letters for a partnership's references: the first and the next consonant of its name, in capitals.

    A consonant unlike the first letter: ``Wexmoor`` is WX and ``Barnaby`` is BR. ``PA`` where there is no letter.
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
