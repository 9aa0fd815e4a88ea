"""Who lived with whom on the day: for certain, perhaps, or only as agencies had it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen, StayThen


@dataclass(frozen=True, slots=True)
class Household:
    """One home and its people. Everybody is in one at most, as `sure` or `unsure`; `also` are those counted elsewhere.

    `differ` are the people of whom accounts differ.
    """

    number: int
    home: of.Home
    sure: frozenset[int]
    unsure: frozenset[int] = frozenset()
    also: frozenset[int] = frozenset()
    differ: frozenset[int] = frozenset()

    @property
    def members(self) -> frozenset[int]:
        """Those who are counted here."""
        return self.sure | self.unsure


def households_of(then: FamilyThen) -> tuple[Household, ...]:
    """The homes that somebody lived in, that of the child of the case first, then in the order of their keys."""
    homes = {home.key: home for home in then.homes}
    stays = [one for one in then.stays if one.stay.place in homes]
    sure: dict[int, set[int]] = {}
    unsure: dict[int, set[int]] = {}
    also: dict[int, set[int]] = {}
    subjects = {one.figure.key for one in then.figures if one.figure.subject}
    first_homes = _homes_of(subjects, stays)
    for person in sorted({one.stay.person for one in stays}):
        chosen, certain, others = _chosen([one for one in stays if one.stay.person == person], first_homes)
        (sure if certain else unsure).setdefault(chosen, set()).add(person)
        for other in others:
            also.setdefault(other, set()).add(person)
    differing = differing_of(then)
    order = sorted({*sure, *unsure, *also}, key=lambda key: (not subjects & sure.get(key, set()), key))
    return tuple(
        Household(
            number,
            homes[key],
            frozenset(sure.get(key, ())),
            frozenset(unsure.get(key, ())),
            frozenset(also.get(key, ())),
            frozenset(differing & (sure.get(key, set()) | unsure.get(key, set()))),
        )
        for number, key in enumerate(order, 1)
    )


def differing_of(then: FamilyThen) -> set[int]:
    """Those whom two accounts have in different homes on that day."""
    told: dict[int, set[int]] = {}
    for one in then.stays:
        told.setdefault(one.stay.person, set()).add(one.stay.place)
    by_agency = {one.stay.person for one in then.stays if one.stay.according_to}
    return {person for person, places in told.items() if len(places) > 1 and person in by_agency}


def _homes_of(people: set[int], stays: Iterable[StayThen]) -> set[int]:
    return {one.stay.place for one in stays if one.stay.person in people and not one.stay.according_to}


def _chosen(stays: list[StayThen], first: set[int]) -> tuple[int, bool, list[int]]:
    """The home where somebody is counted, whether that is certain, and the others that are known."""
    known = sorted(
        (one for one in stays if not one.stay.according_to),
        key=lambda one: (not one.is_certain, one.stay.place not in first, one.stay.place),
    )
    if known:
        chosen = known[0].stay.place
        return chosen, known[0].is_certain, sorted({one.stay.place for one in known} - {chosen})
    places = [one.stay.place for one in stays]
    return min(places, key=lambda place: (-places.count(place), place)), False, []
