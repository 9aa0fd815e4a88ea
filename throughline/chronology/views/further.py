"""Further pages of a timeline: who knew what, what differs, and the whole as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of, now_of
from throughline.audit.services import record
from throughline.cases.formpages import allowed, show
from throughline.chronology.models import Chronology
from throughline.chronology.pages import to, when_of
from throughline.chronology.papers import timeline_as_pdf
from throughline.chronology.permissions import sees_all, why_not_hold
from throughline.chronology.queries import pairs, uses
from throughline.chronology.queries.episodes import names_of
from throughline.chronology.queries.knowing import events_of, known_by
from throughline.chronology.queries.persons import everybody
from throughline.chronology.queries.whole import whole_timeline
from throughline.chronology.rules import Timeline, write
from throughline.chronology.rules.holding import MARKS, SETTLED
from throughline.chronology.rules.picture.colours import VIEWS
from throughline.chronology.views.choosing import SHOW, Links, given_in, laid
from throughline.chronology.views.reading import FORMATS
from throughline.chronology.views.shape import TYPES, opened, over, shown, trail
from throughline.documents.attachments import attachment
from throughline.partnerships.queries import agency_names
from throughline.ui.words import counted, day, short_day


@dataclass(frozen=True, slots=True)
class KnownRow:
    """An event and when each agency knew of it."""

    when: str
    what: str
    entry: int
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KnownPage:
    """Who knew what, when; and with a day and an agency, what it knew by then and what only others knew."""

    case: int
    over: str
    trail: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    rows: tuple[KnownRow, ...]
    of: int
    before: tuple[str, str] | tuple[()]
    after: tuple[str, str] | tuple[()]
    choices: tuple[tuple[int, str], ...]
    agency: int
    agency_name: str
    at: str
    at_words: str
    mine: tuple[tuple[str, str, str, int], ...]
    others: tuple[tuple[str, str, str, int], ...]
    mine_of: int
    others_of: int


@require_GET
def known(request: HttpRequest, id: int) -> HttpResponse:
    """Who knew what, when: the day of each event, and the day on which each agency knew."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    _, lanes = laid(held, actor, on)
    given = given_in(request)
    number = int(given.get("page", 1))
    events, of = events_of(held, actor=actor, on=on, page=number)
    names = {lane.agency_id or 0: lane.name for lane in lanes}
    rows = []
    for event in events:
        by_agency = {one.agency: one for one in event.known}
        cells = tuple(_cell(by_agency.get(key), event.day) for key in names)
        rows.append(KnownRow(when_of(event.first), event.first.event or event.first.comment, event.first.pk, cells))
    agency = int(given.get("agency", 0))
    at = date.fromisoformat(given["at"]) if given.get("at") else None
    mine: Any = ()
    others: Any = ()
    counts = (0, 0)
    if agency in names and at:
        found, theirs, *many = known_by(held, agency, at, actor=actor)
        mine, others = (tuple(_briefly(row, names) for row in rows_) for rows_ in (found, theirs))
        counts = (many[0], many[1])
    base = request.path
    page = KnownPage(
        held.case_id,
        over(held),
        trail(held),
        tuple(names.values()),
        tuple(rows),
        of,
        ("Earlier", to(base, given, page=str(number - 1))) if number > 1 else (),
        ("Later", to(base, given, page=str(number + 1))) if number * 50 < of else (),
        tuple(names.items()),
        agency,
        names.get(agency, ""),
        given.get("at", ""),
        day(at) if at else "",
        mine,
        others,
        *counts,
    )
    return show(
        request, "chronology/known.jinja", page, shown=shown(held, *(f"chronology_entry {e.first.pk}" for e in events))
    )


def _cell(one: Any, event: date | None) -> tuple[str, str]:
    if one is None:
        return "No entry", ""
    if one.day is None:
        return "Day not known", ""
    late = (one.first - event).days if event and one.first else 0
    least = "" if one.first == one.day else "at least "
    words = short_day(one.day) if one.first == one.day else f"by {short_day(one.day)}"
    return words, f"{least}{counted(late, 'day')} later" if late > 0 else ""


def _briefly(row: Any, names: Mapping[int, str]) -> tuple[str, str, str, int]:
    return (
        short_day(row.known_day),
        names.get(row.agency_id, ""),
        (row.entry.event or row.entry.comment)[:200],
        row.entry_id,
    )


@dataclass(frozen=True, slots=True)
class DifferRow:
    """Two accounts, why they are held together, and how that stands."""

    one: tuple[str, str, str, int]
    other: tuple[str, str, str, int]
    why: str
    settled: str
    is_open: bool
    settle: str


@dataclass(frozen=True, slots=True)
class DifferPage:
    """Pairs of one kind."""

    case: int
    over: str
    trail: tuple[tuple[str, str], ...]
    kinds: Links
    rows: tuple[DifferRow, ...]
    of: int
    before: tuple[str, str] | tuple[()]
    after: tuple[str, str] | tuple[()]
    may_hold: bool


PAIRS = {"contradiction": "Accounts differ", "same event": "One event told twice", "follows": "One follows the other"}


