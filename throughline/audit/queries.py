"""Read the chains: whether they hold, and who looked at a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from throughline.audit.models import Event, Head, as_written
from throughline.audit.rules import Broken, first_broken


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain as it was found: how long its end says it is, the hash of its end, and where it does not hold."""

    chain: int
    events: int
    head: str
    broken: Broken | None


def chains() -> Iterator[Chain]:
    """Every chain there is, each read from its beginning; also those whose end is gone."""
    heads = {head.chain: head for head in Head.objects.all()}
    strays = set(Event.objects.order_by().values_list("chain", flat=True).distinct()) - set(heads)
    for chain in sorted(set(heads) | strays):
        head = heads.get(chain) or Head(chain=chain)
        events = Event.objects.filter(chain=chain).order_by("number").iterator(chunk_size=2000)
        written = ({**as_written(event), "hash": event.hash} for event in events)
        yield Chain(chain, head.length, head.hash, first_broken(chain, written, head.length, head.hash))


def broken_links() -> Iterator[Broken]:
    """The first broken link of every chain that does not hold, chain by chain."""
    for chain in chains():
        if chain.broken:
            yield chain.broken


@dataclass(frozen=True, slots=True)
class Sight:
    """One person's looking at a case."""

    name: str
    role: str
    at: datetime
    verb: str
    subject: str


def who_looked(*, chain: int, case: int, most: int = 100, after: int = 0) -> tuple[Sight, ...]:
    """The latest `most` events about a case, newest first, older than event number `after` when that is given."""
    events = Event.objects.filter(chain=chain, case=case).order_by("-number")
    if after:
        events = events.filter(number__lt=after)
    rows = events.values_list("actor_name", "role", "at", "verb", "subject_type")[:most]
    return tuple(Sight(*row) for row in rows)


def changes_after(*, chain: int, case: int, at: datetime) -> Iterator[tuple[str, str, int, dict[str, Any]]]:
    """Every change and tie of a case's records since `at`, the latest first: (verb, kind, number, details)."""
    events = Event.objects.filter(Q(verb__endswith=".changed") | Q(verb__startswith="tie."), case=case, at__gte=at)
    rows = events.filter(chain=chain).order_by("-number").values_list("verb", "subject_type", "subject", "details")
    yield from rows.iterator(chunk_size=2000)


def changed_by(*, chain: int, kind: str, subject: int) -> frozenset[int]:
    """Everybody who ever changed that record."""
    events = Event.objects.filter(chain=chain, subject_type=kind, subject=subject, verb=f"{kind}.changed")
    return frozenset(events.values_list("actor", flat=True))


def values_once(*, chain: int, kind: str, subject: int, name: str) -> tuple[Any, ...]:
    """What that field of the record was before each of its changes, the first first."""
    events = Event.objects.filter(chain=chain, subject_type=kind, subject=subject, verb=f"{kind}.changed")
    befores = (details.get("before", {}) for details in events.order_by("number").values_list("details", flat=True))
    return tuple(before[name] for before in befores if name in before)


def ties_cut(*, chain: int, kind: str, subject: int) -> dict[str, frozenset[int]]:
    """What that record was tied to and once was not, and who cut each tie: ``{"action 5": {3}}``."""
    events = Event.objects.filter(chain=chain, subject_type=kind, subject=subject, verb="tie.cut")
    found: dict[str, frozenset[int]] = {}
    for actor, details in events.values_list("actor", "details"):
        to = str(details.get("to", ""))
        found[to] = found.get(to, frozenset()) | {actor}
    return found
