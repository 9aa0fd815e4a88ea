"""How high a heading stands among those that are open, by what else the document does."""

from __future__ import annotations

from collections import Counter

from .blocks import Block
from .frames import LIST_ROLES, PROSE_ROLES, Frame, Scope, nested_kinds
from .lexicon import ACTION, FINDING, IMPACT, LEARNING, OTHER, PROGRESS, RECOMMENDATION, THEME
from .outline import PLAIN, Heading
from .ranks import rank_of
from .words import heading_fold


def _as_high(frame: Frame, rank: float) -> bool:
    """True of a heading of this rank, or where both are plain lines that nothing sets apart."""
    return frame.rank == rank or (frame.heading is not None and frame.heading.rank > PLAIN >= rank == PLAIN)


def is_point_of(heading: Heading, above: Frame) -> bool:
    """True of "1. Who comes" set a level under "Findings": one of them, whatever its words."""
    over = above.heading
    set_lower = over is not None and over.block.shape == heading.block.shape == "heading" and heading.rank > over.rank
    return set_lower and bool(heading.number) and not heading.strong_end


def next_of(before: str, after: str) -> bool:
    """True of 2.4 after 2.3."""
    old, new = before.rpartition("."), after.rpartition(".")
    if not old[0] or old[0] != new[0] or not (old[2].isdecimal() and new[2].isdecimal()) or old[2] == "0":
        return False
    return int(new[2]) == int(old[2]) + 1


class Levels:
    """The open headings of a document, and how high the next one stands."""

    def __init__(self, blocks: list[Block], headings: dict[int, Heading], title_end: int):
        self.blocks, self.headings, self.title_end = blocks, headings, title_end
        self.frames: list[Frame] = []
        self.scopes: list[Scope] = []
        self.nested = nested_kinds(headings)
        names = Counter(
            heading_fold(h.name) for h in headings.values() if h.role not in {"", OTHER, THEME} and not h.label
        )
        self.labels = Counter(h.role for h in headings.values() if h.label and h.role == h.label.kind)
        self.repeated = {name for name, times in names.items() if times > 1}
        plain = Counter(heading_fold(h.name) for h in headings.values() if not h.role and not h.label)
        self.parts = {name for name, times in plain.items() if times > 1}

    def level_of(self, heading: Heading) -> float:
        """The rank of a heading where it stands."""
        rank = heading.rank if self._over_all(heading) else rank_of(heading, self.frames, self.nested, self.title_end)
        rank = self._flat_rank(heading, rank)
        rank = self._told_again(heading, rank)
        return self._inside_numbered(heading, rank)

    def _over_all(self, heading: Heading) -> bool:
        """True of the one "Progress" set as a heading after several typed points: it stands over all and under none."""
        if heading.label or heading.role != PROGRESS or heading.block.shape != "heading":
            return False
        typed = next((f for f in reversed(self.frames) if f.label and f.heading and f.role in LIST_ROLES), None)
        if typed is None or typed.heading is None or typed.heading.block.shape == "heading":
            return False
        return heading_fold(heading.name) not in self.repeated and self.labels[typed.role] > 1

    def _told_again(self, heading: Heading, rank: float) -> float:
        """The rank of "Progress" that stands again and again: under the theme or review over it, however it is set."""
        if heading.label or heading.role in {"", OTHER, THEME}:
            return rank
        if heading.role in PROSE_ROLES and (beside := self._beside_lowered(heading)) is not None:
            return max(rank, beside.rank)
        if heading_fold(heading.name) not in self.repeated:
            return rank
        point = next((f for f in reversed(self.frames) if f.label and f.role in LIST_ROLES - {ACTION}), None)
        if point is not None and heading.role == ACTION:
            return max(rank, point.rank + 0.1)
        over = next(
            (
                f
                for f in reversed(self.frames)
                if f.heading and f.role not in PROSE_ROLES | LIST_ROLES and not self.is_part(f.heading)
            ),
            None,
        )
        if over is None or over.heading is None or over.label or over.heading.block.index <= self.title_end:
            return rank
        if over.role or heading.number or (over.rank > rank and heading.role not in PROSE_ROLES):
            return rank
        return max(rank, over.rank + 0.1)

    def _beside_lowered(self, heading: Heading) -> Frame | None:
        """The "Impact" under a theme set at its own level, where a "Case study" set alike comes after it."""
        return next(
            (
                f
                for f in self.frames
                if f.heading
                and f.role in PROSE_ROLES
                and f.heading.block.shape == "heading"
                and f.heading.rank == heading.rank < f.rank
                and f.about.kind == THEME
            ),
            None,
        )

    def _inside_numbered(self, heading: Heading, rank: float) -> float:
        """The rank of a heading with no number between "5 RECOMMENDATIONS" and "5.4": it stands inside section 5."""
        if heading.number or heading.block.index <= self.title_end or heading.strong_end:
            return rank
        for frame in self.frames:
            number = frame.heading.number.removesuffix(".0") if frame.heading else ""
            if not number.isdecimal() or frame.rank < rank:
                continue
            if self._next_number(heading).startswith(f"{number}."):
                return frame.rank + 0.4
        return rank

    def _next_number(self, heading: Heading) -> str:
        """The number of the paragraph that stands next under a heading."""
        after = self.blocks[heading.block.index + 1 : heading.block.index + 3]
        return next((block.number for block in after if block.shape == "item"), "")

    def is_part(self, heading: Heading) -> bool:
        """True of "Where we were" set again and again under one theme after another: a part of each, and no theme."""
        if heading.role or heading.label or heading_fold(heading.name) not in self.parts:
            return False
        return any(f.about.kind and f.heading is not heading and f.rank < heading.rank for f in self.frames)

    def _flat_rank(self, heading: Heading, rank: float) -> float:
        """The rank of a theme set at the level of the heading over it, which itself holds nothing ("Progress")."""
        if heading.role or heading.label or heading.strong_end:
            return rank
        over = next((f for f in self.frames if f.heading and not f.label and _as_high(f, rank)), None)
        if over is None or over.role not in {PROGRESS, IMPACT, LEARNING, FINDING, RECOMMENDATION}:
            return rank
        scope = self.scopes[-1]
        over.flat = over.flat or (over is self.frames[-1] and not scope.blocks and not scope.rest)
        return max(rank, over.rank) + 0.05 if over.flat else rank
