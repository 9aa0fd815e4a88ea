"""Everything that a picture of a timeline shows, as plain facts, and what it says in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from throughline.chronology.rules.picture.colours import Group
from throughline.chronology.rules.picture.marks import Dot, Tie
from throughline.chronology.rules.picture.window import Window


@dataclass(frozen=True, slots=True)
class LaneFacts:
    """An agency's lane: its name, how many entries it has, and from when to when it should have been in touch."""

    key: int
    name: str
    entries: int
    first: date | None = None
    last: date | None = None
    months: Mapping[str, int] = field(default_factory=dict)
    letter: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days for which a lane has nothing, and what is said of that: a key of ``silences.SAYS``."""

    lane: int
    first: date
    last: date
    kind: str = "silent"

    @property
    def days(self) -> int:
        """How long it lasted."""
        return (self.last - self.first).days


@dataclass(frozen=True, slots=True)
class Unseen:
    """Days for which nobody recorded seeing the child: at the least and at the most."""

    first: date
    last: date
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Where one child was seen by anyone: stretches, what lies between them, and the days on which it was."""

    child: str
    stretches: tuple[tuple[date, date], ...] = ()
    unseen: tuple[Unseen, ...] = ()
    days: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A key practice episode: its number in the picture, its name, its first and last day, and how many entries it has.

    `record` is its number in the record.
    """

    number: int
    name: str
    first: date
    last: date
    entries: int = 0
    record: int = 0


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is drawn: a window, lanes, marks and their ties or, where there are too many, months; gaps and flags.

    Over them each child's line, and the key practice `episodes`. `groups` are those that the marks are coloured by,
    `at` the one day that is looked at.
    """

    window: Window
    lanes: tuple[LaneFacts, ...]
    dots: tuple[Dot, ...] = ()
    ties: tuple[Tie, ...] = ()
    gaps: tuple[Gap, ...] = ()
    seen: tuple[SeenLine, ...] = ()
    flags: tuple[tuple[date, str], ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)
    child: str = "The child"
    by_month: bool = False
    by_person: bool = False
    groups: tuple[Group, ...] = ()
    at: date | None = None
    episodes: tuple[Stretch, ...] = ()

    @property
    def bars(self) -> tuple[Stretch, ...]:
        """The episodes that are drawn: those of which a day lies in the window."""
        return tuple(one for one in self.episodes if self.window.meets(one.first, one.last))

    @property
    def unseen(self) -> tuple[Unseen, ...]:
        """Where nobody saw the first child: it is shaded through all lanes."""
        return self.seen[0].unseen if self.seen else ()
