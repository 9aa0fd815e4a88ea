"""Entries typed in page by page: a new one, a refused row that is mended, a correction, and one that is split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.chronology.models import Chronology, ChronologyEntry, RefusedLine, Submission
from throughline.chronology.permissions import CLOSED, counts, require, why_not_correct, why_not_send
from throughline.chronology.queries.entries import as_row, root_of
from throughline.chronology.queries.held import columns_of
from throughline.chronology.rules import Entry
from throughline.chronology.rules.template import must_of
from throughline.chronology.rules.typed import read_typed
from throughline.chronology.services.episodes import pass_on_episodes
from throughline.chronology.services.laying import lay_out
from throughline.chronology.services.sharing import Cited, pass_on
from throughline.chronology.services.sourcing import pass_on_sources
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency
from throughline.partnerships.queries import agency_names

Typed = Mapping[str, str]


@transaction.atomic
def type_in(
    held: Chronology, *, agency: Agency, typed: Typed, ask: int | None = None, by: Actor, at: datetime
) -> ChronologyEntry:
    """One more entry of the agency stands. Event ``chronology_entry.added``. Refused (E1214) by a check.

    What is typed behind the link of an `ask` comes from whoever entered its code.
    """
    now = editing.locked(held)
    if ask is None:
        require(why_not_send(actor=by, thing=now, agency=agency.pk, on=localdate(at)))
    elif now.state == "closed":
        raise Refused("E1211", CLOSED, "Ask the partnership to open it again.")
    place = Submission.objects.filter(case=now.case_id, agency=agency, version=0).first()
    if place is None:
        given = {"case_id": now.case_id, "agency": agency, "version": 0, "made_at": at, "made_by_id": by.user}
        place = Submission.objects.create(**given)
    row = (place.entries.aggregate(last=Max("row"))["last"] or 0) + 1
    entry = _checked(now, agency.pk, row, typed, localdate(at))
    return _add(now, place, entry, "added", by, at)


@transaction.atomic
def mend(line: RefusedLine, held: Chronology, *, typed: Typed, by: Actor, at: datetime) -> ChronologyEntry:
    """A refused row is mended: a new entry stands for it; the row stays. Event ``chronology_entry.mended``.

    Refused (E1215) in a version that no longer counts: the entry would stand nowhere.
    """
    now = editing.locked(held)
    place = line.submission
    require(why_not_send(actor=by, thing=now, agency=place.agency_id, on=localdate(at)))
    if not counts(place):
        raise Refused("E1215", "The agency sent a newer version since.", "Mend the row there, if it is still refused.")
    there = ChronologyEntry.objects.filter(mends=line, replaces=None).first()
    if there is not None:
        raise Refused("E1215", "It is mended already.", "Correct the entry that was made from it.")
    entry = _checked(now, place.agency_id, line.row, typed, localdate(at))
    return _add(now, place, entry, "mended", by, at, mends=line)


@transaction.atomic
def correct(
    entry: ChronologyEntry, held: Chronology, *, typed: Typed, why: str, by: Actor, at: datetime
) -> ChronologyEntry:
    """A corrected entry stands in the place of this one, which is kept. Event ``chronology_entry.corrected``."""
    return _replace(entry, held, [typed], why, "corrected", by, at)[0]


@transaction.atomic
def split(
    entry: ChronologyEntry,
    held: Chronology,
    *,
    parts: Sequence[Typed],
    why: str,
    cited: Cited | None = None,
    by: Actor,
    at: datetime,
) -> list[ChronologyEntry]:
    """Two entries or more stand in the place of this one, each a fact, each with its row and file as its citation.

    What was said of the entry stays with the first part; every part came from the same documents, and is in the same
    key practice episodes. What cites the entry cites every part, or those that `cited` names. Event
    ``chronology_entry.split``.
    """
    if len(parts) < 2:
        raise Refused("E1215", "There is nothing to split.", "Give at least two facts.")
    made = _replace(entry, held, parts, why, "split", by, at)
    pass_on(entry, made, cited or {}, by, at)
    pass_on_sources(entry, made, by, at)
    pass_on_episodes(entry, made, by, at)
    return made


def _replace(
    entry: ChronologyEntry, held: Chronology, parts: Sequence[Typed], why: str, verb: str, by: Actor, at: datetime
) -> list[ChronologyEntry]:
    now = editing.locked(held)
    require(why_not_correct(actor=by, thing=entry, held=now, on=localdate(at)))
    if not why.strip():
        raise Refused("E1215", "There is no reason.", "Say why; the entry as it was is kept beside it.")
    made = []
    for place, typed in enumerate(parts):
        checked = _checked(now, entry.agency_id, entry.row, typed, localdate(at))
        first = {"first_id": root_of(entry)} if place == 0 else {}
        row = as_row(
            checked,
            by=by.user,
            at=at,
            case_id=now.case_id,
            submission_id=entry.submission_id,
            agency_id=entry.agency_id,
            replaces=entry,
            mends_id=entry.mends_id,
            why=why.strip(),
            **first,
        )
        made.append(editing.kept(row))
    _told(made[0], verb, {"replaces": entry.pk, "made": [row.pk for row in made], "reason": why.strip()}, by, at)
    lay_out(now, agencies=[entry.agency_id], on=localdate(at))
    return made


def _checked(held: Chronology, agency: int, row: int, typed: Typed, on: date) -> Entry:
    partnership = held.case.partnership_id
    name = agency_names(partnership, on=on).get(agency, "")
    read = read_typed(name, row, typed, on, must_of(columns_of(partnership)))
    if not isinstance(read, Entry):
        why = getattr(read, "why", "It is a note, not an entry.")
        raise Refused("E1214", f"The entry cannot be kept as it is. {why}", "Mend what is named and save it again.")
    return read


def _add(
    held: Chronology,
    place: Submission,
    entry: Entry,
    verb: str,
    by: Actor,
    at: datetime,
    mends: RefusedLine | None = None,
) -> ChronologyEntry:
    given = {"case_id": held.case_id, "submission": place, "agency_id": place.agency_id, "mends": mends}
    row = editing.kept(as_row(entry, by=by.user, at=at, **given))
    _told(row, verb, {"agency": place.agency_id, "row": row.row}, by, at)
    lay_out(held, agencies=[place.agency_id], on=localdate(at))
    return row


def _told(row: ChronologyEntry, verb: str, details: dict[str, object], by: Actor, at: datetime) -> None:
    subject = ("chronology_entry", row.pk)
    record(by=by, at=at, verb=f"chronology_entry.{verb}", subject=subject, case=row.case_id, details=details)
