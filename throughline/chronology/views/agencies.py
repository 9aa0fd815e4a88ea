"""Who sent what: agencies, their versions, and what became of every row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from throughline.access.doing import actor_of, day_of
from throughline.access.roles import AGENCY_LEAD
from throughline.cases.formpages import show
from throughline.chronology.models import Chronology, ChronologyEntry, Submission
from throughline.chronology.pages import when_of
from throughline.chronology.permissions import counts, sees_all, why_not_hold, why_not_send
from throughline.chronology.queries.held import (
    agencies_on,
    counted_submissions,
    get_submission,
    visible_submissions,
)
from throughline.chronology.queries.lost import how_many
from throughline.chronology.queries.sent import SubmissionRows, not_carried, rows_of_submission
from throughline.chronology.rules import CHECKS
from throughline.chronology.rules.holding import STATES
from throughline.chronology.views.shape import opened, over, shown, trail
from throughline.kernel.numbers import whole_number
from throughline.messages.queries import asks_about
from throughline.messages.rules import STATES as ASK_STATES
from throughline.partnerships.queries import agency_names
from throughline.ui.words import counted, day, moment


@dataclass(frozen=True, slots=True)
class Version:
    """One submission, and what became of its rows."""

    id: int
    called: str
    who: str
    rows_in: int
    kept: int
    refused: int
    mended: int
    notes: int
    counts: bool
    dropped: int

    @property
    def waiting(self) -> int:
        """Refused rows that nobody has mended yet, in a version that counts."""
        return self.refused - self.mended if self.counts else 0


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency: what it sent, the newest first, and how it was asked."""

    id: int
    name: str
    versions: tuple[Version, ...]
    asked: str
    sign: str
    may_send: bool


@dataclass(frozen=True, slots=True)
class AgenciesPage:
    """Every agency, and what may be done."""

    case: int
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    rows: tuple[AgencyRow, ...]
    state: str
    means: str
    sign: str
    may_hold: bool
    may_send: bool
    lost: int


def _version(row: Submission, *, standing: bool, dropped: int) -> Version:
    name = f"Version {row.version}" if row.version else "Typed in"
    if row.document:
        name += f", {row.document.name}"
    kept, rows_in = row.kept, row.rows_in or row.kept  # type: ignore[attr-defined]  # counted by the query
    who = f"{row.made_by.name}, {moment(row.made_at)}"
    return Version(row.pk, name, who, rows_in, kept, row.turned, row.mended, row.noted, standing, dropped)  # type: ignore[attr-defined]


@require_GET
def agencies(request: HttpRequest, id: int) -> HttpResponse:
    """Which agencies sent theirs, in which versions, and what is still owed."""
    actor, on = actor_of(request), day_of(request)
    held = opened(request, id)
    by_agency: dict[int, list[Version]] = defaultdict(list)
    sent = counted_submissions(visible_submissions(held, actor=actor))
    newest = {row.agency_id: row for row in reversed(sent)}
    lost = not_carried(list(newest.values()))
    for row in sent:
        is_counted = not by_agency[row.agency_id] or not row.version
        by_agency[row.agency_id].append(_version(row, standing=is_counted, dropped=len(lost.get(row.pk, ()))))
    asked = _asked(held, request)
    names = agencies_on(held.case, on=on)
    may_hold = why_not_hold(actor=actor, thing=held, on=on) is None
    rows = []
    for key, name in names.items():
        mine = actor.role != AGENCY_LEAD or key == actor.agency
        sends = mine and why_not_send(actor=actor, thing=held, agency=key, on=on) is None
        if by_agency.get(key) or asked.get(key) or (actor.role == AGENCY_LEAD and mine):
            said, sign = asked.get(key, ("", ""))
            rows.append(AgencyRow(key, name, tuple(by_agency.get(key, ())), said, sign, sends))
    state = STATES[held.state]
    page = AgenciesPage(
        held.case_id,
        over(held),
        trail(held),
        _lead(rows),
        tuple(rows),
        state.word,
        state.means,
        state.sign,
        may_hold,
        any(row.may_send for row in rows) or (actor.role != AGENCY_LEAD and _sends(held, request)),
        how_many(held) if sees_all(actor=actor, thing=held) else 0,
    )
    return show(request, "chronology/agencies.jinja", page, shown=shown(held))


