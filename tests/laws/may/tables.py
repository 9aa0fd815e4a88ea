"""What a table is, who asks in it, and the things that it is asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests import factories as make
from throughline.access.roles import (
    ADMINISTRATOR,
    AGENCY_LEAD,
    CHAIR,
    COORDINATOR,
    ELECTED_MEMBER,
    ROLES,
    SCRUTINEER,
)
from throughline.cases.models import Case
from throughline.kernel.actor import Actor

HERE, ELSEWHERE = 1, 2
OWN, OTHER = 7, 8  # the agency of the lead who asks, and another
UNIT = frozenset({COORDINATOR, CHAIR})
LEAD = frozenset({AGENCY_LEAD})
LOOK = UNIT | {SCRUTINEER}
WORK = LOOK | LEAD
ALL = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
CASE = Case(pk=1, partnership_id=HERE)
# The number of each person who asks, by role.
NUMBERS = {role: number for number, role in enumerate(ROLES, 1)}
SOMEBODY = 99
__all__ = ("ADMINISTRATOR", "AGENCY_LEAD", "CHAIR", "COORDINATOR", "ELECTED_MEMBER", "SCRUTINEER")


@dataclass(frozen=True)
class Table:
    """A question `why_not_…`: by state, what it is asked with and which roles may. `held`: a partnership holds the
    thing, and nobody of another may, whatever their role.
    """

    why_not: Callable[..., str | None]
    states: Mapping[str, tuple[Mapping[str, Any], frozenset[str]]]
    held: bool = True


def one(why_not: Callable[..., str | None], who: frozenset[str], *, held: bool = False, **given: Any) -> Table:
    """A question whose answer depends on no state."""
    return Table(why_not, {"always": (given, who)}, held)


def person(role: str, partnership: int = HERE) -> Actor:
    """Somebody of that role; an agency's lead is of `OWN`."""
    return Actor(NUMBERS.get(role, 50), f"The {role}", role, partnership, OWN if role == AGENCY_LEAD else 0)


def withdrawn(thing: Any) -> Any:
    """The same record once it was withdrawn."""
    thing.withdrawn_at = make.NOW
    return thing
