"""What has to be drawn between people: couples, and nets of children that hang from one couple or one parent. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen, ParentageThen, UnionThen
from throughline.family.rules.inwords.lettered import COUPLE, PARENT, ROLE, Lettered
from throughline.family.rules.laying.facts import BELIEVED, MARRIAGE, TOGETHER

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Couple:
    """Two people and what is recorded between them: nothing, where they only have a child together."""

    pair: Pair
    unions: tuple[UnionThen, ...] = ()

    @property
    def is_certain(self) -> bool:
        """All that is recorded is known."""
        return all(one.is_certain for one in self.unions)

    @property
    def kind(self) -> str:
        """How their line is drawn: solid as of a marriage, or as of two who are together and never married."""
        married = any(one.union.kind in (of.MARRIED, of.CIVIL) for one in self.unions)
        return MARRIAGE if married or not self.unions else TOGETHER

    @property
    def latest(self) -> tuple[bool, str, int]:
        """Sorts couples that go on, and then later ones, before earlier; those with nothing recorded last."""
        if not self.unions:
            return (True, "", 0)
        last = max(self.unions, key=lambda one: (not one.ending, one.union.since or one.union.until, one.union.key))
        return (bool(last.ending), _turned(last.union.since or last.union.until), last.union.key)


@dataclass(slots=True)
class Net:
    """Children of one kind of tie to the same parents: each with whether its tie is certain."""

    kind: str
    parents: tuple[int, ...]
    children: dict[int, bool] = field(default_factory=dict)

    @property
    def key(self) -> tuple[int, tuple[int, ...]]:
        """Orders nets."""
        return (of.PARENTAGES.index(self.kind), self.parents)


def _turned(text: str) -> str:
    return "".join(chr(255 - ord(letter)) if ord(letter) < 255 else letter for letter in text) or "\x00"


def pair_of(one: int, other: int) -> Pair:
    """Two people, the lower key first."""
    return (one, other) if one < other else (other, one)


def ties_of(then: FamilyThen, rows: Mapping[int, int]) -> tuple[list[Couple], list[Net]]:
    """Couples and nets, in an order that only the keys decide."""
    couples: dict[Pair, list[UnionThen]] = {}
    for one in then.unions:
        couples.setdefault(pair_of(one.union.one, one.union.other), []).append(one)
    nets: dict[tuple[str, tuple[int, ...]], Net] = {}
    for (child, kind), found in _by_child(then.parentages).items():
        for parents in _parents(kind, sorted(found), couples, rows):
            net = nets.setdefault((kind, parents), Net(kind, parents))
            net.children[child] = all(found[parent] for parent in parents)
            if len(parents) == 2:
                couples.setdefault((parents[0], parents[1]), [])
    made = [Couple(pair, tuple(found)) for pair, found in sorted(couples.items())]
    return made, sorted(nets.values(), key=lambda net: net.key)


@dataclass(frozen=True, slots=True)
class BelievedTies:
    """What an agency believed, by letters: nets of one child and one parent, couples, and who was taken for another."""

    nets: tuple[tuple[str, Net], ...]
    couples: tuple[tuple[str, Couple], ...]
    people: tuple[tuple[str, int], ...]


def believed_ties(believed: Iterable[Lettered]) -> BelievedTies:
    """The same as it is drawn, each by itself."""
    found: dict[str, list[Lettered]] = {PARENT: [], COUPLE: [], ROLE: []}
    for told in believed:
        found[told.belief.what].append(told)
    return BelievedTies(
        tuple((one.letter, Net(BELIEVED, (one.belief.other,), {one.belief.one: True})) for one in found[PARENT]),
        tuple((one.letter, Couple(pair_of(one.belief.one, one.belief.other))) for one in found[COUPLE]),
        tuple((one.letter, one.belief.one) for one in found[ROLE]),
    )


def _by_child(ties: Iterable[ParentageThen]) -> dict[tuple[int, str], dict[int, bool]]:
    found: dict[tuple[int, str], dict[int, bool]] = {}
    for one in ties:
        parents = found.setdefault((one.parentage.child, one.parentage.kind), {})
        parents[one.parentage.parent] = parents.get(one.parentage.parent, True) and one.is_certain
    return found


def _parents(
    kind: str, found: list[int], couples: Mapping[Pair, list[UnionThen]], rows: Mapping[int, int]
) -> list[tuple[int, ...]]:
    """The parents of a child by one kind of tie, in pairs where they are a couple on one row, else each alone."""
    left, pairs = list(found), []
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            if one in left and other in left and couples.get(pair_of(one, other)) and rows[one] == rows[other]:
                pairs.append((one, other))
                left = [key for key in left if key not in (one, other)]
    by_nature = kind in (of.BIRTH, of.ADOPTED, of.FOSTERED)
    if by_nature and len(left) == 2 and rows[left[0]] == rows[left[1]]:
        pairs.append((left[0], left[1]))
        left = []
    return [*pairs, *((key,) for key in left)]
