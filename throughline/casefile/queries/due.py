"""Days on which something is due, for the calendar and the digest of whoever has to do with it."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import may
from throughline.actionplans.queries import pilots_to_look_at, visible_actions
from throughline.actionplans.rules import CLOSED
from throughline.casefile.queries.answering import answers_due
from throughline.casefile.queries.commissions import things_of
from throughline.casefile.queries.incidents import incidents_of
from throughline.casefile.queries.running import clocks_due
from throughline.casefile.queries.safeguards import safeguards_due
from throughline.commissioning.rules.reports import OWED
from throughline.kernel.actor import Actor
from throughline.messages.deadlines import Deadline, provide
from throughline.notifications.queries import safety_of, visible_questions
from throughline.proceedings.queries import visible_holds
from throughline.rulebook.queries import rule_book


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


def pilots_due(actor: Actor, on: date) -> list[Deadline]:
    """When a pilot is to be looked at again, for the business unit and the chair."""
    if not may(actor.role, "write records"):
        return []
    found = pilots_to_look_at(actor, on).values_list("id", "look_on", "case__reference")
    return [Deadline(look, reference, "look again at a pilot", f"pilot-{id}") for id, look, reference in found if look]


def incidents_due(actor: Actor, on: date) -> list[Deadline]:
    """When the Panel is due to be told, and to have the rapid review; a partner's own yes, no and signature."""
    found = incidents_of(actor, on, rule_book(actor.partnership, on=on), ())
    unit, lead = may(actor.role, "decide whether an incident is notified"), actor.role == AGENCY_LEAD
    made = []
    for row in found.rows:
        if row.notify_by is None or row.state.key not in ("undecided", "notifiable"):
            continue
        if unit:
            made.append(Deadline(row.notify_by, row.reference, "notify the Panel", f"incident-{row.id}"))
        elif lead and row.state.key == "undecided" and row.waits_on_reader:
            made.append(Deadline(row.notify_by, row.reference, "say yes or no to notifying", f"incident-{row.id}"))
    there = {one.incident for one in found.rapid}
    for row in found.rows:
        if unit and row.rapid_clock and row.state.key == "notified" and row.id not in there:
            what = "the rapid review is due at the Panel"
            made.append(Deadline(row.rapid_clock.due, row.reference, what, f"incident-{row.id}-rapid"))
    for one in found.rapid:
        row_, key = one.row, f"rapid-review-{one.row.id}"
        if unit and row_.due_on:
            made.append(Deadline(row_.due_on, row_.reference, "the rapid review is due at the Panel", key))
        elif lead and row_.due_on and one.speaks_for in row_.missing:
            made.append(Deadline(row_.due_on, row_.reference, "sign the rapid review", key))
    return made


def safety_due(actor: Actor, on: date) -> list[Deadline]:
    """When somebody is to say again that the children are safe, for whoever asks it; that day, where nobody did."""
    if not may(actor.role, "ask whether a child is safe"):
        return []
    what = "say if the children are safe"
    rows = visible_questions(actor, on)
    references = dict(rows.values_list("pk", "case__reference"))
    found = [(one.question, one.watch.due_on or localdate(one.asked_at)) for one in safety_of(rows, on)]
    return [Deadline(due, references[key], what, f"safety-{key}") for key, due in found]


def holds_due(actor: Actor, on: date) -> list[Deadline]:
    """When a hold is to be looked at again, for whoever owns it and for the business unit and the chair."""
    rows = visible_holds(actor, on).filter(look_on__isnull=False)
    told = rows.order_by("look_on", "id").values_list("id", "look_on", "to_on", "case__reference", "owner_id")
    unit = may(actor.role, "hold a rapid review")
    return [
        Deadline(
            look, reference, "look again at a hold", f"hold-{id}", needs=owner == actor.user or (unit and not owner)
        )
        for id, look, to_on, reference, owner in told
        if look and (to_on is None or to_on >= on) and (unit or owner == actor.user)
    ]


WHAT = {
    "report": "an agency’s report is due",
    "condition": "a condition is to be met",
    "stage": "a stage of the review is to end",
    "group_condition": "a condition of a group is to be met",
}


def commissions_due(actor: Actor, on: date) -> list[Deadline]:
    """Agencies’ reports, conditions and stages that have a day: a report for its agency’s lead, all for the unit."""
    made = []
    for one in things_of(actor, on):
        if one.due_on is None or one.kind not in WHAT or (one.kind == "report" and one.state not in OWED):
            continue
        needs = actor.role == AGENCY_LEAD or one.kind != "report"
        key = f"{one.record.replace('_', '-').replace(' ', '-')}"
        made.append(Deadline(one.due_on, one.reference, WHAT[one.kind], key, needs=needs))
    return made


def watch() -> None:
    """Actions, statutory days, reports on safety and holds stand in calendars and digests from now on."""
    provide("actions", actions_due)
    provide("pilots", pilots_due)
    provide("incidents", incidents_due)
    provide("safety", safety_due)
    provide("holds", holds_due)
    provide("commissions", commissions_due)
    provide("clocks", clocks_due)
    provide("safeguards", safeguards_due)
    provide("recommendations", answers_due)
