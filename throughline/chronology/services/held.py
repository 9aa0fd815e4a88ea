"""Open a chronology, say what it shows, share and close it, and set the columns that agencies are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.rules import why_not
from throughline.audit.services import record
from throughline.cases import editing
from throughline.cases.models import Case
from throughline.chronology.models import Chronology, ChronologyState, ColumnSet
from throughline.chronology.permissions import HOLDS, require, why_not_hold, why_not_move
from throughline.chronology.queries.held import chronology_of, has_sent
from throughline.chronology.rules.holding import move
from throughline.chronology.rules.template import Column
from throughline.chronology.services.laying import lay_out
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


@transaction.atomic
def open_chronology(case: Case, *, fields: Mapping[str, Any], by: Actor, at: datetime) -> Chronology:
    """The case has a chronology, once, and agencies can send theirs. Event ``chronology.added``."""
    require(why_not_hold(actor=by, thing=Chronology(case=case), on=localdate(at)))
    there = chronology_of(editing.locked(case))
    if there is not None:
        return there
    made = editing.add(Chronology(case=case, **fields), by=by, at=at)
    editing.kept(ChronologyState(chronology=made, state=made.state, at=at, by_id=by.user))
    return made


@transaction.atomic
def change_chronology(
    held: Chronology, *, fields: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> Chronology:
    """The chronology shows the child, and silences, as it is set now. Event ``chronology.changed``.

    Whose sightings count and how long a silence is are in the timeline too, so it is laid out anew when they change.
    """
    before = editing.locked(held)
    require(why_not_hold(actor=by, thing=before, on=localdate(at)))
    now = editing.change(before, fields=fields, version=version, by=by, at=at)
    if (before.child_name, before.silence_days) != (now.child_name, now.silence_days) and has_sent(now):
        lay_out(now, on=localdate(at))
    return now


@transaction.atomic
def move_chronology(held: Chronology, *, verb: str, reason: str = "", by: Actor, at: datetime) -> Chronology:
    """The chronology is shared, taken back, closed or open again. Event ``chronology.moved``."""
    now = editing.locked(held)
    require(why_not_move(actor=by, thing=now, verb=verb, on=localdate(at)))
    step = move(now.state, verb)
    if step is None:
        raise Refused("E1212", "This does not follow from where it stands.", "Look at its state and choose again.")
    if verb in ("take_back", "reopen") and not reason.strip():
        raise Refused("E1212", "There is no reason.", "Say why; it stands beside the state.")
    before, now.state = now.state, step.after
    editing.kept(now)
    editing.kept(ChronologyState(chronology=now, state=now.state, reason=reason.strip(), at=at, by_id=by.user))
    details = {"before": before, "after": now.state, "reason": reason.strip()}
    subject = ("chronology", now.pk)
    record(by=by, at=at, verb="chronology.moved", subject=subject, case=now.case_id, details=details)
    return now


@transaction.atomic
def set_columns(columns: Sequence[Column], *, by: Actor, at: datetime) -> ColumnSet:
    """Agencies of the partnership are asked for those columns from now on. Event ``chronology.columns_set``."""
    require(why_not(by, HOLDS))
    told = [[one.kind, one.heading, one.asked] for one in columns]
    made = ColumnSet.objects.create(partnership_id=by.partnership, columns=told, at=at, by_id=by.user)
    subject = ("partnership", by.partnership)
    record(by=by, at=at, verb="chronology.columns_set", subject=subject, details={"after": {"columns": told}})
    return made
