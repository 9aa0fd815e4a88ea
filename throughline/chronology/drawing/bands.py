"""What stands over and beside the lanes of the picture on its side: key practice episodes, and names on the left."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from throughline.chronology.drawing.parts import EDGE, INK, LEFT, PAPER, RULE, SLATE, SPARE, WIDE
from throughline.chronology.drawing.places import BAR, Lying, bar_words
from throughline.chronology.rules.picture.facts import PictureFacts, Stretch
from throughline.ui.svg import element, joined, number
from throughline.ui.typeface import width, wrap

BOX = {"fill": PAPER, "stroke": INK, "stroke_width": 1.4}
NARROW, LEAST = 22.0, 19.0


def bands(sheet: Lying) -> Iterator[Markup]:
    """Each key practice episode: a bar over its days with its number and name, and its ends through all lanes."""
    drawn = sheet.episodes
    if not drawn:
        return
    tiers = 1 + max(tier for *_, tier in drawn)
    yield label("Key practice episodes", "", sheet.top + 6 + BAR * tiers / 2)
    for _, left, right, _, tier in drawn:
        y = sheet.top + 25 + BAR * tier
        ends = "".join(f"M{number(x)} {number(y)}V{number(sheet.foot)}" for x in (left, right))
        yield element("path", d=ends, stroke=EDGE, stroke_width=1, stroke_dasharray="2 4", fill="none")
    for one, left, right, words, tier in drawn:
        y, told = sheet.top + 5 + BAR * tier, bar_words(one)
        wide = width(told, 14, 600) * SPARE
        yield element("rect", x=words - 2, y=y + 1, width=wide + 4, height=18, fill=PAPER)
        yield element("rect", x=left, y=y, width=right - left, height=20, **BOX)
        yield element("text", told, x=words, y=y + 15, font_size=14, font_weight=600, fill=INK)
    under = f"M0 {number(sheet.begins - 3)}H{number(WIDE)}"
    yield element("path", d=under, stroke=RULE, stroke_width=1)


def label(name: str, under: str, y: float, colour: str = "") -> Markup:
    """A name to the left of the lanes, with what stands under it where there is room."""
    lines = wrap(name, 15, 600, LEFT - 22)[:2]
    rows = [(line, 600, colour or INK, 15) for line in lines]
    if under and len(rows) < 2:
        rows.append((under, 400, SLATE, 14))
    first = y + 5 - (len(rows) - 1) * 8
    return joined(
        element("text", words, x=0, y=first + 17 * place, font_size=size, font_weight=weight, fill=fill)
        for place, (words, weight, fill, size) in enumerate(rows)
    )


def bars_down(facts: PictureFacts, y: Callable[[float], float]) -> list[tuple[Stretch, float, float, int]]:
    """Each episode where time runs down: where its bar begins and ends, and in which column of bars."""
    found: list[tuple[Stretch, float, float, int]] = []
    for one in facts.bars:
        top, foot = y(one.first.toordinal()), y(one.last.toordinal() + 1)
        foot = max(foot, top + LEAST)
        meets = {column for _, begins, ends, column in found if begins < foot + 3 and top - 3 < ends}
        found.append((one, top, foot, next(n for n in range(len(found) + 1) if n not in meets)))
    return found


def numbered(one: Stretch, x: float, top: float, foot: float) -> Markup:
    """The bar of an episode with its number; its name stands in the key."""
    box = element("rect", x=x, y=top, width=NARROW - 4, height=foot - top, **BOX)
    told = {"x": x + NARROW / 2 - 2, "y": (top + foot) / 2 + 5, "text_anchor": "middle", "fill": INK}
    return joined((box, element("text", str(one.number), **told, font_size=13, font_weight=600)))
