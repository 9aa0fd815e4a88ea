"""What a newer version no longer holds the entry of: comments, codes, settled pairs, citations; and where each goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.cases.formpages import allowed, form_page, show
from throughline.chronology import forms, services
from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark, EntrySource, PairDecision
from throughline.chronology.pages import when_of
from throughline.chronology.permissions import why_not_hold
from throughline.chronology.queries import lost, uses
from throughline.chronology.queries.held import find_entry, get_mark
from throughline.chronology.queries.silences import said_of_mark
from throughline.chronology.queries.sources import lost_sources
from throughline.chronology.rules.holding import KINDS, MARKS, SETTLED
from throughline.chronology.views.choosing import laid
from throughline.chronology.views.shape import form_of, opened, over, shown, trail
from throughline.partnerships.queries import agency_names
from throughline.ui.words import moment

A_PAGE = 500


@dataclass(frozen=True, slots=True)
class LostPair:
    """A pair that somebody settled: how and why, who did, and each of its entries, with whether it is gone."""

    id: int
    how: str
    reason: str
    who: str
    entries: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class LostPage:
    """Comments, codes, decisions and citations of which an entry is in no version any longer; `of` counts the marks."""

    case: int
    over: str
    trail: tuple[tuple[str, str], ...]
    rows: tuple[tuple[EntryMark, str, str, str], ...]
    of: int
    pairs: tuple[LostPair, ...]
    uses: tuple[tuple[str, str, str], ...]
    sources: tuple[tuple[EntrySource, str], ...]


@require_GET
def unattached(request: HttpRequest, id: int) -> HttpResponse:
    """What was made of entries that a newer version no longer holds; it waits for a person."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    laid(held, actor, on)
    names = agency_names(held.case.partnership_id, on=on)
    marks = lost.unattached(held)
    rows = tuple((row, MARKS[row.kind], said_of_mark(row), told(row.entry, names)) for row in marks[:A_PAGE])
    pairs = lost.lost_pairs(held)
    gone = uses.lost(held)
    cited = lost_sources(held)
    there = lost.standing_roots(held, {end for row in pairs for end in (row.one_id, row.other_id)})
    page = LostPage(
        held.case_id,
        over(held),
        trail(held),
        rows,
        marks.count(),
        tuple(_pair(row, there, names) for row in pairs),
        tuple((name, told(entry, names), address) for name, entry, address in gone),
        tuple((row, told(row.entry, names)) for row in cited),
    )
    records = (
        *(f"entry_mark {row.pk}" for row, *_ in rows),
        *(f"pair_decision {row.pk}" for row in pairs),
        *(f"entry_source {row.pk}" for row in cited),
        *(f"chronology_entry {one.pk}" for _, one, _ in gone),
    )
    return show(request, "chronology/unattached.jinja", page, shown=shown(held, *records))


def _pair(row: PairDecision, there: set[int], names: Mapping[int, str]) -> LostPair:
    ends = tuple((told(end, names), end.pk not in there) for end in (row.one, row.other))
    how = f"{KINDS[row.kind]}: {SETTLED[row.settled].lower()}"
    return LostPair(row.pk, how, row.reason, f"{row.by.name}, {moment(row.at)}", ends)


def told(entry: ChronologyEntry, names: Mapping[int, str]) -> str:
    """An entry in a line: whose, when, and what."""
    return f"{names.get(entry.agency_id, '')}, {when_of(entry)}. {entry.event or entry.comment or entry.action}"


def _offered(held: Chronology, entry: ChronologyEntry, on: date) -> list[tuple[str, str]]:
    names = agency_names(held.case.partnership_id, on=on)
    return [(str(one.pk), told(one, names)[:140]) for one in lost.near(held, entry)]


def offered_own(held: Chronology, entry: ChronologyEntry, on: date) -> list[tuple[str, str]]:
    """Entries of the same agency that may be meant, the nearest in date first."""
    names = agency_names(held.case.partnership_id, on=on)
    near = (one for one in lost.near(held, entry) if one.agency_id == entry.agency_id)
    return [(str(one.pk), told(one, names)[:140]) for one in near]


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, id: int) -> HttpResponse:
    """Say to which entry a comment belongs whose own entry is gone."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_mark(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    back = reverse("chronology:unattached", args=[held.case_id])
    words = said_of_mark(row)
    lead = (f"{MARKS[row.kind]}.", f" {words}" if words else "")
    was = told(row.entry, agency_names(held.case.partnership_id, on=on))
    page = form_of(held, "Where does it belong?", lead, back=back, facts=(("The entry it was said of", was),))

    def act(form: Any) -> str:
        target = find_entry(form.cleaned_data["entry"], actor=actor, on=on)
        services.attach(row, held, to=target, by=actor, at=now_of(request))
        return back

    return form_page(
        request,
        forms.AttachForm,
        page,
        key=f"chronology-mark-{row.pk}-attach",
        act=act,
        says="It stands with that entry now.",
        shown=shown(held, f"entry_mark {row.pk}"),
        offered=_offered(held, row.entry, on),
    )


@require_http_methods(["GET", "POST"])
def attach_pair(request: HttpRequest, id: int) -> HttpResponse:
    """Say to which two entries a decision belongs of which an entry is gone, or put it aside."""
    actor, on = actor_of(request), day_of(request)
    row, held = lost.get_lost_pair(id, actor=actor, on=on)
    allowed(why_not_hold(actor=actor, thing=held, on=on))
    back = reverse("chronology:unattached", args=[held.case_id])
    names = agency_names(held.case.partnership_id, on=on)
    now = [lost.standing_now(held, end) for end in (row.one, row.other)]
    page = form_of(
        held,
        "To which two entries does it belong?",
        (f"{KINDS[row.kind]}: {SETTLED[row.settled].lower()}.", f" {row.reason}"),
        back=back,
        facts=tuple(
            (f"{name} account{' (gone)' if there is None else ''}", told(end, names))
            for name, end, there in zip(("One", "The other"), (row.one, row.other), now, strict=True)
        ),
    )

    def act(form: Any) -> str:
        said = form.cleaned_data
        if said["what"] == "aside":
            services.put_aside(row, held, reason=said["reason"], by=actor, at=now_of(request))
        else:
            one, other = (find_entry(said[name], actor=actor, on=on) for name in ("one", "other"))
            services.attach_pair(row, held, one=one, other=other, by=actor, at=now_of(request))
        return back

    initial = {name: str(there.entry_id) for name, there in zip(("one", "other"), now, strict=True) if there}
    return form_page(
        request,
        forms.AttachPairForm,
        page,
        key=f"chronology-decision-{row.pk}-attach",
        act=act,
        says="It is put right.",
        shown=shown(held, f"pair_decision {row.pk}"),
        initial={"what": "attach", **initial},
        offered=(_offered(held, row.one, on), _offered(held, row.other, on)),
    )
