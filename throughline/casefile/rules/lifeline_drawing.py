"""The life-line as SVG: the line, its marks, flags on poles, today, and the axis."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from throughline.casefile.rules.drawing import INK, PAPER, SLATE, THREAD
from throughline.casefile.rules.lifeline import POLE, SIZE, TIER, WIDE, Flag, LifeLine, short_means, short_when
from throughline.casefile.rules.svg import element, figure, joined, number
from throughline.ui.words import short_day

TOP = 18


def draw_life_line(line: LifeLine, on: date, *, identity: str, title: str, description: str) -> Markup:
    """The whole picture, 1200 wide."""
    base = TOP + (line.tiers - 1) * TIER + 26
    axis = base + (58 if line.today is not None else 34)
    return figure(
        identity,
        title,
        description,
        (-8, 0, WIDE + 16, axis + 26),
        joined(_pole(flag, base) for flag in line.flags),
        _track(line, base),
        _today(line, base, on),
        joined(_mark(flag, base) for flag in line.flags),
        element("g", *(_words(flag, base) for flag in line.flags), font_size=SIZE, fill=INK),
        _axis(line, axis),
        class_="tl-life",
    )


def _pole(flag: Flag, base: float) -> Markup:
    top = _height(flag, base) - 12
    return element("path", d=f"M{number(flag.x)} {number(top)}V{number(base)}", stroke=SLATE, stroke_width=1)


def _height(flag: Flag, base: float) -> float:
    return base - 26 - flag.tier * TIER


def _track(line: LifeLine, base: float) -> Markup:
    now = line.ends if line.today is None else min(max(line.today, line.begins), line.ends)
    if line.today is not None and line.today > line.ends:
        now = line.today
    parts = [element("path", d=f"M{number(line.begins)} {number(base)}H{number(now)}", stroke=THREAD, stroke_width=6)]
    if now < line.ends:
        path = f"M{number(now)} {number(base)}H{number(line.ends)}"
        parts.append(element("path", d=path, stroke=THREAD, stroke_width=3, stroke_dasharray="3 4"))
    return element("g", *parts, fill="none")


def _mark(flag: Flag, base: float) -> Markup:
    parts = []
    if flag.last - flag.first > 6:
        low, high = number(flag.first), number(flag.last)
        bar = f"M{low} {number(base - 7)}v14M{low} {number(base)}H{high}M{high} {number(base - 7)}v14"
        parts.append(element("path", d=bar, stroke=INK, stroke_width=2, fill="none"))
    if flag.mark == "ring":
        shape = {"r": 7, "fill": PAPER, "stroke": THREAD, "stroke_width": 3.4}
    elif flag.mark == "planned":
        shape = {"r": 6, "fill": PAPER, "stroke": THREAD, "stroke_width": 2, "stroke_dasharray": "3 2"}
    else:
        shape = {"r": 5, "fill": THREAD, "stroke": PAPER, "stroke_width": 2}
    parts.append(element("circle", cx=flag.x, cy=base, **shape))
    return joined(parts)


def _words(flag: Flag, base: float) -> Markup:
    x = flag.left if flag.faces_left else flag.x + POLE
    when = element("tspan", short_when(flag.event), fill=SLATE)
    what = element("tspan", short_means(flag.event), font_weight=600, dx=6)
    return element("text", when, what, x=x, y=_height(flag, base))


def _today(line: LifeLine, base: float, on: date) -> Markup:
    if line.today is None:
        return Markup("")
    x = line.today
    anchor = "end" if x > WIDE - 90 else None
    shift = -6 if anchor else 6
    bar = element("path", d=f"M{number(x)} {number(base - 13)}v50", stroke=INK, stroke_width=2)
    today = element("text", "Today", x=x + shift, y=base + 22, font_weight=600, text_anchor=anchor)
    day = element("text", short_day(on), x=x + shift, y=base + 40, fill=SLATE, text_anchor=anchor)
    return element("g", bar, today, day, font_size=14, fill=INK)


def _axis(line: LifeLine, y: float) -> Markup:
    parts = [element("path", d=f"M0 {number(y)}H{number(WIDE)}", stroke="#757c82", stroke_width=1)]
    for tick in line.ticks:
        depth = 10 if tick.heavy else 6
        parts.append(element("path", d=f"M{number(tick.x)} {number(y)}v{depth}", stroke="#757c82", stroke_width=1))
        anchor = "end" if tick.x > WIDE - 60 else None
        weight = 600 if tick.heavy else None
        shift = -4 if anchor else 4
        parts.append(element("text", tick.label, x=tick.x + shift, y=y + 18, font_weight=weight, text_anchor=anchor))
    return element("g", *parts, font_size=14, fill=SLATE)
