"""The lines of a planned picture, with their labels and slashes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from throughline.family.rules import records as of
from throughline.family.rules.laying.facts import BELIEVED, HALF, TRACK, Labels, Line, Mark, Point, Spot
from throughline.family.rules.laying.plan import Lane, Plan, Run, Top
from throughline.family.rules.laying.ties import Couple, Net

SIDES = (12.0, 18.0, 6.0, -12.0, -18.0, -6.0)
OVER_TOPS = HALF + 20.0
KNEE = 30.0


def reach(spot: Spot, away: float) -> float:
    """How far up from its middle a symbol goes, `away` to the side of it; the same sideways, `away` up or down."""
    half, by = spot.half, min(abs(away), spot.half)
    if spot.shape == "square":
        return half
    if spot.shape == "lozenge":
        return half * 1.2 - by if not spot.subject else half * 1.2 - by + 2
    if spot.shape == "pregnancy":
        return half - 2 * by if by < half / 2 else 0.0
    return sqrt(half * half - by * by)


@dataclass
class Drawer:
    """Draws the lines of a plan whose lanes and runs have their places."""

    plan: Plan
    spots: Mapping[int, Spot]
    level: Sequence[float]
    slot: Mapping[tuple[int, int], float]
    labels: Labels
    twins: tuple[of.Twins, ...] = ()
    letters: Mapping[tuple[str, int], str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    _sides: dict[int, int] = field(default_factory=dict)
    _lettered: set[str] = field(default_factory=set)

    def drawn(self) -> tuple[tuple[Line, ...], tuple[Mark, ...]]:
        """All lines and marks."""
        for couple in self.plan.couples:
            if self.plan.is_straight(couple.pair):
                self._straight(couple)
        for number, couple in enumerate(self.plan.believed, len(self.plan.couples)):
            if self.plan.is_straight(couple.pair):
                self._beneath(couple, self.letters["couple", number])
        for run in self.plan.runs:
            self._run(run)
        for top in self.plan.tops:
            self._down(top)
        return tuple(self.lines), tuple(self.marks)

    def _straight(self, couple: Couple) -> None:
        left, right = sorted((self.spots[key] for key in couple.pair), key=lambda spot: spot.x)
        points = ((left.x + reach(left, 0), left.y), (right.x - reach(right, 0), right.y))
        self._couple(couple, points)
        middle = (left.x + right.x) / 2
        self._words(couple, middle, left.y - 8, (middle + right.x - HALF) / 2, left.y)

    def _beneath(self, couple: Couple, letter: str) -> None:
        """What an agency believed of two neighbours, beneath what is known of them; no later line leaves from there."""
        left, right = sorted((self.spots[key] for key in couple.pair), key=lambda spot: spot.x)
        place = max(self._sides.get(key, 0) for key in couple.pair)
        self._sides |= dict.fromkeys(couple.pair, place + 1)
        away = SIDES[place % len(SIDES)] * min(1.0, left.half / HALF, right.half / HALF)
        begin, end = left.x + reach(left, away), right.x - reach(right, away)
        points = ((begin, left.y + away), (end, left.y + away))
        self.lines.append(Line(BELIEVED, points, frozenset(couple.pair)))
        x = begin + (end - begin) * (0.75 if place % 2 else 0.25)
        self.marks.append(Mark("letter", x, left.y + away, (letter,), to=x))

    def _couple(self, couple: Couple, points: tuple[Point, ...]) -> None:
        self.lines.append(Line(couple.kind, points, frozenset(couple.pair), couple.is_certain, not couple.unions))

    def _words(self, couple: Couple, x: float, y: float, slash: float, at: float) -> None:
        label = self.labels.couples.get(couple.pair)
        if label and label.lines:
            self.marks.append(Mark("label", x, y, label.lines, to=x))
        endings = {one.ending for one in couple.unions}
        if endings and "" not in endings and endings != {of.WIDOWED}:
            self.marks.append(Mark("slash", slash, at, many=2 if of.DIVORCED in endings else 1, to=slash))

    def _y(self, run: Run) -> float:
        """How far down a run lies: over the tops of the row below, or under the last row."""
        below = run.channel + 1
        if below < len(self.level):
            return self.level[below] - OVER_TOPS - TRACK * run.track
        return self.level[-1] + self._deepest() + TRACK * (self._last_tracks() - run.track)

    def _deepest(self) -> float:
        return max((HALF + 30 + 17.0 * len(label.lines) for label in self.labels.people.values()), default=60.0) + 10

    def _last_tracks(self) -> int:
        return max((run.track for run in self.plan.runs if run.channel == len(self.level) - 1), default=0)

    def _run(self, run: Run) -> None:
        y = self._y(run)
        ends, kind, certain, bare = self._owner(run)
        for points in self._ups(run, y):
            self.lines.append(Line(kind, points, ends, certain, bare))
        low, high = min(run.xs), max(run.xs)
        if high > low:
            self.lines.append(Line(kind, ((low, y), (high, y)), ends, certain, bare))
        for lane in run.downs:
            if isinstance(lane, Lane) and lane.start:
                self.lines.append(Line(kind, ((lane.x, y), *self._from_side(lane)[::-1]), ends, certain, bare))
            elif isinstance(lane, Lane):
                over = next(one for one in self.plan.runs if lane in one.ups)
                self.lines.append(Line(kind, ((lane.x, y), (lane.x, self._y(over))), ends, certain, bare))
        known = run.couple < len(self.plan.couples)
        if run.couple >= 0 and known and run is self.plan.bows[self.plan.couples[run.couple].pair]:
            self._words(self.plan.couples[run.couple], run.middle, y - 5, (run.middle + high) / 2, y)
        self._letter(run, (low + high) / 2, y)

    def _letter(self, run: Run, x: float, y: float) -> None:
        """The letter of a belief, once on its line."""
        letter = self.letters.get(("couple", run.couple) if run.couple >= 0 else ("net", run.net), "")
        if letter and letter not in self._lettered:
            self._lettered.add(letter)
            self.marks.append(Mark("letter", x, y, (letter,), to=x))

    def _owner(self, run: Run) -> tuple[frozenset[int], str, bool, bool]:
        if run.couple >= len(self.plan.couples):
            pair = self.plan.believed[run.couple - len(self.plan.couples)].pair
            return frozenset(pair), BELIEVED, True, False
        if run.couple >= 0:
            couple = self.plan.couples[run.couple]
            return frozenset(couple.pair), couple.kind, couple.is_certain, not couple.unions
        net = self.plan.nets[run.net]
        return frozenset({*net.parents, *net.children}), net.kind, any(net.children.values()), False

    def _ups(self, run: Run, y: float) -> Iterator[tuple[Point, ...]]:
        if run.under:
            yield ((run.stem, self._y(run.under)), (run.stem, y))
        for lane in run.ups:
            if lane.middle:
                yield ((lane.x, self.level[lane.row]), (lane.x, y))
            elif lane.start:
                yield (*self._from_side(lane), (lane.x, y))
            elif not any(lane in one.downs for one in self.plan.runs):
                yield ((lane.x, self.level[lane.row]), (lane.x, y))

    def _from_side(self, lane: Lane) -> tuple[Point, Point]:
        """From a person's side into the lane, each line a little higher or lower than the last."""
        spot = self.spots[lane.start]
        place = self._sides.get(lane.start, 0)
        self._sides[lane.start] = place + 1
        away = SIDES[place % len(SIDES)] * min(1.0, spot.half / HALF)
        side = reach(spot, away)
        return (spot.x + (side if lane.x > spot.x else -side), spot.y + away), (lane.x, spot.y + away)

    def _down(self, top: Top) -> None:
        """From the run to the symbol; children born together part from one point."""
        run = next(one for one in self.plan.runs if top in one.downs)
        net, y = self.plan.nets[top.net], self._y(run)
        knees = []
        for child in top.children:
            spot, away = self.spots[child], self.slot[child, top.net]
            end = (spot.x + away, spot.y - reach(spot, away))
            points: tuple[Point, ...] = ((top.x, y), end)
            if len(top.children) > 1:
                knee = (end[0], min(y + KNEE, end[1] - 6))
                knees.append(((top.x, y), knee))
                points = ((top.x, y), knee, end)
            self.lines.append(Line(net.kind, points, self._ends(net), net.children[child]))
        self._identical(top, knees)

    def _ends(self, net: Net) -> frozenset[int]:
        return frozenset({*net.parents, *net.children})

    def _identical(self, top: Top, knees: Sequence[tuple[Point, Point]]) -> None:
        places = {child: knees[place] for place, child in enumerate(top.children)} if knees else {}
        for twins in self.twins:
            if twins.identical and twins.one in places and twins.other in places:
                (start, one), (_, other) = sorted((places[twins.one], places[twins.other]), key=lambda way: way[1])
                part = 0.55
                y = start[1] + part * (one[1] - start[1])
                left, right = start[0] + part * (one[0] - start[0]), start[0] + part * (other[0] - start[0])
                self.marks.append(Mark("identical", left, y, to=right))
