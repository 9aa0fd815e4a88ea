"""A measure as a picture: its readings to scale, baseline, target, the days of actions, and where it slides back.

    picture = draw_measure(chart, identity="measure-3", title="...", description="...")

Pure: no Django, no clock of its own. The table beside it says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from markupsafe import Markup

from throughline.ui.measureframe import SMALL, TIER, Chart, Dot, Frame, Level, Upright, frame_of, tiers_of
from throughline.ui.svg import element, figure, joined
from throughline.ui.typeface import width, wrap

INK, SLATE, THREAD, BRICK, OCHRE, MOSS = "#17252e", "#45545e", "#0d4f5e", "#99281b", "#7d5000", "#285f2f"
EDGE, RULE, PAPER, OCHRE_TINT = "#757c82", "#cfccc4", "#fff", "#f9eed8"
SIZE = 15


def draw_measure(chart: Chart, *, identity: str, title: str, description: str, narrow: bool = False) -> Markup:
    """The whole picture, 1200 wide, or 288 for a narrow page with the first, best and last figures alone."""
    tiers = () if narrow else tiers_of(chart)
    frame = frame_of(chart, identity, narrow, max((tier for _, tier in tiers), default=0))
    below = 46 if any(dot.counted for dot in chart.dots) and not narrow else 26
    return figure(
        identity,
        title,
        description,
        (0, 0, 288 if narrow else 1200, frame.bottom + below + 6),
        _hatching(identity),
        _slide(chart, frame),
        _grid(frame, chart),
        joined(_level(level, frame, dashed) for level, dashed in ((chart.baseline, False), (chart.target, True))),
        joined(_upright(one, tier, frame) for one, tier in tiers),
        _line(chart, frame),
        joined(_dot(dot, frame) for dot in chart.dots),
        _values(chart, frame),
        _axis(chart, frame),
        class_="tl-measure",
    )


def _hatching(identity: str) -> Markup:
    stripe = element("path", d="M0 0V8", stroke="#d9b36a", stroke_width=1.4)
    made = element(
        "pattern",
        stripe,
        id=f"{identity}-slide",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(-45)",
    )
    return element("defs", made)


def _slide(chart: Chart, frame: Frame) -> Markup:
    if not 0 <= chart.slides < len(chart.dots) - 1:
        return Markup("")
    left, right = frame.x(chart.dots[chart.slides].on), frame.x(chart.dots[-1].on) + 10
    box = {"x": left, "y": frame.top, "width": right - left, "height": frame.bottom - frame.top}
    return joined(
        (element("rect", **box, fill=OCHRE_TINT), element("rect", **box, fill=f"url(#{frame.identity}-slide)"))
    )


def _grid(frame: Frame, chart: Chart) -> Markup:
    parts = []
    for place in range(5 if chart.percent is False else 6):
        steps = 4 if chart.percent is False else 5
        value = frame.low + (frame.high - frame.low) * place / steps
        y = frame.y(value)
        stroke = EDGE if place == 0 else RULE
        parts.append(element("path", d=f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}", stroke=stroke, stroke_width=1))
        said = f"{value:g}{'%' if chart.percent and place == steps else ''}"
        parts.append(element("text", said, x=frame.left - 8, y=y + 5, text_anchor="end", font_size=SMALL, fill=SLATE))
    return joined(parts)


def _level(level: Level | None, frame: Frame, dashed: bool) -> Markup:
    if level is None:
        return Markup("")
    y, colour = frame.y(level.value), MOSS if dashed else INK
    line = element(
        "path",
        d=f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}",
        stroke=colour,
        stroke_width=2 if dashed else 1.6,
        stroke_dasharray="9 6" if dashed else "1.6 4.4",
    )
    if frame.narrow:
        return line
    words = (
        element("text", level.first, x=frame.right + 12, y=y + 1, font_size=SIZE, font_weight=600, fill=colour),
        element("text", level.second, x=frame.right + 12, y=y + 19, font_size=SMALL, fill=SLATE),
    )
    return joined((line, *words))


def _upright(one: Upright, tier: int, frame: Frame) -> Markup:
    x, top = frame.x(one.on), frame.top - TIER * tier + 14
    stroke = {"stroke_dasharray": "1.6 4.4", "stroke": BRICK} if one.stopped else {"stroke": THREAD}
    wide = 0.9 if one.step else 1.8
    line = element("path", d=f"M{x:.1f} {top:.1f}V{frame.bottom:.1f}", stroke_width=wide, **stroke)
    if one.stopped:
        sign = element("path", d=f"M{x:.1f} {top - 5:.1f}V{top + 5:.1f}", stroke=BRICK, stroke_width=2.6)
    elif one.step:
        sign = element("circle", cx=x, cy=top, r=5, fill=PAPER, stroke=THREAD, stroke_width=2)
    else:
        tick = f"M{x - 2.9:.1f} {top + 0.2:.1f}L{x - 0.8:.1f} {top + 2.4:.1f}L{x + 3:.1f} {top - 2.3:.1f}"
        sign = joined(
            (
                element("circle", cx=x, cy=top, r=6.4, fill=MOSS),
                element("path", d=tick, fill="none", stroke=PAPER, stroke_width=2),
            )
        )
    weight = 400 if one.step else 600
    words = (
        element("text", one.first, x=x + 12, y=top + 1, font_size=SMALL, font_weight=weight, fill=INK),
        element("text", one.second, x=x + 12, y=top + 17, font_size=SMALL, fill=SLATE),
    )
    return joined((line, sign, *words))


def _line(chart: Chart, frame: Frame) -> Markup:
    points = " ".join(f"{frame.x(dot.on):.1f},{frame.y(dot.value):.1f}" for dot in chart.dots)
    return element("polyline", points=points, fill="none", stroke=THREAD, stroke_width=4, stroke_linejoin="round")


def _dot(dot: Dot, frame: Frame) -> Markup:
    fill = PAPER if dot.baseline else THREAD
    return element("circle", cx=frame.x(dot.on), cy=frame.y(dot.value), r=5.4, fill=fill, stroke=THREAD, stroke_width=2)


def _values(chart: Chart, frame: Frame) -> Markup:
    """The figures by their dots: all that have room, and always the first, the best and the last."""
    always = _telling(chart)
    shown = always if frame.narrow else _with_room([frame.x(dot.on) for dot in chart.dots], 34, always)
    parts = []
    for place in sorted(shown):
        dot = chart.dots[place]
        falling = place > 0 and dot.value < chart.dots[place - 1].value
        y = frame.y(dot.value) + (22 if falling else -11)
        words = {"text_anchor": "middle", "font_size": SIZE, "font_weight": 600, "fill": INK}
        casing = {"stroke": PAPER, "stroke_width": 4, "paint_order": "stroke"}
        parts.append(element("text", dot.shown, x=frame.x(dot.on), y=y, **words, **casing))
    if not frame.narrow and chart.state and chart.dots:
        parts.append(_state(chart, frame))
    return joined(parts)


def _state(chart: Chart, frame: Frame) -> Markup:
    """What the readings come to, beside the last of them, where no level stands."""
    y = frame.y(chart.dots[-1].value)
    taken = [frame.y(level.value) for level in (chart.baseline, chart.target) if level]
    while any(abs(y - other) < 40 for other in taken) and y < frame.bottom + 40:
        y += 6
    colour = OCHRE if chart.slides >= 0 else INK
    lines = wrap(chart.state, SIZE, 600, 170)[:2]
    spans = [element("tspan", line, x=frame.right + 12, dy=0 if place == 0 else 18) for place, line in enumerate(lines)]
    return element("text", *spans, x=frame.right + 12, y=y + 1, font_size=SIZE, font_weight=600, fill=colour)


def _telling(chart: Chart) -> set[int]:
    values = [dot.value for dot in chart.dots]
    if not values:
        return set()
    best: Callable[[Sequence[float]], float] = min if chart.lower_is_better else max
    return {0, values.index(best(values)), len(values) - 1}


def _with_room(places: Sequence[float], room: float, always: set[int]) -> set[int]:
    """The numbers of those that stand at least so far from their neighbours, and those that are always shown."""
    shown = set(always)
    for number, place in enumerate(places):
        if all(abs(place - places[other]) >= room for other in shown - {number}):
            shown.add(number)
    return shown


def _axis(chart: Chart, frame: Frame) -> Markup:
    xs = [frame.x(dot.on) for dot in chart.dots]
    widest = max((width(dot.called, SMALL) for dot in chart.dots), default=0) + 10
    ends = {0, len(xs) - 1} if xs and (len(xs) == 1 or xs[-1] - xs[0] >= widest) else {0} if xs else set()
    parts = []
    for number in sorted(_with_room(xs, widest, ends)):
        dot = chart.dots[number]
        x = min(max(xs[number], frame.left + widest / 2 - 20), frame.right - widest / 2 + 30)
        parts.append(
            element("text", dot.called, x=x, y=frame.bottom + 20, text_anchor="middle", font_size=SMALL, fill=INK)
        )
        if dot.counted and not frame.narrow:
            parts.append(
                element(
                    "text", dot.counted, x=x, y=frame.bottom + 40, text_anchor="middle", font_size=SMALL, fill=SLATE
                )
            )
    return joined(parts)


def falls_of(dots: Sequence[Dot]) -> tuple[float, ...]:
    """How much each reading differs from the one before it."""
    return tuple(after.value - before.value for before, after in pairwise(dots))
