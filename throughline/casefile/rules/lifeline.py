"""The life-line of a review: its events on a line to scale, each with a flag that meets no other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from throughline.kernel.periods import Period, parse, stated
from throughline.ui.typeface import width

WIDE = 1200.0
TIER = 25
SIZE = 15
BEFORE, AFTER = timedelta(days=21), timedelta(days=31)
A_YEAR = timedelta(days=366)
POLE = 5
SAME_POLE = 4
MOST_LETTERS = 60
"""Of what a flag says; the list beside it has it whole."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is to happen: what, in which words, and when as exactly as it is known."""

    means: str
    says: str
    iso: str

    @property
    def period(self) -> Period | None:
        """When, or ``None`` where no year is given."""
        return parse(self.iso)

    @property
    def when(self) -> str:
        """The words of the text, else the date in words."""
        return stated(self.says, self.iso)


@dataclass(frozen=True, slots=True)
class Flag:
    """An event on the line: where, on which tier its words stand, and which way they face."""

    event: Event
    x: float
    first: float
    last: float
    tier: int
    left: float
    right: float
    mark: str

    @property
    def faces_left(self) -> bool:
        """Its words stand to the left of its pole."""
        return self.left < self.x


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis; heavy ones begin a year."""

    x: float
    label: str
    heavy: bool


@dataclass
class LifeLine:
    """Everything that is drawn, and the events in order for the table and the narrow form."""

    flags: list[Flag] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    tiers: int = 0
    begins: float = 0
    ends: float = 0
    today: float | None = None
    events: tuple[Event, ...] = ()


def life_line(events: list[Event], on: date) -> LifeLine | None:
    """The line of these events on that day, or ``None`` where fewer than two of them have a year."""
    dated = [(event, event.period) for event in events]
    known = sorted(((e, p) for e, p in dated if p), key=lambda pair: (pair[1].first, pair[1].last))
    loose = [event for event, period in dated if period is None]
    if len(known) < 2:
        return None
    first, last = known[0][1].first, max(period.last for _, period in known)
    if first <= on <= last + A_YEAR:
        last = max(last, on)
    scale = _Scale(first - BEFORE, last + AFTER)
    line = LifeLine(events=tuple([event for event, _ in known] + loose))
    spots = [_spot(event, period, scale, on, place == 0) for place, (event, period) in enumerate(known)]
    line.flags = _placed(spots)
    line.tiers = max(flag.tier for flag in line.flags) + 1
    line.begins, line.ends = min(f.first for f in line.flags), max(f.last for f in line.flags)
    line.today = scale.x(on) if scale.start <= on <= scale.end else None
    line.ticks = _ticks(scale)
    return line


@dataclass(frozen=True, slots=True)
class _Scale:
    start: date
    end: date

    def x(self, day: date) -> float:
        return (day - self.start).days / max(1, (self.end - self.start).days) * WIDE


def _spot(event: Event, period: Period, scale: _Scale, on: date, is_first: bool) -> Flag:
    first, last = scale.x(period.first), scale.x(period.last)
    middle = (first + last) / 2
    mark = "planned" if period.first > on else "ring" if is_first else "dot"
    words = width(f"{short_when(event)}  ", SIZE, 400) + width(short_means(event), SIZE, 600)
    wide = words * 1.03 + 6
    faces_left = middle + POLE + wide > WIDE
    left, right = (middle - POLE - wide, middle) if faces_left else (middle, middle + POLE + wide)
    return Flag(event, middle, first, last, 0, left, right, mark)


def short_means(event: Event) -> str:
    """What happened, short enough for a flag on half the line."""
    means = " ".join(event.means.split())
    return means if len(means) <= MOST_LETTERS else f"{means[: MOST_LETTERS - 1].rstrip()}…"


def short_when(event: Event) -> str:
    """``14 Mar 2024``, ``Mar 2024`` or ``2024``: as exact as the record, and short."""
    period = event.period
    if period is None or period.end is not None:
        return event.when
    start = period.start
    if start.day:
        return f"{start.day} {start.first:%b %Y}"
    return f"{start.first:%b %Y}" if start.month else str(start.year)


def _placed(spots: list[Flag]) -> list[Flag]:
    """Each flag on the lowest tier where its words meet no words and no pole: from the right, left-facing last."""
    done: list[Flag] = []
    right_facing = sorted((spot for spot in spots if not spot.faces_left), key=lambda spot: -spot.x)
    left_facing = sorted((spot for spot in spots if spot.faces_left), key=lambda spot: spot.x)
    for spot in [*right_facing, *left_facing]:
        tiers = range(len(spots))
        free = next((tier for tier in tiers if _fits(spot, tier, done)), None)
        if free is None:  # too many at one place: words never meet words, though a pole may pass behind some
            free = next(tier for tier in tiers if not _meets(spot, tier, done))
        done.append(Flag(spot.event, spot.x, spot.first, spot.last, free, spot.left, spot.right, spot.mark))
    return sorted(done, key=lambda flag: flag.x)


def _meets(spot: Flag, tier: int, done: list[Flag]) -> bool:
    return any(one.tier == tier and spot.left < one.right + 8 and one.left < spot.right + 8 for one in done)


def _fits(spot: Flag, tier: int, done: list[Flag]) -> bool:
    if _meets(spot, tier, done):
        return False
    for other in done:
        if abs(other.x - spot.x) < SAME_POLE:
            continue
        if other.tier >= tier and spot.left - 3 < other.x < spot.right + 3:
            return False
        if other.tier < tier and other.left - 3 < spot.x < other.right + 3:
            return False
    return True


def _ticks(scale: _Scale) -> list[Tick]:
    years = scale.end.year - scale.start.year + 1
    months = (1, 4, 7, 10) if years <= 4 else (1,)
    every = max(1, -(-years // 12)) if years > 4 else 1
    ticks: list[Tick] = []
    for year in range(scale.start.year, scale.end.year + 1):
        for month in months:
            day = date(year, month, 1)
            if scale.start <= day <= scale.end and (year - scale.start.year) % every == 0:
                heavy = month == 1
                named = f"{day:%b %Y}" if (heavy and len(months) > 1) or not ticks else f"{day:%b}"
                ticks.append(Tick(scale.x(day), named if len(months) > 1 else str(year), heavy))
    return ticks
