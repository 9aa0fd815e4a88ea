"""How the days of an entry are drawn along the time: capped where they are in doubt, open where a side is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from throughline.chronology.drawing.parts import INK
from throughline.chronology.rules.picture.marks import GOES_ON, LASTS, OPEN_AFTER, OPEN_BEFORE, UNSURE, Dot
from throughline.ui.svg import element, number

LEAST_HALF, TAIL = 9.0, 26.0
Point = Callable[[float, float], tuple[float, float]]


def span(dot: Dot, start: float, end: float, at: float, point: Point) -> Iterator[Markup]:
    """The line behind a mark, from `start` to `end` along the time, with the mark `at` a place between.

    `point` turns a place along the time and one across it into one of the picture. A cap ends a stretch of days in
    doubt, and an open head one that nobody bounded; what lasts has neither, and is thick.
    """
    ink = dot.colour or INK
    if LASTS in dot.how:
        yield _drawn(f"{_to(point, start, 0)}{_to(point, max(end, start + 2), 0, 'L')}", ink, 3.4)
    elif start != end or UNSURE in dot.how:
        start = start if OPEN_BEFORE in dot.how else min(start, at - LEAST_HALF)
        end = end if OPEN_AFTER in dot.how or GOES_ON in dot.how else max(end, at + LEAST_HALF)
    dashed = "3 2.4" if UNSURE in dot.how else None
    if LASTS not in dot.how and (dot.first != dot.last or UNSURE in dot.how):
        caps = "" if OPEN_BEFORE in dot.how else _cap(point, start)
        caps += "" if OPEN_AFTER in dot.how or GOES_ON in dot.how else _cap(point, end)
        yield _drawn(f"{_to(point, start, 0)}{_to(point, end, 0, 'L')}", ink, 1.6, dashed)
        yield _drawn(caps, ink, 1.6)
    if OPEN_BEFORE in dot.how:
        yield from _open(point, at, at - TAIL, ink, "3 2.4")
    if OPEN_AFTER in dot.how:
        yield from _open(point, at, at + TAIL, ink, "3 2.4")
    if GOES_ON in dot.how:
        yield from _open(point, at, max(end, at + TAIL), ink, None)


def _to(point: Point, along: float, beside: float, sign: str = "M") -> str:
    x, y = point(along, beside)
    return f"{sign}{number(x)} {number(y)}"


def _cap(point: Point, along: float) -> str:
    return _to(point, along, -5) + _to(point, along, 5, "L")


def _open(point: Point, at: float, end: float, ink: str, dashed: str | None) -> Iterator[Markup]:
    """A tail that ends in an open head."""
    back = end + (6 if end < at else -6)
    yield _drawn(f"{_to(point, at, 0)}{_to(point, end, 0, 'L')}", ink, 1.6, dashed)
    yield _drawn(f"{_to(point, back, -5)}{_to(point, end, 0, 'L')}{_to(point, back, 5, 'L')}", ink, 1.6)


def _drawn(line: str, ink: str, wide: float, dashed: str | None = None) -> Markup:
    if not line:
        return Markup("")
    return element("path", d=line, stroke=ink, stroke_width=wide, fill="none", stroke_dasharray=dashed)


def across(y: float) -> Point:
    """Time runs to the right, at that height."""
    return lambda along, beside: (along, y + beside)


def down(x: float) -> Point:
    """Time runs down, at that place."""
    return lambda along, beside: (x + beside, along)
