"""What entries are used for: findings, sentences of reports and lines of enquiry, which rooms after this one keep.

This room does not know them. The room that does says so with `watch` when it starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark, KeyEpisode
from throughline.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an entry: by what, in which words, where that is shown, and the address that takes it back.

    `id` is its number in the room that keeps it; `back` is empty for somebody who may not change it.
    """

    name: str
    words: str
    url: str
    back: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Ways:
    """How a room tells of uses.

    `cited` are the entries of a case that something cites, `on_line` those of a line of enquiry, each by the entry that
    what was said of it hangs from. `lines` are the lines of enquiry of a case by number, `uses` those of one entry,
    `deed` where this person says what it is used for, if they may, and `lost` uses of entries that no version holds.
    `of_episodes` are the uses of each key practice episode of a case, by its number, and `serves` where this person
    says what an episode serves.
    """

    cited: Callable[[int], QuerySet[Any]]
    on_line: Callable[[int, int], QuerySet[Any]]
    lines: Callable[[int], list[tuple[int, str]]]
    uses: Callable[[ChronologyEntry, Actor, date], list[Use]]
    deed: Callable[[ChronologyEntry, Actor, date], str]
    lost: Callable[[int], list[tuple[str, ChronologyEntry, str]]]
    of_episodes: Callable[[int, Actor, date], dict[int, list[Use]]]
    serves: Callable[[KeyEpisode, Actor, date], str]


_WAYS: list[Ways] = []


def watch(ways: Ways) -> None:
    """What entries are used for is told so from now on."""
    _WAYS[:] = [ways]


def _none() -> QuerySet[Any]:
    return EntryMark.objects.none().values("entry")


def cited(case: int) -> QuerySet[Any]:
    """The entries of the case that a finding or a sentence of a report cites."""
    return _WAYS[0].cited(case) if _WAYS else _none()


def on_line(case: int, line: int) -> QuerySet[Any]:
    """The entries of the case that belong to that line of enquiry."""
    return _WAYS[0].on_line(case, line) if _WAYS else _none()


def lines(held: Chronology) -> list[tuple[int, str]]:
    """The lines of enquiry of the case's reviews: their numbers in the record, and their words."""
    return _WAYS[0].lines(held.case_id) if _WAYS else []


def uses(entry: ChronologyEntry, *, actor: Actor, on: date) -> list[Use]:
    """What that entry is used for, as far as this person may see it."""
    return _WAYS[0].uses(entry, actor, on) if _WAYS else []


def of_episodes(held: Chronology, *, actor: Actor, on: date) -> dict[int, list[Use]]:
    """What each key practice episode of the case serves and what cites it, as far as this person may see it."""
    return _WAYS[0].of_episodes(held.case_id, actor, on) if _WAYS else {}


def serves(episode: KeyEpisode, *, actor: Actor, on: date) -> str:
    """Where this person says what the episode serves; empty where they may not."""
    return _WAYS[0].serves(episode, actor, on) if _WAYS else ""


def deed(entry: ChronologyEntry, *, actor: Actor, on: date) -> str:
    """Where this person says what the entry is used for; empty where they may not."""
    return _WAYS[0].deed(entry, actor, on) if _WAYS else ""


def lost(held: Chronology) -> list[tuple[str, ChronologyEntry, str]]:
    """Uses of entries that no version holds any longer: by what, the entry, and where that is put right."""
    return _WAYS[0].lost(held.case_id) if _WAYS else []