def _sends(held: Chronology, request: HttpRequest) -> bool:
    return why_not_send(actor=actor_of(request), thing=held, agency=None, on=day_of(request)) is None


def _lead(rows: list[AgencyRow]) -> tuple[str, str]:
    sent = [row for row in rows if row.versions]
    waiting = sum(row.versions[0].waiting for row in sent)
    if not sent:
        return "Nothing has come yet.", ""
    said = f"{counted(len(sent), 'agency has', 'agencies have')} sent theirs."
    return said, f" {counted(waiting, 'refused row waits', 'refused rows wait')} to be mended." if waiting else ""


def _asked(held: Chronology, request: HttpRequest) -> dict[int, tuple[str, str]]:
    found = {}
    for one in asks_about("chronology", held.pk, actor=actor_of(request), on=day_of(request)):
        state = ASK_STATES[one.state]
        found[one.agency_id or 0] = (f"Asked {one.to_name}, by {day(one.due_on)}: {state.word.lower()}", state.sign)
    return found


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was made on a page in the version before and is not in this one: the entry, why, and what stands now."""

    entry: int
    was: str
    why: str
    now: int
    now_words: str


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One submission: rows in, and what became of each."""

    id: int
    case: int
    title: str
    over: str
    trail: tuple[tuple[str, str], ...]
    lead: tuple[str, str]
    rows: SubmissionRows
    checks: dict[str, str]
    aside: tuple[str, ...]
    document: int
    document_name: str
    may_mend: bool
    standing: bool
    dropped: tuple[Dropped, ...]


@require_GET
def submission(request: HttpRequest, id: int) -> HttpResponse:
    """What one file came to: rows kept, rows refused with their reason, notes."""
    actor, on = actor_of(request), day_of(request)
    row, held = get_submission(id, actor=actor, on=on)
    rows = rows_of_submission(row, page=_number(request, "page"))
    name = agency_names(held.case.partnership_id, on=on).get(row.agency_id, "")
    rows_in = row.rows_in or rows.kept
    first = (
        f"{counted(rows_in, 'row')} came in: {rows.kept} kept, {len(rows.refused)} refused, {len(rows.notes)} notes."
    )
    standing = counts(row)
    waiting = sum(1 for one in rows.refused if not one.entry) if standing else 0
    rest = f" {counted(waiting, 'refused row waits', 'refused rows wait')} to be mended." if waiting else ""
    page = SubmissionPage(
        row.pk,
        held.case_id,
        f"{name}: version {row.version}" if row.version else f"{name}: typed in",
        over(held),
        (*trail(held), ("What agencies sent", reverse("chronology:agencies", args=[held.case_id]))),
        (first, rest),
        rows,
        {key: one.title for key, one in CHECKS.items()},
        tuple(line for line in row.aside.split("\n") if line),
        row.document_id or 0,
        row.document.name if row.document else "",
        standing and why_not_send(actor=actor, thing=held, agency=row.agency_id, on=on) is None,
        standing,
        tuple(_dropped(was, now) for was, now in not_carried([row]).get(row.pk, ())),
    )
    return show(request, "chronology/submission.jinja", page, shown=shown(held, f"submission {row.pk}"))


def _dropped(was: ChronologyEntry, now: ChronologyEntry | None) -> Dropped:
    return Dropped(
        was.pk,
        f"{when_of(was)}. {was.event or was.comment}",
        was.why or "Mended.",
        now.pk if now else 0,
        f"{when_of(now)}. {now.event or now.comment}" if now else "",
    )


def _number(request: HttpRequest, name: str) -> int:
    return max(1, whole_number(request.GET.get(name), 1))