@require_GET
def differences(request: HttpRequest, id: int) -> HttpResponse:
    """Where agencies' accounts differ, and what became of each: open, explained, disputed."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    _, lanes = laid(held, actor, on)
    names = {lane.agency_id or 0: lane.name for lane in lanes}
    kind = request.GET.get("kind", "")
    kind = kind if kind in PAIRS else "contradiction"
    given = {"kind": kind, "page": given_in(request).get("page", "1")}
    number = int(given["page"])
    found, of = pairs.differences_of(held, kind, actor=actor, page=max(1, number))
    base = request.path
    page = DifferPage(
        held.case_id,
        over(held),
        trail(held),
        tuple((name, to(base, {}, kind=key), key == kind) for key, name in PAIRS.items()),
        tuple(
            DifferRow(
                _account(one.one, names),
                _account(one.other, names),
                one.link.why,
                SETTLED[one.link.settled],
                one.link.settled == "open",
                reverse("chronology:settle", args=[one.one.pk, one.other.pk]),
            )
            for one in found
        ),
        of,
        ("Earlier", to(base, given, page=str(number - 1))) if number > 1 else (),
        ("Later", to(base, given, page=str(number + 1))) if number * pairs.A_PAGE < of else (),
        why_not_hold(actor=actor, thing=held, on=on) is None,
    )
    records = [f"chronology_entry {entry.pk}" for one in found for entry in (one.one, one.other)]
    return show(request, "chronology/differences.jinja", page, shown=shown(held, *records))


def _account(entry: Any, names: Mapping[int, str]) -> tuple[str, str, str, int]:
    return names.get(entry.agency_id, ""), when_of(entry), entry.event or entry.comment, entry.pk


@require_GET
def download(request: HttpRequest, id: int) -> HttpResponse:
    """The timeline as a file, as far as this person sees it. Event ``chronology.taken_out``."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    kind = request.GET.get("format", "docx")
    if kind not in FORMATS:
        raise Http404
    whole = whole_timeline(held, actor=actor, on=on)
    data = _as_pdf(request, held, whole) if kind == "pdf" else write(whole, f".{kind}")
    record(
        by=actor,
        at=now_of(request),
        verb="chronology.taken_out",
        subject=("chronology", held.pk),
        case=held.case_id,
        details={"format": kind, "entries": len(whole.entries)},
    )
    request.case_shown = held.case_id  # type: ignore[attr-defined]
    return attachment(data, f"chronology-{held.case.reference}.{kind}", TYPES[f".{kind}"])


def _as_pdf(request: HttpRequest, held: Chronology, whole: Timeline) -> bytes:
    actor, on = actor_of(request), day_of(request)
    return timeline_as_pdf(
        held,
        whole,
        pairs.every_pair(held, "contradiction") if sees_all(actor=actor, thing=held) else [],
        names=agency_names(held.case.partnership_id, on=on),
        partnership=request.acting.partnership_name,  # type: ignore[attr-defined]
        for_name=actor.name,
        at=now_of(request),
    )


@dataclass(frozen=True, slots=True)
class Select:
    """One thing to choose by: its choices as key and name, and the one chosen now."""

    name: str
    label: str
    every: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """What the timeline can be chosen by: only what there is."""

    over: str
    trail: tuple[tuple[str, str], ...]
    to: str
    selects: tuple[Select, ...]


@require_GET
def choose(request: HttpRequest, id: int) -> HttpResponse:
    """Choose what of the timeline is shown: by agency, person, theme, line, episode, mark, and how accounts stand."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(None if sees_all(actor=actor, thing=held) else "You see your own agency’s entries until they are shared.")
    _, lanes = laid(held, actor, on)
    given = given_in(request)
    there = (
        ("agency", "Agency", "Every agency", ((str(lane.agency_id), lane.name) for lane in lanes)),
        (
            "who",
            "Person",
            "Everybody",
            ((who, f"{who}, {counted(n, 'entry', 'entries')}") for who, n in everybody(held)),
        ),
        ("theme", "Theme", "Every theme", ((name, name) for name in pairs.themes_of(held))),
        ("line", "Line of enquiry", "Every line of enquiry", ((str(key), name) for key, name in uses.lines(held))),
        ("episode", "Key practice episode", "In one or not", ((str(key), name) for key, name in names_of(held))),
        ("mark", "What reviewers marked", "Marked or not", MARKS.items()),
        ("show", "Which entries", SHOW[""], ((key, name) for key, name in SHOW.items() if key)),
        ("by", "Lanes of the picture", "By agency", (("person", "By person"),)),
        ("colour", "Colour of the marks", VIEWS[""], ((key, name) for key, name in VIEWS.items() if key)),
    )
    selects = (Select(name, label, every, tuple(told), given.get(name, "")) for name, label, every, told in there)
    page = ChoosePage(
        over(held),
        trail(held),
        reverse("chronology:timeline", args=[held.case_id]),
        tuple(one for one in selects if one.choices),
    )
    return show(request, "chronology/choose.jinja", page, shown=shown(held))
