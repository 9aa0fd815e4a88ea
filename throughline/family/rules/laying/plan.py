"""The ways that lines take: only between people, and in the channels between rows, so that none meets a stranger. Pure.

A lane runs down between two neighbours of a row; a run lies in the channel under a row (channel -1 is over the first).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from throughline.family.rules.laying.ties import Couple, Net, Pair


@dataclass(slots=True, eq=False)
class Lane:
    """A way down through a row, in the gap before place `gap`. `start` is who it leaves, at what side, if anybody."""

    row: int
    gap: int
    aim: float
    middle: bool = False
    start: int = 0
    upward: bool = False
    x: float = 0.0


@dataclass(slots=True, eq=False)
class Top:
    """Where lines reach a child, or several born together."""

    children: tuple[int, ...]
    net: int
    x: float = 0.0


@dataclass(slots=True, eq=False)
class Run:
    """A level stretch in a channel, with what comes to it from above and what leaves it below."""

    channel: int
    net: int = -1
    couple: int = -1
    under: Run | None = None
    ups: list[Lane] = field(default_factory=list)
    downs: list[Lane | Top] = field(default_factory=list)
    track: int = 0
    middle: float = 0.0
    stem: float = 0.0

    @property
    def xs(self) -> list[float]:
        """Every place across that it joins."""
        found = [one.x for one in (*self.ups, *self.downs)]
        return [*found, self.stem] if self.under else found


@dataclass
class Plan:
    """Lanes and runs for all ties, on rows of people in order at rough places across.

    Couples whom an agency `believed` in are numbered after those that are known.
    """

    rows: Sequence[Sequence[int]]
    x: Mapping[int, float]
    couples: Sequence[Couple]
    nets: Sequence[Net]
    twins: Sequence[Pair]
    believed: Sequence[Couple] = ()
    lanes: list[Lane] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    tops: list[Top] = field(default_factory=list)
    bows: dict[Pair, Run] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = {key: (row, place) for row, keys in enumerate(self.rows) for place, key in enumerate(keys)}
        for number, couple in enumerate(self.couples):
            if not self.is_straight(couple.pair):
                self.bows[couple.pair] = self._bow(number, couple.pair)
        for number, couple in enumerate(self.believed, len(self.couples)):
            if not self.is_straight(couple.pair):
                self._bow(number, couple.pair)
        for number, net in enumerate(self.nets):
            self._hang(number, net)

    def is_straight(self, pair: Pair) -> bool:
        """The two stand side by side."""
        (row, place), (other_row, other) = self.at[pair[0]], self.at[pair[1]]
        return row == other_row and abs(place - other) == 1

    def count(self, row: int, gap: int) -> int:
        """How many lanes run there."""
        return sum(1 for lane in self.lanes if (lane.row, lane.gap) == (row, gap))

    def _lane(self, row: int, gap: int, aim: float, *, start: int = 0, middle: bool = False) -> Lane:
        lane = Lane(row, gap, aim, middle, start)
        self.lanes.append(lane)
        return lane

    def _run(self, channel: int, net: int = -1, couple: int = -1) -> Run:
        run = Run(channel, net, couple)
        self.runs.append(run)
        return run

    def _beside(self, key: int, aim: float) -> Lane:
        """A lane that leaves a person's side, towards `aim`."""
        row, place = self.at[key]
        gap = place + 1 if aim > self.x[key] or (aim == self.x[key] and place == len(self.rows[row]) - 1) else place
        return self._lane(row, gap, aim, start=key)

    def _through(self, row: int, aim: float) -> Lane:
        """A lane through a row, where it is nearest to `aim`."""
        keys = self.rows[row]
        middles = [(self.x[one] + self.x[other]) / 2 for one, other in pairwise(keys)]
        places = [self.x[keys[0]] - 60, *middles, self.x[keys[-1]] + 60]
        gap = min(range(len(places)), key=lambda place: (abs(places[place] - aim), place))
        return self._lane(row, gap, aim)

    def _bow(self, number: int, pair: Pair) -> Run:
        """The line of a couple who do not stand side by side: down, along under the names, and up."""
        upper, lower = sorted(pair, key=lambda key: (self.at[key][0], self.x[key]))
        row, to = self.at[upper][0], self.at[lower][0]
        run = self._run(row, couple=number)
        run.ups.append(self._beside(upper, self.x[lower]))
        if row == to:
            run.ups.append(self._beside(lower, self.x[upper]))
            return run
        end = self._beside(lower, self.x[upper])
        end.upward = True
        last = run
        for between in range(row + 1, to):
            last = self._further(last, between, self.x[lower], couple=number)
        last.downs.append(end)
        return run

    def _further(self, run: Run, row: int, aim: float, net: int = -1, couple: int = -1) -> Run:
        lane = self._through(row, aim)
        run.downs.append(lane)
        after = self._run(row, net, couple)
        after.ups.append(lane)
        return after

    def _hang(self, number: int, net: Net) -> None:
        row = self.at[net.parents[0]][0]
        below = sum(self.x[key] for key in net.children) / len(net.children)
        run = Run(row, net=number)
        if len(net.parents) == 1:
            run.ups.append(self._beside(net.parents[0], below))
        elif self.is_straight((net.parents[0], net.parents[1])):
            gap = max(self.at[key][1] for key in net.parents)
            run.ups.append(self._lane(row, gap, below, middle=True))
        else:
            run.under = self.bows[net.parents[0], net.parents[1]]
        self.runs.append(run)
        reached = {row: run}
        for channel in sorted({self.at[key][0] - 1 for key in net.children}):
            there = [key for key in net.children if self.at[key][0] - 1 == channel]
            aim = sum(self.x[key] for key in there) / len(there)
            last = self._reach(reached, row, channel, aim, number)
            last.downs.extend(self._tops(there, number))

    def _reach(self, reached: dict[int, Run], row: int, channel: int, aim: float, net: int) -> Run:
        last = reached[row]
        for between in range(row + 1, channel + 1):
            last = reached[between] if between in reached else self._further(last, between, aim, net=net)
            reached[between] = last
        for between in range(row, channel, -1):
            if between - 1 not in reached:
                lane = self._through(between, aim)
                last.ups.append(lane)
                over = self._run(between - 1, net=net)
                over.downs.append(lane)
                reached[between - 1] = over
            last = reached[between - 1]
        return last

    def _tops(self, children: Iterable[int], net: int) -> list[Top]:
        groups: list[set[int]] = [{key} for key in sorted(children)]
        if self.nets[net].kind == "birth":
            for one, other in self.twins:
                both = [group for group in groups if one in group or other in group]
                if len(both) == 2:
                    groups = [group for group in groups if group not in both] + [both[0] | both[1]]
        found = [Top(tuple(sorted(group, key=lambda key: self.at[key])), net) for group in sorted(groups, key=min)]
        self.tops.extend(found)
        return found
