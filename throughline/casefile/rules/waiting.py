"""What waits on others and is no task yet: who has it, how long, and what was heard last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughline.access.roles import AGENCY_LEAD
from throughline.casefile.rules.attention import SOON, Held, named
from throughline.casefile.rules.items import ACTION, Item
from throughline.casefile.rules.states import is_overdue
from throughline.kernel.actor import Actor
from throughline.kernel.days import working_days
from throughline.ui.words import day


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody else has something to do: who, for what, how long, and what was heard last."""

    who: str
    what: str
    url: str
    days: int
    heard: str


def waiting_on(held: Iterable[Held], actor: Actor, on: date) -> list[Waiting]:
    """What others are doing that is not yet due, the longest unheard of first; for an agency, what waits on others."""
    found = []
    for one in held:
        for item in one.thread.of(ACTION):
            if actor.role == AGENCY_LEAD:
                if item.state == "claimed_done" and item.agency and item.agency == actor.agency:
                    since = item.state_on or item.since
                    what = f"Confirm or return {named(item, one)}"
                    days = (on - since).days
                    found.append(Waiting("Business unit or chair", what, item.url, days, f"claimed {day(since)}"))
            elif _is_quiet(item, on):
                last = item.updated_on or item.state_on or item.since
                heard = f"heard {day(last)}" if item.updated_on else "never heard"
                who = item.owner or "Nobody owns it"
                found.append(Waiting(who, named(item, one), item.url, (on - last).days, heard))
    return sorted(found, key=lambda one: -one.days)


def _is_quiet(item: Item, on: date) -> bool:
    if item.state not in ("not_started", "under_way") or is_overdue(item, on):
        return False
    return item.due_on is None or working_days(on, item.due_on) > SOON
