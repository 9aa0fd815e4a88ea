"""The marks of the picture: as they were laid out, or of what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from throughline.chronology.models import Lane
from throughline.chronology.rules.picture.marks import Dot
from throughline.chronology.rules.picture.persons import dot_of, names_in

FIELDS = ("about", "children", "agency_id", "entry_id", "first_day", "last_day", "contact", "how")


def people_of(whole: Lane | None) -> list[dict[str, Any]]:
    """The persons that entries are about, with what each has in the picture; known where all may be seen."""
    return list(whole.people) if whole else []


def laid_dots(by_person: bool, whole: Lane | None, lanes: Sequence[Lane]) -> tuple[Dot, ...]:
    """The marks of the picture from the lanes as they were laid out."""
    if by_person:
        return tuple(Dot(dot[0], n, *dot[1:]) for n, one in enumerate(people_of(whole), 1) for dot in one["dots"])
    return tuple(Dot(*_in_lane(dot, lane.agency_id or 0)) for lane in lanes for dot in lane.dots)


def _in_lane(dot: Sequence[Any], agency: int) -> tuple[Any, ...]:
    return dot[0], agency, *dot[1:5], agency


def found_dots(found: Iterable[tuple[Any, ...]], who: str, by_person: bool, whole: Lane | None) -> tuple[Dot, ...]:
    """The marks of what was chosen. Of one child chosen they are what is said of that child."""
    children = {one["name"] for one in whole.children} if whole else set()
    return tuple(_found(found, who if who in children else "", who, by_person, people_of(whole)))


def _found(
    found: Iterable[tuple[Any, ...]], child: str, who: str, by_person: bool, people: list[dict[str, Any]]
) -> Iterator[Dot]:
    places = {one["who"]: n for n, one in enumerate(people, 1)}
    for about, of_child, agency, entry, first, last, contact, how in found:
        number, begins, ends, said, drawn = dot_of(
            entry, first, last, of_child.get(child, "none") if child else contact, how
        )
        for lane in _lanes(names_in(about), who, places) if by_person else [agency]:
            yield Dot(number, lane, begins, ends, said, drawn, agency)


def _lanes(names: list[str], who: str, places: dict[str | None, int]) -> list[int]:
    """The lanes in which an entry stands: of those it is about that have one, or the last, of the others."""
    if who:
        return [places.get(who, places.get(None, 0))]
    return [places[name] for name in names if name in places] or [places.get(None, 0)]
