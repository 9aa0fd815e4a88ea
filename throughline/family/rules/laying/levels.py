"""Generations: who stands on which row. Pure.

Every tie asks for a difference of rows. Births are heard first, then unions, then the rest; a tie that asks for what
an earlier one has ruled out is drawn across the rows. So records that contradict themselves are drawn all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen

_FIRST = (of.BIRTH, of.ADOPTED)
_LAST = (of.FOSTERED, of.GUARDIAN, of.STEP)


def levels(then: FamilyThen, homes: Iterable[frozenset[int]] = ()) -> dict[int, int]:
    """The row of each person, 0 at the top. `homes` are those who live together: they help to place who has no ties."""
    joined = _Joined(one.figure.key for one in then.figures)
    for lower, upper, step in _asked(then):
        joined.ask(lower, upper, step)
    groups = sorted(joined.groups(), key=lambda group: _weight(group, then))
    if not groups:
        return {}
    placed = _from_top(groups[0])
    for group in groups[1:]:
        placed.update(_beside(group, placed, homes))
    least = min(placed.values())
    return {key: row - least for key, row in sorted(placed.items())}


def _asked(then: FamilyThen) -> Iterator[tuple[int, int, int]]:
    for kinds in (_FIRST[:1], None, _FIRST[1:], _LAST):
        if kinds is None:
            for one in then.unions:
                yield one.union.one, one.union.other, 0
            continue
        for tie in then.parentages:
            if tie.parentage.kind in kinds:
                yield tie.parentage.child, tie.parentage.parent, 1
    for twins in then.twins:
        yield twins.one, twins.other, 0


def _weight(group: dict[int, int], then: FamilyThen) -> tuple[bool, int, int]:
    subjects = {one.figure.key for one in then.figures if one.figure.subject}
    return not subjects & group.keys(), -len(group), min(group)


def _from_top(group: dict[int, int]) -> dict[int, int]:
    least = min(group.values())
    return {key: row - least for key, row in group.items()}


def _beside(group: dict[int, int], placed: dict[int, int], homes: Iterable[frozenset[int]]) -> dict[int, int]:
    """A group without ties to those placed: on the rows of those with whom it lives, else low down."""
    rows = _from_top(group)
    for home in homes:
        own, others = sorted(home & group.keys()), sorted(placed[key] for key in home & placed.keys())
        if own and others:
            move = others[(len(others) - 1) // 2] - rows[own[0]]
            return {key: row + move for key, row in rows.items()}
    deepest = max(placed.values())
    move = max(0, deepest - max(rows.values()) - (1 if len(group) == 1 and deepest else 0))
    return {key: row + move for key, row in rows.items()}


class _Joined:
    """People joined into groups, each with its row against the others of the group."""

    def __init__(self, keys: Iterable[int]) -> None:
        self._group = {key: {key: 0} for key in keys}

    def ask(self, lower: int, upper: int, step: int) -> None:
        """`lower` stands `step` rows under `upper`, unless it was settled otherwise before."""
        one, other = self._group[upper], self._group[lower]
        if one is other:
            return
        move = one[upper] + step - other[lower]
        for key, row in other.items():
            one[key] = row + move
            self._group[key] = one

    def groups(self) -> list[dict[int, int]]:
        """Each group once."""
        return list({id(group): group for group in self._group.values()}.values())
