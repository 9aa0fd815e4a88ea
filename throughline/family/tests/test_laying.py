"""Whatever the family: everybody once, every tie a line, no line through a stranger, no stranger in a household."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from time import perf_counter

from hypothesis import given, settings

from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen, as_at
from throughline.family.rules.households import households_of
from throughline.family.rules.inwords.lettered import ROLE, Lettered, lettered
from throughline.family.rules.inwords.taken import taken_of
from throughline.family.rules.laying.facts import BELIEVED, Laid, Line, Point, Spot
from throughline.family.rules.laying.sheet import lay_out
from throughline.family.tests.families import families, labels

DAY = date(2024, 3, 14)
SIZE = settings(max_examples=30, deadline=None)


def laid_of(records: of.Records) -> tuple[FamilyThen, Laid]:
    """The family on the day, and its picture."""
    then = as_at(records, DAY)
    return then, lay_out(then, labels(then), believed_in(then))


def believed_in(then: FamilyThen) -> tuple[Lettered, ...]:
    """What was believed, and is drawn besides."""
    return lettered(taken_of(then))


def pieces(line: Line) -> Iterator[tuple[Point, Point]]:
    """Each straight piece of a line."""
    yield from pairwise(line.points)


def passes(one: Point, other: Point, spot: Spot) -> bool:
    """A piece goes through the inside of somebody's symbol."""
    half = spot.half - 1
    low, high = min(one[0], other[0]), max(one[0], other[0])
    top, bottom = min(one[1], other[1]), max(one[1], other[1])
    if high < spot.x - half or low > spot.x + half or bottom < spot.y - half or top > spot.y + half:
        return False
    if low == high or top == bottom:
        return True
    steps = [place / 50 for place in range(51)]
    found = ((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])) for part in steps)
    return any(abs(x - spot.x) <= half and abs(y - spot.y) <= half for x, y in found)


@SIZE
@given(families())
def test_everybody_is_drawn_once_and_nobody_on_another(records: of.Records) -> None:
    then, laid = laid_of(records)
    assert [spot.key for spot in laid.spots] == [one.figure.key for one in then.figures]
    for one, other in combinations(laid.spots, 2):
        assert abs(one.x - other.x) >= one.half + other.half + 20 or abs(one.y - other.y) >= 150, (one, other)
    assert all(20 <= spot.x <= laid.wide and 20 <= spot.y <= laid.tall for spot in laid.spots)


@SIZE
@given(families())
def test_no_line_goes_through_somebody_who_is_not_its_end(records: of.Records) -> None:
    _, laid = laid_of(records)
    for line in laid.lines:
        for spot in laid.spots:
            for one, other in pieces(line):
                assert spot.key in line.ends or not passes(one, other, spot), (line, spot)


OF_COUPLES = ("union", "together")


@SIZE
@given(families())
def test_every_tie_is_drawn(records: of.Records) -> None:
    then, laid = laid_of(records)
    drawn = {(line.kind, key) for line in laid.lines for key in line.ends}
    for union in then.unions:
        pair = {union.union.one, union.union.other}
        assert any(line.kind in OF_COUPLES and line.ends == pair for line in laid.lines)
    for tie in then.parentages:
        kind, ends = tie.parentage.kind, {tie.parentage.child, tie.parentage.parent}
        assert any(line.kind == kind and ends <= line.ends for line in laid.lines), (tie, drawn)
    told = believed_in(then)
    for one in told:
        ends = {one.belief.one, one.belief.other}
        assert one.belief.what == ROLE or any(line.kind == BELIEVED and line.ends == ends for line in laid.lines), one
    assert sorted(mark.words for mark in laid.marks if mark.kind == "letter") == sorted((one.letter,) for one in told)


@SIZE
@given(families())
def test_a_line_is_in_one_piece_from_end_to_end(records: of.Records) -> None:
    then, laid = laid_of(records)
    spots = {spot.key: spot for spot in laid.spots}
    for tie in then.parentages:
        kind, child, parent = tie.parentage.kind, tie.parentage.child, tie.parentage.parent
        nets = {line.ends for line in laid.lines if line.kind == kind and {child, parent} <= line.ends}
        lines = [line for line in laid.lines if (line.kind == kind and line.ends in nets)]
        lines += [line for line in laid.lines if line.kind in OF_COUPLES and parent in line.ends]
        assert _reaches(spots[parent], spots[child], lines), tie
    for union in then.unions:
        pair = frozenset((union.union.one, union.union.other))
        lines = [line for line in laid.lines if line.kind in OF_COUPLES and line.ends == pair]
        assert _reaches(spots[union.union.one], spots[union.union.other], lines), union
    for belief in (one.belief for one in believed_in(then) if one.belief.what != ROLE):
        lines = [line for line in laid.lines if line.kind == BELIEVED and line.ends == {belief.one, belief.other}]
        assert _reaches(spots[belief.one], spots[belief.other], lines), belief


