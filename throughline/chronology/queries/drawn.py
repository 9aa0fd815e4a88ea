"""The marks of the picture: as they were laid out, or of what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from throughline.chronology.models import EntryMark, Lane, TimelineRow
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
    return tuple(Dot(dot[0], lane.agency_id or 0, *dot[1:]) for lane in lanes for dot in lane.dots)


def groups_of_entries(
    case: int, view: str, dots: Sequence[Dot], rows: Iterable[int], by_person: bool
) -> dict[int, str]:
    """The key of the group of each of those entries: its theme, or its agency where lanes do not tell that already."""
    entries = [*{dot.entry for dot in dots}, *rows]
    if view == "theme":
        told = EntryMark.objects.filter(case=case, kind="theme", withdrawn_at__isnull=True).order_by("id")
        theme = dict(reversed(told.values_list("entry", "text")))
        standing = TimelineRow.objects.filter(case=case, root__in=theme).values_list("entry_id", "root_id")
        return {entry: theme[root] for entry, root in standing}
    if view == "agency" and by_person:
        found = TimelineRow.objects.filter(case=case, entry__in=entries).values_list("entry_id", "agency_id")
        return {entry: str(agency) for entry, agency in found}
    return {}


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
            yield Dot(number, lane, begins, ends, said, drawn)


def _lanes(names: list[str], who: str, places: dict[str | None, int]) -> list[int]:
    """The lanes in which an entry stands: of those it is about that have one, or the last, of the others."""
    if who:
        return [places.get(who, places.get(None, 0))]
    return [places[name] for name in names if name in places] or [places.get(None, 0)]
