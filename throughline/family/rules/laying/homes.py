"""Outlines of households: round their members and nobody else. Who cannot be taken in bears the number. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from throughline.family.rules.households import Household
from throughline.family.rules.laying.facts import ABOVE, BOX, HALF, Outline
from throughline.family.rules.laying.outlines import Box, outline

NECK = 2 * BOX
WIDEST = 400.0
AIR = 4.0
CLEAR = 8.0


@dataclass(frozen=True)
class Ground:
    """Where everybody stands: rows in order, places, half widths, how far down words go, and the foot of each row."""

    rows: Sequence[Sequence[int]]
    x: Mapping[int, float]
    y: Mapping[int, float]
    half: Mapping[int, float]
    under: Mapping[int, float]
    floor: Sequence[float]
    level: Sequence[float]

    def core(self, key: int) -> Box:
        """What no other household may cover: the symbol and its words."""
        return (self.x[key] - 40, self.y[key] - HALF - 8, self.x[key] + 40, self.y[key] + self.under[key])

    def band(self, row: int) -> tuple[float, float]:
        """The channel under a row, free of symbols and of words."""
        top = self.level[row] + self.floor[row]
        return top, self.level[row + 1] - HALF - ABOVE - CLEAR if row + 1 < len(self.level) else top + 30


@dataclass
class _Piece:
    """Neighbours on one row who are members."""

    row: int
    keys: list[int]
    box: Box
    joined: list[Box] = field(default_factory=list)


def outlines_of(households: Sequence[Household], ground: Ground, feet: Mapping[int, float]) -> list[Outline]:
    """The outline of each household, in the order of their numbers; an earlier one is never crossed by a later."""
    taken: list[Box] = []
    found = []
    for home in households:
        if home.members or home.also:
            found.append(_outline(home, ground, taken, feet.get(home.home.key, 30.0)))
    return found


def _outline(home: Household, ground: Ground, taken: list[Box], foot: float) -> Outline:
    first = home.sure or home.unsure
    pieces = _pieces(first, ground, home.members)
    boxes, inside = _grown(pieces, ground, taken, foot)
    if not boxes:
        return Outline(home.number, home.home.key, (), (), frozenset(), home.members | home.also, (0.0, 0.0))
    solid = list(boxes)
    dashed: list[Box] = []
    if home.sure:
        for key in sorted(home.unsure, key=lambda key: (ground.y[key], ground.x[key])):
            more = _hanging(key, inside, ground, [*taken], boxes)
            if more:
                dashed.extend(more)
                inside |= {key}
    else:
        dashed, solid = solid, []
    taken.extend([*boxes, *dashed])
    lowest = max(boxes, key=lambda box: (box[3], -box[0]))
    return Outline(
        home.number,
        home.home.key,
        outline(solid) if solid else (),
        outline([*solid, *dashed]) if dashed else (),
        frozenset(inside),
        frozenset((home.members | home.also) - inside),
        (min(box[0] for box in boxes if box[3] == lowest[3]) + 14, lowest[3] - foot + 8),
    )


def _pieces(keys: Iterable[int], ground: Ground, members: frozenset[int]) -> list[_Piece]:
    """Members in runs of neighbours, with one height on each row."""
    own, found = set(keys), []
    for row, people in enumerate(ground.rows):
        here: list[list[int]] = []
        for place, key in enumerate(people):
            if key in own:
                if place and people[place - 1] in own:
                    here[-1].append(key)
                else:
                    here.append([key])
        under = max((ground.under[key] for run in here for key in run), default=0.0)
        for run in here:
            left, right = ground.x[run[0]] - ground.half[run[0]], ground.x[run[-1]] + ground.half[run[-1]]
            y = ground.level[row]
            found.append(_Piece(row, run, (left, y - HALF - ABOVE, right, y + under + 8)))
    return found


def _grown(pieces: list[_Piece], ground: Ground, taken: Sequence[Box], foot: float) -> tuple[list[Box], set[int]]:
    """The largest part that can be joined, as boxes with room for the name at its foot, and who is in it."""
    best: tuple[list[Box], set[int], list[_Piece]] = ([], set(), [])
    for start in pieces:
        boxes, inside, joined = [start.box], set(start.keys), [start]
        if _meets([start.box], taken):
            continue
        left = [piece for piece in pieces if piece is not start]
        grew = True
        while grew:
            grew = False
            for piece in sorted(left, key=lambda piece: (abs(piece.row - start.row), piece.box)):
                ways = [way for other in joined if (way := _way(other, piece, ground, inside | set(piece.keys), taken))]
                if ways:
                    boxes.extend([piece.box, *min(ways, key=len)])
                    inside |= set(piece.keys)
                    joined.append(piece)
                    left.remove(piece)
                    grew = True
        if len(inside) > len(best[1]):
            best = (boxes, inside, joined)
    boxes, inside, joined = best
    if not boxes:
        return [], set()
    row = max(piece.row for piece in joined)
    lowest = max(piece.box[3] for piece in joined if piece.row == row)
    feet = [(box[0], box[1], box[2], box[3] + foot) for box in boxes if box[3] == lowest]
    return [*boxes, *feet], inside


def _way(
    one: _Piece, other: _Piece, ground: Ground, members: set[int], taken: Sequence[Box], *, narrow: bool = False
) -> list[Box] | None:
    """Boxes that join two pieces through the channel between them, or ``None`` where something is in the way."""
    upper, lower = (one, other) if one.row <= other.row else (other, one)
    if lower.row - upper.row > 1:
        return None
    top, bottom = ground.band(upper.row)
    low, high = max(upper.box[0], lower.box[0]), min(upper.box[2], lower.box[2])
    if upper.row == lower.row:
        ways = [_bridge(upper.box, lower.box, top, bottom)]
    elif high - low >= NECK - 1:
        ways = [[(low, upper.box[3], high, lower.box[1])]]
    else:
        ways = [*_widened(upper.box, lower.box), _bridge(upper.box, lower.box, top, bottom)]
        ways = ways[::-1] if narrow else ways
    strangers = [ground.core(key) for row in ground.rows for key in row if key not in members]
    for way in ways:
        if not _meets(way, taken) and not _meets([*way, other.box], strangers) and not _meets([other.box], taken):
            return way
    return None


def _widened(upper: Box, lower: Box) -> list[list[Box]]:
    """The lower made so wide that the upper stands on it, or the other way about, where neither grows too much."""
    left, right = min(upper[0], lower[0]), max(upper[2], lower[2])
    if right - left > WIDEST + max(upper[2] - upper[0], lower[2] - lower[0]):
        return []
    return [
        [(left, lower[1], right, lower[3]), (upper[0], upper[3], upper[2], lower[1])],
        [(left, upper[1], right, upper[3]), (lower[0], upper[3], lower[2], lower[1])],
    ]


def _bridge(upper: Box, lower: Box, top: float, bottom: float) -> list[Box]:
    """Down from the one, along the channel, and to the other."""
    first, last = (upper, lower) if upper[0] <= lower[0] else (lower, upper)
    low, high = min(first[2] - NECK, last[0]), max(first[2], last[0] + NECK)
    way = [(low, top, high, bottom)]
    for box in (upper, lower):
        if box[3] < top:
            inner = (max(box[0], low), box[3], min(box[2], high), top)
            way.append(inner if inner[2] - inner[0] > 0 else (box[0], box[3], box[2], top))
        if box[1] > bottom:
            way.append((max(box[0], low), bottom, min(box[2], high), box[1]))
    return way


def _hanging(key: int, inside: set[int], ground: Ground, taken: Sequence[Box], own: Sequence[Box]) -> list[Box]:
    """The box of somebody who may have lived there, to where it meets the outline; nothing where it cannot."""
    row = next(place for place, keys in enumerate(ground.rows) if key in keys)
    people = list(ground.rows[row])
    place = people.index(key)
    y, half, x = ground.level[row], ground.half[key], ground.x[key]
    box = (x - half, y - HALF - ABOVE, x + half, y + ground.under[key] + 8)
    strangers = [ground.core(other) for keys in ground.rows for other in keys if other != key and other not in inside]
    beside = [people[at] for at in (place - 1, place + 1) if 0 <= at < len(people)]
    ways = []
    for other in beside:
        if other in inside:
            edge = ground.x[other]
            ways.append([(min(box[0], edge), box[1], max(box[2], edge), box[3])])
    piece = _Piece(row, [key], box)
    for other in sorted(inside):
        at = next(place for place, keys in enumerate(ground.rows) if other in keys)
        holder = next((one for one in own if _holds(one, ground.x[other], ground.y[other])), None)
        if holder and abs(at - row) <= 1 and not ways:
            way = _way(_Piece(at, [other], holder), piece, ground, inside | {key}, taken, narrow=True)
            ways += [[box, *way]] if way else []
    return next((way for way in ways if not _meets(way, taken) and not _meets(way, strangers)), [])


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] < x < box[2] and box[1] < y < box[3]


def _meets(ours: Iterable[Box], theirs: Sequence[Box]) -> bool:
    return any(
        one[0] < other[2] + AIR and other[0] < one[2] + AIR and one[1] < other[3] + AIR and other[1] < one[3] + AIR
        for one in ours
        for other in theirs
    )
