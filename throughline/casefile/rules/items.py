"""The things that a thread joins, and the thread itself: a graph in which every line goes from earlier to later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from throughline.impact.rules import HeldBack, Read

FINDING, THEME, LEARNING_POINT = "finding", "theme", "learning_point"
RECOMMENDATION, ACTION, EVIDENCE, MEASURE = "recommendation", "action", "evidence", "measure"
DISSENT, NATIONAL, COMMITTEE = "dissent", "national_ask", "committee_recommendation"
PROGRESS, IMPACT, CASE_STUDY = "progress", "impact", "case_study"

BEGINNINGS = (FINDING, THEME, LEARNING_POINT)
STATEMENTS = (PROGRESS, IMPACT, CASE_STUDY)
EFFECTS = (IMPACT, CASE_STUDY)
# What stands beside what was asked: who does it or says that it is done, who is asked elsewhere, who disagrees.
DOING = (ACTION, PROGRESS, NATIONAL, DISSENT)


# A case study tells of harm to a child: lists, pictures and trails say that there is one; its words are a step away.
STUDY = "A case study: one family’s story, one step further on"


def in_short(kind: str, text: str) -> str:
    """What lists, pictures and trails say of an item: its words, but never those of a case study."""
    return STUDY if kind == CASE_STUDY else text


class Kind(NamedTuple):
    """What a kind of item is called, its letter in pictures, and the part of its address."""

    word: str
    many: str
    letter: str
    path: str


KINDS = {
    FINDING: Kind("Finding", "findings", "F", "findings"),
    THEME: Kind("Theme", "themes", "T", "themes"),
    LEARNING_POINT: Kind("Learning point", "learning points", "L", "learning-points"),
    RECOMMENDATION: Kind("Recommendation", "recommendations", "R", "recommendations"),
    ACTION: Kind("Action", "actions", "A", "actions"),
    NATIONAL: Kind("National ask", "national asks", "N", "national-asks"),
    DISSENT: Kind("Dissent", "dissents", "D", "dissents"),
    COMMITTEE: Kind("Ask of a committee", "asks of committees", "B", "committee-recommendations"),
    PROGRESS: Kind("Progress", "statements of progress", "P", "statements"),
    EVIDENCE: Kind("Evidence", "pieces of evidence", "E", "evidence"),
    IMPACT: Kind("Effect", "statements of effect", "I", "statements"),
    CASE_STUDY: Kind("Case study", "case studies", "C", "statements"),
    MEASURE: Kind("Measure", "measures", "M", "measures"),
}
ORDER = {kind: place for place, kind in enumerate(KINDS)}


class Key(NamedTuple):
    """Which item: its kind and its number in the record."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Item:
    """One finding, recommendation, action and so on, with what the thread needs to know of it.

    `label` is its short name in pictures (``F4``), `since` the day it was recorded, `state` an action's state, a
    recommendation’s answer or ``accepted`` for evidence, `state_on` the day it came into it. `agency`, `made_by` and
    `source` are
    numbers of records, 0 where there is none; `origin` too, of what an agency asked of itself, where this follows it.
    `passed` is how a recommendation was passed on (`patterns.rules`): it joins an earlier one, or its place was taken.
    `held` is why it is kept and shown to nobody but its keepers: its text is then the sentence that says so.
    """

    kind: str
    id: int
    text: str
    since: date
    number: str = ""
    label: str = ""
    review: int = 0
    owner: str = ""
    agency: int = 0
    state: str = ""
    state_on: date | None = None
    state_by: int = 0
    due_on: date | None = None
    due_text: str = ""
    again_on: date | None = None
    lasts: str = ""
    updates: int = 0
    updated_on: date | None = None
    unit: str = ""
    better: str = "higher"
    target: Decimal | None = None
    guarded_by: str = ""
    readings: tuple[Read, ...] = ()
    outcome: str = ""
    why: str = ""
    made_by: int = 0
    source: int = 0
    origin: int = 0
    held: HeldBack | None = None
    passed: str = ""

    @property
    def key(self) -> Key:
        """Which item this is."""
        return Key(self.kind, self.id)

    @property
    def name(self) -> str:
        """``Finding 4``; for an item without a number its kind and its place, ``Progress 3``."""
        return f"{KINDS[self.kind].word} {self.number or self.label[1:]}"

    @property
    def url(self) -> str:
        """The address of its own page."""
        return f"/{KINDS[self.kind].path}/{self.id}/"


