"""What the picture of a measure shows, and where it lies. Pure: no Django, no clock of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, log10

from throughline.ui.typeface import width

SMALL = 14
TIER, DEEP = 40, 240
MOST_TIERS = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One reading: the day where its dot stands, its figure as a number and as written, and how its time is called."""

    on: date
    value: float
    shown: str
    called: str
    counted: str = ""
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Upright:
    """Something that was done, or stopped, on a day, in two short lines; or a step on the way there, in one."""

    on: date
    first: str
    second: str
    stopped: bool = False
    step: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A line across: its value, and two lines of words at its right end."""

    value: float
    first: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the picture shows. `slides` is the number of the last good reading where it slides back after, else -1.

    The dots stand in the order of their days.
    """

    dots: tuple[Dot, ...]
    uprights: tuple[Upright, ...] = ()
    baseline: Level | None = None
    target: Level | None = None
    percent: bool = False
    unit: str = ""
    slides: int = -1
    state: str = ""
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things lie."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    start: int
    days: int
    identity: str
    narrow: bool

    def x(self, on: date) -> float:
        """How far to the right a day is."""
        return self.left + 24 + (self.right - self.left - 48) * (on.toordinal() - self.start) / self.days

    def y(self, value: float) -> float:
        """How far down a value is."""
        return self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low)


def scale(values: Iterable[float], *, percent: bool) -> tuple[float, float]:
    """The ends of the upright axis: nought to a hundred for shares, else round numbers around the values and nought."""
    found = list(values)
    if percent:
        return 0, 100
    low, high = min(0, *found), max(0, *found)
    span = (high - low) or 1
    step = 10 ** floor(log10(span / 4))
    step *= next(times for times in (1, 2, 2.5, 5, 10) if step * times * 4 >= span)
    return floor(low / step) * step, max(ceil(high / step), 1) * step


def frame_of(chart: Chart, identity: str, narrow: bool, tiers: int) -> Frame:
    """Where the parts of the picture lie, with so many rows of words above it."""
    days = [dot.on for dot in chart.dots] + ([] if narrow else [one.on for one in chart.uprights])
    levels = [level.value for level in (chart.baseline, chart.target) if level]
    low, high = scale([*(dot.value for dot in chart.dots), *levels], percent=chart.percent)
    start = min(days).toordinal()
    top = 24 if narrow else 24 + TIER * tiers
    return Frame(
        left=36 if narrow else 46,
        right=284 if narrow else 1010,
        top=top,
        bottom=top + (150 if narrow else DEEP),
        low=low,
        high=high,
        start=start,
        days=max(max(days).toordinal() - start, 1),
        identity=identity,
        narrow=narrow,
    )


def tiers_of(chart: Chart) -> tuple[tuple[Upright, int], ...]:
    """Each upright with the row of its words, counted from 1: above every upright that would else cross them.

    Beyond the highest row there is no place for words; the table has them.
    """
    if not chart.dots:
        return ()
    frame = frame_of(chart, "", False, 0)
    found: list[tuple[Upright, int]] = []
    for one in sorted(chart.uprights, key=lambda each: each.on, reverse=True):
        end = frame.x(one.on) + 18 + max(width(one.first, SMALL, 600), width(one.second, SMALL))
        met = [tier for other, tier in found if frame.x(other.on) < end]
        tier = max(met, default=0) + 1
        if tier > MOST_TIERS:
            one, tier = replace(one, first="", second=""), MOST_TIERS
        found.append((one, tier))
    return tuple(reversed(found))
