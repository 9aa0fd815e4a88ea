"""Who each agency took people to be on a day, beside what is now known. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from throughline.family.rules import records as of
from throughline.family.rules.asat import NO, YES, FamilyThen, ParentageThen, UnionThen
from throughline.family.rules.inwords.words import listed, union_words
from throughline.family.rules.roles import role_word
from throughline.family.rules.words import parent_word
from throughline.family.rules.words import union_words as kind_words

NOTHING = "Nothing is recorded"
LASTING = (of.BIRTH, of.ADOPTED)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one agency believed, what is now known, whether the two cannot both be so, and where the belief is from.

    `is_known` where the very tie is among what is now known.
    """

    agency: str
    believed: str
    known: str
    differs: bool
    source: str
    is_known: bool
    belief: of.Belief


def taken_of(then: FamilyThen) -> tuple[Taken, ...]:
    """Each belief of that day about a tie, or about who somebody was, by agency; nothing of who was not there."""
    people = {one.figure.key: one.figure for one in then.figures}
    found = []
    for one in then.beliefs:
        if one.one in people and (not one.other or one.other in people):
            believed, known, differs, same = _TELLS[one.what](one, then, people)
            doubt = "" if one.certain else ", not certain"
            found.append(Taken(one.agency, f"{believed}{doubt}", known or NOTHING, differs, one.source, same, one))
    return tuple(found)


People = Mapping[int, of.Figure]
Said = tuple[str, str, bool, bool]


def _parentage(one: of.Belief, then: FamilyThen, people: People) -> Said:
    """A child has two parents by birth at the most, and one of each sex: another is not so."""
    child = people[one.one].name
    same = [
        tie
        for tie in then.parentages
        if tie.parentage.child == one.one and (tie.parentage.kind in LASTING) == (one.kind in LASTING)
    ]
    believed = f"{people[one.other].name}: {parent_word(one.kind)} of {child}"
    known = listed([f"{people[tie.parentage.parent].name}, {_parent(tie)}" for tie in same])
    of_kind = [tie for tie in same if tie.parentage.kind == one.kind and tie.is_certain]
    if any(tie.parentage.parent == one.other and tie.parentage.kind == one.kind for tie in same):
        return believed, known, False, True
    return believed, known, _no_room(one, (people[tie.parentage.parent] for tie in of_kind), people), False


def _no_room(one: of.Belief, known: Iterable[of.Figure], people: People) -> bool:
    there = list(known)
    if one.kind != of.BIRTH:
        return bool(there)
    sex = people[one.other].sex
    return len(there) > 1 or any(figure.sex == sex != of.NOT_KNOWN for figure in there)


def _parent(tie: ParentageThen) -> str:
    return f"{parent_word(tie.parentage.kind)}{'' if tie.is_certain else ', not certain'}"


def _union(one: of.Belief, then: FamilyThen, people: People) -> Said:
    """What is known of the two; where they were not together, what is known of either with somebody else."""
    two = {one.one, one.other}
    believed = f"{people[one.one].name} and {people[one.other].name}: {kind_words(one.kind, one.ended).lower()}"
    of_two = [tie for tie in then.unions if {tie.union.one, tie.union.other} == two]
    lasting = [tie for tie in of_two if tie.over != YES] or of_two[-1:]
    if lasting:
        sure = [tie for tie in lasting if tie.is_certain]
        same = any(tie.union.kind == one.kind and (tie.over == YES) == bool(one.ended) for tie in lasting)
        return (
            believed,
            listed([f"{_names(tie, people)}: {union_words(tie)}" for tie in lasting]),
            bool(sure) and not same,
            same,
        )
    others = [tie for tie in then.unions if {tie.union.one, tie.union.other} & two and tie.over == NO]
    known = listed([f"{_names(tie, people)}: {union_words(tie)}" for tie in others])
    return believed, known, any(tie.is_certain for tie in others) and not one.ended, False


def _names(tie: UnionThen, people: People) -> str:
    return f"{people[tie.union.one].name} and {people[tie.union.other].name}"


def _role(one: of.Belief, then: FamilyThen, people: People) -> Said:
    """Words are held against words, so a person judges whether they differ."""
    figure = people[one.one]
    relation = f"{figure.name}: {figure.relation}" if figure.relation else ""
    return f"{figure.name}: {role_word(one.kind, one.words)}", relation, False, False


_TELLS = {"parentage": _parentage, "union": _union, "role": _role}
