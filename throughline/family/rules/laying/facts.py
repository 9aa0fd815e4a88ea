"""What the laying out is given of each person, and what it hands on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

Point = tuple[float, float]

HALF, BOX, ABOVE, AIR = 24.0, 44.0, 28.0, 12.0
PITCH, LANE, TRACK, FOOT = 180.0, 14.0, 10.0, 30.0
NAME_AT, LINE = 20.0, 17.0
# Of whom two lines of a couple tell: married or civil partners, or together without that.
MARRIAGE, TOGETHER = "union", "together"
# What is drawn of a tie that an agency believed in, whatever the tie.
BELIEVED = "believed"
SMALL = {"pregnancy": 16.0, "miscarriage": 8.0, "stillbirth": 14.0, "ended": 9.0}


@dataclass(frozen=True, slots=True)
class Label:
    """Words as lines, and how wide the widest is."""

    lines: tuple[str, ...] = ()
    wide: float = 0.0


def under(label: Label) -> float:
    """From the middle of a symbol to the foot of its words."""
    return HALF + NAME_AT + LINE * max(0, len(label.lines) - 1) + 12


@dataclass(frozen=True, slots=True)
class Labels:
    """The words under each person, over each couple, and at the foot of each home, broken into lines."""

    people: Mapping[int, Label]
    couples: Mapping[tuple[int, int], Label]
    homes: Mapping[int, Label]


@dataclass(frozen=True, slots=True)
class Spot:
    """A person's symbol: its middle, its shape, and half of how wide it is."""

    key: int
    x: float
    y: float
    shape: str
    half: float
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line between people: `kind` is ``union``, ``believed`` or the kind of a tie; `ends` are those it may touch."""

    kind: str
    points: tuple[Point, ...]
    ends: frozenset[int]
    certain: bool = True
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Words or a sign at a point: a label of a couple, one or two slashes, the bar of identical twins, a number, or the
    letter of what an agency believed."""

    kind: str
    x: float
    y: float
    words: tuple[str, ...] = ()
    many: int = 0
    to: float = 0.0
    person: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """A household: loops of corners, drawn solid, and those that take in people who are not certain, dashed."""

    number: int
    home: int
    solid: tuple[tuple[Point, ...], ...]
    dashed: tuple[tuple[Point, ...], ...]
    inside: frozenset[int]
    badged: frozenset[int]
    label: Point


@dataclass(frozen=True, slots=True)
class Laid:
    """The whole picture, laid out, and how large it is."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    outlines: tuple[Outline, ...]
    labels: Labels
    wide: float
    tall: float

    def under(self, key: int) -> float:
        """From the middle of somebody's symbol to the foot of the words."""
        return under(self.labels.people[key])

    def moved(self, x: float, y: float, wide: float, tall: float) -> Laid:
        """All of it further right and down, on a sheet of that size."""

        def at(points: tuple[Point, ...]) -> tuple[Point, ...]:
            return tuple((one + x, other + y) for one, other in points)

        return Laid(
            tuple(replace(one, x=one.x + x, y=one.y + y) for one in self.spots),
            tuple(replace(one, points=at(one.points)) for one in self.lines),
            tuple(replace(one, x=one.x + x, y=one.y + y, to=one.to + x) for one in self.marks),
            tuple(
                replace(
                    one,
                    solid=tuple(at(loop) for loop in one.solid),
                    dashed=tuple(at(loop) for loop in one.dashed),
                    label=at((one.label,))[0],
                )
                for one in self.outlines
            ),
            self.labels,
            wide,
            tall,
        )
