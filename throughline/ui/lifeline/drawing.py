"""The life-line as SVG: the line, its marks, flags on poles, today, and the axis."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from throughline.ui.lifeline.layout import (
    POLE,
    SIZE,
    TIER,
    Flag,
    LifeLine,
    Stop,
    Track,
    short_when,
)
from throughline.ui.svg import element, figure, joined, number
from throughline.ui.typeface import width
from throughline.ui.words import short_day

INK, SLATE, THREAD, BRICK, PLUM, EDGE, PAPER = "#17252e", "#45545e", "#0d4f5e", "#99281b", "#583b76", "#757c82", "#fff"
TOP = 18
ROW = 20
LANE = 46
HATCHED = 18


def draw_life_line(line: LifeLine, on: date, *, identity: str, title: str, description: str) -> Markup:
    """The whole picture, as wide as the line was laid out."""
    base = TOP + (line.tiers - 1) * TIER + 26
    axis = base + (18 + ROW * line.rows_below if line.rows_below else 34)
    lanes = [axis + 40 + LANE * place for place in range(len(line.tracks))]
    return figure(
        identity,
        title,
        description,
        (-8, 0, line.wide + 16, axis + 26 + LANE * len(lanes)),
        _hatching(identity) if line.stops else "",
        joined(_pole(flag, base) for flag in line.flags),
        _line(line, base),
        joined(_stop(stop, base, on, identity) for stop in line.stops),
        _today(line, base, on),
        joined(_mark(flag, base) for flag in line.flags),
        element("g", *(_words(flag, base) for flag in line.flags), font_size=SIZE, fill=INK),
        _axis(line, axis),
        joined(_bar(track, y, on, line.wide) for track, y in zip(line.tracks, lanes, strict=True)),
        class_="tl-life",
    )


def _hatching(identity: str) -> Markup:
    hatch = element("path", d="M0 0V7", stroke=PLUM, stroke_width=3)
    made = element(
        "pattern",
        hatch,
        id=f"{identity}-held",
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", made)


def _stop(stop: Stop, base: float, on: date, identity: str) -> Markup:
    """A closed box with heavy hatching on the line, and under it how long and why."""
    box = {"x": stop.left, "y": base - HATCHED / 2, "width": stop.right - stop.left, "height": HATCHED}
    says = element("tspan", stop.hold.says(on), font_weight=600, fill=PLUM)
    why = element("tspan", stop.why, dx=5)
    return joined(
        (
            element("rect", **box, fill=PAPER),
            element("rect", **box, fill=f"url(#{identity}-held)", stroke=PLUM, stroke_width=1.6),
            element("text", says, why, x=stop.words, y=base + 27 + ROW * stop.row, font_size=SIZE, fill=INK),
        )
    )


def _bar(track: Track, y: float, on: date, wide: float) -> Markup:
    """A clock: elapsed in slate, standing still dotted, an upright bar where it is due, what is over in brick."""
    gone = min(track.now, track.due)
    parts = [element("path", d=f"M{number(track.left)} {number(y)}H{number(gone)}", stroke=SLATE, stroke_width=11)]
    if track.now > track.due:
        late = f"M{number(track.due)} {number(y)}H{number(track.now)}"
        parts.append(element("path", d=late, stroke=BRICK, stroke_width=11, class_="tl-stop"))
    elif track.now < track.due:
        rest = f"M{number(track.now)} {number(y)}H{number(track.due)}"
        parts.append(element("path", d=rest, stroke=EDGE, stroke_width=1.5))
    for since, until in track.stopped:
        still = f"M{number(since)} {number(y)}H{number(until)}"
        parts.append(element("path", d=still, stroke=PAPER, stroke_width=13, class_="tl-casing"))
        parts.append(element("path", d=still, stroke=SLATE, stroke_width=2, stroke_dasharray="2 4"))
    if track.without is not None:
        open_bar = f"M{number(track.without)} {number(y - 9)}v18"
        parts.append(element("path", d=open_bar, stroke=INK, stroke_width=2, stroke_dasharray="3 3"))
    parts.append(element("path", d=f"M{number(track.due)} {number(y - 10)}v20", stroke=INK, stroke_width=2.4))
    return element("g", element("g", *parts, fill="none"), _bar_words(track, y, on, wide), font_size=14, fill=INK)


def _bar_words(track: Track, y: float, on: date, wide: float) -> Markup:
    """Its name before it, or over it where there is no room; under it the day, and by how much it is over."""
    name = track.bar.name
    before = track.left - 10 - width(name, 14, 600) * 1.04 >= 0
    where = {"x": track.left - 10, "y": y + 5, "text_anchor": "end"} if before else {"x": track.left, "y": y - 12}
    over = track.bar.over(on)
    words = [element("tspan", f"due {short_day(track.bar.due)}", fill=SLATE)]
    if track.without is not None and track.bar.due_without_holds:
        words.append(element("tspan", f"({short_day(track.bar.due_without_holds)} without the hold)", dx=5, fill=SLATE))
    if over:
        days = f"{over} day{'' if over == 1 else 's'} over"
        words.append(element("tspan", days, dx=8, font_weight=600, fill=BRICK, class_="tl-stop"))
    room = wide - track.due < 320
    under = {"x": track.due, "y": y + 25, "text_anchor": "end" if room else None}
    return joined((element("text", name, font_weight=600, **where), element("text", *words, **under)))


def _pole(flag: Flag, base: float) -> Markup:
    top = _height(flag, base) - 12
    return element("path", d=f"M{number(flag.x)} {number(top)}V{number(base)}", stroke=SLATE, stroke_width=1)


def _height(flag: Flag, base: float) -> float:
    return base - 26 - flag.tier * TIER


def _line(line: LifeLine, base: float) -> Markup:
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
    elif flag.mark == "goal":
        shape = {"r": 7, "fill": PAPER, "stroke": THREAD, "stroke_width": 2.6, "stroke_dasharray": "3.2 2.4"}
    elif flag.mark == "planned":
        shape = {"r": 5.4, "fill": PAPER, "stroke": THREAD, "stroke_width": 2.2}
    else:
        shape = {"r": 5, "fill": THREAD, "stroke": PAPER, "stroke_width": 2}
    parts.append(element("circle", cx=flag.x, cy=base, **shape))
    return joined(parts)


def _words(flag: Flag, base: float) -> Markup:
    x = flag.left if flag.faces_left else flag.x + POLE
    when = element("tspan", short_when(flag.event), fill=SLATE)
    what = element("tspan", flag.means, font_weight=600, dx=6)
    return element("text", when, what, x=x, y=_height(flag, base))


def _today(line: LifeLine, base: float, on: date) -> Markup:
    if line.today is None:
        return Markup("")
    x = line.today
    anchor = "end" if x > line.wide - 90 else None
    shift = -6 if anchor else 6
    bar = element("path", d=f"M{number(x)} {number(base - 13)}v50", stroke=INK, stroke_width=2)
    today = element("text", "Today", x=x + shift, y=base + 22, font_weight=600, text_anchor=anchor)
    day = element("text", short_day(on), x=x + shift, y=base + 40, fill=SLATE, text_anchor=anchor)
    return element("g", bar, today, day, font_size=14, fill=INK)


def _axis(line: LifeLine, y: float) -> Markup:
    parts = [element("path", d=f"M0 {number(y)}H{number(line.wide)}", stroke=EDGE, stroke_width=1)]
    for tick in line.ticks:
        depth = 10 if tick.heavy else 6
        parts.append(element("path", d=f"M{number(tick.x)} {number(y)}v{depth}", stroke=EDGE, stroke_width=1))
        anchor = "end" if tick.x > line.wide - 60 else None
        weight = 600 if tick.heavy else None
        shift = -4 if anchor else 4
        parts.append(element("text", tick.label, x=tick.x + shift, y=y + 18, font_weight=weight, text_anchor=anchor))
    return element("g", *parts, font_size=14, fill=SLATE)
