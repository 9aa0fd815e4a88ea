"""The key practice episodes of a chronology, and practice that was good."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import allowed, show
from throughline.chronology.pages import about_of, days_of, when_of
from throughline.chronology.permissions import sees_all, why_not_hold
from throughline.chronology.queries import uses
from throughline.chronology.queries.episodes import Episode, episodes_of
from throughline.chronology.queries.marked import Marked, marked_of
from throughline.chronology.queries.uses import Use
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


@dataclass(frozen=True, slots=True)
class EpisodeLine:
    """An episode: its name, its days, whose entries it has and how many, what it serves and what cites it."""

    id: int
    name: str
    when: str
    agencies: tuple[str, ...]
    entries: int
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class PracticePage:
    """The episodes in the order of their days, and good practice in the order of its days."""

    case: int
    over: str
    trail: tuple[tuple[str, str], ...]
    episodes: tuple[EpisodeLine, ...]
    good: tuple[PracticeRow, ...]
    may_hold: bool


@require_GET
def practice(request: HttpRequest, id: int) -> HttpResponse:
    """Key practice episodes, and good practice to be commended; they print as they are shown."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(None if sees_all(actor=actor, thing=held) else "You see your own agency’s entries until they are shared.")
    _, lanes = laid(held, actor, on)
    names = {lane.agency_id or 0: lane.name for lane in lanes}
    used = uses.of_episodes(held, actor=actor, on=on)
    episodes = episodes_of(held)
    found = marked_of(held, ("good_practice",))
    page = PracticePage(
        held.case_id,
        over(held),
        trail(held),
        tuple(_line(one, names, used.get(one.episode.pk, [])) for one in episodes),
        tuple(_row(one, names) for one in found),
        why_not_hold(actor=actor, thing=held, on=on) is None,
    )
    records = {f"key_episode {one.episode.pk}" for one in episodes}
    records |= {f"chronology_entry {one.row.entry_id}" for one in found}
    return show(request, "chronology/practice.jinja", page, shown=shown(held, *sorted(records)))


def _line(one: Episode, names: dict[int, str], used: list[Use]) -> EpisodeLine:
    agencies = dict.fromkeys(names.get(row.agency_id, "") for row in one.rows)
    return EpisodeLine(one.episode.pk, one.episode.name, days_of(one.days), tuple(agencies), len(one.rows), tuple(used))


def _row(one: Marked, names: dict[int, str]) -> PracticeRow:
    entry = one.row.entry
    return PracticeRow(
        entry.pk,
        when_of(entry),
        names.get(entry.agency_id, ""),
        entry.event or entry.comment,
        about_of(one.row),
        one.mark.text,
        one.mark.made_by.name,
    )
