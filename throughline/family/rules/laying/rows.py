"""The order of people on each row: partners side by side, children under their parents, households together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from throughline.family.rules.laying.across import settled
from throughline.family.rules.laying.facts import AIR, BOX, Labels
from throughline.family.rules.laying.ties import Couple, Net, Pair, pair_of

Order = list[list[list[int]]]
TRIES = 6_000


def blocks_of(rows: Mapping[int, int], couples: Sequence[Couple], twins: Iterable[Pair]) -> Order:
    """For each row, people who must stand side by side. Of several partners the two latest stand beside somebody."""
    beside: dict[int, list[int]] = {key: [] for key in rows}
    chain = {key: {key} for key in rows}
    for one, other in [*(couple.pair for couple in sorted(couples, key=lambda couple: couple.latest)), *sorted(twins)]:
        free = len(beside[one]) < 2 and len(beside[other]) < 2
        if free and rows[one] == rows[other] and chain[one] is not chain[other]:
            beside[one].append(other)
            beside[other].append(one)
            chain[one] |= chain[other]
            for key in chain[one]:
                chain[key] = chain[one]
    order: Order = [[] for _ in range(max(rows.values(), default=-1) + 1)]
    done: set[int] = set()
    for key in sorted(rows):
        if key not in done:
            walked = _walked(min(chain[key], key=lambda one: (len(beside[one]) > 1, one)), beside)
            done.update(walked)
            order[rows[key]].append(walked)
    return order


def _walked(first: int, beside: Mapping[int, list[int]]) -> list[int]:
    walked, before = [first], 0
    while True:
        further = [key for key in beside[walked[-1]] if key not in (before, *walked)]
        if not further:
            return walked
        before = walked[-1]
        walked.append(further[0])


@dataclass(frozen=True)
class Wishes:
    """What the order and the places are weighed by."""

    rows: Mapping[int, int]
    couples: Sequence[Couple]
    nets: Sequence[Net]
    homes: Sequence[frozenset[int]]
    labels: Labels
    men_first: Sequence[Pair]
    elder_first: Sequence[Pair]
    at_left: frozenset[int]

    @cached_property
    def couples_at(self) -> frozenset[Pair]:
        """The couples."""
        return frozenset(couple.pair for couple in self.couples)

    @cached_property
    def nets_at(self) -> dict[int, list[Net]]:
        """The nets that have somebody on each row."""
        found: dict[int, list[Net]] = {row: [] for row in self.rows.values()}
        for net in self.nets:
            for row in {self.rows[key] for key in (*net.parents, *net.children)}:
                found[row].append(net)
        return found

    @cached_property
    def alone(self) -> frozenset[int]:
        """Those without a tie, who live with nobody."""
        tied = {key for net in self.nets for key in (*net.parents, *net.children)}
        tied |= {key for couple in self.couples for key in couple.pair}
        return frozenset(self.rows.keys() - tied - {key for home in self.homes if len(home) > 1 for key in home})

    @cached_property
    def _known(self) -> dict[Pair, float]:
        return {}

    def half(self, key: int) -> float:
        """Half of the room that somebody takes, with the words below."""
        return max(BOX, self.labels.people[key].wide / 2 + 6)

    def apart(self, one: int, other: int) -> float:
        """How far apart the middles of two neighbours are at least."""
        if (one, other) not in self._known:
            self._known[one, other] = self._apart(one, other)
        return self._known[one, other]

    def _apart(self, one: int, other: int) -> float:
        label = self.labels.couples.get(pair_of(one, other))
        if label is None:
            return float(round(self.half(one) + self.half(other) + AIR))
        half = max(self.half(one), self.half(other))
        return float(round(max(2 * half + AIR, 2 * BOX + label.wide + 2 * AIR if label.lines else 0)))


def flat(order: Order) -> list[list[int]]:
    """Each row as the people on it."""
    return [[key for block in row for key in block] for row in order]


def placed(
    rows: Sequence[Sequence[int]], wishes: Wishes, gaps: Sequence[Sequence[float]], rounds: int
) -> dict[int, float]:
    """Where each person stands across: parents over their children, children under their parents, homes together."""
    x: dict[int, float] = {}
    for row, between in zip(rows, gaps, strict=True):
        total = sum(between)
        at = -total / 2
        for key, gap in zip(row, [*between, 0.0], strict=True):
            x[key] = at
            at += gap
    for turn in range(rounds):
        for place in range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1):
            row = rows[place]
            asked = _Asked(row, x, wishes)
            aims = [asked.sums[key] / asked.weights[key] if asked.weights[key] else x[key] for key in row]
            weights = [asked.weights[key] or 0.05 for key in row]
            x.update(zip(row, settled(aims, gaps[place], weights), strict=True))
    for row, between in zip(rows, gaps, strict=True):
        _gather(row, between, x, wishes)
    return x


def _gather(row: Sequence[int], gaps: Sequence[float], x: dict[int, float], wishes: Wishes) -> None:
    """Whoever is tied to nobody and stands at the end of a row stands near the next."""
    tied = [place for place, key in enumerate(row) if key not in wishes.alone]
    if not tied:
        return
    for place in range(tied[0] - 1, -1, -1):
        x[row[place]] = x[row[place + 1]] - gaps[place]
    for place in range(tied[-1] + 1, len(row)):
        x[row[place]] = x[row[place - 1]] + gaps[place - 1]


class _Asked:
    """What everybody on one row asks for: sums of wishes, and of their weights."""

    def __init__(self, row: Sequence[int], x: Mapping[int, float], wishes: Wishes) -> None:
        self.row, self.x, self.wishes, self.here = row, x, wishes, set(row)
        self.sums = dict.fromkeys(row, 0.0)
        self.weights = dict.fromkeys(row, 0.0)
        self._nets()
        self._couples()
        self._homes()

    def ask(self, key: int, aim: float, weight: float) -> None:
        """Somebody on this row would like to stand there."""
        if key in self.here:
            self.sums[key] += weight * aim
            self.weights[key] += weight

    def _nets(self) -> None:
        x = self.x
        for net in self.wishes.nets_at[self.wishes.rows[self.row[0]]] if self.row else ():
            weight = 1.0 if net.kind == "birth" else 0.4
            middle = sum(x[key] for key in net.parents) / len(net.parents)
            below = sum(x[key] for key in net.children) / len(net.children)
            level = self.wishes.rows[net.parents[0]]
            for key in net.children:
                if self.wishes.rows[key] != level:
                    self.ask(key, x[key] + middle - below, weight)
            for key in net.parents:
                self.ask(key, x[key] + below - middle, weight)

    def _couples(self) -> None:
        for one, other in pairwise(self.row):
            if (one, other) in self.wishes.couples_at or (other, one) in self.wishes.couples_at:
                away = self.wishes.apart(one, other)
                self.ask(one, self.x[other] - away, 0.7)
                self.ask(other, self.x[one] + away, 0.7)

    def _homes(self) -> None:
        for home in self.wishes.homes:
            others = [self.x[key] for key in home if key not in self.here]
            for key in sorted(home & self.here) if others else ():
                self.ask(key, sum(others) / len(others), 0.02 if self.weights[key] else 0.15)


def ordered(order: Order, wishes: Wishes) -> list[list[int]]:
    """The best order that a search of fixed length finds, from the same starts for the same people."""
    each = max(60, TRIES // (max(1, len(wishes.rows)) + 6))
    half = [_turned([row])[0] if place % 2 else row for place, row in enumerate(order)]
    found = min((_searched(start, wishes, each) for start in (order, half)), key=lambda one: one[0])
    return flat(min(found, _searched(_turned(found[1]), wishes, each), key=lambda one: one[0])[1])


def _turned(order: Order) -> Order:
    """The same in a mirror."""
    return [[block[::-1] for block in row[::-1]] for row in order]


def _searched(order: Order, wishes: Wishes, left: int) -> tuple[float, Order]:
    best, cost = order, _cost(order, wishes)
    better = True
    while better and left > 0:
        better = False
        for tried in _moves(best):
            left -= 1
            found = _cost(tried, wishes)
            if found < cost - 0.5:
                best, cost, better = tried, found, True
                break
            if left <= 0:
                break
    return cost, best


def _moves(order: Order) -> Iterator[Order]:
    for place, row in enumerate(order):
        for at, block in enumerate(row):
            if len(block) > 1:
                yield [*order[:place], [*row[:at], block[::-1], *row[at + 1 :]], *order[place + 1 :]]
            rest = [*row[:at], *row[at + 1 :]]
            for to in range(len(row)):
                if to != at:
                    yield [*order[:place], [*rest[:to], block, *rest[to:]], *order[place + 1 :]]
                    if len(block) > 1:
                        yield [*order[:place], [*rest[:to], block[::-1], *rest[to:]], *order[place + 1 :]]


def _cost(order: Order, wishes: Wishes) -> float:
    rows = flat(order)
    gaps = [[wishes.apart(one, other) for one, other in pairwise(row)] for row in rows]
    x = placed(rows, wishes, gaps, 3)
    place = {key: at for row in rows for at, key in enumerate(row)}
    return (
        _lengths(x, wishes, place)
        + _homes_cost(rows, x, wishes)
        + sum(12 for one, other in wishes.men_first if x[one] > x[other])
        + sum(40 for one, other in wishes.elder_first if x[one] > x[other])
        + sum(30 * place[key] for key in wishes.at_left)
    )


def _lengths(x: Mapping[int, float], wishes: Wishes, place: Mapping[int, int]) -> float:
    total = 0.0
    bars: dict[int, list[tuple[float, float]]] = {}
    for net in wishes.nets:
        middle = sum(x[key] for key in net.parents) / len(net.parents)
        ends = [middle, *(x[key] for key in net.children)]
        total += sum(abs(x[key] - middle) for key in net.children) * (0.6 if net.kind == "birth" else 0.4)
        bars.setdefault(wishes.rows[net.parents[0]], []).append((min(ends), max(ends)))
    for spans in bars.values():
        for at, (low, high) in enumerate(spans):
            total += sum(
                60 + 0.3 * over for one, other in spans[at + 1 :] if (over := min(high, other) - max(low, one)) > 0
            )
    for couple in wishes.couples:
        one, other = couple.pair
        if wishes.rows[one] == wishes.rows[other] and abs(place[one] - place[other]) > 1:
            total += 150 + abs(x[one] - x[other])
    return total


def _homes_cost(rows: Sequence[Sequence[int]], x: Mapping[int, float], wishes: Wishes) -> float:
    total = 0.0
    for home in wishes.homes:
        spans = []
        for row in rows:
            own = [at for at, key in enumerate(row) if key in home]
            if own:
                total += 400 * (own[-1] - own[0] + 1 - len(own))
                spans.append((x[row[own[0]]], x[row[own[-1]]]))
        for (low, high), (one, other) in pairwise(spans):
            away = max(low, one) - min(high, other)
            total += 100 + 1.5 * away if away > 0 else 0
    return total
