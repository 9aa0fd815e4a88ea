"""Days on which a family is worth looking at, and what of it is kept back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from throughline.family.rules import records as of
from throughline.kernel import periods

BEHIND = "age behind a fresh code"
MOST = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A day to go to, and what it was."""

    day: date
    words: str


def moments(records: of.Records, incident: str = "") -> tuple[Moment, ...]:
    """The birth of each child of the case, each move of one, and the day of the incident, in their order.

    Of a date that is not exact it is the last day it can mean: by then it was so for certain.
    """
    found = sorted(_moments(records, incident), key=lambda one: (one.day, one.words))
    days: dict[date, list[str]] = {}
    for one in found:
        days.setdefault(one.day, []).append(one.words)
    return tuple(Moment(day, "; ".join(dict.fromkeys(words))) for day, words in days.items())[-MOST:]


def _moments(records: of.Records, incident: str) -> Iterator[Moment]:
    subjects = {one.key: one for one in records.figures if one.subject}
    homes = {home.key: home.name for home in records.homes}
    several = len(subjects) > 1
    for one in subjects.values():
        if one.state == of.BORN and (period := periods.parse(one.born)):
            yield Moment(period.last, f"birth of {one.name}" if several else "birth")
    for stay in records.stays:
        if stay.person in subjects and not stay.according_to and (period := periods.parse(stay.since)):
            who = f"{subjects[stay.person].name}’s " if several else ""
            yield Moment(period.last, f"{who}move to {homes.get(stay.place, 'a place not named')}")
    if period := periods.parse(incident):
        yield Moment(period.last, "the day of the incident")


def veiled(records: of.Records, people: Iterable[int]) -> of.Records:
    """The same, without when those people were born and what else is recorded of who they are."""
    keys = set(people)
    return replace(
        records,
        figures=tuple(
            replace(one, born="", age_words=BEHIND, relation="", uncertain_why="") if one.key in keys else one
            for one in records.figures
        ),
    )
