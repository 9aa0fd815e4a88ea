"""Which pairs have rivals: where another entry may be the same event nearly as well, neither is surely it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from throughline.chronology.rules.links.judging import FOLLOWS, Judged
from throughline.chronology.rules.links.likeness import Weighed, told_apart

_SLIP = 3  # days by which one that is told of may be told wrongly
_NEARLY = 0.75  # of its score, at which another entry is a rival


@dataclass(frozen=True, slots=True)
class Rivals:
    """For each entry the others that may be its event, each with its score."""

    others: dict[int, list[tuple[int, float]]]
    weighed: Sequence[Weighed]

    def beside(self, each: Judged) -> bool:
        """Whether either entry of a pair has another that comes near to the one it is paired with."""
        return any(self._has(one, two, each.score) for one, two in (each.pair, each.pair[::-1]))

    def _has(self, one: int, two: int, score: float) -> bool:
        """Of the same agency any; of another only one of a third day, for several agencies tell of one day alike."""
        here, there = self.weighed[one], self.weighed[two]
        return any(
            other != two
            and near >= score * _NEARLY
            and (self.weighed[other].agency == there.agency or self._of_a_third_day(self.weighed[other], here, there))
            for other, near in self.others[one]
        )

    def _of_a_third_day(self, other: Weighed, here: Weighed, there: Weighed) -> bool:
        """Neither on the day of either entry, nor on or near one that it tells of, or of which they tell."""
        if other.first in (here.first, there.first):
            return False
        return all(apart is None or apart > _SLIP for apart in (told_apart(other, here), told_apart(other, there)))


def rivals(judged: Sequence[Judged], weighed: Sequence[Weighed]) -> Rivals:
    """Read off the verdicts on all pairs."""
    others: dict[int, list[tuple[int, float]]] = {}
    for each in judged:
        if each.kind != FOLLOWS:
            for one, two in (each.pair, each.pair[::-1]):
                others.setdefault(one, []).append((two, each.score))
    return Rivals(others, weighed)
