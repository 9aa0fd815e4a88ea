"""One entry, read whole: its words, where they come from, where it stands and why, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.cases.formpages import show
from throughline.chronology.models import Chronology, ChronologyEntry, EntrySource, TimelineRow
from throughline.chronology.pages import NO_ACTION, about_of, born_of, contact_words, when_of
from throughline.chronology.permissions import sees_all, why_not_correct, why_not_hold, why_not_send
from throughline.chronology.queries import uses
from throughline.chronology.queries.entries import as_entry
from throughline.chronology.queries.held import get_entry
from throughline.chronology.queries.pairs import marks_of, place_of, ties_of, versions_of
from throughline.chronology.queries.silences import said_of_mark
from throughline.chronology.queries.sources import sources_of
from throughline.chronology.queries.uses import Use
from throughline.chronology.rules.ages import ages
from throughline.chronology.rules.holding import KINDS, MARKS, SETTLED
from throughline.chronology.rules.ordering import why_here
from throughline.chronology.views.shape import over, shown, trail
from throughline.identities.opened import is_open
from throughline.partnerships.queries import agency_names
from throughline.ui.words import day, moment


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What somebody said of the entry."""

    id: int
    name: str
    text: str
    who: str
    episode: int


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
class SourceRow:
    """A document that the entry came from, and the place in it."""

    id: int
    document: int
    name: str
    place: str
    words: str
    who: str


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
    sources: tuple[SourceRow, ...]
    may_source: bool


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
    cited = sources_of(row, actor=actor, on=on)
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
            MarkRow(
                one.pk,
                MARKS[one.kind],
                said_of_mark(one),
                f"{one.made_by.name}, {day(one.made_at)}",
                one.episode_id or 0,
            )
            for one in marks_of(row)
        )
        if all_of_it
        else (),
        tuple(_versions(row)),
        why_not_hold(actor=actor, thing=held, on=on) is None,
        why_not_correct(actor=actor, thing=row, held=held, on=on) is None,
        tuple(uses.uses(row, actor=actor, on=on)) if all_of_it else (),
        uses.deed(row, actor=actor, on=on),
        tuple(_source(one) for one in cited),
        why_not_send(actor=actor, thing=held, agency=row.agency_id, on=on) is None,
    )
    records = (f"entry_source {one.pk}" for one in cited)
    return show(request, "chronology/entry.jinja", page, shown=shown(held, f"chronology_entry {row.pk}", *records))


def _source(one: EntrySource) -> SourceRow:
    name = one.document.title or one.document.name
    return SourceRow(one.pk, one.document_id, name, one.place, one.words, f"{one.made_by.name}, {day(one.made_at)}")


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
