"""What reviewers marked: key practice episodes, each of one entry or several, and practice that was good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import allowed, show
from throughline.chronology.pages import about_of, when_of
from throughline.chronology.permissions import sees_all
from throughline.chronology.queries.marked import Marked, marked_of
from throughline.chronology.rules.holding import episode_of
from throughline.chronology.views.choosing import laid
from throughline.chronology.views.shape import opened, over, shown, trail


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """An entry that was marked: its day, whose it is, what it tells, about whom, and what was said of it."""

    entry: int
    when: str
    agency: str
    what: str
    about: str
    said: str
    by: str
    is_cited: bool


@dataclass(frozen=True, slots=True)
class Episode:
    """A key practice episode: its name, what is said of it, and its entries in order."""

    name: str
    told: tuple[str, ...]
    rows: tuple[PracticeRow, ...]


@dataclass(frozen=True, slots=True)
class PracticePage:
    """The episodes in the order of their first entry, and good practice in the order of its days."""

    case: int
    over: str
    trail: tuple[tuple[str, str], ...]
    episodes: tuple[Episode, ...]
    good: tuple[PracticeRow, ...]


@require_GET
def practice(request: HttpRequest, id: int) -> HttpResponse:
    """Key practice episodes with their entries, and good practice to be commended; they print as they are shown."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(None if sees_all(actor=actor, thing=held) else "You see your own agency’s entries until they are shared.")
    _, lanes = laid(held, actor, on)
    names = {lane.agency_id or 0: lane.name for lane in lanes}
    found = marked_of(held, ("key_episode", "good_practice"))
    good = tuple(_row(one, names, one.mark.text) for one in found if one.mark.kind == "good_practice")
    page = PracticePage(
        held.case_id,
        over(held),
        trail(held),
        _episodes((one for one in found if one.mark.kind == "key_episode"), names),
        good,
    )
    records = {one.row.entry_id for one in found}
    return show(
        request,
        "chronology/practice.jinja",
        page,
        shown=shown(held, *(f"chronology_entry {entry}" for entry in sorted(records))),
    )


def _episodes(found: Iterable[Marked], names: dict[int, str]) -> tuple[Episode, ...]:
    """Entries that were marked with one name are one episode; one without a name stands alone."""
    told: dict[str, list[Marked]] = {}
    for one in found:
        name, _ = episode_of(one.mark.text)
        told.setdefault(name.casefold() or f"\n{one.mark.pk}", []).append(one)
    return tuple(_episode(rows, names) for rows in told.values())


def _episode(rows: list[Marked], names: dict[int, str]) -> Episode:
    name, _ = episode_of(rows[0].mark.text)
    more = dict.fromkeys(episode_of(one.mark.text)[1] for one in rows)
    made = tuple(_row(one, names, "") for one in rows)
    return Episode(name or f"{made[0].agency}, {made[0].when}", tuple(words for words in more if words), made)


def _row(one: Marked, names: dict[int, str], said: str) -> PracticeRow:
    entry = one.row.entry
    return PracticeRow(
        entry.pk,
        when_of(entry),
        names.get(entry.agency_id, ""),
        entry.event or entry.comment,
        about_of(one.row),
        said,
        one.mark.made_by.name,
        one.is_cited,
    )
