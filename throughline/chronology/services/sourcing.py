"""The documents of its own that an agency's entries came from, each with the place in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.chronology.models import Chronology, ChronologyEntry, EntrySource
from throughline.chronology.permissions import require, why_not_hold, why_not_send
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.sources import offered
from throughline.documents.models import Document
from throughline.documents.services import keep_what_shows
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

NO_SUCH = "There is no such document to cite."


@transaction.atomic
def cite_source(
    entry: ChronologyEntry,
    held: Chronology,
    *,
    document: int = 0,
    file: tuple[str, bytes] | None = None,
    place: str,
    words: str = "",
    by: Actor,
    at: datetime,
) -> EntrySource:
    """The entry came from that document, at that place in it, in whatever version it stands.

    The document is one that was here, given by its number, or a file that is kept now under its name.
    Event ``entry_source.added``.
    """
    on = localdate(at)
    require(why_not_send(actor=by, thing=held, agency=entry.agency_id, on=on))
    if not place.strip():
        raise Refused("E1216", "The place in the document is not said.", "Give the page, or what finds it there.")
    if file is not None:
        name, data = file
        kept = keep_what_shows(partnership=held.case.partnership_id, name=name, data=data, by=by, at=at)
    else:
        kept = _known(entry, document, by, at)
    row = EntrySource(
        case_id=held.case_id,
        entry_id=root_of(entry),
        agency_id=entry.agency_id,
        document=kept,
        place=" ".join(place.split()),
        words=words.strip(),
    )
    return editing.add(row, by=by, at=at)


def _known(entry: ChronologyEntry, document: int, by: Actor, at: datetime) -> Document:
    found = offered(entry, actor=by, on=localdate(at)).filter(pk=document).first()
    if found is None:
        raise Refused("E1216", NO_SUCH, "Choose one that is here, or send the file.")
    return found


@transaction.atomic
def withdraw_source(row: EntrySource, held: Chronology, *, by: Actor, at: datetime) -> EntrySource:
    """The entry cites that document no more; the document is kept. Event ``entry_source.withdrawn``."""
    require(why_not_send(actor=by, thing=held, agency=row.agency_id, on=localdate(at)))
    return editing.withdraw(row, by=by, at=at)


@transaction.atomic
def attach_source(
    row: EntrySource, held: Chronology, *, to: ChronologyEntry | None, by: Actor, at: datetime
) -> EntrySource:
    """What lost its entry belongs to this one, of the same agency and case. Event ``entry_source.changed``."""
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    if to is None or {to.case_id, row.case_id} != {held.case_id} or to.agency_id != row.agency_id:
        raise Refused(
            "E1216",
            "This agency has no such entry on the timeline.",
            "Choose an entry of the agency whose document it is.",
        )
    target = ChronologyEntry.objects.get(pk=root_of(to))
    return editing.change(row, fields={"entry": target}, version=row.version, by=by, at=at)


def pass_on_sources(entry: ChronologyEntry, made: Sequence[ChronologyEntry], by: Actor, at: datetime) -> None:
    """Every part of an entry that was split cites the documents that it came from. The first keeps what there was."""
    for row in EntrySource.objects.filter(entry=root_of(entry), withdrawn_at__isnull=True).order_by("id"):
        said = {"agency_id": row.agency_id, "document_id": row.document_id, "place": row.place, "words": row.words}
        for part in made[1:]:
            editing.add(EntrySource(case_id=row.case_id, entry_id=root_of(part), **said), by=by, at=at)
