"""Whether a reviewer or chair is independent of the case: what clashes, in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TITLES = re.compile(r"^(?:dr|mr|mrs|ms|miss|mx|prof|professor|sir|dame|lord|lady|rev|revd)\.? +", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to review or chair: their name, where they come from, and what they declared."""

    name: str
    agency: int = 0
    organisation: str = ""
    declares: str = ""
    involved: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """The case's own agencies by number and name, the people on it, and the people who must not see it."""

    agencies: Mapping[int, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    conflicted: frozenset[str] = frozenset()


def clashes(person: Person, around: Around) -> tuple[str, ...]:
    """Each way in which the person is not independent of the case, as a sentence; none when nothing is known."""
    found = []
    if person.agency in around.agencies:
        found.append(f"{person.name} comes from {around.agencies[person.agency]}, which is on the case.")
    elif plain(person.organisation) in {plain(name) for name in around.agencies.values()} - {""}:
        found.append(f"{person.name} comes from {person.organisation}, which is on the case.")
    if _same(person.name, around.people):
        found.append(f"Somebody called {person.name} works on the case.")
    if _same(person.name, around.conflicted):
        found.append(f"Somebody called {person.name} has a declared conflict with the case.")
    if person.declares == "yes":
        found.append(f"{person.name} declared a tie to the case or to its agencies.")
    if person.involved == "yes":
        found.append(f"{person.name} had a part in the case before.")
    return tuple(found)


def unsettled(found: tuple[str, ...], settled: str) -> tuple[str, ...]:
    """The clashes that nobody has settled; `settled` holds those that were, one a line."""
    known = set(settled.splitlines())
    return tuple(one for one in found if one not in known)


def _same(name: str, others: frozenset[str]) -> bool:
    return plain(name) in {plain(other) for other in others} - {""}


def plain(name: str) -> str:
    """The name without title, capitals and doubled spaces: two that agree in it are taken for one person."""
    return _TITLES.sub("", " ".join(name.split())).casefold()
