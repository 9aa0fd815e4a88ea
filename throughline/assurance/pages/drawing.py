"""Tallies drawn as bars on the server: a length for each level, told apart by shade and words, with its table."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from throughline.assurance.rules.comparing import Tally
from throughline.assurance.rules.levels import Level
from throughline.ui.svg import element, figure, joined

WIDE, TALL, GAP, LEFT = 640, 18, 10, 0
SHADES = ("0.16", "0.3", "0.46", "0.62", "0.8", "1")


def bars(identity: str, title: str, rows: Sequence[tuple[str, Tally]], levels: Sequence[Level]) -> Markup:
    """One bar a row: the share of answers at each level, the weakest first; a darker bar is a stronger level."""
    tall = len(rows) * (TALL * 2 + GAP)
    described = "; ".join(f"{name}: {said_of(one, levels)}" for name, one in rows)
    drawn = [_row(place * (TALL * 2 + GAP), name, one) for place, (name, one) in enumerate(rows)]
    return figure(identity, title, described, (0, 0, WIDE, max(tall, 1)), *drawn, class_="tl-bars")


def _row(top: int, name: str, one: Tally) -> Markup:
    parts, left = [element("text", shortened(name), x=0, y=top + 13, font_size=13, fill="currentColor")], float(LEFT)
    for place, number in enumerate(one.at):
        if not number:
            continue
        wide = number / one.counted * WIDE
        parts.append(element("rect", x=left, y=top + TALL, width=wide, height=TALL, **_paint(place, len(one.at))))
        left += wide
    if not one.counted:
        box = {"x": 0, "y": top + TALL, "width": WIDE, "height": TALL}
        parts.append(element("rect", **box, fill="none", stroke="currentColor", stroke_dasharray="3 3"))
    return joined(parts)


def key(levels: Sequence[Level]) -> tuple[Markup, ...]:
    """The shade of each level beside its label, the weakest first."""
    made = []
    for place, level in enumerate(levels):
        box = element("rect", x=1, y=1, width=22, height=12, **_paint(place, len(levels)))
        sign = element("svg", box, width=24, height=14, viewBox="0 0 24 14", aria_hidden="true", focusable="false")
        made.append(joined((sign, " ", level.label)))
    return tuple(made)


def _paint(place: int, of: int) -> dict[str, str]:
    shade = SHADES[round(place / max(of - 1, 1) * (len(SHADES) - 1))]
    return {"fill": "currentColor", "fill_opacity": shade, "stroke": "currentColor"}


def shortened(name: str) -> str:
    """As much of a name as stands in one line."""
    return name if len(name) <= 84 else f"{name[:83].rstrip()}…"


def said_of(one: Tally, levels: Sequence[Level]) -> str:
    """``2 Red, 1 Amber, 4 Green`` and what is missing."""
    said = [f"{number} {level.label}" for number, level in zip(one.at, levels, strict=True)]
    said += [f"{one.not_for_us} not for us"] * bool(one.not_for_us) + [f"{one.missing} missing"] * bool(one.missing)
    return ", ".join(said)
