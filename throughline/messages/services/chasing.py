"""Chase late answers up the ladder, and close what ran out. Done once however often it is asked in a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.messages import rules
from throughline.messages.models import Ask, Message
from throughline.messages.queries.people import Recipient, ladder_of, of_rank, recipients
from throughline.messages.queries.shut import is_shut
from throughline.messages.rules import Rung
from throughline.messages.sending import day_of, step
from throughline.messages.services.asking import last_written
from throughline.messages.services.outbox import post


@transaction.atomic
def chase_late(*, partnership: int, by: Actor, at: datetime) -> int:
    """Every late ask went at most one rung up its partnership's ladder, the latest first. How many messages wait now.

    A rung for which nobody is registered is passed over. Somebody who had a message within the week is left in peace
    until the week is over, and then the same rung is taken. Event ``ask.chased``.
    """
    on = day_of(at)
    ladder = ladder_of(partnership)
    late = _open_asks(partnership).filter(due_on__lt=on).select_related("case").order_by("due_on", "id")
    return sum(_chase(row, ladder, by, at) for row in late)


@transaction.atomic
def close_run_out(*, partnership: int, by: Actor, at: datetime) -> int:
    """No ask stands open whose links work no more. How many were closed. Event ``ask.expired``."""
    closed = 0
    over = _open_asks(partnership).filter(open_until__lt=day_of(at))
    for row in over.select_related("case").select_for_update(of=("self",)):
        if step(row, "expired", by=by, at=at):
            closed += 1
            record(by=by, at=at, verb="ask.expired", subject=("ask", row.pk), case=row.case_id, chain=partnership)
    return closed


def _open_asks(partnership: int) -> QuerySet[Ask]:
    return Ask.objects.filter(case__partnership_id=partnership, state__in=rules.OPEN)


def _chase(row: Ask, ladder: Iterable[Rung], by: Actor, at: datetime) -> int:
    on = day_of(at)
    partnership = row.case.partnership_id
    people = {rung: _whom(row, rung, partnership, at) for rung in ladder}
    taken = {rung for rung in people if _key(rung) in _taken(row)}
    late = rules.working_days_late(row.state, row.due_on, on)
    rung = rules.next_rung((rung for rung, whom in people.items() if whom or rung in taken), taken, late)
    if rung is None:
        return 0
    to = people[rung][0]
    free = rules.free_from(last_written(to.user, partnership=partnership))
    if free and free > at:
        return 0
    kind = "reminder" if rung.rank == "lead" else "escalation"
    once = f"chase:{row.pk}:{row.open_until}:{_key(rung)}"
    sent = post(kind=kind, to=to.user, partnership=partnership, once=once, ask=row, rung=_key(rung), by=by, at=at)
    if sent is None:
        return 0
    details = {"to": to.user, "after": rung.after, "rank": rung.rank, "message": sent.pk}
    record(
        by=by, at=at, verb="ask.chased", subject=("ask", row.pk), case=row.case_id, chain=partnership, details=details
    )
    return 1


def _whom(row: Ask, rung: Rung, partnership: int, at: datetime) -> tuple[Recipient, ...]:
    """Who is written to on that rung: the person asked, or those of that rank in their agency, to whom it is open."""
    if rung.rank == "lead":
        asked = Recipient("", row.to_id, row.to_name, row.agency_id or 0, "", "lead")
        return () if is_shut(row, row.to_id) else (asked,)
    if not row.agency_id:
        return ()
    found = of_rank(recipients(partnership, on=day_of(at), agency=row.agency_id), rung.rank)
    return tuple(one for one in found if one.user != row.to_id and not is_shut(row, one.user))


def _taken(row: Ask) -> set[str]:
    """The rungs that were taken since the ask was last asked, as `_key` writes them."""
    rows = Message.objects.filter(ask=row, once__startswith=f"chase:{row.pk}:{row.open_until}:")
    return set(rows.values_list("rung", flat=True))


def _key(rung: Rung) -> str:
    return f"{rung.after}:{rung.rank}"
