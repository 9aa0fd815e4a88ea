"""The same picture in words: who lived together, how they are related, and what is not certain. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from throughline.family.rules import records as of
from throughline.family.rules.asat import PERHAPS, YES, FamilyThen, FigureThen, UnionThen
from throughline.family.rules.households import Household, households_of
from throughline.family.rules.inwords.doubts import uncertain
from throughline.family.rules.inwords.words import KINDS, aged, listed
from throughline.family.rules.laying.levels import levels
from throughline.family.rules.laying.ties import Net, ties_of
from throughline.family.rules.relations import Relations, called
from throughline.kernel import periods

HERS = {of.FEMALE: "her", of.MALE: "his"}
SHE = {of.FEMALE: "She is", of.MALE: "He is"}


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences: of homes (a head and the rest), of relations, and of what is not certain."""

    homes: tuple[tuple[str, str], ...]
    relations: tuple[str, ...]
    uncertain: tuple[str, ...]


def told(then: FamilyThen, records: of.Records) -> Told:
    """That family in words. `records` are those it was taken from: they say what people are to one another."""
    rows = levels(then)
    _, nets = ties_of(then, rows)
    people = {one.figure.key: one for one in then.figures}
    homes = households_of(then)
    return Told(
        tuple(_homes(homes, people, then, rows)),
        (*_related(nets, people, then, Relations(records)), *_together(then, nets, people), *_twins(then, people)),
        uncertain(then, homes),
    )


def _homes(
    homes: Sequence[Household], people: Mapping[int, FigureThen], then: FamilyThen, rows: Mapping[int, int]
) -> Iterator[tuple[str, str]]:
    housed = {key for home in homes for key in home.members | home.also}
    for home in homes:
        words = [f"{_members(home, people, then, rows)}."] if home.sure else []
        for key in sorted(home.unsure):
            why = "accounts differ" if key in home.differ else "not certain"
            words.append(f"{aged(people[key])}: {why}.")
        words += [f"{aged(people[key])}, also lives elsewhere." for key in sorted(home.also)]
        yield f"{home.number}. {home.home.name}.", " ".join(words)
    rest = [one for one in then.figures if one.figure.key not in housed and one.state == of.BORN and one.dead != YES]
    if rest:
        yield "In no household shown.", f"{'; '.join(aged(one) for one in rest)}."


def _members(home: Household, people: Mapping[int, FigureThen], then: FamilyThen, rows: Mapping[int, int]) -> str:
    """``Willow, 27, and her children Maple, 7, and Alder, 2``, where they are one parent's; else everybody in a row."""
    keys = sorted(home.sure, key=lambda key: (rows[key], periods.sort_key(people[key].figure.born), key))
    parents = {(one.parentage.child, one.parentage.parent) for one in then.parentages if one.parentage.kind == of.BIRTH}
    head, rest = keys[0], keys[1:]
    if rest and all((key, head) in parents for key in rest):
        sex = people[head].figure.sex
        word = called("child", people[rest[0]].figure.sex) if len(rest) == 1 else "children"
        return f"{aged(people[head])}, and {HERS.get(sex, 'their')} {word} {_row(rest, people)}"
    return _row(keys, people)


def _row(keys: Sequence[int], people: Mapping[int, FigureThen]) -> str:
    names = [aged(people[key]) for key in keys]
    return ", and ".join(([", ".join(names[:-1])] if len(names) > 1 else []) + names[-1:])


def _related(
    nets: Sequence[Net], people: Mapping[int, FigureThen], then: FamilyThen, relations: Relations
) -> Iterator[str]:
    subjects = [key for key, one in people.items() if one.figure.subject]
    for net in sorted(nets, key=lambda net: (not set(subjects) & net.children.keys(), net.key)):
        children = sorted(net.children)
        names = [people[key].figure.name for key in children]
        parents = listed([people[key].figure.name for key in net.parents])
        verb = "are" if len(names) > 1 else "is"
        sure = (
            ""
            if all(net.children.values())
            else " It is not certain for all."
            if len(names) > 1
            else " It is not certain."
        )
        yield (
            f"{_tied(net.kind, listed(names), verb, parents)}{_ended(net, then, people)}.{_deaths(net, people)}{sure}"
            + "".join(
                f" {_sibling(key, subjects, people, relations, alone=len(children) == 1)}"
                for key in children
                if net.kind == of.BIRTH and _half(key, subjects, relations)
            )
        )


