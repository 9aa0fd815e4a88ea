"""Pages on which the timeline is read: the timeline itself, who knew what, what differs, what hangs from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET
from markupsafe import Markup

from throughline.access.doing import actor_of, day_of
from throughline.access.roles import AGENCY_LEAD
from throughline.cases.formpages import Shown, show
from throughline.chronology.drawing import draw_lying, draw_upright, groups_of, key_of, swatch
from throughline.chronology.pages import (
    Across,
    Line,
    contact_words,
    lines_of,
    sign_of,
    to,
)
from throughline.chronology.permissions import sees_all, why_not_hold, why_not_send
from throughline.chronology.picturing import coloured, describe, facts_of, lead_of
from throughline.chronology.queries import timeline as queries
from throughline.chronology.queries.episodes import MOST
from throughline.chronology.queries.held import case_of, find_chronology
from throughline.chronology.rules.contact import KINDS as CONTACTS
from throughline.chronology.rules.holding import STATES
from throughline.chronology.rules.picture.window import widened
from throughline.chronology.views.choosing import (
    Links,
    choice_of,
    chosen_words,
    colours_of,
    given_in,
    laid,
    lanes_by,
    lanes_to,
    moves_of,
    page_link,
    views_of,
    zooms_of,
)
from throughline.chronology.views.shape import over, shown, trail
from throughline.ui.words import counted, day


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The timeline: what is true, views to choose, the picture, and the same entries in words."""

    case: int
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    state: str
    means: str
    sign: str
    child: str
    children: tuple[str, ...]
    views: Links
    lanes: Links
    by: Links
    colours: Links
    groups: list[tuple[Markup, str, str]]
    chosen: tuple[str, ...]
    choose: str
    put: str
    episode: int
    zooms: Links
    moves: tuple[tuple[str, str], ...]
    shown: str
    picture: Any
    narrow: Any
    key: list[Markup]
    source: str
    lines: list[Line | Across]
    signs: Mapping[str, Markup]
    words: Mapping[str, str]
    first: int
    last: int
    of: int
    before: tuple[str, str] | tuple[()]
    after: tuple[str, str] | tuple[()]
    may_hold: bool
    may_send: bool
    downloads: tuple[tuple[str, str], ...]
    is_linked: bool
    more_silences: int


@dataclass(frozen=True, slots=True)
class NonePage:
    """A case that has no chronology yet."""

    over: str
    trail: tuple[tuple[str, str], ...]


@require_GET
def timeline(request: HttpRequest, id: int) -> HttpResponse:
    """The merged timeline, or the way to open one."""
    actor, on = actor_of(request), day_of(request)
    held = find_chronology(id, actor=actor, on=on)
    if held is None:
        case = case_of(id, actor=actor, on=on)
        if why_not_hold(actor=actor, thing=None, on=on) is None:
            return HttpResponseRedirect(reverse("chronology:set", args=[case.pk]))
        none = NonePage(
            case.reference, ((("Your work", "/")), (case.reference, reverse("case-members", args=[case.pk])))
        )
        return show(request, "chronology/none.jinja", none, shown=Shown(case.pk, ("case", case.pk)))
    whole, lanes = laid(held, actor, on)
    given = given_in(request)
    choice, shown_days = choice_of(given, whole, lanes, on)
    page = queries.page_of(held, choice, whole=whole, lanes=lanes, actor=actor)
    if choice.is_whole:
        shown_days = widened(shown_days, ((one.first, one.last) for one in page.episodes))
    every = sees_all(actor=actor, thing=held)
    may_hold = why_not_hold(actor=actor, thing=held, on=on) is None
    facts = facts_of(held, page, whole, lanes, choice, shown_days, every=every)
    signs: dict[int, Markup] = {}
    if view := given.get("colour", ""):
        facts, of_rows = coloured(facts, view, page, lanes)
        signs = {entry: swatch(one.letter, one.colour) for entry, one in of_rows.items()}
    base = request.path
    named = {lane.agency_id or 0: lane.name for lane in lanes}
    title = f"Chronology of {held.child_name or held.case.reference}"
    words = describe(facts)
    children = tuple(one["name"] for one in whole.children if one["name"]) if whole else ()
    first = (page.page - 1) * queries.A_PAGE
    made = TimelinePage(
        held.case_id,
        over(held),
        trail(held)[:2],
        lead_of(held, whole, lanes, given.get("who", "")),
        STATES[held.state].word,
        STATES[held.state].means,
        STATES[held.state].sign,
        facts.child if len(children) < 2 or given.get("who") in children else "The children",
        children,
        views_of(base, given, held, whole, actor),
        lanes_to(base, given, lanes),
        lanes_by(base, given, whole),
        colours_of(base, given, held, actor) if lanes else (),
        groups_of(facts),
        chosen_words(given, held, every=every),
        to(f"{base}choose", given, page="", zoom="", at="") if every else "",
        to(f"{base}episodes/put", given, page="") if may_hold and not choice.is_whole and 0 < page.of <= MOST else "",
        choice.episode if every and page.of else 0,
        zooms_of(base, given),
        moves_of(base, given, shown_days, lanes),
        f"{day(shown_days.first)} to {day(shown_days.last)}" if shown_days.days > 1 else day(shown_days.first),
        draw_lying(facts, identity="chronology", title=title, description=words) if lanes else "",
        draw_upright(facts, identity="chronology-narrow", title=title, description=words) if lanes else "",
        key_of(facts),
        f"As sent by {counted(len(lanes), 'agency', 'agencies')}. What is said of the child is read from the words.",
        lines_of(held, page, named, shown_days, every=every, groups=signs),
        {kind: sign_of(kind) for kind in CONTACTS},
        {kind: contact_words(kind) for kind in CONTACTS},
        first + 1 if page.rows else 0,
        first + len(page.rows),
        page.of,
        page_link(base, given, page, -1),
        page_link(base, given, page, 1),
        may_hold,
        why_not_send(actor=actor, thing=held, agency=actor.agency if actor.role == AGENCY_LEAD else None, on=on)
        is None,
        tuple((name, f"{base}download?format={key}") for key, name in FORMATS.items()),
        whole is None or whole.is_linked,
        page.silences_of - len(page.silences),
    )
    records = tuple(f"chronology_entry {one.entry.pk}" for one in page.rows)
    return show(request, "chronology/timeline.jinja", made, shown=shown(held, *records))


FORMATS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "csv": "CSV", "json": "JSON"}
