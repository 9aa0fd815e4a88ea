"""What a text says of a number beside the records: it agrees, they have fewer, more, or it cannot be said. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from throughline.family.rules import counting
from throughline.family.rules.counting import Count, Held, Placed, Same, Stretch
from throughline.family.rules.numbers import MOST
from throughline.family.rules.roles import ROLES
from throughline.family.rules.saying import CHANGES, PLACEMENTS, Telling

AGREES, FEWER, MORE, UNSAID = "agrees", "fewer", "more", "unsaid"
VERDICTS = {
    AGREES: "Agrees",
    FEWER: "The records have fewer",
    MORE: "The records have more",
    UNSAID: "Cannot be said",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the records have: roles, placements, who is one person, and the children by the names that texts use."""

    roles: tuple[Held, ...] = ()
    placed: tuple[Placed, ...] = ()
    same: Same = counting.NOBODY_TWICE
    children: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """A telling, how the records stand to it, what they have, and why in a sentence."""

    telling: Telling
    verdict: str
    count: Count
    why: str


def checked(telling: Telling, known: Known) -> Check:
    """The telling held against the records of its time; a time that the text leaves open can only be too much."""
    if telling.what != PLACEMENTS:
        return _judged(telling, _counter_of_roles(telling, known), ROLES[telling.what].many)
    person = known.children.get(telling.who)
    people = [person] if person is not None else sorted({known.same.one(one.person) for one in known.placed})
    if not people:
        return Check(telling, UNSAID, Count(), "No placement is on the record, so the number cannot be looked at.")
    every = [_judged(telling, _counter_of_placements(telling, known, one), "placements") for one in people]
    verdicts = {one.verdict for one in every}
    if len(every) == 1 or len(verdicts) == 1:
        return every[0]
    agreeing = [one for one in every if one.verdict == AGREES]
    if len(agreeing) == 1:
        return agreeing[0]
    least, most = min(one.count.least for one in every), max(one.count.most for one in every)
    return Check(telling, UNSAID, Count(least, most), "The text does not say of which child, and the records differ.")


Rows = tuple[Held, ...] | tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    rows: Rows
    count: counting.Counter


def _counter_of_roles(telling: Telling, known: Known) -> _Counted:
    rows = tuple(one for one in known.roles if one.kind == telling.what)
    how = counting.changes if telling.shape == CHANGES else counting.holders
    return _Counted(rows, lambda stretch: how(rows, telling.what, stretch, known.same)[0])


def _counter_of_placements(telling: Telling, known: Known, person: int) -> _Counted:
    rows = tuple(one for one in known.placed if known.same.one(one.person) == known.same.one(person))

    def count(stretch: Stretch) -> Count:
        found = counting.placements(rows, stretch, known.same)[0]
        less = 1 if telling.shape == CHANGES else 0
        return Count(max(found.least - less, 0), max(found.most - less, 0))

    return _Counted(rows, count)


def _judged(telling: Telling, counted: _Counted, word: str) -> Check:
    if not counted.rows:
        why = f"No {word} are on the record, so the number cannot be looked at."
        return Check(telling, UNSAID, Count(), why)
    window = telling.window
    if window.days:
        count = counting.most_within(window.days, counted.rows, counted.count)
    else:
        count = counted.count(Stretch(window.first, window.last))
    said = telling.number
    if count.most < said.least:
        return Check(telling, FEWER, count, _why(telling, count, word))
    if window.unclear:
        why = f"“{window.words}” does not say from which day to which. Over all time the records have {count.words}."
        return Check(telling, UNSAID, count, why)
    if count.least > said.most:
        return Check(telling, MORE, count, _why(telling, count, word))
    if said.least <= count.least and (count.most <= said.most or said.most == MOST):
        return Check(telling, AGREES, count, _why(telling, count, word))
    why = f"{_why(telling, count, word)} Dates, or who is who, are not certain enough to say."
    return Check(telling, UNSAID, count, why)


def _why(telling: Telling, count: Count, word: str) -> str:
    window = telling.window
    of = f"changes of {word}" if telling.shape == CHANGES else word
    time = f" “{window.words}”" if window.words else ""
    if window.days:
        time = f" at the most in any stretch as long as “{window.words}”"
    return f"The text says {telling.number.words}. The records have {count.words} {of}{time}."
