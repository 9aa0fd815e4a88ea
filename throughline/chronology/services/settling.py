"""What becomes of two entries that tell one event, or differ; and of what was decided of two of which one is gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.chronology.models import Chronology, ChronologyEntry, FoundLink, Lane, PairDecision
from throughline.chronology.permissions import require, why_not_hold
from throughline.chronology.queries.entries import root_of
from throughline.chronology.queries.lost import lost_pairs
from throughline.chronology.rules.holding import ASIDE
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused


@transaction.atomic
def settle(
    held: Chronology,
    *,
    one: ChronologyEntry,
    other: ChronologyEntry,
    kind: str,
    settled: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> PairDecision:
    """The pair is settled so, with the reason; both entries stay as they are. Event ``pair.settled``.

    Of two that nothing held together so far the decision is what links them.
    """
    require(why_not_hold(actor=by, thing=editing.locked(held), on=localdate(at)))
    if root_of(one) == root_of(other) or {one.case_id, other.case_id} != {held.case_id}:
        raise Refused("E1217", "These are not two entries of this timeline.", "Choose two entries of it.")
    if not reason.strip():
        raise Refused("E1217", "There is no reason.", "Say why, also where it is left open.")
    row = PairDecision(
        case_id=held.case_id,
        one_id=root_of(one),
        other_id=root_of(other),
        kind=kind,
        settled=settled,
        reason=reason.strip(),
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    details = {"one": row.one_id, "other": row.other_id, "kind": kind, "after": settled, "reason": row.reason}
    subject = ("pair_decision", row.pk)
    record(by=by, at=at, verb="pair.settled", subject=subject, case=held.case_id, details=details)
    _shown(held, one, other, kind, settled)
    return row


@transaction.atomic
def attach_pair(
    decision: PairDecision,
    held: Chronology,
    *,
    one: ChronologyEntry | None,
    other: ChronologyEntry | None,
    by: Actor,
    at: datetime,
) -> PairDecision:
    """What was decided of a pair of which an entry is gone is decided of these two, with its reason.

    The old pair is put aside, and says where it went. Events ``pair.put_aside`` and ``pair.settled``.
    """
    if one is None or other is None:
        raise Refused("E1217", "These are not two entries of this timeline.", "Choose two entries of it.")
    put_aside(decision, held, reason=f"Given to entries {root_of(one)} and {root_of(other)}.", by=by, at=at)
    given = {"kind": decision.kind, "settled": decision.settled, "reason": decision.reason}
    return settle(held, one=one, other=other, **given, by=by, at=at)


@transaction.atomic
def put_aside(decision: PairDecision, held: Chronology, *, reason: str, by: Actor, at: datetime) -> PairDecision:
    """What was decided of a pair of which an entry is gone waits for nobody any longer. Event ``pair.put_aside``."""
    require(why_not_hold(actor=by, thing=editing.locked(held), on=localdate(at)))
    if all(one.pk != decision.pk for one in lost_pairs(held)):
        raise Refused("E1217", "It does not wait to be put right.", "Look at the pair as it stands now.")
    if not reason.strip():
        raise Refused("E1217", "There is no reason.", "Say why it is put aside.")
    row = PairDecision(
        case_id=held.case_id,
        one_id=decision.one_id,
        other_id=decision.other_id,
        kind=decision.kind,
        settled=ASIDE,
        reason=reason.strip(),
        at=at,
        by_id=by.user,
    )
    editing.kept(row)
    details = {"one": row.one_id, "other": row.other_id, "before": decision.settled, "reason": row.reason}
    subject = ("pair_decision", row.pk)
    record(by=by, at=at, verb="pair.put_aside", subject=subject, case=held.case_id, details=details)
    return row


def _shown(held: Chronology, one: ChronologyEntry, other: ChronologyEntry, kind: str, settled: str) -> None:
    """The timeline shows it at once; linking anew shows the same."""
    pair = {root_of(one), root_of(other)}
    rows = FoundLink.objects.filter(case=held.case_id).select_related("one", "other")
    rows = rows.filter(one__in=_versions(pair), other__in=_versions(pair))
    for row in rows:
        if {root_of(row.one), root_of(row.other)} == pair:
            FoundLink.objects.filter(pk=row.pk).update(kind=kind, settled=settled)
            return
    if Lane.objects.filter(case=held.case_id).exists():
        made = FoundLink(case_id=held.case_id, one=one, other=other, kind=kind, settled=settled)
        made.why = "Linked by a person."
        made.save()


def _versions(roots: set[int]) -> list[int]:
    rows = ChronologyEntry.objects.filter(first__in=roots).values_list("pk", flat=True)
    return [*roots, *rows]