@dataclass(frozen=True)
class Thread:
    """The items of one review in the order of their kinds and numbers, and the lines that join earlier to later.

    What is `held` back for want of consent stands aside: no rule, list, picture or figure meets it by chance.
    """

    review: int
    items: tuple[Item, ...]
    links: frozenset[tuple[Key, Key]] = field(default=frozenset())
    held: tuple[Item, ...] = ()

    @cached_property
    def whole(self) -> Thread:
        """The thread with what is held back in its place, for the page of such a record."""
        every = sorted((*self.items, *self.held), key=lambda item: ORDER[item.kind])
        return Thread(self.review, tuple(every), self.links) if self.held else self

    @cached_property
    def by_key(self) -> dict[Key, Item]:
        """Every item by its key."""
        return {item.key: item for item in self.items}

    @cached_property
    def _later(self) -> dict[Key, list[Item]]:
        return self._sides(0)

    @cached_property
    def _earlier(self) -> dict[Key, list[Item]]:
        return self._sides(1)

    def _sides(self, side: int) -> dict[Key, list[Item]]:
        place = {item.key: number for number, item in enumerate(self.items)}
        sides: dict[Key, list[Item]] = {item.key: [] for item in self.items}
        for link in self.links:
            if link[0] in place and link[1] in place:
                sides[link[side]].append(self.by_key[link[1 - side]])
        for others in sides.values():
            others.sort(key=lambda item: place[item.key])
        return sides

    def of(self, *kinds: str) -> Iterator[Item]:
        """The items of these kinds, in order."""
        return (item for item in self.items if item.kind in kinds)

    def later(self, item: Item, *kinds: str) -> list[Item]:
        """What the item leads to in one step, of these kinds or of any."""
        return [other for other in self._later[item.key] if not kinds or other.kind in kinds]

    def earlier(self, item: Item, *kinds: str) -> list[Item]:
        """What leads to the item in one step, of these kinds or of any."""
        return [other for other in self._earlier[item.key] if not kinds or other.kind in kinds]

    def onwards(self, start: Item) -> frozenset[Key]:
        """The item and everything that can be reached from it forwards."""
        return self._closure(start, self._later)

    def backwards(self, start: Item) -> frozenset[Key]:
        """The item and everything that leads to it."""
        return self._closure(start, self._earlier)

    def _closure(self, start: Item, sides: dict[Key, list[Item]]) -> frozenset[Key]:
        seen, waiting = {start.key}, [start.key]
        while waiting:
            for other in sides[waiting.pop()]:
                if other.key not in seen:
                    seen.add(other.key)
                    waiting.append(other.key)
        return frozenset(seen)


def thread_of(review: int, items: Iterable[Item], links: Iterable[tuple[Key, Key]]) -> Thread:
    """A thread whose items stand in the order of their kinds, each labelled. Lines to items elsewhere are left out.

    `items` come in the order in which each kind is to be shown. An item without a number is labelled by its place.
    """
    ordered = sorted(items, key=lambda item: ORDER[item.kind])
    counts: dict[str, int] = {}
    labelled = []
    for item in ordered:
        counts[item.kind] = counts.get(item.kind, 0) + 1
        labelled.append(_labelled(item, f"{KINDS[item.kind].letter}{item.number or counts[item.kind]}"))
    known = {item.key for item in labelled}
    joined = frozenset(link for link in links if link[0] in known and link[1] in known)
    shown = tuple(item for item in labelled if item.held is None)
    return Thread(review, shown, joined, tuple(item for item in labelled if item.held is not None))


def _labelled(item: Item, label: str) -> Item:
    values = {name: getattr(item, name) for name in Item.__slots__}
    return Item(**{**values, "label": label})
