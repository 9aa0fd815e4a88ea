"""The genogram: homes as outlines, then lines, then people, then words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from throughline.family.drawing.labels import labels_of, names_in
from throughline.family.drawing.symbols import BRICK, DASHES, INK, PAPER, PLUM, SLATE, THREAD, TINT, symbol
from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen
from throughline.family.rules.households import Household, households_of
from throughline.family.rules.inwords.lettered import Lettered
from throughline.family.rules.laying.facts import (
    BELIEVED,
    HALF,
    LINE,
    NAME_AT,
    TOGETHER,
    Laid,
    Line,
    Mark,
    Outline,
    Point,
    Spot,
)
from throughline.family.rules.laying.sheet import lay_out
from throughline.ui.svg import BROAD, element, figure, joined, number

PATTERNS = {of.FOSTERED: "1.6 4", of.ADOPTED: "12 3 2 3", of.GUARDIAN: "8 3 2 3 2 3", of.STEP: "14 3", TOGETHER: "10 4"}
ROUND = 14.0


def laid_out(then: FamilyThen, relations: Mapping[int, str], believed: Sequence[Lettered] = ()) -> Laid:
    """That family laid out with its words, and with what an agency believed."""
    return lay_out(then, labels_of(then, relations), believed)


def draw(then: FamilyThen, laid: Laid, *, identity: str, title: str, description: str) -> Markup:
    """The whole picture of that family."""
    homes = {home.number: home for home in households_of(then)}
    people = {one.figure.key: one for one in then.figures}
    adopted = {one.parentage.child for one in then.parentages if one.parentage.kind == of.ADOPTED}
    return figure(
        identity,
        title,
        description,
        (0, 0, laid.wide, laid.tall),
        joined(_edges(one) for one in laid.outlines),
        joined(_line(one) for one in sorted(laid.lines, key=lambda line: line.kind != of.STEP)),
        joined(symbol(people[spot.key], spot, adopted=spot.key in adopted) for spot in laid.spots),
        joined(_named(people[spot.key].figure.name, spot, laid) for spot in laid.spots),
        joined(_mark(one) for one in laid.marks),
        joined(_foot(one, homes[one.number], laid) for one in laid.outlines),
        joined(_badges(laid, homes)),
        class_="tl-genogram tl-broad" if laid.wide > BROAD else "tl-genogram",
    )


def _edges(one: Outline) -> Markup:
    dashed = [
        element("path", d=rounded(loop), fill="none", stroke=THREAD, stroke_width=1.6, stroke_dasharray=DASHES)
        for loop in one.dashed
    ]
    solid = element(
        "path",
        d="".join(rounded(loop) for loop in one.solid),
        fill=TINT,
        fill_rule="evenodd",
        stroke=THREAD,
        stroke_width=1.6,
    )
    return joined([*dashed, solid] if one.solid else dashed)


def rounded(loop: Sequence[Point]) -> str:
    """A closed path through those corners, each rounded as far as its edges allow."""
    parts: list[str] = []
    for place, corner in enumerate(loop):
        before, after = loop[place - 1], loop[(place + 1) % len(loop)]
        start, end = _toward(corner, before), _toward(corner, after)
        parts.append(f"{'L' if parts else 'M'}{_at(start)}Q{_at(corner)} {_at(end)}")
    return "".join(parts) + "z"


def _toward(corner: Point, other: Point) -> Point:
    long = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    part = min(ROUND, long / 2) / long if long else 0
    return corner[0] + part * (other[0] - corner[0]), corner[1] + part * (other[1] - corner[1])


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def beads(d: str) -> Markup:
    """A line of what an agency believed: beads apart, unlike any line of what was so."""
    drawn = {"stroke": PLUM, "stroke_width": 4, "stroke_dasharray": "0 8", "stroke_linecap": "round", "fill": "none"}
    return element("path", d=d, **drawn)


def _line(one: Line) -> Markup:
    if one.kind == BELIEVED:
        return beads("M" + "L".join(_at(point) for point in one.points))
    pattern = PATTERNS.get(one.kind)
    drawn = {
        "stroke": SLATE if one.bare or one.kind == of.STEP else INK,
        "stroke_width": 1 if one.bare else 2 if pattern is None else 1.8,
        "stroke_dasharray": DASHES if not one.certain else pattern,
        "fill": "none",
    }
    return element("path", d="M" + "L".join(_at(point) for point in one.points), **drawn)


def _named(name: str, spot: Spot, laid: Laid) -> Markup:
    label = laid.labels.people[spot.key]
    names = names_in(label, name)
    return joined(
        element(
            "text",
            words,
            x=spot.x,
            y=spot.y + max(HALF, spot.half) + NAME_AT + LINE * place,
            text_anchor="middle",
            font_size=15 if place < names else 14,
            font_weight=600 if place < names else None,
            fill=INK if place < names else SLATE,
        )
        for place, words in enumerate(label.lines)
    )


def lettered(letter: str, x: float, y: float) -> Markup:
    """The letter of what an agency believed."""
    wide = 18.0 if len(letter) == 1 else 28.0
    box = element(
        "rect", x=x - wide / 2, y=y - 9, width=wide, height=18, rx=9, fill=PAPER, stroke=PLUM, stroke_width=1.6
    )
    told = {"x": x, "y": y + 5, "text_anchor": "middle", "font_size": 14, "font_weight": 600, "fill": PLUM}
    return joined((box, element("text", letter, **told)))


def _mark(one: Mark) -> Markup:
    if one.kind == "letter":
        return lettered(one.words[0], one.x, one.y)
    if one.kind == "slash":
        starts = (-5.0, 3.0) if one.many > 1 else (-1.0,)
        d = "".join(f"M{_at((one.x + away - 4, one.y + 9))}l8 -18" for away in starts)
        return element("path", d=d, stroke=INK, stroke_width=2, fill="none")
    if one.kind == "identical":
        return element("path", d=f"M{_at((one.x, one.y))}H{number(one.to)}", stroke=INK, stroke_width=2, fill="none")
    first = one.y - LINE * (len(one.words) - 1)
    return joined(
        element(
            "text",
            words,
            x=one.x,
            y=first + LINE * place,
            text_anchor="middle",
            font_size=14,
            fill=SLATE,
            class_="tl-genogram__over",
        )
        for place, words in enumerate(one.words)
    )


def disc(number_: int, x: float, y: float) -> Markup:
    """The number of a household."""
    wide = 10 if number_ < 10 else 12
    return joined(
        (
            element("circle", cx=x, cy=y, r=wide, fill=THREAD),
            element(
                "text", str(number_), x=x, y=y + 5, text_anchor="middle", font_size=14, font_weight=600, fill=PAPER
            ),
        )
    )


def _foot(one: Outline, home: Household, laid: Laid) -> Markup:
    if not one.inside:
        return Markup("")
    x, y = one.label
    label = laid.labels.homes[one.home]
    words = joined(
        element(
            "text",
            line,
            x=x + 27,
            y=y + 5 + LINE * place,
            font_size=14,
            font_weight=600,
            fill=INK,
            class_="tl-genogram__in" if one.solid else "tl-genogram__over",
        )
        for place, line in enumerate(label.lines)
    )
    return joined((disc(home.number, x + 10, y), words))


def _badges(laid: Laid, homes: Mapping[int, Household]) -> Iterator[Markup]:
    """The number of a home at the symbol of whoever could not be taken in, and a box where accounts differ."""
    spots = {spot.key: spot for spot in laid.spots}
    at: dict[int, int] = {}
    for one in laid.outlines:
        for key in sorted(one.badged):
            spot = spots[key]
            yield disc(one.number, spot.x + HALF + 6 + 22 * at.get(key, 0), spot.y - HALF - 4)
            at[key] = at.get(key, 0) + 1
        for key in sorted(homes[one.number].unsure | homes[one.number].differ):
            spot = spots[key]
            foot = spot.y + laid.under(key) + 8
            is_inside = key in one.inside and key in homes[one.number].unsure
            x, y = (spot.x + 12, foot) if is_inside else (spot.x - HALF - 10, spot.y - HALF - 6)
            yield boxed(key in homes[one.number].differ, x, y)


def boxed(unlike: bool, x: float, y: float) -> Markup:
    """A box with an unequal sign where accounts differ, or a question mark where it is only not known."""
    box = element("rect", x=x - 10, y=y - 10, width=20, height=20, fill=PAPER, stroke=BRICK, stroke_width=1.6, rx=1)
    if not unlike:
        words = element("text", "?", x=x, y=y + 5, text_anchor="middle", font_size=14, font_weight=600, fill=BRICK)
        return joined((box, words))
    sign = f"M{_at((x - 5.5, y - 2.2))}h11M{_at((x - 5.5, y + 2.2))}h11M{_at((x + 2.6, y - 5.6))}l-5.2 11.2"
    return joined((box, element("path", d=sign, stroke=BRICK, stroke_width=1.8, fill="none")))
