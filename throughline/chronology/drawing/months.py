"""Months as bars: where there are too many marks to tell apart, and how many entries there were in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from markupsafe import Markup

from throughline.chronology.drawing.parts import EDGE, INK, LEFT, PITCH, WIDE
from throughline.chronology.rules.picture.facts import PictureFacts
from throughline.ui.svg import element, joined, number

Place = Callable[[float], float]


def bars(facts: PictureFacts, x: Place, y: Callable[[int], float]) -> Iterator[Markup]:
    """A bar for each month of each lane; the tallest month fills its lane."""
    most = max((count for lane in facts.lanes for _, _, count in _counts(lane.months)), default=1)
    for place, lane in enumerate(facts.lanes):
        foot = y(place) + PITCH / 2 - 4
        yield element("path", d=_drawn(lane.months, x, foot, (PITCH - 8) / most, 1.5), fill=lane.colour or INK)


def month_row(months: Mapping[str, int], x: Place, foot: float) -> Markup:
    """How many entries each month has, by all that are shown."""
    most = max((count for *_, count in _counts(months)), default=1)
    label = element("text", "Entries a month", x=0, y=foot - 6, font_size=14, font_weight=600, fill=INK)
    axis = element("path", d=f"M{number(LEFT)} {number(foot)}H{number(WIDE)}", stroke=EDGE, stroke_width=1)
    return joined((label, element("path", d=_drawn(months, x, foot, 24 / most, 2.0), fill=EDGE), axis))


def _drawn(months: Mapping[str, int], x: Place, foot: float, scale: float, least: float) -> str:
    drawn = []
    for first, last, count in _counts(months):
        left, right = x(first), x(last)
        if right > left:
            tall = number(max(least, count * scale))
            drawn.append(f"M{number(left)} {number(foot)}v-{tall}H{number(max(right - 0.8, left + 0.8))}v{tall}z")
    return "".join(drawn)


def _counts(months: Mapping[str, int]) -> Iterator[tuple[int, int, int]]:
    """Each month with its first day, the first of the next, and how many; what is no month is passed over."""
    for month, count in months.items():
        try:
            first = date.fromisoformat(f"{month}-01")
            last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            yield first.toordinal(), last.toordinal(), int(count)
        except (ValueError, TypeError):
            continue
