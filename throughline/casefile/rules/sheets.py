"""The sheets that a thread is drawn on: their columns on the screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.casefile.rules.items import (
    ACTION,
    CASE_STUDY,
    DISSENT,
    EVIDENCE,
    FINDING,
    IMPACT,
    KINDS,
    LEARNING_POINT,
    MEASURE,
    NATIONAL,
    PROGRESS,
    RECOMMENDATION,
    THEME,
    Thread,
)
from throughline.ui.words import capital, listed

# A review whose actions and evidence are on the record; its statements stand beside them.
ASKED = {
    **dict.fromkeys((FINDING, THEME, LEARNING_POINT), 0),
    RECOMMENDATION: 1,
    ACTION: 2,
    PROGRESS: 2,
    NATIONAL: 2,
    DISSENT: 2,
    EVIDENCE: 3,
    IMPACT: 4,
    CASE_STUDY: 4,
    MEASURE: 4,
}
# A review of which the record has only what was found and what was said of it.
TOLD = {
    **dict.fromkeys((FINDING, THEME, LEARNING_POINT, RECOMMENDATION), 0),
    **dict.fromkeys((ACTION, PROGRESS, EVIDENCE, NATIONAL, DISSENT), 1),
    **dict.fromkeys((IMPACT, CASE_STUDY), 2),
    MEASURE: 3,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the columns stand, how wide they are and what stands over them. `paper` is true for A4 upright."""

    width: int
    lefts: tuple[int, ...]
    widths: tuple[int, ...]
    heads: tuple[tuple[str, str], ...]
    column_of: dict[str, int]
    paper: bool = False

    @property
    def line(self) -> int:
        """From one line of text to the next."""
        return 17 if self.paper else 18

    @property
    def under(self) -> int:
        """The room under a text before the next rule."""
        return 7 if self.paper else 13

    @property
    def before(self) -> int:
        """More room before a new beginning."""
        return 4 if self.paper else 8


def is_told_only(thread: Thread) -> bool:
    """The record has statements of progress or effect, and no recommendation, action or evidence."""
    told = any(thread.of(PROGRESS, IMPACT, CASE_STUDY))
    return told and not any(thread.of(RECOMMENDATION, ACTION, EVIDENCE))


def sheet_of(thread: Thread, *, paper: bool = False) -> Sheet:
    """The sheet that suits the thread."""
    kinds = [kind for kind in (FINDING, LEARNING_POINT, THEME) if any(thread.of(kind))] or [FINDING]
    first = (capital(listed(KINDS[kind].many for kind in kinds)), "why we believe it")
    if is_told_only(thread):
        heads: tuple[tuple[str, str], ...] = (
            first,
            ("Progress", "what is said to be done"),
            ("Effect", "what is said to have changed"),
            ("Measures", "what was measured"),
        )
        if paper:
            return Sheet(952, (0, 208, 522, 782), (174, 280, 226, 166), heads, TOLD, paper=True)
        return Sheet(1200, (0, 268, 656, 996), (218, 342, 294, 200), heads, TOLD)
    doing = "Actions and progress" if any(thread.of(PROGRESS)) else "Actions"
    heads = (
        first,
        ("Recommendations", "what we asked for"),
        (doing, "who does what"),
        ("Evidence", "that it was done"),
        ("Impact", "what changed"),
    )
    if paper:
        return Sheet(952, (0, 202, 406, 624, 782), (168, 170, 186, 126, 166), heads, ASKED, paper=True)
    return Sheet(1200, (0, 250, 504, 788, 996), (200, 204, 240, 164, 200), heads, ASKED)
