"""Who was seen and who was not: each child by each agency, where nobody saw it, and where agencies are silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import show
from throughline.chronology.models import Chronology, Lane
from throughline.chronology.pages import Across, contact_words, silence_of, to, when_of
from throughline.chronology.permissions import sees_all, why_not_hold
from throughline.chronology.queries.marked import voices_of
from throughline.chronology.queries.silences import A_PAGE, silences_of, unfollowed_of
from throughline.chronology.rules.contact import KINDS, SIGHTED
from throughline.chronology.views.choosing import given_in, laid
from throughline.chronology.views.shape import opened, over, shown, trail
from throughline.ui.words import counted, short_day

TOLD = tuple(kind for kind in KINDS if kind != "none")


@dataclass(frozen=True, slots=True)
class SeenChild:
    """How one child was seen: by each agency how often in each way and what share alone, and when by nobody.

    `voices` is how many entries tell its voice, and `voice` leads to them; neither is known where not all may be seen.
    """

    name: str
    rows: tuple[tuple[str, tuple[int, ...], str], ...]
    gaps: tuple[str, ...]
    voices: int = 0
    voice: str = ""


@dataclass(frozen=True, slots=True)
class SilentPage:
    """Each child, whose voice is told besides, and a page of the silences."""

    case: int
    over: str
    trail: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    children: tuple[SeenChild, ...]
    others: tuple[tuple[str, int, str], ...]
    unfollowed: tuple[tuple[int, str, str, str], ...]
    silences: tuple[Across, ...]
    of: int
    before: tuple[str, str] | tuple[()]
    after: tuple[str, str] | tuple[()]
    may_hold: bool


@require_GET
def silences(request: HttpRequest, id: int) -> HttpResponse:
    """Who was seen alone, seen, not seen or not brought, by each agency; and where agencies are silent, and why."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    whole, lanes = laid(held, actor, on)
    every = sees_all(actor=actor, thing=held)
    names = {lane.agency_id or 0: lane.name for lane in lanes}
    number = max(1, int(given_in(request).get("page", 1)))
    found = silences_of(held, actor=actor).order_by("from_day", "to_day", "id")
    of = found.count()
    number = min(number, max(1, -(-of // A_PAGE)))
    rows = found[(number - 1) * A_PAGE : number * A_PAGE]
    missed = list(unfollowed_of(held, actor=actor))
    children, told = _children(whole, lanes), voices_of(held) if every else Counter()
    base = request.path
    page = SilentPage(
        held.case_id,
        over(held),
        trail(held),
        tuple(contact_words(kind) for kind in TOLD),
        tuple(_heard(held, children, told) if every else children),
        _others(held, children, told),
        tuple((row.entry_id, names.get(row.agency_id, ""), when_of(row.entry), row.unfollowed) for row in missed),
        tuple(silence_of(one, names, every=every) for one in rows),
        of,
        ("Earlier", to(base, {}, page=str(number - 1))) if number > 1 else (),
        ("Later", to(base, {}, page=str(number + 1))) if number * A_PAGE < of else (),
        why_not_hold(actor=actor, thing=held, on=on) is None,
    )
    return show(
        request,
        "chronology/silences.jinja",
        page,
        shown=shown(held, *(f"chronology_entry {row.entry_id}" for row in missed)),
    )


def _children(whole: Lane | None, lanes: list[Lane]) -> list[SeenChild]:
    """Each child, of all together where they may be seen, the chronology's own first."""
    gaps = {child["name"]: child["gaps"] for child in whole.children} if whole else {}
    every = whole.children if whole else [child for lane in lanes for child in lane.children]
    made = []
    for name in dict.fromkeys(child["name"] for child in every):
        rows = [(lane.name, _said(lane, name)) for lane in lanes]
        told = [(agency, said) for agency, said in rows if any(said.values())]
        if whole and len(told) > 1:
            told.append(("All together", _said(whole, name)))
        lines = tuple((agency, tuple(said.get(kind, 0) for kind in TOLD), alone(said)) for agency, said in told)
        made.append(SeenChild(name or "The child", lines, tuple(_gap(gap) for gap in gaps.get(name, ()))))
    return made


def _heard(held: Chronology, children: list[SeenChild], told: Mapping[str, int]) -> list[SeenChild]:
    """Each with how often its voice is told, and the way to the entries that tell it."""
    return [replace(one, voices=told.get(one.name, 0), voice=_voice(held, one.name)) for one in children]


def _others(held: Chronology, children: list[SeenChild], told: Mapping[str, int]) -> tuple[tuple[str, int, str], ...]:
    """Whose voice is told besides: a brother or sister, how often, and the way there."""
    names = sorted(set(told) - {one.name for one in children})
    return tuple((name, told[name], _voice(held, name)) for name in names)


def _voice(held: Chronology, name: str) -> str:
    return to(reverse("chronology:timeline", args=[held.case_id]), {}, mark="voice", who=name)


def _said(lane: Lane, name: str) -> dict[str, int]:
    return next((child["contacts"] for child in lane.children if child["name"] == name), {})


def alone(said: Mapping[str, int]) -> str:
    """The share of the entries that saw the child in which it was alone, with both numbers."""
    sights = sum(count for kind, count in said.items() if kind in SIGHTED)
    times = said.get("alone", 0)
    return f"{times} of {sights}, {round(100 * times / sights)}%" if sights else "Never seen"


def _gap(gap: Any) -> str:
    first, last = (short_day(date.fromisoformat(day)) for day in gap[:2])
    longest = f", or up to {gap[3]}" if gap[3] > gap[2] else ""
    return f"{counted(gap[2], 'day')}{longest}: from {first} to {last}"
