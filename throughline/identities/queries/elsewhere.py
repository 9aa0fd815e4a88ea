"""Where else a pseudonym is given, in the cases that somebody may see: it is no key, and whoever gives it knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower

from throughline.cases.models import Case
from throughline.identities.models import Child, Person, Place
from throughline.identities.queries.people import visible_people, visible_places
from throughline.kernel.actor import Actor


def also_called_so(pseudonym: str, *, actor: Actor, on: date, but: int = 0) -> tuple[str, ...]:
    """The references of the other cases that this person may see with somebody or some place of that pseudonym.

    Capitals make no difference.
    """
    rows = _others({pseudonym.strip().casefold()}, {but}, actor, on)
    return tuple(sorted({reference for _, reference in rows}))


def called_so_elsewhere(given: Iterable[Child], *, actor: Actor, on: date) -> dict[int, tuple[str, ...]]:
    """The same for each of those children of one case, by child, in one statement."""
    every = list(given)
    if not every:
        return {}
    found = names_elsewhere(every[0].case, [one.pseudonym for one in every], actor=actor, on=on)
    return {one.pk: found.get(one.pseudonym.strip().casefold(), ()) for one in every}


def names_elsewhere(case: Case, pseudonyms: Iterable[str], *, actor: Actor, on: date) -> dict[str, tuple[str, ...]]:
    """The same for each of those pseudonyms of a case, case-folded, in one statement."""
    found: dict[str, set[str]] = {}
    for pseudonym, reference in _others({one.strip().casefold() for one in pseudonyms}, {case.pk}, actor, on):
        found.setdefault(pseudonym.strip().casefold(), set()).add(reference)
    return {name: tuple(sorted(references)) for name, references in found.items()}


def _others(names: set[str], but: set[int], actor: Actor, on: date) -> list[tuple[str, str]]:
    """The pseudonym and the case of each that bears one of those names elsewhere, in one statement."""
    people = _so_called(visible_people(actor, on).filter(joined_into__isnull=True), names, but)
    return list(people.union(_so_called(visible_places(actor, on), names, but)))


def _so_called(rows: QuerySet[Person] | QuerySet[Place], names: set[str], but: set[int]) -> QuerySet[Any, Any]:
    told = rows.exclude(case_id__in=but).annotate(small=Lower("pseudonym")).filter(small__in=names)
    return told.values_list("pseudonym", "case__reference")
