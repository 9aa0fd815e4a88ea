"""What each agency had of who lived where on the day, beside what is now known. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from throughline.family.rules.asat import FamilyThen, StayThen
from throughline.family.rules.inwords.words import listed

AT_HOME, ELSEWHERE, NOTHING = "At home", "Elsewhere", "Nothing held"
KNOWN = "Now known"


@dataclass(frozen=True, slots=True)
class Row:
    """What one agency had of each person: words, and whether they differ; and its sources.

    They differ where most agencies had something else, or where something else is now known for certain.
    """

    agency: str
    cells: tuple[tuple[str, bool], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beliefs:
    """The agencies in the order of their names, what is now known last, and what it comes to in a sentence or two."""

    people: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    lead: tuple[str, str] = ("", "")


def beliefs_of(then: FamilyThen) -> Beliefs:
    """Who lived in the home of the child of the case, agency by agency; nothing where no agency had anything."""
    told = [one for one in then.stays if one.stay.according_to]
    if not told:
        return Beliefs()
    home = _home(then)
    concerned = {one.stay.person for one in told} | {
        one.stay.person for one in then.stays if home is not None and one.stay.place == home
    }
    people = [one.figure for one in then.figures if one.figure.key in concerned]
    places = {one.key: one.name for one in then.homes}
    agencies = sorted({one.stay.according_to for one in told})
    by_agency = {agency: _places([one for one in told if one.stay.according_to == agency]) for agency in agencies}
    known = [one for one in then.stays if not one.stay.according_to]
    found = _places(known)
    sure = {person: {place for place, certain in at if certain} for person, at in found.items()}
    rows = []
    for agency in agencies:
        cells = tuple(
            (
                _said(by_agency[agency].get(one.key, []), home, places),
                _differs(by_agency, agency, one.key) or _is_wrong(by_agency, agency, one.key, sure),
            )
            for one in people
        )
        sources = {one.stay.source for one in told if one.stay.according_to == agency and one.stay.source}
        rows.append(Row(agency, cells, tuple(sorted(sources))))
    cells = tuple((_said(found.get(one.key, []), home, places), False) for one in people)
    of_them = {one.stay.source for one in known if one.stay.source and one.stay.person in concerned}
    rows.append(Row(KNOWN, cells, tuple(sorted(of_them))))
    names = {one.key: one.name for one in people}
    lead, rest = _lead(by_agency, names, home, places)
    children = {one.key for one in people if one.subject}  # of whom a household is told without being named
    looked_at = {one: sure[one] for one in names if one in sure and (one not in children or _anybody(by_agency, one))}
    wrongly = [_now_known(by_agency, person, name, looked_at, home, places) for person, name in names.items()]
    return Beliefs(
        tuple(names.values()), tuple(rows), (lead, rest + "".join(f" {words}" for words in wrongly if words))
    )


def _home(then: FamilyThen) -> int | None:
    """Where the child of the case lived, as far as is known; else as most agencies had it."""
    subjects = {one.figure.key for one in then.figures if one.figure.subject}
    stays = [one for one in then.stays if one.stay.person in subjects]
    known = sorted((not one.is_certain, one.stay.place) for one in stays if not one.stay.according_to)
    if known:
        return known[0][1]
    places = [one.stay.place for one in stays]
    return min(places, key=lambda place: (-places.count(place), place)) if places else None


def _places(stays: list[StayThen]) -> dict[int, list[tuple[int, bool]]]:
    found: dict[int, list[tuple[int, bool]]] = {}
    for one in stays:
        found.setdefault(one.stay.person, []).append((one.stay.place, one.is_certain))
    return {person: sorted(set(at)) for person, at in found.items()}


def _said(at: list[tuple[int, bool]], home: int | None, places: Mapping[int, str]) -> str:
    if not at:
        return NOTHING
    words = [f"{_where(place, home, places)}{'' if certain else ', not certain'}" for place, certain in at]
    return "; ".join(dict.fromkeys(words))


def _where(place: int, home: int | None, places: Mapping[int, str]) -> str:
    if home is None:
        return places.get(place, "A place not named")
    return AT_HOME if place == home else f"{ELSEWHERE}, {places[place]}" if place in places else ELSEWHERE


def _differs(by_agency: Mapping[str, Mapping[int, list[tuple[int, bool]]]], agency: str, person: int) -> bool:
    """The agency had the person somewhere else than most of those that had anything."""
    mine = _of(by_agency[agency], person)
    votes = [tuple(_of(told, person)) for told in by_agency.values() if _of(told, person)]
    if not mine or len(set(votes)) < 2:
        return False
    most = max(votes.count(one) for one in votes)
    return votes.count(tuple(mine)) < most or [votes.count(one) for one in set(votes)].count(most) > 1


def _is_wrong(
    by_agency: Mapping[str, Mapping[int, list[tuple[int, bool]]]],
    agency: str,
    person: int,
    sure: Mapping[int, set[int]],
) -> bool:
    """The agency had the person somewhere, and is now known for certain to have been mistaken."""
    mine = _of(by_agency[agency], person)
    return bool(mine and sure.get(person)) and not sure[person] & set(mine)


def _anybody(by_agency: Mapping[str, Mapping[int, list[tuple[int, bool]]]], person: int) -> bool:
    return any(_of(told, person) for told in by_agency.values())


def _now_known(
    by_agency: Mapping[str, Mapping[int, list[tuple[int, bool]]]],
    person: int,
    name: str,
    sure: Mapping[int, set[int]],
    home: int | None,
    places: Mapping[int, str],
) -> str:
    """What no agency had, or some had otherwise, of somebody of whom it is now known for certain; else nothing."""
    if not sure.get(person):
        return ""
    living = _living(tuple(sorted(sure[person])), home, places)
    if not any(sure[person] & set(_of(told, person)) for told in by_agency.values()):
        return f"No agency knew then what is now known: {name} lived {living}."
    if any(_is_wrong(by_agency, agency, person, sure) for agency in by_agency):
        return f"{name} is now known to have lived {living}."
    return ""


def _of(told: Mapping[int, list[tuple[int, bool]]], person: int) -> list[int]:
    return [place for place, _ in told.get(person, [])]


def _lead(
    by_agency: Mapping[str, Mapping[int, list[tuple[int, bool]]]],
    names: Mapping[int, str],
    home: int | None,
    places: Mapping[int, str],
) -> tuple[str, str]:
    apart = [person for person in names if any(_differs(by_agency, agency, person) for agency in by_agency)]
    if not apart:
        many = "The agency that held anything had one account." if len(by_agency) == 1 else ""
        return many or f"The {len(by_agency)} agencies that held anything agreed who lived where.", ""
    where = "in the home" if home is not None else "where"
    rest = " ".join(_told_apart(by_agency, person, names[person], home, places) for person in apart)
    return f"Agencies did not agree who lived {where} that day.", f" {rest}"


def _told_apart(
    by_agency: Mapping[str, Mapping[int, list[tuple[int, bool]]]],
    person: int,
    name: str,
    home: int | None,
    places: Mapping[int, str],
) -> str:
    groups: dict[tuple[int, ...], list[str]] = {}
    for agency, told in by_agency.items():
        if _of(told, person):
            groups.setdefault(tuple(_of(told, person)), []).append(agency)
    fewest = min(groups, key=lambda at: (len(groups[at]), at))
    if len(groups[fewest]) == 1 and sum(map(len, groups.values())) > 2:
        return f"{groups[fewest][0]}, alone, had {name} living {_living(fewest, home, places)}."
    parts = [f"{listed(groups[at])} had {name} living {_living(at, home, places)}" for at in sorted(groups)]
    return f"{'; '.join(parts)}."


def _living(at: tuple[int, ...], home: int | None, places: Mapping[int, str]) -> str:
    if home is not None and at == (home,):
        return "in the home"
    if home is not None and home not in at:
        return "elsewhere"
    return f"in {listed([places.get(place, 'a place not named') for place in at])}"
