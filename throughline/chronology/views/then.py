"""The timeline on a day: who knew what by its end, with hindsight hidden or shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from markupsafe import Markup

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import show
from throughline.chronology.drawing import draw_lying, draw_upright, key_of
from throughline.chronology.forms import ThenForm
from throughline.chronology.forms.then import HIDDEN, SHOWN
from throughline.chronology.models import TimelineRow
from throughline.chronology.pages import when_of
from throughline.chronology.picturing import facts_then
from throughline.chronology.queries.then import LaneThen, Then, as_at
from throughline.chronology.rules.picture.window import window
from throughline.chronology.views.choosing import laid
from throughline.chronology.views.shape import opened, over, shown, trail
from throughline.ui.words import counted, day, short_day

LONG = 240
A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in a list: when it became known, whose it is, when it happened, and what it tells."""

    known: str
    agency: str
    entry: int
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class LaneRow:
    """What one agency knew by then: how many entries, what came to it only later, and the newest that it knew."""

    name: str
    known: str
    later: str
    newest: Told | None


@dataclass(frozen=True, slots=True)
class ThenPage:
    """The timeline on a day."""

    over: str
    trail: tuple[tuple[str, str], ...]
    day: str
    lead: tuple[str, str]
    ends: tuple[date, date, date] | tuple[()]
    steps: tuple[tuple[str, str], ...]
    picture: Any
    narrow: Any
    key: list[Markup]
    lanes: tuple[LaneRow, ...]
    whose: str
    known: tuple[Told, ...]
    known_of: int
    hindsight: tuple[Told, ...]
    hindsight_of: int
    is_shown: bool
    untold: int


@require_GET
def then(request: HttpRequest, id: int) -> HttpResponse:
    """The timeline by the end of the day that is asked for; at first of the last day of which it tells."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    _, lanes = laid(held, actor, on)
    names = {lane.agency_id or 0: lane.name for lane in lanes}
    last = max((lane.last_day for lane in lanes if lane.last_day), default=on)
    asked = any(name.startswith("day_") or name in ("agency", "hindsight") for name in request.GET)
    form = ThenForm(request.GET if asked else None, initial={"day": last, "hindsight": HIDDEN}, agencies=names)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    chosen = given.get("day") or last
    agency = int(given.get("agency") or 0)
    is_shown = given.get("hindsight") == SHOWN
    found = as_at(held, chosen, agency=agency, with_hindsight=is_shown, actor=actor)
    facts = facts_then(
        found, chosen, window("all", None, found.first, found.last, on), agency=agency, with_hindsight=is_shown
    )
    whose = names.get(agency, "")
    lead = lead_then(found, chosen, whose, is_shown=is_shown)
    title, words = f"What was known by {day(chosen)}", " ".join(lead).replace("  ", " ")
    page = ThenPage(
        over(held),
        trail(held),
        day(chosen),
        lead,
        (found.first, found.last, chosen) if found.first and found.last else (),
        _steps(request, found, chosen),
        draw_lying(facts, identity="chronology", title=title, description=words) if lanes else "",
        draw_upright(facts, identity="chronology-narrow", title=title, description=words) if lanes else "",
        key_of(facts),
        tuple(_lane(one, names) for one in found.lanes if not agency or one.agency == agency or is_shown),
        whose,
        tuple(_told(row, names) for row in found.known),
        found.known_of,
        tuple(_told(row, names) for row in found.hindsight),
        found.hindsight_of,
        is_shown,
        found.untold,
    )
    seen = {row.entry_id for row in (*found.known, *found.hindsight)}
    seen |= {one.newest.entry_id for one in found.lanes if one.newest}
    records = tuple(f"chronology_entry {entry}" for entry in sorted(seen))
    return show(request, "chronology/then.jinja", page, shown=shown(held, *records), form=form)


def lead_then(found: Then, chosen: date, whose: str, *, is_shown: bool) -> tuple[str, str]:
    """What was known by then, and what of it was not."""
    entries = counted(found.known_of, "entry", "entries")
    who = whose or counted(sum(1 for one in found.lanes if one.known), "agency", "agencies")
    first = f"By the end of {day(chosen)}, {who} knew what {entries} tell{'s' if found.known_of == 1 else ''}."
    if not found.known_of:
        first = f"Nothing tells that {whose or 'any agency'} knew anything by the end of {day(chosen)}."
    if not is_shown:
        return first, " What came later, and what is known only since, is left out."
    had = counted(found.hindsight_of, "entry", "entries")
    if not found.hindsight_of:
        return first, " Nothing else is told of what had happened by then."
    return (
        first,
        f" {had} more {'tells' if found.hindsight_of == 1 else 'tell'} of what had happened by then: hindsight.",
    )


def _steps(request: HttpRequest, found: Then, chosen: date) -> tuple[tuple[str, str], ...]:
    """The nearest days on which something else became known, and a month and a day either way."""
    made = []
    told = (
        ("A month earlier", _moved(chosen, -A_MONTH)),
        (f"Known before: {short_day(found.before)}" if found.before else "", found.before),
        ("The day before", _moved(chosen, -1)),
        ("The day after", _moved(chosen, 1)),
        (f"Known next: {short_day(found.after)}" if found.after else "", found.after),
        ("A month later", _moved(chosen, A_MONTH)),
    )
    kept = {key: value for key in ("agency", "hindsight") if (value := request.GET.get(key, "")[:20])}
    for words, to in told:
        if words and to:
            at = {"day_day": to.day, "day_month": to.month, "day_year": f"{to.year:04}"}
            made.append((words, f"{request.path}?{urlencode(at | kept)}"))
    return tuple(made)


def _moved(chosen: date, by: int) -> date | None:
    try:
        return chosen + timedelta(days=by)
    except OverflowError:
        return None


def _lane(one: LaneThen, names: Mapping[int, str]) -> LaneRow:
    return LaneRow(
        one.name,
        f"{one.known:,}",
        f"{one.later:,}",
        _told(one.newest, names) if one.newest else None,
    )


def _told(row: TimelineRow, names: Mapping[int, str]) -> Told:
    what = row.entry.event or row.entry.comment
    cut = what if len(what) <= LONG else f"{what[:LONG].rsplit(' ', 1)[0]} …"
    return Told(
        short_day(row.known_day) if row.known_day else "Day not known",
        names.get(row.agency_id, ""),
        row.entry_id,
        when_of(row.entry),
        cut,
    )
