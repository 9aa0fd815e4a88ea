"""Who and what stood on one day: for certain, or perhaps where a period only says that it may have. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from throughline.family.rules import records as of
from throughline.family.rules.ages import Age, age_on
from throughline.kernel import periods

NO, PERHAPS, YES = "no", "perhaps", "yes"
# A child who was born alive was carried for 22 weeks at least and 42 at most.
LEAST_CARRIED, MOST_CARRIED = timedelta(weeks=22), timedelta(weeks=42)


@dataclass(frozen=True, slots=True)
class FigureThen:
    """A person on that day: whether there at all, in what state, how old, and whether dead by then."""

    figure: of.Figure
    there: str
    state: str
    age: Age
    dead: str = NO

    @property
    def is_certain(self) -> bool:
        """Everything drawn of the person is known."""
        figure = self.figure
        return figure.certain and figure.identified and self.there == YES and self.dead != PERHAPS


@dataclass(frozen=True, slots=True)
class UnionThen:
    """A union that had begun by that day; `over` is whether it had ended, `ending` how."""

    union: of.Union
    begun: str
    over: str = NO
    ending: str = ""

    @property
    def is_certain(self) -> bool:
        """It is known to have been, and to have ended or not."""
        return self.union.certain and self.begun == YES and self.over != PERHAPS


@dataclass(frozen=True, slots=True)
class ParentageThen:
    """A tie of a child to a parent or carer that stood on that day."""

    parentage: of.Parentage
    stood: str

    @property
    def is_certain(self) -> bool:
        """It is known, and known to have stood."""
        return self.parentage.certain and self.stood == YES


@dataclass(frozen=True, slots=True)
class StayThen:
    """Somebody lived there on that day."""

    stay: of.Stay
    stood: str

    @property
    def is_certain(self) -> bool:
        """It is known, and known to have been so on that day."""
        return self.stay.certain and self.stood == YES


@dataclass(frozen=True, slots=True)
class FamilyThen:
    """The family on one day. Ties of people who were not there are left out; everything is in order of its key."""

    day: date
    figures: tuple[FigureThen, ...]
    unions: tuple[UnionThen, ...]
    parentages: tuple[ParentageThen, ...]
    twins: tuple[of.Twins, ...]
    stays: tuple[StayThen, ...]
    homes: tuple[of.Home, ...]
    beliefs: tuple[of.Belief, ...] = ()


def begun_by(since: str, day: date) -> str:
    """Whether something that began in that period had begun by the day; what has no date had."""
    period = periods.parse(since)
    if period is None or period.last <= day:
        return YES
    return PERHAPS if period.first <= day else NO


def over_by(until: str, day: date) -> str:
    """Whether something that ended in that period was over on the day; the last day itself still counts."""
    period = periods.parse(until)
    if period is None or day <= period.first:
        return NO
    return YES if day > period.last else PERHAPS


def stood_on(since: str, until: str, day: date) -> str:
    """Whether something from one period to another stood on the day."""
    begun, over = begun_by(since, day), over_by(until, day)
    if begun == NO or over == YES:
        return NO
    return YES if (begun, over) == (YES, NO) else PERHAPS


def as_at(records: of.Records, day: date) -> FamilyThen:
    """The family of those records as it stood on `day`."""
    figures = tuple(
        then for one in sorted(records.figures, key=_key) if (then := _figure(one, day)) and then.there != NO
    )
    here = {then.figure.key for then in figures}
    unions = (_union(one, day) for one in sorted(records.unions, key=_key) if {one.one, one.other} <= here)
    parentages = (
        ParentageThen(one, _tie(one, day))
        for one in sorted(records.parentages, key=_key)
        if {one.child, one.parent} <= here
    )
    dead = {then.figure.key for then in figures if then.dead == YES or then.state != of.BORN}
    stays = (
        StayThen(one, stood_on(one.since, one.until, day))
        for one in sorted(records.stays, key=_key)
        if one.person in here and one.person not in dead
    )
    return FamilyThen(
        day,
        figures,
        tuple(one for one in unions if one.begun != NO and one.union.one != one.union.other),
        tuple(one for one in parentages if one.stood != NO and one.parentage.child != one.parentage.parent),
        tuple(one for one in sorted(records.twins, key=_key) if {one.one, one.other} <= here and one.one != one.other),
        tuple(one for one in stays if one.stood != NO),
        tuple(sorted(records.homes, key=_key)),
        tuple(one for one in sorted(records.beliefs, key=_agency) if stood_on(one.since, one.until, day) != NO),
    )


def _agency(one: of.Belief) -> tuple[str, str, int]:
    return one.agency, one.what, one.key


def _key(one: of.Figure | of.Union | of.Parentage | of.Twins | of.Stay | of.Home) -> int:
    return one.key


def _figure(one: of.Figure, day: date) -> FigureThen:
    """The person then. Somebody born later was carried for some weeks before; earlier there was nobody."""
    if one.state == of.PREGNANCY:
        return FigureThen(one, _expected(one.born, day), one.state, Age("expected", ()))
    there = begun_by(one.born, day)
    if one.state != of.BORN:
        return FigureThen(one, there, one.state, Age("", ()))
    if there == NO:
        return FigureThen(one, _carried(one.born, day), of.PREGNANCY, Age("not yet born", ()))
    dead = _dead(one, day)
    until = periods.parse(one.died)
    age = age_on(one.born, day, said=one.age_words) if dead == NO or until is None else _age_at_death(one, until)
    return FigureThen(one, there, one.state, age, dead)


def _dead(one: of.Figure, day: date) -> str:
    return begun_by(one.died, day) if one.died else NO


def _age_at_death(one: of.Figure, died: periods.Period) -> Age:
    born = periods.parse(one.born)
    if born is None:
        return age_on("", died.first, said=one.age_words)
    early, late = age_on(one.born, died.first), age_on(one.born, died.last)
    if early == late:
        return early
    words = f"{early.words.split(' or ')[0].split(' to ')[0]} to {late.words.split(' or ')[-1].split(' to ')[-1]}"
    return Age(words, ("?",))


def _carried(born: str, day: date) -> str:
    period = periods.parse(born)
    if period is None or day < period.first - MOST_CARRIED:
        return NO
    return YES if period.last - LEAST_CARRIED <= day else PERHAPS


def _expected(expected: str, day: date) -> str:
    """A pregnancy, by when the child was expected. Past that day it may have ended, and nobody recorded how."""
    period = periods.parse(expected)
    if period is None:
        return YES
    if day < period.first - MOST_CARRIED:
        return NO
    return YES if period.last - LEAST_CARRIED <= day <= period.last else PERHAPS


def _union(one: of.Union, day: date) -> UnionThen:
    begun = begun_by(one.since, day)
    if not one.until and not one.ended:
        return UnionThen(one, begun)
    over = over_by(one.until, day) if one.until else YES
    return UnionThen(one, begun, over, (one.ended or of.PARTED) if over != NO else "")


def _tie(one: of.Parentage, day: date) -> str:
    """A birth and an adoption last, whatever `until` says; a birth stands from the pregnancy on."""
    if one.kind == of.BIRTH:
        return YES
    if one.kind == of.ADOPTED:
        return begun_by(one.since, day)
    return stood_on(one.since, one.until, day)
