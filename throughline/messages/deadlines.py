"""What is due when, for one person: each room says it for its own things, and the calendar and the digest read it.

A room registers in the `ready` of its app: ``provide("clocks", clocks_due)``, where ``clocks_due(actor, on)`` gives the
deadlines that this person may know of on that day. A deadline names its case by the partnership's reference and says
what is due in words that hold no name, such as ``notify the Panel``: they stand in calendars on telephones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from throughline.kernel.actor import Actor
from throughline.kernel.registers import registered

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """Something that is due on a day. `key` is its own for ever, like ``action-12``.

    `needs` is whether the person must do something about it themselves.
    """

    on: date
    reference: str
    what: str
    key: str
    needs: bool = True

    @property
    def title(self) -> str:
        """``WX-2026-04: notify the Panel``."""
        return f"{self.reference}: {self.what}"


Provider = Callable[[Actor, date], Iterable[Deadline]]
_PROVIDERS: dict[str, Provider] = {}


def provide(name: str, provider: Provider) -> None:
    """Its deadlines count from now on. Another provider under the same name is a mistake in the program."""
    registered(_PROVIDERS, name, provider)


def deadlines(actor: Actor, *, on: date) -> tuple[Deadline, ...]:
    """Everything that is due, as far as this person may know of it, the earliest first."""
    return tuple(sorted(one for provider in _PROVIDERS.values() for one in provider(actor, on)))


def counts(actor: Actor, *, on: date) -> tuple[int, int]:
    """How many things need this person within a week, late ones too, and how many of them are late."""
    mine = [one for one in deadlines(actor, on=on) if one.needs and one.on <= on + SOON]
    return len(mine), sum(one.on < on for one in mine)
