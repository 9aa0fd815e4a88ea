"""What reviewers say of entries: comments and codes, and where one goes whose entry is in no version any longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark
from throughline.chronology.permissions import require, why_not_hold
from throughline.chronology.queries.entries import root_of
from throughline.chronology.rules.holding import WORDS_ASKED
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


@transaction.atomic
def mark(entry: ChronologyEntry, held: Chronology, *, kind: str, text: str = "", by: Actor, at: datetime) -> EntryMark:
    """The entry has one more comment or code, in whatever version it stands. Event ``entry_mark.added``."""
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    if kind in WORDS_ASKED and not text.strip():
        raise Refused("E1216", "It says nothing.", "Write what is meant.")
    row = EntryMark(case_id=held.case_id, entry_id=root_of(entry), kind=kind, text=text.strip())
    return editing.add(row, by=by, at=at)


@transaction.atomic
def withdraw_mark(row: EntryMark, held: Chronology, *, by: Actor, at: datetime) -> EntryMark:
    """The comment or code is shown no more. Event ``entry_mark.withdrawn``."""
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    return editing.withdraw(row, by=by, at=at)


@transaction.atomic
def attach(row: EntryMark, held: Chronology, *, to: ChronologyEntry | None, by: Actor, at: datetime) -> EntryMark:
    """A comment or code whose entry is gone belongs to this one, of its own case. Event ``entry_mark.changed``.

    An entry of another case is refused in the words of one that does not exist.
    """
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    if to is None or {to.case_id, row.case_id} != {held.case_id}:
        raise Refused("E1216", "This timeline has no such entry.", "Give the number of an entry of this timeline.")
    target = ChronologyEntry.objects.get(pk=root_of(to))
    return editing.change(row, fields={"entry": target}, version=row.version, by=by, at=at)