def _reaches(start: Spot, end: Spot, lines: list[Line]) -> bool:
    """Walking along those lines, from the edge of the one symbol to the edge of the other."""
    parts = [piece for line in lines for piece in pieces(line)]
    reached = [part for part in parts if _at(part, start)]
    left = [part for part in parts if part not in reached]
    while reached:
        now = reached.pop()
        if _at(now, end):
            return True
        met = [part for part in left if _touch(now, part)]
        reached.extend(met)
        left = [part for part in left if part not in met]
    return False


def _at(part: tuple[Point, Point], spot: Spot) -> bool:
    return any(abs(x - spot.x) <= spot.half * 1.3 + 1 and abs(y - spot.y) <= spot.half * 1.3 + 1 for x, y in part)


def _touch(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    return any(_on(point, other) for point in one) or any(_on(point, one) for point in other)


def _on(point: Point, part: tuple[Point, Point]) -> bool:
    (x, y), (to_x, to_y) = part
    inside = min(x, to_x) - 1 <= point[0] <= max(x, to_x) + 1 and min(y, to_y) - 1 <= point[1] <= max(y, to_y) + 1
    across = (to_x - x) * (point[1] - y) - (to_y - y) * (point[0] - x)
    return inside and abs(across) <= 2 * (abs(to_x - x) + abs(to_y - y) + 1)


@SIZE
@given(families())
def test_no_two_lines_of_different_ties_run_together(records: of.Records) -> None:
    _keep_apart(records)


def _keep_apart(records: of.Records) -> None:
    _, laid = laid_of(records)
    level = [(line, piece) for line in laid.lines for piece in pieces(line)]
    for (line, one), (other_line, other) in combinations(level, 2):
        if (line.kind, line.ends) == (other_line.kind, other_line.ends):
            continue
        for flat, along in ((1, 0), (0, 1)):
            if one[0][flat] == one[1][flat] and other[0][flat] == other[1][flat]:
                near = abs(one[0][flat] - other[0][flat]) < 3
                over = min(max(one[0][along], one[1][along]), max(other[0][along], other[1][along])) - max(
                    min(one[0][along], one[1][along]), min(other[0][along], other[1][along])
                )
                assert not (near and over > 3), (line, other_line, one, other)


def test_four_lines_that_come_down_on_one_small_symbol_stay_apart() -> None:
    """A pregnancy that was lost, with three who are told to be a parent, one of them in two ways."""
    figures = tuple(_figure(key, "miscarriage" if key == LOST else "born") for key in range(1, 5))
    told = ((1, "birth"), (1, "adopted"), (3, "birth"), (4, "birth"))
    ties = tuple(of.Parentage(key, LOST, parent, kind, "", "", True, "") for key, (parent, kind) in enumerate(told, 1))
    _keep_apart(of.Records(figures, (), ties, (), (), (), ()))


LOST = 2


def _figure(key: int, state: str) -> of.Figure:
    return of.Figure(key, f"Name {key}", "female", state, "", "", "", False, "", False, True, "")


@SIZE
@given(families())
def test_no_stranger_stands_in_a_household_and_nobody_who_lives_there_is_left_out(records: of.Records) -> None:
    then, laid = laid_of(records)
    homes = {home.number: home for home in households_of(then)}
    assert [one.number for one in laid.outlines] == sorted(homes)
    for one in laid.outlines:
        home = homes[one.number]
        assert one.inside | one.badged == home.members | home.also
        assert not one.inside & one.badged
        for spot in laid.spots:
            held = any(_holds(loop, spot.x, spot.y) for loop in (*one.solid, *one.dashed))
            assert held == (spot.key in one.inside), (one, spot)
            if home.sure and one.inside:
                assert any(_holds(loop, spot.x, spot.y) for loop in one.solid) == (spot.key in one.inside & home.sure)


def _holds(loop: tuple[Point, ...], x: float, y: float) -> bool:
    crossings = 0
    for place, (left, top) in enumerate(loop):
        right, bottom = loop[place - 1]
        if left == right and left > x and min(top, bottom) <= y < max(top, bottom):
            crossings += 1
    return crossings % 2 == 1


@SIZE
@given(families())
def test_the_order_of_records_changes_nothing(records: of.Records) -> None:
    turned = replace(
        records,
        figures=records.figures[::-1],
        unions=records.unions[::-1],
        parentages=records.parentages[::-1],
        twins=records.twins[::-1],
        stays=records.stays[::-1],
        homes=records.homes[::-1],
        beliefs=records.beliefs[::-1],
    )
    assert laid_of(turned) == laid_of(records)


def test_a_large_family_is_laid_out_while_one_waits() -> None:
    many = 40
    records = of.Records(
        tuple(of.Figure(key, f"Name {key}", of.SEXES[key % 3], subject=key == many) for key in range(1, many + 1)),
        tuple(of.Union(key, key, key % many + 1) for key in range(1, many, 3)),
        tuple(of.Parentage(key, key, (key * 7) % many + 1) for key in range(2, many)),
        (),
        tuple(of.Stay(key, key, key % 5 + 1) for key in range(1, many)),
        tuple(of.Home(key, f"Home {key}") for key in range(1, 6)),
    )
    start = perf_counter()
    _, laid = laid_of(records)
    assert len(laid.spots) == many
    assert perf_counter() - start < 15, "a second is usual"
