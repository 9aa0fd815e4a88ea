"""A family on a day, laid out: every person once, every tie a line, every household an outline. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen, FigureThen
from throughline.family.rules.households import Household, households_of
from throughline.family.rules.inwords.lettered import Lettered
from throughline.family.rules.laying.facts import (
    ABOVE,
    FOOT,
    HALF,
    LANE,
    LINE,
    PITCH,
    SMALL,
    TRACK,
    Label,
    Labels,
    Laid,
    Mark,
    Spot,
)
from throughline.family.rules.laying.facts import under as words_under
from throughline.family.rules.laying.homes import Ground, outlines_of
from throughline.family.rules.laying.levels import levels
from throughline.family.rules.laying.lines import Drawer
from throughline.family.rules.laying.plan import Plan
from throughline.family.rules.laying.rows import Wishes, blocks_of, ordered, placed
from throughline.family.rules.laying.ties import Couple, believed_ties, pair_of, ties_of
from throughline.family.rules.laying.tracks import place_lanes, place_runs, slots

MARGIN = 20.0
OVER = HALF + 20.0
SHAPES = {of.FEMALE: "circle", of.MALE: "square"}


def shape_of(one: FigureThen) -> str:
    """``square``, ``circle``, ``lozenge``, or the state of somebody who was not born alive."""
    return SHAPES.get(one.figure.sex, "lozenge") if one.state == of.BORN else one.state


def lay_out(then: FamilyThen, labels: Labels, believed: Sequence[Lettered] = ()) -> Laid:
    """The picture of that family, with those words.

    What an agency `believed` is drawn in besides; it has no say in who stands where.
    """
    if not then.figures:
        return Laid((), (), (), (), labels, 2 * MARGIN, 2 * MARGIN)
    households = households_of(then)
    together = [home.members for home in households]
    rows_of = levels(then, together)
    couples, nets = ties_of(then, rows_of)
    twins = sorted({pair_of(one.one, one.other) for one in then.twins})
    wishes = Wishes(
        rows_of,
        couples,
        nets,
        together,
        _roomy(labels, households, rows_of),
        _men_first(then, couples),
        _elder_first(then),
        frozenset(one.figure.key for one in then.figures if not one.figure.identified),
    )
    rows = ordered(blocks_of(rows_of, couples, twins), wishes)
    gaps = [[wishes.apart(one, other) for one, other in pairwise(row)] for row in rows]
    told = believed_ties(believed)
    every = [*nets, *(net for _, net in told.nets)]
    plan = Plan(rows, placed(rows, wishes, gaps, 4), couples, every, twins, [couple for _, couple in told.couples])
    gaps = [[_apart(plan, wishes, row, gap) for gap in range(1, len(keys))] for row, keys in enumerate(rows)]
    x = placed(rows, wishes, gaps, 13)
    half = {key: wishes.half(key) for key in rows_of}
    spots = {one.figure.key: _spot(one, x[one.figure.key]) for one in then.figures}
    slot = slots(plan, {key: spot.half for key, spot in spots.items()})
    place_lanes(plan, x, half, slot)
    under = {key: words_under(labels.people[key]) for key in rows_of}
    feet = {home.home.key: _foot(labels.homes[home.home.key]) for home in households}
    level, floor = _levels(rows, place_runs(plan), under, max(feet.values(), default=0.0))
    y = {key: level[row] for key, row in rows_of.items()}
    spots = {key: _moved(spot, y[key]) for key, spot in spots.items()}
    letters = {("net", number): letter for number, (letter, _) in enumerate(told.nets, len(nets))}
    letters |= {("couple", number): letter for number, (letter, _) in enumerate(told.couples, len(couples))}
    drawer = Drawer(plan, spots, level, slot, labels, tuple(then.twins), letters)
    lines, marks = drawer.drawn()
    marks = (*marks, *(_beside(letter, spots[key]) for letter, key in told.people))
    outlines = outlines_of(households, Ground(rows, x, y, half, under, floor, level), feet)
    return _on_sheet(
        Laid(tuple(spots[key] for key in sorted(spots)), lines, marks, tuple(outlines), labels, 0, 0), half, under
    )


def _roomy(labels: Labels, households: Sequence[Household], rows: dict[int, int]) -> Labels:
    """Labels with room for a home's name where few people stand over it."""
    people = dict(labels.people)
    for home in households:
        need = labels.homes[home.home.key].wide + 56
        lowest = max((rows[key] for key in home.members), default=0)
        last = [key for key in home.members if rows[key] == lowest]
        for key in last:
            kept = people[key]
            people[key] = Label(kept.lines, max(kept.wide, need / len(last)))
    return Labels(people, labels.couples, labels.homes)


