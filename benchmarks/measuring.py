"""Two sides timed in turn in one process, and a ratio held against its goal."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise: what was measured, what came out, and the most that it may be. Printed as it stands."""

    what: str
    value: float
    most: float
    unit: str = "x"
    more: str = ""

    @property
    def kept(self) -> bool:
        """The promise holds."""
        return self.value <= self.most

    def __str__(self) -> str:
        """One line of the table."""
        value = f"{self.value:.0f}" if self.unit == "" else f"{self.value:.2f} {self.unit}"
        value = "none" if self.value == float("inf") else value
        most = f"{self.most:g} {self.unit}".strip()
        return f"{'  ' if self.kept else '! '}{self.what:<58} {value:>9}   at most {most:<7}{self.more}".rstrip()


def in_turn(sides: list[Work], runs: int, clock: Clock = time.process_time) -> list[float]:
    """The median time of each side over so many rounds; in a round each side runs once, after one round unmeasured."""
    times: list[list[float]] = [[] for _ in sides]
    gc.collect()
    gc.freeze()  # what was made before is nobody's cost: neither side walks through it when memory is tidied
    for turn in range(runs + 1):
        for place, side in enumerate(sides):
            gc.collect()
            begun = clock()
            side()
            if turn:
                times[place].append(clock() - begun)
    gc.unfreeze()
    return [statistics.median(each) for each in times]
