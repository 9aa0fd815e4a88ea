"""How a long reading is laid out: which rows fold into one line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST_FOLD = 4
SHOWN_BEFORE = 1
SURE, UNREAD, THERE, SETTLED = "sure", "unread", "there", "settled"


@dataclass(frozen=True, slots=True)
class Run:
    """Rows from `first` up to `last` (not included). `folds` says why they may fold; empty for rows that stand open."""

    first: int
    last: int
    folds: str = ""


def runs(shapes: Sequence[str]) -> tuple[Run, ...]:
    """The rows cut into runs. `shapes` says what each row is: rows of one shape, one after another, fold together.

    A row with shape ``""`` never folds. Fewer than `SHORTEST_FOLD` alike stay open. Of the rows that nobody could
    doubt the first `SHOWN_BEFORE` stays open, so that one sees what the folded ones are like.
    """
    cut: list[Run] = []
    place = 0
    while place < len(shapes):
        after = place + 1
        while after < len(shapes) and shapes[place] and shapes[after] == shapes[place]:
            after += 1
        folds = shapes[place].partition(":")[0] if shapes[place] and after - place >= SHORTEST_FOLD else ""
        shown = SHOWN_BEFORE if folds == SURE else 0
        if shown:
            cut.append(Run(place, place + shown))
        cut.append(Run(place + shown, after, folds))
        place = after
    return tuple(_joined(cut))


def _joined(cut: Sequence[Run]) -> list[Run]:
    """Neighbouring open runs are one."""
    out: list[Run] = []
    for run in cut:
        if out and not out[-1].folds and not run.folds:
            out[-1] = Run(out[-1].first, run.last)
        else:
            out.append(run)
    return out
