"""The services around a child as a picture: the child in the middle, a circle for each, and what its line says."""

from __future__ import annotations

import math
from collections.abc import Iterator

from markupsafe import Markup

from throughline.family.rules import ecomap
from throughline.family.rules.ecomap import CENTRE, CIRCLE, Circle, Map, Service
from throughline.ui.svg import BROAD, element, figure, joined, number
from throughline.ui.typeface import wrap
from throughline.ui.words import counted

INK, SLATE, THREAD, BRICK, EDGE, PAPER = "#17252e", "#45545e", "#0d4f5e", "#99281b", "#757c82", "#fff"
NAME, WORDS, LINE = 15, 14, 18
STEP, TICK = 15.0, 6.0
INSIDE = 2 * CIRCLE - 26


def drawn(map_: Map, *, child: str, identity: str, title: str, description: str) -> Markup:
    """The whole picture: lines first, then circles, then words."""
    wide, high = map_.half_wide, map_.half_high
    return figure(
        identity,
        title,
        description,
        (-wide, -high, 2 * wide, 2 * high),
        joined(line_of(one.service.line, one.begins, one.ends) for one in map_.circles),
        element("circle", cx=0, cy=0, r=CENTRE, fill=PAPER, stroke=INK, stroke_width=2),
        element("circle", cx=0, cy=0, r=CENTRE - 6, fill="none", stroke=INK, stroke_width=2),
        _lines(wrap(child, 18, 600, 2 * CENTRE - 24), 0, 0, size=18, weight=600),
        joined(_circle(one) for one in map_.circles),
        class_="tl-ecomap tl-broad" if 2 * wide > BROAD else "tl-ecomap",
    )


def key_of(map_: Map) -> list[Markup]:
    """Each kind of line that is drawn, with its words."""
    kinds = {one.service.line for one in map_.circles}
    return [_keyed(kind) for kind in ecomap.LINES if kind in kinds]


def _keyed(kind: str) -> Markup:
    sign = element(
        "svg", line_of(kind, (2, 10), (46, 10)), width=48, height=20, viewBox="0 0 48 20", aria_hidden="true"
    )
    return joined((sign, " ", ecomap.LINES[kind]))


def said_of(service: Service) -> str:
    """``12 contacts``, ``5 to 6 contacts``, ``no contact``."""
    count = service.contacts
    if not count.most:
        return "no contact"
    return counted(count.least, "contact") if count.is_exact else f"{count.words} contacts"


def line_of(kind: str, begins: tuple[float, float], ends: tuple[float, float]) -> Markup:
    """The line of a service: its weight, its dots, its crosses or its gap say what it was."""
    if kind == ecomap.SILENT:
        return _broken(begins, ends)
    given = {
        ecomap.STRONG: {"stroke": INK, "stroke_width": 6},
        ecomap.THIN: {"stroke": INK, "stroke_width": 1.8},
        ecomap.STRAINED: {"stroke": BRICK, "stroke_width": 1.8},
        ecomap.EXPECTED: {"stroke": EDGE, "stroke_width": 2, "stroke_dasharray": "1 5", "stroke_linecap": "round"},
    }[kind]
    line = element("path", d=_path(begins, ends), fill="none", **given)
    return joined((line, *_ticks(begins, ends))) if kind == ecomap.STRAINED else line


def _path(begins: tuple[float, float], ends: tuple[float, float]) -> str:
    return f"M{number(begins[0])} {number(begins[1])}L{number(ends[0])} {number(ends[1])}"


def _ticks(begins: tuple[float, float], ends: tuple[float, float]) -> Iterator[Markup]:
    """Short strokes across a strained line."""
    far = math.hypot(ends[0] - begins[0], ends[1] - begins[1])
    to_x, to_y = (ends[0] - begins[0]) / far, (ends[1] - begins[1]) / far
    for place in range(1, int(far // STEP) + 1):
        x, y = begins[0] + to_x * STEP * (place - 0.5), begins[1] + to_y * STEP * (place - 0.5)
        across = (-to_y * TICK, to_x * TICK)
        path = _path((x - across[0], y - across[1]), (x + across[0], y + across[1]))
        yield element("path", d=path, stroke=BRICK, stroke_width=1.8, fill="none")


def _broken(begins: tuple[float, float], ends: tuple[float, float]) -> Markup:
    """A line that stops at an upright bar, and goes on after a gap."""
    across_x, across_y = ends[0] - begins[0], ends[1] - begins[1]
    far = math.hypot(across_x, across_y)
    to_x, to_y = across_x / far, across_y / far

    def at(share: float) -> tuple[float, float]:
        return begins[0] + across_x * share, begins[1] + across_y * share

    parts = [element("path", d=_path(begins, at(0.4)), stroke=SLATE, stroke_width=1.8, fill="none")]
    parts.append(element("path", d=_path(at(0.6), ends), stroke=SLATE, stroke_width=1.8, fill="none"))
    for share in (0.4, 0.6):
        x, y = at(share)
        bar = _path((x + to_y * 7, y - to_x * 7), (x - to_y * 7, y + to_x * 7))
        parts.append(element("path", d=bar, stroke=BRICK, stroke_width=2.4, fill="none"))
    return joined(parts)


def _circle(one: Circle) -> Markup:
    service = one.service
    ring = element("circle", cx=one.x, cy=one.y, r=CIRCLE, fill=PAPER, stroke=INK, stroke_width=1.6)
    names = wrap(service.name, NAME, 600, INSIDE)
    words = [said_of(service)]
    if service.roles:
        words.append(counted(len(service.roles), "role"))
    top = one.y - (len(names) + len(words)) * LINE / 2
    return joined(
        (
            ring,
            _at(names, one.x, top, size=NAME, weight=600, fill=INK),
            _at(words, one.x, top + len(names) * LINE, size=WORDS, weight=400, fill=SLATE),
        )
    )


def _lines(lines: list[str], x: float, y: float, *, size: int, weight: int) -> Markup:
    return _at(lines, x, y - len(lines) * (size + 4) / 2, size=size, weight=weight, fill=INK, high=size + 4)


def _at(lines: list[str], x: float, top: float, *, size: int, weight: int, fill: str, high: float = LINE) -> Markup:
    return joined(
        element(
            "text",
            line,
            x=x,
            y=top + high * (place + 0.74),
            text_anchor="middle",
            font_size=size,
            font_weight=weight,
            fill=fill,
        )
        for place, line in enumerate(lines)
    )
