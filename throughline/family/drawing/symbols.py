"""Symbols of people, after McGoldrick: shape says sex, a cross death, a double edge the child of the case."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from throughline.family.rules.asat import PERHAPS, YES, FigureThen
from throughline.family.rules.laying.facts import Spot
from throughline.family.rules.laying.sheet import shape_of
from throughline.family.rules.records import BORN, MALE, STILLBIRTH
from throughline.ui.svg import element, joined, number

INK, SLATE, THREAD, BRICK, PLUM = "#17252e", "#45545e", "#0d4f5e", "#99281b", "#583b76"
EDGE, PAPER, TINT = "#757c82", "#fff", "#e2eef0"
DASHES = "5 4"
STROKE = 2


def symbol(one: FigureThen, spot: Spot, *, adopted: bool = False) -> Markup:
    """The whole symbol of a person, with the age inside."""
    return joined(_parts(one, spot, adopted))


def _parts(one: FigureThen, spot: Spot, adopted: bool) -> Iterator[Markup]:
    shape = shape_of(one)
    dashes = None if one.is_certain else DASHES
    if spot.subject and one.state == BORN:
        yield edge(shape, spot.x, spot.y, spot.half, dashes)
        yield edge(shape, spot.x, spot.y, spot.half - 6, dashes)
    elif shape == STILLBIRTH:
        yield edge("square" if one.figure.sex == MALE else "circle", spot.x, spot.y, spot.half, dashes)
        yield crossed(spot.x, spot.y, spot.half * 0.68)
    else:
        yield edge(shape, spot.x, spot.y, spot.half, dashes)
    if adopted:
        yield _brackets(spot)
    inner = spot.half - (6 if spot.subject else 0)
    if one.state == BORN and one.dead == YES:
        yield crossed(
            spot.x, spot.y, inner if shape == "square" else inner * 0.7 if shape == "circle" else inner * 0.55
        )
    elif one.state == BORN and one.dead == PERHAPS:
        yield element(
            "path", d=_cross(spot.x, spot.y, inner * 0.7), stroke=INK, stroke_width=1.4, stroke_dasharray=DASHES
        )
    if one.state == BORN and one.dead != YES:
        yield _age(one, spot)


def edge(shape: str, x: float, y: float, half: float, dashes: str | None = None) -> Markup:
    """The edge of a symbol, filled with paper."""
    drawn = {"fill": PAPER, "stroke": INK, "stroke_width": STROKE, "stroke_dasharray": dashes}
    if shape == "square":
        return element("rect", x=x - half, y=y - half, width=2 * half, height=2 * half, **drawn)
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=half, **drawn)
    if shape == "lozenge":
        tall = half * 1.2
        d = f"M{number(x)} {number(y - tall)}l{number(tall)} {number(tall)}l-{number(tall)} {number(tall)}"
        return element("path", d=f"{d}l-{number(tall)} -{number(tall)}z", **drawn)
    if shape == "pregnancy":
        d = f"M{number(x)} {number(y - half)}l{number(half)} {number(1.9 * half)}h-{number(2 * half)}z"
        return element("path", d=d, **drawn)
    if shape == "miscarriage":
        return element("circle", cx=x, cy=y, r=half, fill=INK if not dashes else PAPER, **_only(drawn))
    return crossed(x, y, half)


def _only(drawn: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in drawn.items() if key != "fill"}


def crossed(x: float, y: float, half: float) -> Markup:
    """From corner to corner."""
    return element("path", d=_cross(x, y, half), stroke=INK, stroke_width=1.6, fill="none")


def _cross(x: float, y: float, half: float) -> str:
    way, back = number(2 * half), number(-2 * half)
    return f"M{number(x - half)} {number(y - half)}l{way} {way}M{number(x + half)} {number(y - half)}l{back} {way}"


def _brackets(spot: Spot) -> Markup:
    half = spot.half + 7
    left = f"M{number(spot.x - half + 8)} {number(spot.y - half)}h-8v{number(2 * half)}h8"
    right = f"M{number(spot.x + half - 8)} {number(spot.y - half)}h8v{number(2 * half)}h-8"
    return element("path", d=left + right, stroke=INK, stroke_width=1.6, fill="none")


def _age(one: FigureThen, spot: Spot) -> Markup:
    lines = one.age.lines if one.figure.identified or one.age.lines else ("?",)
    size, step = (15, 0.0) if len(lines) == 1 else (14, 15.0)
    first = spot.y + 5.5 - step * (len(lines) - 1) / 2
    return joined(
        element(
            "text",
            words,
            x=spot.x,
            y=first + step * place,
            text_anchor="middle",
            font_size=size,
            font_weight=600,
            fill=INK,
        )
        for place, words in enumerate(lines)
    )
