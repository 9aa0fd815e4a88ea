"""What the other cells of a table's row say of an action in it: by when, and how far it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from throughline.reading.columns import role_of_column
from throughline.reading.lexicon import DUE, STATUS

CLAIMED = frozenset({"complete", "completed", "done", "achieved", "closed", "implemented", "finished", "delivered"})
BEGUN = frozenset({"ongoing", "on-going", "underway", "started", "begun", "partly", "partially", "progressing"})
BEGUN_IN_WORDS = ("in progress", "under way", "on track", "part complete", "partly complete", "partially complete")
NOT_YET = ("not complete", "not completed", "incomplete", "not done", "not achieved", "to be completed", "not started")
# A row with fewer cells that read like headings is no heading: a cell may well say “Complete”.
FEWEST_HEADS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its words and its place in the text."""

    words: str
    start: int
    end: int


def cells_of(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a row that stands between two places of the text, empty ones too."""
    cells, place = [], start
    for words in text[start:end].split("\t"):
        left = place + len(words) - len(words.lstrip())
        bare = words.strip()
        cells.append(Cell(bare, left, left + len(bare)))
        place += len(words) + 1
    return cells


def beside(text: str, rows: Sequence[tuple[int, int]], row: int) -> dict[str, Cell]:
    """The cells of the `row`-th of those rows under a heading that says by when, or how far: by ``due``, ``status``.

    `rows` are the places of the paragraphs of the text. The heading is the nearest row above it, with no paragraph of
    another shape between, that names such a column.
    """
    if "\t" not in text[slice(*rows[row])]:
        return {}
    for above in range(row - 1, -1, -1):
        if "\t" not in text[slice(*rows[above])]:
            return {}
        heads = [role_of_column(cell.words) for cell in cells_of(text, *rows[above])]
        if (DUE in heads or STATUS in heads) and sum(bool(head) for head in heads) >= FEWEST_HEADS:
            mine = cells_of(text, *rows[row])
            named = {role: mine[place] for place, role in enumerate(heads) if place < len(mine)}
            return {key: named[role] for key, role in (("due", DUE), ("status", STATUS)) if role in named}
    return {}


def state_in_words(status: str) -> str:
    """The state of an action that a status cell tells of: claimed done at most, for nobody else has looked; or none."""
    words = " ".join(status.lower().split())
    if any(phrase in words for phrase in NOT_YET):
        return "not_started" if "not started" in words else ""
    single = set(words.replace(".", " ").replace(",", " ").replace("–", " ").split())
    if any(phrase in words for phrase in BEGUN_IN_WORDS) or single & BEGUN:
        return "under_way"
    return "claimed_done" if single & CLAIMED else ""
