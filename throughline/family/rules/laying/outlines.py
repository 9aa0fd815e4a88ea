"""The outline of rectangles that lie over one another or touch, as closed loops of corners. Pure."""

from __future__ import annotations

from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Corner = tuple[float, float]


def outline(boxes: Sequence[Box]) -> tuple[tuple[Corner, ...], ...]:
    """The edges of everything that the boxes cover, each loop with the covered side on its right, corners only."""
    xs = sorted({x for left, _, right, _ in boxes for x in (left, right)})
    ys = sorted({y for _, top, _, bottom in boxes for y in (top, bottom)})
    full = {
        (column, row)
        for column in range(len(xs) - 1)
        for row in range(len(ys) - 1)
        for left, top, right, bottom in boxes
        if left <= xs[column] < right and top <= ys[row] < bottom
    }
    edges: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for column, row in sorted(full):
        for beside, start, end in (
            ((column, row - 1), (column, row), (column + 1, row)),
            ((column + 1, row), (column + 1, row), (column + 1, row + 1)),
            ((column, row + 1), (column + 1, row + 1), (column, row + 1)),
            ((column - 1, row), (column, row + 1), (column, row)),
        ):
            if beside not in full:
                edges.setdefault(start, []).append(end)
    loops = []
    while edges:
        loops.append(_loop(edges))
    return tuple(_corners([(xs[x], ys[y]) for x, y in loop]) for loop in loops)


def _loop(edges: dict[tuple[int, int], list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """One loop taken out of the edges. Where two meet at a corner, the sharper turn is taken: they stay apart."""
    first = min(edges)
    loop, at = [first], first
    came = (0, 0)
    while True:
        ends = edges[at]
        to = min(ends, key=lambda end: _turn(came, (end[0] - at[0], end[1] - at[1])))
        ends.remove(to)
        if not ends:
            del edges[at]
        came = (to[0] - at[0], to[1] - at[1])
        at = to
        if at == first:
            return loop
        loop.append(at)


def _turn(came: tuple[int, int], goes: tuple[int, int]) -> int:
    """-1 for a turn to the right, which keeps to the cell just walked around."""
    return came[1] * goes[0] - came[0] * goes[1]


def _corners(points: list[Corner]) -> tuple[Corner, ...]:
    kept = []
    for place, point in enumerate(points):
        before, after = points[place - 1], points[(place + 1) % len(points)]
        straight = before[0] == point[0] == after[0] or before[1] == point[1] == after[1]
        if not straight:
            kept.append(point)
    return tuple(kept)
