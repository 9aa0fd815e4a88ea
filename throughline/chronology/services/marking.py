"""What reviewers say of entries: comments and codes, and where one goes whose entry is in no version any longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.cases import editing
from throughline.chronology.models import Chronology, ChronologyEntry, EntryMark
from throughline.chronology.permissions import require, why_not_hold
from throughline.chronology.queries.entries import root_of
from throughline.chronology.rules.holding import EPISODE, SILENCE_MARKS, WORDS_ASKED
from throughline.chronology.services.explaining import explain_silences
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


@transaction.atomic
def mark(
    entry: ChronologyEntry,
    held: Chronology,
    *,
    kind: str,
    text: str = "",
    side: str = "",
    searched: str = "",
    by_whom: str = "",
    by: Actor,
    at: datetime,
) -> EntryMark:
    """The entry has one more comment or code, in whatever version it stands. Event ``entry_mark.added``.

    One that says what a silence is changes what the one beside the entry is, on the `side` that is said; of a search
    that found nothing it keeps what was `searched` and `by_whom`.
    """
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    if kind == EPISODE:
        raise Refused("E1216", "This does not say which episode.", "Put the entry into an episode by its name.")
    if kind in WORDS_ASKED and not text.strip():
        raise Refused("E1216", "It says nothing.", "Write what is meant.")
    row = EntryMark(case_id=held.case_id, entry_id=root_of(entry), kind=kind, text=text.strip())
    if kind in SILENCE_MARKS:
        row.side = side
    if kind == "no_record":
        row.searched, row.by_whom = searched.strip(), by_whom.strip()
    return _explained(editing.add(row, by=by, at=at), entry.agency_id)


def _explained(row: EntryMark, *agencies: int) -> EntryMark:
    """Silences beside its entry are what it says now."""
    if row.kind in SILENCE_MARKS:
        for agency in set(agencies):
            explain_silences(row.case_id, agency)
    return row


@transaction.atomic
def withdraw_mark(row: EntryMark, held: Chronology, *, by: Actor, at: datetime) -> EntryMark:
    """The comment or code is shown no more. Event ``entry_mark.withdrawn``."""
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    return _explained(editing.withdraw(row, by=by, at=at), row.entry.agency_id)


@transaction.atomic
def attach(row: EntryMark, held: Chronology, *, to: ChronologyEntry | None, by: Actor, at: datetime) -> EntryMark:
    """A comment or code whose entry is gone belongs to this one, of its own case. Event ``entry_mark.changed``.

    An entry of another case is refused in the words of one that does not exist.
    """
    require(why_not_hold(actor=by, thing=held, on=localdate(at)))
    if to is None or {to.case_id, row.case_id} != {held.case_id}:
        raise Refused("E1216", "This timeline has no such entry.", "Give the number of an entry of this timeline.")
    target = ChronologyEntry.objects.get(pk=root_of(to))
    twice = EntryMark.objects.filter(episode=row.episode_id, entry=target, withdrawn_at__isnull=True)
    if row.episode_id and twice.exists():
        raise Refused("E1216", "That entry is in the episode already.", "Take this one back.")
    before = row.entry.agency_id
    changed = editing.change(row, fields={"entry": target}, version=row.version, by=by, at=at)
    return _explained(changed, before, target.agency_id)
