"""Which pairs have rivals: where another entry may be the same event nearly as well, neither is surely it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from throughline.chronology.rules.links.judging import FOLLOWS, Judged
from throughline.chronology.rules.links.likeness import Weighed

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
            and (
                self.weighed[other].agency == there.agency or self.weighed[other].first not in (here.first, there.first)
            )
            for other, near in self.others[one]
        )


def rivals(judged: Sequence[Judged], weighed: Sequence[Weighed]) -> Rivals:
    """Read off the verdicts on all pairs."""
    others: dict[int, list[tuple[int, float]]] = {}
    for each in judged:
        if each.kind != FOLLOWS:
            for one, two in (each.pair, each.pair[::-1]):
                others.setdefault(one, []).append((two, each.score))
    return Rivals(others, weighed)
