"""Where everything on a life-line lies: events to scale, each with a flag that meets no other, holds and clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from throughline.kernel.periods import Period
from throughline.ui.lifeline.facts import Bar, Event, Hold
from throughline.ui.typeface import width
from throughline.ui.words import capital

WIDE = 1200.0
PAPER_WIDE = 700.0
TIER = 25
SIZE = 15
BEFORE, AFTER = timedelta(days=21), timedelta(days=31)
A_YEAR = timedelta(days=366)
POLE = 5
SAME_POLE = 4
TODAY_WIDE = 84
MOST_LETTERS, FEWER_LETTERS = 60, 40
"""Of what a flag says; the list beside it has it whole."""


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
    means: str = ""

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


@dataclass(frozen=True, slots=True)
class Stop:
    """A hold on the line: its box, and where its words stand under it, in which row."""

    hold: Hold
    left: float
    right: float
    words: float
    row: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """A clock under the axis: `now` is where it ended or stands today."""

    bar: Bar
    left: float
    now: float
    due: float
    without: float | None
    stopped: tuple[tuple[float, float], ...]


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
    stops: list[Stop] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    wide: float = WIDE

    @property
    def rows_below(self) -> int:
        """How many rows of words stand between the line and its axis."""
        return max([0 if self.today is None else 2, *(stop.row + 1 for stop in self.stops)])


def life_line(
    events: Sequence[Event], on: date, *, holds: Sequence[Hold] = (), bars: Sequence[Bar] = (), wide: float = WIDE
) -> LifeLine | None:
    """The line of these events on that day, or ``None`` where fewer than two of them have a year."""
    dated = [(event, event.period) for event in events]
    known = sorted(((e, p) for e, p in dated if p), key=lambda pair: (pair[1].first, pair[1].last))
    loose = [event for event, period in dated if period is None]
    if len(known) < 2:
        return None
    first = min([known[0][1].first, *(hold.since for hold in holds), *(bar.starts for bar in bars)])
    last = max([period.last for _, period in known] + [bar.due for bar in bars] + [h.until for h in holds if h.until])
    if first <= on <= last + A_YEAR:
        last = max(last, on)
    scale = _Scale(first - BEFORE, last + AFTER, wide)
    line = LifeLine(events=tuple([event for event, _ in known] + loose), wide=wide)
    spots = [_spot(event, period, scale, on, place == 0) for place, (event, period) in enumerate(known)]
    line.flags = _placed(spots)
    line.tiers = max(flag.tier for flag in line.flags) + 1
    line.begins, line.ends = min(f.first for f in line.flags), max(f.last for f in line.flags)
    line.today = scale.x(on) if scale.start <= on <= scale.end else None
    line.ticks = _ticks(scale)
    line.stops = _stops(sorted(holds, key=lambda hold: hold.since), scale, line.today, on)
    line.tracks = [_track(bar, scale, on) for bar in bars]
    return line


@dataclass(frozen=True, slots=True)
class _Scale:
    start: date
    end: date
    wide: float

    @property
    def letters(self) -> int:
        """How many letters of one flag there is room for."""
        return MOST_LETTERS if self.wide >= WIDE else FEWER_LETTERS

    def x(self, day: date) -> float:
        return (day - self.start).days / max(1, (self.end - self.start).days) * self.wide


def _stops(holds: Sequence[Hold], scale: _Scale, today: float | None, on: date) -> list[Stop]:
    """Each hold's words begin under its box, are moved left for the edge and for today, and take the first free row."""
    taken = [(0, today - 8, today + TODAY_WIDE), (1, today - 8, today + TODAY_WIDE)] if today is not None else []
    done: list[Stop] = []
    for hold in holds:
        left, right = scale.x(hold.since), scale.x(hold.until or on)
        wide = width(f"{hold.says(on)} ", SIZE, 600) + width(short_why(hold, scale.letters), SIZE, 400)
        words = max(0.0, min(left, scale.wide - wide * 1.03))
        if today is not None and words < today + TODAY_WIDE and words + wide * 1.03 > today - 8 > left:
            words = max(0.0, min(words, today - 24 - wide * 1.03))
        row = 0
        while any(r == row and words < b and a < words + wide * 1.03 + 12 for r, a, b in taken):
            row += 1
        taken.append((row, words, words + wide * 1.03 + 12))
        done.append(Stop(hold, left, max(right, left + 4), words, row, short_why(hold, scale.letters)))
    return done


def short_why(hold: Hold, letters: int = MOST_LETTERS) -> str:
    """Why it is held, short enough for one line; the list beside the picture has it whole."""
    return _short(" ".join(hold.why.split()), letters)


def _track(bar: Bar, scale: _Scale, on: date) -> Track:
    now = min(bar.ended or on, scale.end)
    return Track(
        bar,
        scale.x(bar.starts),
        scale.x(max(now, bar.starts)),
        scale.x(bar.due),
        scale.x(bar.due_without_holds) if bar.due_without_holds and bar.due_without_holds != bar.due else None,
        tuple((scale.x(since), scale.x(min(until, now))) for since, until in bar.stopped if since < now),
    )


def _spot(event: Event, period: Period, scale: _Scale, on: date, is_first: bool) -> Flag:
    first, last = scale.x(period.first), scale.x(period.last)
    middle = (first + last) / 2
    planned = "goal" if event.ends else "planned"
    mark = planned if period.first > on else "ring" if is_first else "dot"
    words = width(f"{short_when(event)}  ", SIZE, 400) + width(short_means(event, scale.letters), SIZE, 600)
    wide = words * 1.03 + 6
    faces_left = middle + POLE + wide > scale.wide and middle - POLE - wide >= 0
    left, right = (middle - POLE - wide, middle) if faces_left else (middle, middle + POLE + wide)
    return Flag(event, middle, first, last, 0, left, right, mark, short_means(event, scale.letters))


def short_means(event: Event, letters: int = MOST_LETTERS) -> str:
    """What happened, short enough for a flag on half the line."""
    return _short(capital(" ".join(event.means.split())), letters)


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


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
        done.append(replace(spot, tier=free))
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
    room = int(scale.wide / 100)
    months = (1, 4, 7, 10) if years * 3 <= room else (1,)
    every = max(1, -(-years // room)) if len(months) == 1 else 1
    ticks: list[Tick] = []
    for year in range(scale.start.year, scale.end.year + 1):
        for month in months:
            day = date(year, month, 1)
            if scale.start <= day <= scale.end and (year - scale.start.year) % every == 0:
                heavy = month == 1
                named = f"{day:%b %Y}" if (heavy and len(months) > 1) or not ticks else f"{day:%b}"
                ticks.append(Tick(scale.x(day), named if len(months) > 1 else str(year), heavy))
    return ticks
