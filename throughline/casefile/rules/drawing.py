"""The picture of a thread as SVG. Drawn in this order: lines at rest, casings, picked lines, marks, text."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from throughline.casefile.rules.blocks import FIRST, MARK, SIZE, Line
from throughline.casefile.rules.figure import HEAD, Figure, Join, Placed, Stop
from throughline.ui.shapes import STATES
from throughline.ui.svg import element, figure, joined, number
from throughline.ui.typeface import width

INK, SLATE, FAINT, THREAD, BRICK, PAPER = "#17252e", "#45545e", "#8a9197", "#0d4f5e", "#99281b", "#fff"
TONES = {"ink": INK, "quiet": INK, "brick": BRICK, "ochre": "#7d5000", "moss": "#285f2f", "plum": "#583b76"}
AT_REST, HEAVY = 1.5, 4.5
ROUND = 8.0


def draw(picture: Figure, *, identity: str, title: str, description: str, key: str = "") -> Markup:
    """The picture as one SVG element. On paper everything is ink; on the screen the picked path has its colour."""
    heavy = INK if picture.sheet.paper else THREAD
    spots = [*picture.placed]
    return figure(
        identity,
        title,
        description,
        (-10, 0, picture.sheet.width + 20, picture.height + 4),
        _heads(picture),
        _rest(picture),
        _curves(picture, heavy),
        element("g", _marks(spots, heavy), stroke_width=2),
        element("g", *(_stop(stop, heavy, INK if picture.sheet.paper else BRICK) for stop in picture.stops)),
        _dotted(picture.gaps, INK if picture.sheet.paper else BRICK),
        element("g", *(_text(spot, picture) for spot in [*spots, *picture.gaps]), font_size=SIZE, fill=SLATE),
        class_="tl-thread",
    )


def _heads(picture: Figure) -> Markup:
    parts = []
    for left, (head, under) in zip(picture.sheet.lefts, picture.sheet.heads, strict=True):
        parts.append(element("text", head, x=left, y=16, font_size=17, font_weight=600, fill=INK))
        parts.append(element("text", under, x=left, y=36, font_size=SIZE, fill=SLATE))
    return element("g", *parts)


def _rest(picture: Figure) -> Markup:
    rules = [f"M{number(p.x)} {number(p.y)}h{number(p.width)}" for p in picture.placed if not p.picked]
    level = [_path(join) for join in picture.joins if not join.picked and (join.y1 == join.y2 or join.square)]
    return element(
        "path", d="".join([*rules, *level]), fill="none", stroke=FAINT, stroke_width=AT_REST, class_="tl-rest"
    )


def _curves(picture: Figure, heavy: str) -> Markup:
    """Curves at rest, each over its casing, then the picked rules and lines over theirs."""
    parts = []
    for join in sorted(picture.joins, key=lambda join: join.picked):
        curved = join.y1 != join.y2 and not join.square
        weight = HEAVY if join.picked else AT_REST
        if curved:
            parts.append(element("path", d=_middle(join), stroke=PAPER, stroke_width=weight + 4, class_="tl-casing"))
        if curved or join.picked:
            colour = heavy if join.picked else FAINT
            parts.append(
                element(
                    "path",
                    d=_path(join),
                    stroke=colour,
                    stroke_width=weight,
                    class_="tl-heavy" if join.picked else "tl-rest",
                )
            )
    rules = "".join(f"M{number(p.x)} {number(p.y)}h{number(p.width)}" for p in picture.placed if p.picked)
    if rules:
        parts.append(element("path", d=rules, stroke=heavy, stroke_width=HEAVY, class_="tl-heavy"))
    return element("g", *parts, fill="none")


def _path(join: Join) -> str:
    start = f"M{number(join.x1)} {number(join.y1)}"
    if join.square:
        return start + _square(join)
    if join.y1 == join.y2:
        return f"{start}H{number(join.x2)}"
    bend = number(join.bend)
    return f"{start}C{bend} {number(join.y1)} {bend} {number(join.y2)} {number(join.x2)} {number(join.y2)}"


def _square(join: Join) -> str:
    """To the bend, along it and on, with round corners where the line turns."""
    if join.y1 == join.y2:
        return f"H{number(join.x2)}"
    down = 1 if join.y2 > join.y1 else -1
    turn = min(ROUND, abs(join.y2 - join.y1) / 2)
    out = "" if join.x1 == join.bend else _corner(join.x1, join.bend, join.y1, turn * down)
    back = "" if join.x2 == join.bend else f"V{number(join.y2 - turn * down)}" + _corner_in(join, turn, down)
    return out + back if back else f"{out}V{number(join.y2)}"


def _corner(x1: float, bend: float, y: float, turn: float) -> str:
    side = 1 if bend > x1 else -1
    return f"H{number(bend - side * abs(turn))}Q{number(bend)} {number(y)} {number(bend)} {number(y + turn)}"


def _corner_in(join: Join, turn: float, down: int) -> str:
    side = 1 if join.x2 > join.bend else -1
    x, y = number(join.bend), number(join.y2)
    return f"Q{x} {y} {number(join.bend + side * turn)} {y}H{number(join.x2)}"


def _middle(join: Join) -> str:
    """The middle three fifths of a curve: its ends stay whole where it meets other lines."""
    points = [(join.x1, join.y1), (join.bend, join.y1), (join.bend, join.y2), (join.x2, join.y2)]
    _, points = _split(points, 0.2)
    points, _ = _split(points, 0.75)
    (x0, y0), *others = points
    return f"M{number(x0)} {number(y0)}C" + " ".join(f"{number(x)} {number(y)}" for x, y in others)


def _split(points: list[tuple[float, float]], at: float) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    left, right = [points[0]], [points[-1]]
    while len(points) > 1:
        pairs = pairwise(points)
        points = [(a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at) for a, b in pairs]
        left.append(points[0])
        right.append(points[-1])
    return left, right[::-1]


def _marks(spots: list[Placed], heavy: str) -> Markup:
    parts = []
    for spot in spots:
        colour = heavy if spot.picked else SLATE
        if spot.item and spot.begins:
            radius = 6.0 if spot.picked else 5.4
            parts.append(
                element(
                    "circle",
                    cx=spot.x,
                    cy=spot.y,
                    r=radius,
                    fill=PAPER,
                    stroke=colour,
                    stroke_width=3.4 if spot.picked else 1.8,
                    class_="tl-ring",
                )
            )
        elif spot.joined:
            parts.append(element("circle", cx=spot.x, cy=spot.y, r=4.6 if spot.picked else 2.8, fill=colour))
        if spot.ends:
            parts.append(_end(spot, colour))
    return joined(parts)


def _end(spot: Placed, colour: str) -> Markup:
    """How a measure ends: full holding, half rising, broken unguarded, an arrow down sliding, else a ring."""
    at = f"translate({number(spot.x + spot.width)} {number(spot.y)})"
    if spot.ends == "sliding":
        weight = HEAVY if spot.picked else AT_REST
        shape = element("path", d="M0 0V6", stroke=colour, stroke_width=weight) + element(
            "path", d="M-6.4 5H6.4L0 13Z", fill=colour
        )
    elif spot.ends == "holding":
        shape = element("circle", r=6.4, fill=colour)
    elif spot.ends == "rising":
        shape = element("circle", r=6, fill=PAPER, stroke=colour) + element(
            "path", d="M0 -6A6 6 0 0 0 0 6Z", fill=colour
        )
    elif spot.ends == "unguarded":
        shape = element("circle", r=6, fill=PAPER) + element(
            "path", d="M4.2 -4.2A6 6 0 1 0 4.2 4.2", fill="none", stroke=colour, stroke_width=2.4
        )
    else:
        shape = element("circle", r=6, fill=PAPER, stroke=colour)
    return element("g", shape, transform=at)


def _stop(stop: Stop, heavy: str, bar_colour: str) -> Markup:
    weight = HEAVY if stop.picked else AT_REST
    line = element(
        "path",
        d=f"M{number(stop.x1)} {number(stop.y)}H{number(stop.x2)}",
        stroke=heavy if stop.picked else FAINT,
        stroke_width=weight,
        class_="tl-heavy" if stop.picked else "tl-rest",
    )
    bar = element(
        "path", d=f"M{number(stop.x2)} {number(stop.y - 8)}v16", stroke=bar_colour, stroke_width=2.2, class_="tl-stop"
    )
    return line + bar


def _dotted(gaps: list[Placed], colour: str) -> Markup:
    rules = "".join(f"M{number(gap.x)} {number(gap.y)}h{number(gap.width - 4)}" for gap in gaps)
    if not rules:
        return Markup("")
    return element(
        "path", d=rules, fill="none", stroke=colour, stroke_width=1.6, stroke_dasharray="1.6 4.4", class_="tl-stop"
    )


def _text(spot: Placed, picture: Figure) -> Markup:
    loud = spot.picked
    fill = INK if loud else None
    lines = [
        _line(line, spot.x, spot.y + FIRST + place * spot.block.line, picture.sheet.paper)
        for place, line in enumerate(spot.block.lines)
    ]
    return element("g", *lines, fill=fill)


def _line(line: Line, x: float, y: float, paper: bool) -> Markup:
    if line.tone == "overdue":
        return _tag(line, x, y, INK if paper else BRICK)
    tone = STATES[line.tone].tone if line.tone in STATES else line.tone
    colour = (INK if paper else TONES[tone]) if tone else None
    weight = 600 if line.bold else None
    if line.shape:
        shape = element("g", Markup(STATES[line.shape].shape), transform=_at(x + 7, y - 5))  # noqa: S704 a shape of our own, no text
        words = element("text", line.text, x=x + MARK, y=y, font_weight=weight)
        return element("g", shape, words, fill=colour, color=colour or SLATE)
    if line.label:
        label = element("tspan", line.label, font_weight=600)
        start = element("text", label, x=x, y=y)
        shift = width(f"{line.label}", SIZE, 600) + 6
        return start + element("text", line.text, x=x + shift, y=y)
    return element("text", line.text, x=x, y=y, font_weight=weight, fill=colour)


def _tag(line: Line, x: float, y: float, colour: str) -> Markup:
    """The one filled tag: past its day."""
    wide = width(line.text, SIZE, 600) * 1.02 + MARK + 12
    return element(
        "g",
        element("rect", x=x, y=y - 14, width=wide, height=19, rx=2, fill=colour, class_="tl-tag"),
        element("g", Markup(STATES["overdue"].shape), transform=_at(x + 12, y - 4)),  # noqa: S704 a shape of our own, no text
        element("text", line.text, x=x + MARK + 4, y=y, font_weight=600, fill="#fff", class_="tl-tag-text"),
        color="#fff",
    )


def _at(x: float, y: float) -> str:
    return f"translate({number(x)} {number(y)})"


__all__ = ["HEAD", "draw"]