def _men_first(then: FamilyThen, couples: Sequence[Couple]) -> list[tuple[int, int]]:
    """Men stand to the left of women, where nothing else matters more."""
    sex = {one.figure.key: one.figure.sex for one in then.figures}
    pairs = (couple.pair for couple in couples if {sex[key] for key in couple.pair} == {of.MALE, of.FEMALE})
    return [(one, other) if sex[one] == of.MALE else (other, one) for one, other in pairs]


def _elder_first(then: FamilyThen) -> list[tuple[int, int]]:
    """The elder child of a parent stands to the left of the younger."""
    born = {one.figure.key: one.figure.born for one in then.figures if one.figure.born}
    by_parent: dict[int, set[int]] = {}
    for tie in then.parentages:
        if tie.parentage.child in born:
            by_parent.setdefault(tie.parentage.parent, set()).add(tie.parentage.child)
    inline = (sorted(children, key=lambda key: (born[key], key)) for children in by_parent.values())
    return sorted({pair for children in inline for pair in pairwise(children)})


def _apart(plan: Plan, wishes: Wishes, row: int, gap: int) -> float:
    """How far apart two neighbours stand, with the lanes between them."""
    one, other = plan.rows[row][gap - 1], plan.rows[row][gap]
    many = plan.count(row, gap)
    least = wishes.apart(one, other)
    if pair_of(one, other) in wishes.labels.couples:
        half = max(wishes.half(one), wishes.half(other))
        return float(ceil(max(least, 2 * half + 14 + 2 * LANE * (many // 2))))
    return float(ceil(max(least, wishes.half(one) + wishes.half(other) + LANE * (many + 1)))) if many else least


def _spot(one: FigureThen, x: float) -> Spot:
    half = SMALL.get(one.state, HALF + (6 if one.figure.subject else 0))
    return Spot(one.figure.key, x, 0.0, shape_of(one), half, one.figure.subject)


def _beside(letter: str, spot: Spot) -> Mark:
    """The letter of whom an agency took somebody for, at the symbol."""
    return Mark("letter", spot.x - HALF - 12, spot.y + HALF - 4, (letter,), person=spot.key)


def _moved(spot: Spot, y: float) -> Spot:
    return Spot(spot.key, spot.x, y, spot.shape, spot.half, spot.subject)


def _foot(label: Label) -> float:
    return FOOT + LINE * (max(1, len(label.lines)) - 1)


def _levels(
    rows: Sequence[Sequence[int]], tracks: dict[int, int], under: dict[int, float], foot: float
) -> tuple[list[float], list[float]]:
    """How far down each row lies, and how far under it its words and the names of homes go."""
    floor = [max(under[key] for key in row) + 8 + foot if row else 0.0 for row in rows]
    at = MARGIN + HALF + ABOVE + TRACK * tracks.get(-1, 0) + (20 if tracks.get(-1) else 0)
    level = [at]
    for row in range(len(rows) - 1):
        need = floor[row] + 10 + TRACK * max(0, tracks.get(row, 0) - 1) + OVER + HALF
        level.append(level[-1] + max(PITCH, float(round(need))))
    return level, floor


def _on_sheet(laid: Laid, half: dict[int, float], under: dict[int, float]) -> Laid:
    """Everything moved so that the sheet begins a margin to the left of and above it."""
    xs = [spot.x + side * half[spot.key] for spot in laid.spots for side in (-1, 1)]
    ys = [spot.y + under[spot.key] for spot in laid.spots] + [spot.y - HALF - 8 for spot in laid.spots]
    points = [point for line in laid.lines for point in line.points]
    points += [point for one in laid.outlines for loop in (*one.solid, *one.dashed) for point in loop]
    xs += [x for x, _ in points]
    ys += [y for _, y in points]
    return laid.moved(
        MARGIN - min(xs), MARGIN - min(ys), max(xs) - min(xs) + 2 * MARGIN, max(ys) - min(ys) + 2 * MARGIN
    )
