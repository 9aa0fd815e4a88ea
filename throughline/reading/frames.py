"""What is open on the way down to a block, and the runs of blocks that belong together."""

from __future__ import annotations

from dataclasses import dataclass, field

from .blocks import Block
from .labels import Label
from .lexicon import ACTION, ASK, CASE, FINDING, IMPACT, LEARNING, OUTCOME, PROGRESS, RECOMMENDATION, THEME
from .outline import Heading
from .result import About

LIST_ROLES = frozenset({FINDING, LEARNING, RECOMMENDATION, ACTION, ASK})
PROSE_ROLES = frozenset({PROGRESS, IMPACT, CASE, OUTCOME})
NOTHING = About()


@dataclass(slots=True)
class Frame:
    """One open heading or lead-in on the way down to a block."""

    rank: float
    role: str
    about: About
    heading: Heading | None = None
    lead_in: Block | None = None
    items: int = 0
    inherited: bool = False
    flat: bool = False

    @property
    def label(self) -> Label | None:
        """The label of the heading that opened this, if it has one."""
        return self.heading.label if self.heading else None


@dataclass(slots=True)
class Scope:
    """A run of blocks that belong together."""

    role: str
    about: About
    heading: Heading | None
    lead_in: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    rest: tuple[int, int] | None = None
    label: Heading | None = None
    inherited: bool = False
    around: About = NOTHING
    outer_role: str = ""


def nested_kinds(headings: dict[int, Heading]) -> set[tuple[str, str]]:
    """Pairs of kinds of which the second stands under the first: a finding, its recommendations, the next finding."""
    kinds = [h.label.kind for h in headings.values() if h.label and h.role == h.label.kind]
    order = (THEME, FINDING, LEARNING, RECOMMENDATION, ACTION)
    pairs = set()
    for place, outer in enumerate(order):
        for inner in order[place + 1 :]:
            if inner in kinds and outer in kinds[kinds.index(inner) :] and outer in kinds[: kinds.index(inner)]:
                pairs.add((outer, inner))
    return pairs
