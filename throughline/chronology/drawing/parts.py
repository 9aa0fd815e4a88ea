"""Marks and colours that both pictures use. Meaning is in the shape; colour repeats it."""

from __future__ import annotations

from markupsafe import Markup

from throughline.ui.svg import element, joined, number

INK, SLATE, THREAD, BRICK, EDGE, RULE, WASH, PAPER = (
    "#17252e",
    "#45545e",
    "#0d4f5e",
    "#99281b",
    "#757c82",
    "#cfccc4",
    "#eae8e1",
    "#fff",
)
SPARE = 1.04
LEFT, WIDE, PITCH = 180.0, 1196.0, 40.0


def mark(contact: str, x: float, y: float, *, upright: bool = False, colour: str = "") -> Markup:
    """An entry: disc seen, in a ring alone, half not alone; ring not seen, crossed not brought; tick anything else."""
    ink, brick = colour or INK, colour or BRICK
    if contact == "seen":
        return element("circle", cx=x, cy=y, r=4.6, fill=ink)
    if contact == "alone":
        return joined(
            (
                element("circle", cx=x, cy=y, r=6.8, fill=PAPER, stroke=ink, stroke_width=1.6),
                element("circle", cx=x, cy=y, r=3.6, fill=ink),
            )
        )
    if contact == "not_alone":
        half = f"M{number(x)} {number(y - 4.6)}a4.6 4.6 0 0 0 0 9.2z"
        return joined(
            (
                element("circle", cx=x, cy=y, r=4.6, fill=PAPER, stroke=ink, stroke_width=1.6),
                element("path", d=half, fill=ink),
            )
        )
    if contact == "not_seen":
        return element("circle", cx=x, cy=y, r=4.4, fill=PAPER, stroke=ink, stroke_width=1.8)
    if contact == "missed":
        cross = f"M{number(x - 3)} {number(y - 3)}l6 6M{number(x + 3)} {number(y - 3)}l-6 6"
        return joined(
            (
                element("circle", cx=x, cy=y, r=4.8, fill=PAPER, stroke=brick, stroke_width=1.7),
                element("path", d=cross, stroke=brick, stroke_width=1.5, fill="none"),
            )
        )
    line = f"M{number(x - 6)} {number(y)}h12" if upright else f"M{number(x)} {number(y - 6)}v12"
    return element("path", d=line, stroke=ink, stroke_width=1.9, fill="none")


def unknown(x: float, y: float) -> Markup:
    """A dotted box round a mark: what it tells was not known on the day that is shown."""
    box = {"x": x - 10, "y": y - 10, "width": 20, "height": 20}
    return element("rect", **box, fill="none", stroke=SLATE, stroke_width=1.5, stroke_dasharray="2 2.2", rx=2)


def hatching(identity: str) -> Markup:
    """Light hatching for silences; a denser one for contact that was missed; dots where no record was found."""
    line = element("path", d="M0 0V6", stroke=EDGE, stroke_width=1.1)
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    missed = element("path", d="M0 0V5", stroke=BRICK, stroke_width=1.3)
    spot = element("circle", cx=2, cy=2, r=0.9, fill=EDGE)
    return element(
        "defs",
        element("pattern", line, id=f"{identity}-hatch", width=5, height=6, **turned),
        element("pattern", missed, id=f"{identity}-missed", width=4, height=5, **turned),
        element("pattern", spot, id=f"{identity}-dots", width=5, height=5, patternUnits="userSpaceOnUse"),
    )


def boxed(text: str, x: float, y: float) -> Markup:
    """A number in a box on a double line."""
    wide = 16 if len(text) < 2 else 9 + 8 * len(text)
    box = element(
        "rect", x=x - wide / 2, y=y - 9, width=wide, height=18, fill=PAPER, stroke=BRICK, stroke_width=1.4, rx=1
    )
    words = element("text", text, x=x, y=y + 4.5, text_anchor="middle", font_size=13, font_weight=600, fill=BRICK)
    return joined((box, words))