def _tied(kind: str, names: str, verb: str, parents: str) -> str:
    many = verb == "are"
    if kind == of.FOSTERED:
        return f"{names} {verb} fostered by {parents}"
    if kind == of.ADOPTED:
        return f"{names} {verb} adopted by {parents}"
    if kind == of.GUARDIAN:
        several = " and " in parents
        return f"{parents} {'are guardians' if several else 'is guardian'} of {names}"
    if kind == of.STEP:
        return f"{names} {verb} {'step-children' if many else 'a step-child'} of {parents}"
    return f"{names} {verb} the {'children' if many else 'child'} of {parents}"


def _half(key: int, subjects: Sequence[int], relations: Relations) -> str:
    return next((found for one in subjects if one != key and (found := relations.siblings(one, key))), "")


def _sibling(
    key: int, subjects: Sequence[int], people: Mapping[int, FigureThen], relations: Relations, *, alone: bool
) -> str:
    """``She is Alder’s half-sister.``, or by name where the sentence before named several."""
    subject = next(one for one in subjects if one != key and relations.siblings(one, key))
    sex = people[key].figure.sex
    by_name = f"{people[key].figure.name} is"
    start = SHE.get(sex, by_name) if alone else by_name
    return f"{start} {people[subject].figure.name}’s {relations.word(subject, key)}."


def _ended(net: Net, then: FamilyThen, people: Mapping[int, FigureThen]) -> str:
    """``, who parted in 2018``; of those who were together more than once each time stands by itself."""
    between = [one for one in then.unions if _pair(one) == net.parents]
    if len(between) != 1 or not between[0].ending or between[0].ending == of.WIDOWED:
        return ""
    (one,) = between
    return f", who {'may have ' if one.over == PERHAPS else ''}{one.ending}{_when(one.union.until)}"


def _pair(one: UnionThen) -> tuple[int, ...]:
    return tuple(sorted((one.union.one, one.union.other)))


def _deaths(net: Net, people: Mapping[int, FigureThen]) -> str:
    dead = [people[key].figure for key in net.parents if people[key].dead == YES]
    return "".join(f" {one.name} died{_when(one.died)}." for one in dead)


def _when(iso: str) -> str:
    period = periods.parse(iso)
    if period is None:
        return ""
    return f" {'on' if period.start.day and not period.end else 'between' if period.end else 'in'} " + (
        period.words.replace(" to ", " and ") if period.end else period.words
    )


def _together(then: FamilyThen, nets: Sequence[Net], people: Mapping[int, FigureThen]) -> Iterator[str]:
    told_already = {net.parents for net in nets if _ended(net, then, people)}
    for one in sorted(
        then.unions, key=lambda one: (periods.sort_key(one.union.since or one.union.until), one.union.key)
    ):
        if not one.ending or _pair(one) not in told_already:
            yield _union(one, people)


def _union(one: UnionThen, people: Mapping[int, FigureThen]) -> str:
    names = f"{people[one.union.one].figure.name} and {people[one.union.other].figure.name}"
    if one.ending:
        if one.ending == of.WIDOWED:
            return f"{names} were {KINDS[one.union.kind]} until one of them died."
        perhaps = "may have " if one.over == PERHAPS else ""
        return f"{names} {perhaps}{one.ending}{_when(one.union.until)}."
    doubt = "" if one.is_certain else " It is not certain."
    if YES in (people[one.union.one].dead, people[one.union.other].dead):
        return f"{names} were {KINDS[one.union.kind]}.{doubt}"
    since = f"have been {KINDS[one.union.kind]} since {periods.in_words(one.union.since)}" if one.union.since else ""
    return f"{names} {since or f'are {KINDS[one.union.kind]}'}.{doubt}"


def _twins(then: FamilyThen, people: Mapping[int, FigureThen]) -> Iterator[str]:
    for one in then.twins:
        kind = {True: "identical twins", False: "twins, not identical", None: "twins"}[one.identical]
        yield f"{people[one.one].figure.name} and {people[one.other].figure.name} are {kind}."
