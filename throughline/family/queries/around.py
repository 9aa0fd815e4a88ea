"""The services around the child on a day: what each agency recorded in the days before, and who had a role there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max

from throughline.access.rules import may
from throughline.cases.models import Case
from throughline.chronology.models import Chronology
from throughline.chronology.permissions import SEES, sees_all
from throughline.chronology.queries.held import find_chronology
from throughline.chronology.queries.silences import kind_of, silences_of
from throughline.chronology.queries.timeline import Choice, rows_of
from throughline.family.queries.ties import RoleOf, roles_of
from throughline.family.rules.asat import NO, stood_on
from throughline.family.rules.counting import Count
from throughline.family.rules.ecomap import DAYS, Service
from throughline.family.rules.words import role_words
from throughline.kernel.actor import Actor
from throughline.partnerships.queries import agency_names

_REFUSED = re.compile(r"\b(?:refus\w+|declin\w+|cancelled|no access|would not (?:let|allow))\b", re.IGNORECASE)
_WRONG = frozenset({"missed", "not_seen"})


@dataclass(frozen=True, slots=True)
class Around:
    """The services on `day`: each once, the roles at no agency, and whether there is a chronology that may be seen."""

    day: date
    first: date
    services: tuple[Service, ...]
    alone: tuple[RoleOf, ...]
    has_chronology: bool


@dataclass(slots=True)
class _Tally:
    least: int = 0
    most: int = 0
    wrong: int = 0


def around(case: Case, asked: date | None, *, actor: Actor, on: date) -> Around:
    """The services about that day, from the entries that this person may see and the roles that are recorded.

    Where no day is asked for it is the last of the chronology that they see, or else today.
    """
    held = find_chronology(case.pk, actor=actor, on=on) if actor.role and may(actor.role, SEES) else None
    day = asked or _last_day(held, actor) or on
    first = day - timedelta(days=DAYS - 1)
    roles = [one for one in roles_of(case, actor, on) if stood_on(one.since, one.until, day) != NO]
    tallies: dict[int, _Tally] = {}
    quiet: dict[int, str] = {}
    if held is not None:
        rows = rows_of(held, Choice(first=first, last=day), actor=actor)
        fields = ("agency_id", "first_day", "last_day", "contact", "entry__event", "entry__action")
        for agency, begins, ends, contact, event, action in rows.values_list(*fields):
            tally = tallies.setdefault(agency, _Tally())
            tally.most += 1
            tally.least += bool(begins and ends and first <= begins and ends <= day)
            tally.wrong += contact in _WRONG or _REFUSED.search(f"{event} {action}") is not None
        silences = silences_of(held, actor=actor).filter(from_day__lt=first, to_day__gt=day).order_by("id")
        every = sees_all(actor=actor, thing=held)
        quiet = {one.agency_id: kind_of(one, every=every) for one in silences}
    names = agency_names(case.partnership_id, on=on)
    shown = {*tallies, *quiet, *(one.agency_id for one in roles if one.agency_id)}
    services = tuple(
        _service(key, names.get(key, "An agency"), tallies.get(key, _Tally()), quiet.get(key, ""), roles)
        for key in sorted(shown)
        if key is not None
    )
    return Around(day, first, services, tuple(one for one in roles if not one.agency_id), held is not None)


def _last_day(held: Chronology | None, actor: Actor) -> date | None:
    """The last day that an entry surely lies on."""
    if held is None:
        return None
    sure = rows_of(held, Choice(), actor=actor).filter(first_day=F("last_day"))
    found: date | None = sure.aggregate(last=Max("last_day"))["last"]
    return found


def _service(key: int, name: str, tally: _Tally, quiet: str, roles: list[RoleOf]) -> Service:
    here = [one for one in roles if one.agency_id == key]
    said = tuple(f"{one.name}, {_lower(role_words(one.kind, one.own_words))}" for one in here)
    return Service(key, name, Count(tally.least, tally.most), tally.wrong, quiet != "expected", said)


def _lower(word: str) -> str:
    return word if word.isupper() or word[:2].isupper() else word[:1].lower() + word[1:]
