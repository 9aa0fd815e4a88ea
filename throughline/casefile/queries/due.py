"""Days on which actions are due, for the calendar and the digest of whoever has to do with them."""

from __future__ import annotations

from datetime import date

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import may
from throughline.actionplans.queries import visible_actions
from throughline.actionplans.rules import CLOSED
from throughline.kernel.actor import Actor
from throughline.messages.deadlines import Deadline, provide


def actions_due(actor: Actor, on: date) -> list[Deadline]:
    """The open actions that have a day: an agency's own for its lead, all for the business unit and the chair."""
    if not may(actor.role, "tell of an action"):
        return []
    rows = visible_actions(actor, on).filter(due_on__isnull=False).exclude(state__in=[*CLOSED, "claimed_done"])
    if actor.role == AGENCY_LEAD:
        rows = rows.filter(owner_id=actor.agency or -1)
    found = rows.order_by("due_on", "id").values_list("id", "due_on", "case__reference", "owner_id")
    return [
        Deadline(due, reference, "an action is due", f"action-{id}", needs=actor.role == AGENCY_LEAD or not owner)
        for id, due, reference, owner in found
        if due
    ]


def watch() -> None:
    """Actions stand in calendars and digests from now on."""
    provide("actions", actions_due)
