"""The key of the genogram: only what is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from throughline.family.drawing.genogram import PATTERNS, beads, boxed, disc, lettered
from throughline.family.drawing.symbols import DASHES, INK, SLATE, THREAD, TINT, crossed, edge
from throughline.family.rules import records as of
from throughline.family.rules.asat import PERHAPS, YES, FamilyThen
from throughline.family.rules.households import households_of
from throughline.family.rules.inwords.lettered import ROLE, Lettered
from throughline.family.rules.laying.facts import MARRIAGE, TOGETHER, Laid
from throughline.ui.svg import element, joined

SHAPES = {"square": "male", "circle": "female", "lozenge": "not known"}
STATES = {
    of.PREGNANCY: ("pregnancy", 8),
    of.MISCARRIAGE: ("miscarriage", 5),
    of.ENDED: ("pregnancy ended", 6),
}
LINES = {of.FOSTERED: "fostered", of.ADOPTED: "adopted, with brackets", of.GUARDIAN: "guardian", of.STEP: "step"}


def key_of(then: FamilyThen, laid: Laid) -> list[Markup]:
    """Each sign that is drawn, with its words."""
    return [*_people(then, laid), *_lines(then, laid), *_homes(then, laid)]


def key_of_believed(believed: Sequence[Lettered], agency: str) -> list[Markup]:
    """What an agency believed: how its lines are drawn, and each belief by its letter."""
    if not believed:
        return []
    words, ties = f"what {agency} believed, not what was so", any(one.belief.what != ROLE for one in believed)
    first = _line(beads("M2 12H36"), words, 38) if ties else escape(f"{words}:")
    return [first, *(_line(lettered(one.letter, 14, 12), one.words, 28) for one in believed)]


def _people(then: FamilyThen, laid: Laid) -> Iterator[Markup]:
    shapes = {spot.shape for spot in laid.spots}
    for shape, words in SHAPES.items():
        if shape in shapes:
            yield _line(edge(shape, 12, 12, 9 if shape != "lozenge" else 8), words)
    if any(spot.subject for spot in laid.spots):
        shape = next(spot.shape for spot in laid.spots if spot.subject)
        if shape in SHAPES:
            yield _line(joined((edge(shape, 12, 12, 10), edge(shape, 12, 12, 6.5))), "this child")
    yield from _dead(then)
    for state, (words, half) in STATES.items():
        if state in shapes:
            yield _line(edge(state, 12, 12, half), words)
    if of.STILLBIRTH in shapes:
        yield _line(joined((edge("circle", 12, 12, 7), crossed(12, 12, 5))), "stillbirth")
    if any(not one.is_certain for one in then.figures):
        yield _line(edge("circle", 12, 12, 9, "3 2.6"), "not certain")


def _dead(then: FamilyThen) -> Iterator[Markup]:
    if any(one.dead == YES for one in then.figures):
        yield _line(joined((edge("square", 12, 12, 9), crossed(12, 12, 9))), "has died")
    if any(one.state == of.BORN and one.dead == PERHAPS for one in then.figures):
        cross = element("path", d="M6 6L18 18M18 6L6 18", stroke=INK, stroke_width=1.4, stroke_dasharray="3 2.6")
        yield _line(joined((edge("square", 12, 12, 9, "3 2.6"), cross)), "may have died")


def _lines(then: FamilyThen, laid: Laid) -> Iterator[Markup]:
    slashes = {mark.many for mark in laid.marks if mark.kind == "slash"}
    for many, words in ((1, "parted"), (2, "divorced")):
        if many in slashes:
            strokes = "".join(f"M{14 + 6 * place} 19l7 -14" for place in range(many))
            yield _line(_path(f"M0 12H36{strokes}"), words, 36)
    yield from _couples(laid)
    if any(not line.certain for line in laid.lines):
        yield _line(_path("M0 12H36", stroke_dasharray=DASHES), "not certain", 36)
    if any(line.bare for line in laid.lines):
        yield _line(
            element("path", d="M0 12H36", stroke=SLATE, stroke_width=1, fill="none"),
            "parents of a child; nothing recorded between them",
            36,
        )
    kinds = {line.kind for line in laid.lines}
    for kind, words in LINES.items():
        if kind in kinds:
            yield _line(_path("M0 12H36", stroke_dasharray=PATTERNS[kind]), words, 36)
    twins = {one.identical for one in then.twins}
    if twins - {True}:
        yield _line(_path("M18 3L8 21M18 3L28 21"), "twins", 36)
    if True in twins:
        yield _line(_path("M18 3L8 21M18 3L28 21M13 12H23"), "identical twins", 36)


def _couples(laid: Laid) -> Iterator[Markup]:
    """A marriage is solid, and two who are together without one are dashed."""
    kinds = {line.kind for line in laid.lines if line.certain and not line.bare}
    for kind, words, dashes in ((MARRIAGE, "married", None), (TOGETHER, "together, not married", PATTERNS[TOGETHER])):
        if kind in kinds:
            yield _line(_path("M0 12H36", stroke_dasharray=dashes), words, 36)


def _homes(then: FamilyThen, laid: Laid) -> Iterator[Markup]:
    if any(one.solid for one in laid.outlines):
        box = element("rect", x=1, y=3, width=30, height=18, rx=6, fill=TINT, stroke=THREAD, stroke_width=1.6)
        yield _line(box, "one household", 32)
    if any(one.state == of.BORN and one.dead != YES for one in then.figures):
        yield Markup("number inside is age")
    homes = households_of(then)
    dashed = element(
        "rect",
        x=1,
        y=3,
        width=30,
        height=18,
        rx=6,
        fill="none",
        stroke=THREAD,
        stroke_width=1.6,
        stroke_dasharray=DASHES,
    )
    if any(home.differ for home in homes):
        yield _line(joined((dashed, boxed(True, 16, 12))), "accounts differ on where somebody lived", 32)
    if any(home.unsure - home.differ for home in homes):
        yield _line(joined((dashed, boxed(False, 16, 12))), "may have lived there", 32)
    if any(one.badged for one in laid.outlines):
        yield _line(disc(1, 12, 12), "lives there too, though drawn outside", 24)


def _path(d: str, **more: str | None) -> Markup:
    return element("path", d=d, stroke=INK, stroke_width=1.8, fill="none", **more)


def _line(sign: Markup, words: str, wide: int = 24) -> Markup:
    drawn = element("svg", sign, width=wide, height=24, viewBox=f"0 0 {wide} 24", aria_hidden="true")
    return joined((drawn, " ", words))


def outside(then: FamilyThen, laid: Laid, names: Mapping[int, str]) -> list[str]:
    """In words, who bears the number of a home instead of standing in its outline."""
    places = {home.key: home.name for home in then.homes}
    return [
        f"{names[key]} is drawn outside {places[one.home]}, with its number {one.number}."
        for one in laid.outlines
        for key in sorted(one.badged)
    ]
