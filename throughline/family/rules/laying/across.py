"""Where things stand across the sheet: as near as can be to where they would like to be. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def settled(wishes: Sequence[float], apart: Sequence[float], weights: Sequence[float] | None = None) -> list[float]:
    """Places in the given order, each next at least `apart` further on, with the least squared distance to `wishes`.

    `apart[i]` lies between `i` and `i + 1`. Neighbours that would come too near share the mean of what they wish.
    """
    sums, total = [0.0], 0.0
    for one in apart:
        total += one
        sums.append(total)
    blocks: list[list[float]] = []  # weight, weighted sum, how many
    for place, wish in enumerate(wishes):
        weight = weights[place] if weights else 1.0
        blocks.append([weight, weight * (wish - sums[place]), 1])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][0] > blocks[-1][1] / blocks[-1][0]:
            last = blocks.pop()
            for part in range(3):
                blocks[-1][part] += last[part]
    found: list[float] = []
    for weight, of_all, many in blocks:
        found.extend([float(round(of_all / weight))] * int(many))
    return [place + before for place, before in zip(found, sums, strict=False)]
