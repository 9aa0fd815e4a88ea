"""Correct a line of the rules. The shipped line is never changed; what is newer stands before it from its day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.access.permissions import require
from throughline.audit.services import record
from throughline.kernel.actor import Actor
from throughline.kernel.letters import writable
from throughline.kernel.refusals import Refused
from throughline.rulebook import rules
from throughline.rulebook.models import Correction
from throughline.rulebook.permissions import why_not_correct
from throughline.rulebook.queries import rule_book


@transaction.atomic
def correct_rule(
    *,
    edition: str,
    part: str,
    entry: str,
    values: Mapping[str, Any],
    from_on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> Correction:
    """The line reads so for the actor's partnership from that day on. Event: ``rule.corrected``.

    The same correction sent twice is made once. Refuses (E1906) what is no line of the rules, or no such value.
    """
    require(why_not_correct(actor=by))
    told = {name: writable(value).strip() if isinstance(value, str) else value for name, value in values.items()}
    before = line_of(edition, part, entry, partnership=by.partnership, on=localdate(at))
    why = "There is no such line." if before is None else rules.why_not_values(part, told)
    if not why and not reason.strip():
        why = "A correction says why it is made."
    if why:
        raise Refused("E1906", f"The rule stays as it is. {why}", "Look at the line again.")
    latest = Correction.objects.filter(partnership_id=by.partnership, edition=edition, part=part, entry=entry).last()
    if latest and (latest.values, latest.from_on, latest.reason) == (told, from_on, reason.strip()):
        return latest
    made = Correction.objects.create(
        partnership_id=by.partnership,
        edition=edition,
        part=part,
        entry=entry,
        values=told,
        from_on=from_on,
        reason=reason.strip()[:500],
        at=at,
        by_id=by.user,
    )
    details = {
        "edition": edition,
        "part": part,
        "entry": entry,
        "from": from_on.isoformat(),
        "before": {name: (before or {}).get(name, "") for name in told},
        "after": told,
        "reason": made.reason,
    }
    record(by=by, at=at, verb="rule.corrected", subject=("rule", made.pk), details=details)
    return made


def line_of(edition: str, part: str, entry: str, *, partnership: int, on: date) -> dict[str, Any] | None:
    """What can be corrected of that line, as it reads on that day; ``None`` where there is no such line."""
    book = rule_book(partnership, on=on)
    names = rules.PARTS.get(part, ())
    if edition == rules.COMMON:
        if part == rules.HAND_OVER:
            return {"on": book.handed_over_on.isoformat() if book.handed_over_on else "", "source": ""}
        form = next((one for one in book.forms if part == rules.FORMS and one.id == entry), None)
        return {name: getattr(form, name) for name in names} if form else None
    if edition not in book.editions or part in (rules.FORMS, rules.HAND_OVER) or not names:
        return None
    one = book.editions[edition]
    if part == "in_force":
        return {name: getattr(one, name) for name in names}
    if part == "clocks":
        line: Any = one.clock(entry, on) or next((clock for clock in one.clocks if clock.id == entry), None)
    else:
        key = "clock" if part == "suspensions" else "id"
        line = next((found for found in getattr(one, part) if getattr(found, key) == entry), None)
    return {name: getattr(line, name) for name in names} if line else None
