"""An entry: read it whole, type one in, mend a refused row, correct one, split one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from throughline.access.doing import actor_of, day_of, now_of
from throughline.access.roles import AGENCY_LEAD
from throughline.cases.formpages import allowed, form_page, show
from throughline.chronology import forms, services
from throughline.chronology.models import Chronology, ChronologyEntry, TimelineRow
from throughline.chronology.pages import NO_ACTION, about_of, born_of, contact_words, when_of
from throughline.chronology.permissions import sees_all, why_not_correct, why_not_hold, why_not_mend, why_not_send
from throughline.chronology.queries import uses
from throughline.chronology.queries.entries import as_entry
from throughline.chronology.queries.held import agency_of, columns_of, get_entry, get_refused
from throughline.chronology.queries.pairs import marks_of, place_of, ties_of, versions_of
from throughline.chronology.queries.silences import said_of_mark
from throughline.chronology.queries.uses import Use
from throughline.chronology.rules import CHECKS
from throughline.chronology.rules.ages import ages
from throughline.chronology.rules.holding import KINDS, MARKS, SETTLED
from throughline.chronology.rules.ordering import why_here
from throughline.chronology.rules.typed import as_typed
from throughline.chronology.views.sending import sendable
from throughline.chronology.views.shape import form_of, opened, over, shown, trail
from throughline.identities.opened import is_open
from throughline.partnerships.queries import agency_names
from throughline.ui import drafts
from throughline.ui.words import day, moment


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What somebody said of the entry."""

    id: int
    name: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class TieRow:
    """Another entry that it is tied to, and how that stands."""

    entry: int
    kind: str
    settled: str
    agency: str
    when: str
    what: str
    why: str
    settle: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry whole: its words, where they come from, where it stands and why, and what was said of it."""

    id: int
    case: int
    title: str
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    pairs: tuple[tuple[str, str], ...]
    event: str
    action: str
    comment: str
    document: int
    place: tuple[str, ...]
    ties: tuple[TieRow, ...]
    marks: tuple[MarkRow, ...]
    versions: tuple[tuple[str, str, str], ...]
    may_hold: bool
    may_correct: bool
    uses: tuple[Use, ...]
    cite: str


@require_GET
def entry(request: HttpRequest, id: int) -> HttpResponse:
    """One entry, whole."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_entry(id, actor=actor, on=on)
    names = agency_names(held.case.partnership_id, on=on)
    all_of_it = sees_all(actor=actor, thing=held)
    before, mine, after = place_of(row) if all_of_it else (None, None, None)
    place = []
    if before is not None:
        place.append(f"After the entry before it. {_why(before.entry, row, names)}")
    if after is not None:
        place.append(f"Before the entry after it. {_why(row, after.entry, names)}")
    page = EntryPage(
        row.pk,
        held.case_id,
        f"{names.get(row.agency_id, '')}, {when_of(row)}",
        over(held),
        trail(held),
        _lead(row, standing=mine is not None or not all_of_it),
        _pairs(row, held, names, mine, is_open(request, held.case)),
        row.event,
        row.action or f"{NO_ACTION}.",
        row.comment,
        row.submission.document_id or 0,
        tuple(place),
        tuple(_ties(row, names)) if all_of_it else (),
        tuple(
            MarkRow(one.pk, MARKS[one.kind], said_of_mark(one), f"{one.made_by.name}, {day(one.made_at)}")
            for one in marks_of(row)
        )
        if all_of_it
        else (),
        tuple(_versions(row)),
        why_not_hold(actor=actor, thing=held, on=on) is None,
        why_not_correct(actor=actor, thing=row, held=held, on=on) is None,
        tuple(uses.uses(row, actor=actor, on=on)) if all_of_it else (),
        uses.deed(row, actor=actor, on=on),
    )
    return show(request, "chronology/entry.jinja", page, shown=shown(held, f"chronology_entry {row.pk}"))


def _why(one: ChronologyEntry, two: ChronologyEntry, names: Mapping[int, str]) -> str:
    return why_here(as_entry(one, names.get(one.agency_id, "")), as_entry(two, names.get(two.agency_id, "")))


def _lead(row: ChronologyEntry, *, standing: bool) -> tuple[str, str]:
    if row.why:
        return "This entry stands in the place of another.", f" {row.why}"
    if not standing:
        return "This entry is not in the timeline now:", " a correction or a newer version stands in its place."
    return "", "The words are as the agency typed them."


def _pairs(
    row: ChronologyEntry, held: Chronology, names: Mapping[int, str], mine: TimelineRow | None, said_why: bool
) -> tuple[tuple[str, str], ...]:
    """What the row says besides its words; who goes by which pseudonym, only once the person said why they look."""
    name = row.submission.document.name if row.submission.document else "typed in"
    version = f", version {row.submission.version}" if row.submission.version else ""
    told = (
        ("Recorded by", names.get(row.agency_id, "")),
        ("Source", row.source),
        ("Where it stands", f"Row {row.row} of {name}{version}"),
        ("Written as", row.start_text),
        ("Understood as", row.start_edtf),
        ("Until", row.end_text),
        ("Time, as written", row.time_text or row.time),
        ("Sequence", row.sequence),
        ("About", about_of(mine) if mine else row.who),
        ("About, as written", row.who if mine and said_why and row.who != about_of(mine) else ""),
        ("Age", ages(born_of(held), row.start_earliest, row.start_latest)),
        *((name or "The child", contact_words(kind)) for name, kind in (mine.children if mine else {}).items()),
        ("What followed", mine.unfollowed if mine else ""),
    )
    return tuple(pair for pair in told if pair[1])


