"""What one person is to another, in a word, from the ties that are recorded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from throughline.family.rules import records as of

_WORDS = {
    "parent": ("mother", "father", "parent"),
    "child": ("daughter", "son", "child"),
    "sibling": ("sister", "brother", "sibling"),
    "grandparent": ("grandmother", "grandfather", "grandparent"),
    "grandchild": ("granddaughter", "grandson", "grandchild"),
    "aunt": ("aunt", "uncle", "aunt or uncle"),
    "niece": ("niece", "nephew", "niece or nephew"),
    "spouse": ("wife", "husband", "spouse"),
}
_LINE = (of.BIRTH, of.ADOPTED)
_TOGETHER = {of.MARRIED: "spouse", of.CIVIL: "civil partner", of.ENGAGED: "fiancé"}


def called(word: str, sex: str) -> str:
    """``mother``, ``father`` or ``parent``; other words stay as they are."""
    words = _WORDS.get(word)
    return words[0 if sex == of.FEMALE else 1 if sex == of.MALE else 2] if words else word


@dataclass
class Relations:
    """Who is what to whom, by the ties of those records, whenever they stood."""

    records: of.Records
    _people: dict[int, of.Figure] = field(init=False)
    _parents: dict[int, set[int]] = field(init=False)
    _children: dict[int, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._people = {one.key: one for one in sorted(self.records.figures, key=lambda one: one.key)}
        self._parents = {key: set() for key in self._people}
        self._children = {key: set() for key in self._people}
        for tie in self.records.parentages:
            if tie.kind in _LINE and tie.child in self._people and tie.parent in self._people:
                self._parents[tie.child].add(tie.parent)
                self._children[tie.parent].add(tie.child)

    def word(self, subject: int, other: int) -> str:
        """What `other` is to `subject`: ``half-sister``, ``uncle``, ``Maple’s father``, or ``""`` where no tie says."""
        if subject == other:
            return "this child"
        sex = self._people[other].sex
        for found in (
            self._of_the_line(subject, other, sex),
            self._by_care(subject, other, sex),
            self._by_union(subject, other, sex),
            self._through_another(subject, other, sex),
        ):
            if found:
                return found
        return ""

    def siblings(self, one: int, other: int) -> str:
        """``sibling``, ``half-sibling``, ``sibling or half-sibling`` where parents are not all recorded, or ``""``."""
        mine, theirs = self._parents[one], self._parents[other]
        shared = mine & theirs
        if not shared:
            return ""
        if len(shared) > 1:
            return "sibling"
        return "half-sibling" if len(mine) > 1 and len(theirs) > 1 else "either"

    def _of_the_line(self, subject: int, other: int, sex: str) -> str:
        for kind, words in ((of.ADOPTED, "adoptive "), (of.BIRTH, "")):
            if self._tied(subject, other, kind):
                return words + called("parent", sex)
            if self._tied(other, subject, kind):
                return ("adopted " if words else "") + called("child", sex)
        between = self.siblings(subject, other)
        if between:
            word = called("sibling", sex)
            return {"sibling": word, "half-sibling": f"half-{word}", "either": f"{word} or half-{word}"}[between]
        up, down = self._distances(subject, self._parents), self._distances(other, self._parents)
        if other in up:
            return _great(up[other] - 2) + called("grandparent", sex)
        if subject in down:
            return _great(down[subject] - 2) + called("grandchild", sex)
        shared = [(up[key], down[key]) for key in up.keys() & down.keys()]
        return _aside(*min(shared), sex=sex) if shared else ""

    def _by_care(self, subject: int, other: int, sex: str) -> str:
        parent, child = called("parent", sex), called("child", sex)
        for kind, upward, downward in (
            (of.FOSTERED, "foster carer", f"foster {child}"),
            (of.GUARDIAN, "guardian", "ward"),
            (of.STEP, f"step-{parent}", f"step-{child}"),
        ):
            if self._tied(subject, other, kind):
                return upward
            if self._tied(other, subject, kind):
                return downward
        mine, theirs = self._carers(subject, of.FOSTERED), self._carers(other, of.FOSTERED)
        both = mine & theirs or mine & self._parents[other] or theirs & self._parents[subject]
        return f"foster {called('sibling', sex)}" if both else ""

    def _by_union(self, subject: int, other: int, sex: str) -> str:
        for union in self._unions(subject):
            if other in (union.one, union.other):
                return _partner(union, sex)
        for parent in sorted(self._parents[subject]):
            for union in self._unions(parent):
                if other in (union.one, union.other):
                    return f"{called('parent', self._people[parent].sex)}’s {_partner(union, sex)}"
                ours = union.other if union.one == parent else union.one
                if ours in self._parents[other]:
                    return f"step-{called('sibling', sex)}"
        return ""

    def _through_another(self, subject: int, other: int, sex: str) -> str:
        """Somebody’s mother, father or partner, where that somebody has a word of their own."""
        for near in sorted(self._children[other]):
            if self._near(subject, near):
                return f"{self._people[near].name}’s {called('parent', sex)}"
        for union in self._unions(other):
            near = union.other if union.one == other else union.one
            if self._near(subject, near):
                return f"{self._people[near].name}’s {_partner(union, sex)}"
        return ""

    def _near(self, subject: int, other: int) -> bool:
        sex = self._people[other].sex
        return bool(self._of_the_line(subject, other, sex) or self._by_care(subject, other, sex))

    def _tied(self, child: int, parent: int, kind: str) -> bool:
        return any((one.child, one.parent, one.kind) == (child, parent, kind) for one in self.records.parentages)

    def _carers(self, child: int, kind: str) -> set[int]:
        return {one.parent for one in self.records.parentages if one.child == child and one.kind == kind}

    def _unions(self, key: int) -> list[of.Union]:
        """The unions of somebody, those that go on before those that ended."""
        found = (one for one in self.records.unions if key in (one.one, one.other) and one.one != one.other)
        known = (one for one in found if one.one in self._people and one.other in self._people)
        return sorted(known, key=lambda one: (bool(one.ended), one.key))

    def _distances(self, start: int, ways: dict[int, set[int]]) -> dict[int, int]:
        """How many steps up each forebear is; somebody who is their own forebear is not walked twice."""
        found: dict[int, int] = {}
        edge, steps = {start}, 0
        while edge:
            steps += 1
            edge = {parent for key in edge for parent in ways[key]} - found.keys() - {start}
            found.update(dict.fromkeys(edge, steps))
        return found


def _great(many: int) -> str:
    return "great-" * many


def _aside(up: int, down: int, *, sex: str) -> str:
    """By the nearest forebear they share: `up` steps from the subject and `down` from the other."""
    if down == 1:
        return _great(up - 2) + called("aunt", sex)
    if up == 1:
        return _great(down - 2) + called("niece", sex)
    return "cousin" if up == down == 2 else "relative"


def _partner(union: of.Union, sex: str) -> str:
    word = called(_TOGETHER.get(union.kind, "partner"), sex)
    return f"former {word}" if union.ended in (of.PARTED, of.DIVORCED) else word


def words_for(records: of.Records) -> dict[int, str]:
    """What each person is to the child of the case: as recorded, else as the ties say, to the first such child."""
    figures = sorted(records.figures, key=lambda one: one.key)
    subjects = [one.key for one in figures if one.subject]
    relations = Relations(records)
    return {one.key: one.relation or _computed(relations, subjects, one) for one in figures}


def _computed(relations: Relations, subjects: Iterable[int], one: of.Figure) -> str:
    if one.subject:
        return "this child"
    return next(_words(relations, subjects, one.key), "")


def _words(relations: Relations, subjects: Iterable[int], other: int) -> Iterator[str]:
    for subject in subjects:
        word = relations.word(subject, other)
        if word:
            yield word
