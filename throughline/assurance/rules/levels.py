"""The levels of a questionnaire, and what each looks like for a question, as lines that a partnership writes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST, MOST = 2, 6
NOT_FOR_US = 0
"""The level of an answer that says why the question does not apply to the agency."""
NOT_FOR_US_WORD = "Does not apply to us"
UNANSWERED = "Not answered"


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its number from 1, the weakest, its label and what it means."""

    number: int
    label: str
    means: str


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def levels_of(text: str) -> tuple[Level, ...]:
    """``Red: we cannot show it``, one a line, the weakest first."""
    parts = (line.partition(":") for line in lines_of(text))
    return tuple(Level(number, label.strip(), means.strip()) for number, (label, _, means) in enumerate(parts, 1))


def why_not_levels(text: str) -> str:
    """Why these lines are no levels; empty when they are."""
    levels = levels_of(text)
    if not FEWEST <= len(levels) <= MOST:
        return f"There are {FEWEST} to {MOST} levels, one a line."
    labels = [one.label.lower() for one in levels]
    if any(not label for label in labels):
        return "Each level has a label before its colon."
    return "Two levels have the same label." if len(set(labels)) < len(labels) else ""


def why_not_descriptors(text: str, levels: Sequence[Level]) -> str:
    """Why these lines do not describe the levels; empty when they do. None at all is allowed."""
    found = len(lines_of(text))
    if found in (0, len(levels)):
        return ""
    return (
        f"There are {len(levels)} levels and {found} lines. Write one line for each level, the weakest first, or none."
    )


def described(text: str, levels: Sequence[Level]) -> tuple[tuple[Level, str], ...]:
    """Each level with what it looks like for one question; what the level means where nothing else is written."""
    lines = lines_of(text)
    if len(lines) != len(levels):
        return tuple((one, one.means) for one in levels)
    return tuple(zip(levels, lines, strict=True))


def label_of(number: int | None, levels: Sequence[Level]) -> str:
    """The label of a level, or what stands for none."""
    if number is None:
        return UNANSWERED
    if number == NOT_FOR_US:
        return NOT_FOR_US_WORD
    return next((one.label for one in levels if one.number == number), UNANSWERED)


def sign_of(number: int | None, levels: Sequence[Level]) -> str:
    """The sign that a level is drawn with: by its place, since its label is the partnership's own."""
    if number is None:
        return "waiting"
    if number == NOT_FOR_US:
        return "not_agreed"
    if number == len(levels):
        return "holding"
    return "open_end" if number == 1 else "under_way"
