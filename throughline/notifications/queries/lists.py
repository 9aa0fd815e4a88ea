"""Incidents on a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.kernel.states import State
from throughline.notifications import rules
from throughline.notifications.models import (
    Decision,
    Incident,
    Notification,
    PartnerAnswer,
)
from throughline.notifications.queries.governing import due_of, governs
from throughline.notifications.queries.incidents import visible_incidents
from throughline.partnerships.models import Agency
from throughline.rulebook.queries import RuleBook, rule_book

TO_BE_TOLD = ("undecided", "notifiable", "notified")
"""States in which the clock of the notification runs, or has run."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident on a list, with what became of it, and the clock that says when the Panel is due to be told.

    `rapid_clock` runs from the notification to the rapid review, where one is required.
    """

    id: int
    case: int
    name: str
    reference: str
    when: str
    when_iso: str
    aware_on: date | None
    state: State
    why: str
    decided_on: date | None
    sent_on: date | None
    clock: Due | None
    answered: tuple[str, ...] = ()
    speaks_for: str = ""
    rapid_clock: Due | None = None

    @property
    def notify_by(self) -> date | None:
        """The day on which the Panel is due to be told, while it is not."""
        return self.clock.due if self.clock and self.sent_on is None else None

    @property
    def waits_on_reader(self) -> bool:
        """The agency of whoever reads speaks for a partner that has not answered yet."""
        return bool(self.speaks_for) and self.speaks_for not in self.answered


def _deciding(actor: Actor) -> QuerySet[Agency]:
    """The actor's own agency, where it is one that is always asked."""
    return Agency.objects.filter(pk=actor.agency or -1, partnership_id=actor.partnership, kind__in=rules.ALWAYS_ASKED)


def incident_rows(actor: Actor, on: date, *, only: Q | None = None) -> list[IncidentRow]:
    """The incidents that this person may see, the newest first, in two statements."""
    book = rule_book(actor.partnership, on=on)
    return [row_of(row, book) for row in incident_records(actor, on, only=only)]


def incident_records(actor: Actor, on: date, *, only: Q | None = None) -> QuerySet[Incident]:
    """The same, each read with what `row_of` says of it."""
    last = Decision.objects.filter(incident=OuterRef("pk")).order_by("-id")
    sent = Notification.objects.filter(incident=OuterRef("pk")).order_by("sent_on", "id")
    rows = visible_incidents(actor, on).select_related("case").order_by("-id")
    rows = rows.filter(only) if only is not None else rows
    rows = rows.annotate(
        outcome=Subquery(last.values("outcome")[:1]),
        decided_why=Subquery(last.values("why")[:1]),
        decided_at=Subquery(last.values("at")[:1]),
        decided_day=Subquery(last.values("decided_on")[:1]),
        first_sent=Subquery(sent.values("sent_on")[:1]),
        is_sent=Exists(sent),
        speaks_for=Subquery(_deciding(actor).values("kind")[:1]),
    )
    said = PartnerAnswer.objects.filter(incident=OuterRef("pk"))
    return rows.annotate(**{f"heard_{partner}": Exists(said.filter(partner=partner)) for partner in rules.PARTNERS})


def row_of(row: Incident, book: RuleBook) -> IncidentRow:
    """An incident that was read with `incident_records`, as a list shows it under those rules."""
    told = row.__dict__
    state = rules.state_of(near_miss=row.near_miss, outcome=told["outcome"] or "", sent=told["is_sent"])
    found = due_of(row, governs(row, book), sent_on=told["first_sent"]) if state.key in TO_BE_TOLD else ()
    none = rules.why_no_rapid_review(
        nature=row.nature, looked_after=row.looked_after, care_leaver=row.care_leaver, abuse=row.abuse
    )
    return IncidentRow(
        id=row.pk,
        case=row.case_id,
        name=row.name,
        reference=row.case.reference,
        when=row.when_text,
        when_iso=row.when_iso,
        aware_on=row.aware_on,
        state=state,
        why=told["decided_why"] or "",
        decided_on=told["decided_day"] or (localdate(told["decided_at"]) if told["decided_at"] else None),
        sent_on=told["first_sent"],
        clock=next((one for one in found if one.id == "notify_panel"), None),
        answered=tuple(partner for partner in rules.PARTNERS if told[f"heard_{partner}"]),
        speaks_for=told["speaks_for"] or "",
        rapid_clock=None if none else next((one for one in found if one.id == "rapid_review"), None),
    )