def _ties(row: ChronologyEntry, names: Mapping[int, str]) -> list[TieRow]:
    return [
        TieRow(
            other.pk,
            KINDS[link.kind],
            SETTLED[link.settled] if link.kind == "contradiction" or link.settled != "open" else "",
            names.get(other.agency_id, ""),
            when_of(other),
            other.event or other.comment,
            link.why,
            reverse("chronology:settle", args=[link.one_id, link.other_id]),
        )
        for link, other in ties_of(row)
    ]


def _versions(row: ChronologyEntry) -> list[tuple[str, str, str]]:
    rows = versions_of(row)
    if len(rows) < 2:
        return []
    return [
        (
            f"/chronology-entries/{one.pk}/" if one.pk != row.pk else "",
            f"{'Version ' + str(one.submission.version) if one.submission.version else 'Typed in'}, row {one.row}",
            f"{one.made_by.name}, {moment(one.made_at)}{'. ' + one.why if one.why else ''}",
        )
        for one in rows
    ]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, id: int) -> HttpResponse:
    """Type an entry in."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    allowed(why_not_send(actor=actor, thing=held, agency=actor.agency if actor.role == AGENCY_LEAD else None, on=on))
    agencies = sendable(held, actor, request)
    page = form_of(held, "Add an entry", ("One fact.", " What several agencies tell is an entry of each."))

    def act(form: Any) -> str:
        chosen = form.cleaned_data.get("agency") or next(iter(agencies))
        agency = agency_of(chosen, case=held.case)
        made = services.type_in(held, agency=agency, typed=form.typed(), by=actor, at=now_of(request))
        return reverse("chronology:entry", args=[made.pk])

    return form_page(
        request,
        forms.EntryForm,
        page,
        key=f"chronology-{held.pk}-entry",
        act=act,
        says="The entry is in the timeline.",
        shown=shown(held),
        agencies=agencies,
        columns=columns_of(held.case.partnership_id),
        today=on,
    )


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, id: int) -> HttpResponse:
    """Mend a refused row: what stood in it is in the form."""
    actor, on = actor_of(request), day_of(request)
    line, held = get_refused(id, actor=actor, on=on)
    allowed(why_not_mend(actor=actor, thing=line, held=held, on=on))
    columns = columns_of(held.case.partnership_id)
    typed = {str(heading): str(words) for heading, words in line.typed.items()}
    back = reverse("chronology:submission", args=[line.submission_id])
    page = form_of(
        held,
        f"Mend row {line.row}",
        (f"{line.rule}.", f" {line.why} The row stays as it came; a new entry stands for it."),
        back=back,
        further=((f"What {line.rule} asks, and what to do", reverse("chronology:check", args=[line.rule])),)
        if line.rule in CHECKS
        else (),
    )

    def act(form: Any) -> str:
        services.mend(line, held, typed=form.typed(), by=actor, at=now_of(request))
        return back

    return form_page(
        request,
        forms.EntryForm,
        page,
        key=f"chronology-refused-{line.pk}",
        act=act,
        says="It is mended, and the entry is in the timeline.",
        shown=shown(held, f"refused_line {line.pk}"),
        words=typed,
        agencies={line.submission.agency_id: ""},
        columns=columns,
        today=on,
    )


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, id: int) -> HttpResponse:
    """Put a corrected entry in the place of this one, with the reason."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_entry(id, actor=actor, on=on)
    allowed(why_not_correct(actor=actor, thing=row, held=held, on=on))
    columns = columns_of(held.case.partnership_id)
    page = form_of(
        held,
        "Correct an entry",
        ("An entry is never changed.", " A new one stands in its place, and this one is kept beside it."),
        back=reverse("chronology:entry", args=[row.pk]),
    )

    def act(form: Any) -> str:
        given = {"typed": form.typed(), "why": form.cleaned_data["why"]}
        made = services.correct(row, held, **given, by=actor, at=now_of(request))
        return reverse("chronology:entry", args=[made.pk])

    return form_page(
        request,
        forms.EntryForm,
        page,
        key=f"chronology-entry-{row.pk}-correct",
        act=act,
        says="The corrected entry is in the timeline.",
        shown=shown(held, f"chronology_entry {row.pk}"),
        words=as_typed(as_entry(row, "")),
        agencies={row.agency_id: ""},
        columns=columns,
        today=on,
        corrects=True,
    )


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, id: int) -> HttpResponse:
    """Split an entry that tells several facts; each keeps its row and its file."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_entry(id, actor=actor, on=on)
    allowed(why_not_correct(actor=actor, thing=row, held=held, on=on))
    whole = as_typed(as_entry(row, ""))
    mine = uses.uses(row, actor=actor, on=on) if sees_all(actor=actor, thing=held) else []
    cited = [use for use in mine if use.back]
    page = form_of(
        held,
        "Split an entry",
        ("One fact, one entry.", " Each part keeps the source, the row and the file; comments stay with the first."),
        save="Split it",
        back=reverse("chronology:entry", args=[row.pk]),
    )
    key = f"chronology-entry-{row.pk}-split"
    initial = forms.room_for(drafts.take(owner=actor.user, key=key))
    initial |= {f"start_{part}": row.start_text for part in (1, 2)} | {"event_1": row.event, "action_1": row.action}

    def act(form: Any) -> str:
        given = {"parts": form.parts(whole), "why": form.cleaned_data["why"], "cited": form.cited()}
        made = services.split(row, held, **given, by=actor, at=now_of(request))
        return reverse("chronology:entry", args=[made[0].pk])

    return form_page(
        request,
        forms.SplitForm,
        page,
        key=key,
        act=act,
        says="Its facts are in the timeline.",
        shown=shown(held, f"chronology_entry {row.pk}"),
        initial=initial,
        template="chronology/split.jinja",
        today=on,
        uses=cited,
    )
