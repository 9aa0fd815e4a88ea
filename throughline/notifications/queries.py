"""Incidents that a person may see, what became of them, what is due, and whether their children are safe."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.timezone import localdate

from throughline.access.queries import standing_on
from throughline.access.rules import why_not
from throughline.cases.models import CaseMember
from throughline.cases.queries import visible_cases
from throughline.identities.models import Child
from throughline.kernel import clocks, editions
from throughline.kernel.actor import Actor
from throughline.notifications import rules
from throughline.notifications.models import (
    Decision,
    Incident,
    Notification,
    PartnerAnswer,
    SafetyAnswer,
    SafetyQuestion,
    Telling,
)
from throughline.partnerships.models import Agency
from throughline.partnerships.queries import agencies_of
from throughline.rulebook.queries import RuleBook, rule_book


def visible_incidents(actor: Actor, on: date) -> QuerySet[Incident]:
    """The incidents of the cases on which this person works, none withdrawn."""
    if why_not(actor, "see an incident"):
        return Incident.objects.none()
    return Incident.objects.filter(case__in=visible_cases(actor, on=on), withdrawn_at__isnull=True)


def get_incident(id: int, actor: Actor, on: date) -> Incident:
    """That incident with its case, and whether they are on it as `on_case`; or the 404 of one that does not exist."""
    rows = visible_incidents(actor, on).select_related("case", "case__partnership", "changed_by", "made_by")
    mine = Q(user_id=actor.user) | Q(agency_id=actor.agency or -1)
    there = CaseMember.objects.filter(mine, standing_on(on), case=OuterRef("case"))
    rows = rows.annotate(on_case=Exists(there))
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def get_question(id: int, actor: Actor, on: date) -> SafetyQuestion:
    """That question of a child's safety with its incident, or 404."""
    rows = SafetyQuestion.objects.filter(incident__in=visible_incidents(actor, on), withdrawn_at__isnull=True)
    found = with_last_answer(rows).filter(pk=id).select_related("case", "incident", "incident__case", "child").first()
    if found is None:
        raise Http404
    return found


def get_notification(id: int, actor: Actor, on: date) -> Notification:
    """That notification with its incident and document, or 404."""
    rows = Notification.objects.filter(incident__in=visible_incidents(actor, on))
    found = rows.filter(pk=id).select_related("incident", "incident__case", "document", "child").first()
    if found is None:
        raise Http404
    return found


def children_of_incident(incident: Incident) -> list[Child]:
    """The children whom the incident is about: those of its case, or those named where the case has other incidents."""
    rows = Child.objects.filter(case=incident.case_id, withdrawn_at__isnull=True)
    others = Incident.objects.filter(case=incident.case_id, withdrawn_at__isnull=True).exclude(pk=incident.pk)
    named = Exists(Child.objects.filter(pk=OuterRef("pk"), incidents=incident))
    return list(rows.filter(~Exists(others) | named).order_by("position", "id"))


def decisions_of(incident: Incident, *, limbs: bool = True) -> list[Decision]:
    """The decisions on the incident, with their limbs if asked, oldest first; the last counts.

    The incident was given.
    """
    rows = incident.decisions.select_related("by").order_by("id")
    return list(rows.prefetch_related("limbs") if limbs else rows)


def answers_of(incident: Incident) -> list[PartnerAnswer]:
    """The partners' answers, oldest first; the last of each partner counts."""
    return list(incident.answers.select_related("by").order_by("id"))


def notifications_of(incident: Incident) -> list[Notification]:
    """The notifications sent of the incident, oldest first."""
    return list(incident.notifications.select_related("by", "child").order_by("sent_on", "id"))


def tellings_of(incident: Incident) -> list[Telling]:
    """Who was told of the incident, and the proof, oldest first."""
    return list(incident.tellings.select_related("by").order_by("told_on", "id"))


def state_of(incident: Incident) -> rules.State:
    """The state that the incident is in, by its last decision and its notifications."""
    last = incident.decisions.order_by("-id").values_list("outcome", flat=True).first()
    return rules.state_of(near_miss=incident.near_miss, outcome=last or "", sent=incident.notifications.exists())


# Which rules govern, and what is due.


@dataclass(frozen=True, slots=True)
class Governs:
    """The edition under which the incident is decided, `None` while that cannot be said, and why in a sentence."""

    edition: editions.Edition | None
    why: str
    candidates: tuple[str, ...] = ()
    chosen: bool = False


def book_of(incident: Incident, on: date) -> RuleBook:
    """The rules of the partnership that holds the incident, as they read on that day."""
    return rule_book(incident.case.partnership_id, on=on)


def governs(incident: Incident, book: RuleBook | None = None) -> Governs:
    """The edition in force on the day the authority became aware, or the one that a person chose and said why.

    Without a `book`, the one of ``book_of``, the rules are those that are shipped, uncorrected.
    """
    book = book or RuleBook(editions.shipped(), editions.common().notification_forms, None)
    known = book.editions
    if incident.edition_chosen in known:
        return Governs(known[incident.edition_chosen], f"Chosen by hand: {incident.edition_why}", chosen=True)
    if incident.aware_on is None:
        return Governs(None, "It is not recorded when the authority became aware, so no edition can be named.")
    found = book.for_notice(incident.aware_on)
    return Governs(known[found.edition] if found.edition else None, found.why, found.candidates)


def due_of(incident: Incident, governing: Governs, *, sent_on: date | None) -> tuple[clocks.Due, ...]:
    """The clocks that run from awareness, and the rapid review's from the notification; computed, never stored."""
    if governing.edition is None:
        return ()
    events = {"aware": incident.aware_on, "notified": sent_on, "incident_notified": sent_on}
    return clocks.due(governing.edition, events={key: day for key, day in events.items() if day is not None})


def deciding_agencies(actor: Actor, on: date) -> list[tuple[Agency, str]]:
    """The agencies that decide together in the actor's partnership, each with its name of the day, by name."""
    kinds = rules.ALWAYS_ASKED
    rows = {row.pk: row for row in Agency.objects.filter(partnership_id=actor.partnership, kind__in=kinds)}
    named = [(row.id, row.name) for row in agencies_of(actor, on=on) if row.id in rows and not row.outside_area]
    return [(rows[id], name) for id, name in named]


# The safety of the children.


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """How one question of safety stands: of whom, asked of whom and when, and what is due."""

    question: int
    incident: int
    case: int
    incident_name: str
    who: str
    asked_of: str
    asked_at: datetime
    every_weeks: int
    watch: rules.Watch
    last_known_on: date | None
    last_by: str
    ended: bool
    ended_why: str


def safety_of(questions: QuerySet[SafetyQuestion], on: date) -> list[SafetyLine]:
    """How each of these questions stands that day, those most urgent first. One statement."""
    made = [line_of(row, on) for row in with_last_answer(questions)]
    order = ("danger", "owed", "late", "watching", "ended")
    return sorted(made, key=lambda line: (order.index(line.watch.key), line.watch.due_on or on, line.question))


def with_last_answer(questions: QuerySet[SafetyQuestion]) -> QuerySet[SafetyQuestion]:
    """The questions with what was last attested to, which is all that counts: `said`, `said_of`, `said_by`."""
    last = SafetyAnswer.objects.filter(question=OuterRef("pk")).order_by("-id")
    return questions.annotate(
        said=Subquery(last.values("answer")[:1]),
        said_of=Subquery(last.values("known_on")[:1]),
        said_by=Subquery(last.values("attested_by_name")[:1]),
    )


def line_of(row: SafetyQuestion, on: date) -> SafetyLine:
    """How that question stands; it is read with its last answer."""
    told = dict(row.__dict__)
    said = [(told["said"], told["said_of"])] if told["said"] else []
    watch = rules.watch_of(said, every_weeks=row.every_weeks, ended=row.ended_at is not None, on=on)
    return SafetyLine(
        question=row.pk,
        incident=row.incident_id,
        case=row.case_id,
        incident_name=row.incident.name,
        who=row.child.pseudonym if row.child else "",
        asked_of=row.asked_of,
        asked_at=row.made_at,
        every_weeks=row.every_weeks,
        watch=watch,
        last_known_on=told["said_of"],
        last_by=told["said_by"] or "",
        ended=row.ended_at is not None,
        ended_why=row.ended_why,
    )


def safety_of_case(incident: Incident, actor: Actor, on: date) -> list[SafetyLine]:
    """How the questions of safety of the incident's case stand that the person may see, of whichever incident."""
    rows = SafetyQuestion.objects.filter(
        incident__in=visible_incidents(actor, on), case=incident.case_id, withdrawn_at__isnull=True
    )
    return safety_of(rows.select_related("child", "incident").order_by("id"), on)


def questions_of(incident: Incident) -> QuerySet[SafetyQuestion]:
    """The questions of safety asked about the incident. The incident is one that the person was given."""
    rows = incident.safety_questions.filter(withdrawn_at__isnull=True)
    return rows.select_related("child", "incident").order_by("id")


def visible_questions(actor: Actor, on: date, *, cases: Collection[int] | None = None) -> QuerySet[SafetyQuestion]:
    """The questions of safety of incidents that this person may see, of those cases or of all, ended ones left out."""
    rows = SafetyQuestion.objects.filter(
        incident__in=visible_incidents(actor, on), withdrawn_at__isnull=True, ended_at__isnull=True
    )
    rows = rows if cases is None else rows.filter(case__in=cases)
    return rows.select_related("child", "incident").order_by("id")


def answers_on_safety(question: SafetyQuestion) -> list[SafetyAnswer]:
    """What was attested to, oldest first. The question is one that the person was given."""
    return list(question.answers.select_related("by").order_by("id"))


# Lists.


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident on a list, with what became of it and the day the Panel is due to be told, or was."""

    id: int
    case: int
    name: str
    reference: str
    when: str
    when_iso: str
    aware_on: date | None
    state: rules.State
    why: str
    decided_on: date | None
    sent_on: date | None
    notify_by: date | None
    answered: tuple[str, ...] = ()
    speaks_for: str = ""

    @property
    def waits_on_reader(self) -> bool:
        """The agency of whoever reads speaks for a partner that has not answered yet."""
        return bool(self.speaks_for) and self.speaks_for not in self.answered


def _deciding(actor: Actor) -> QuerySet[Agency]:
    """The actor's own agency, where it is one that is always asked."""
    return Agency.objects.filter(pk=actor.agency or -1, partnership_id=actor.partnership, kind__in=rules.ALWAYS_ASKED)


def incident_rows(actor: Actor, on: date, *, only: Q | None = None) -> list[IncidentRow]:
    """The incidents that this person may see, the newest first, in two statements."""
    last = Decision.objects.filter(incident=OuterRef("pk")).order_by("-id")
    sent = Notification.objects.filter(incident=OuterRef("pk")).order_by("sent_on", "id")
    rows = visible_incidents(actor, on).select_related("case").order_by("-id")
    rows = rows.filter(only) if only is not None else rows
    rows = rows.annotate(
        outcome=Subquery(last.values("outcome")[:1]),
        decided_why=Subquery(last.values("why")[:1]),
        decided_at=Subquery(last.values("at")[:1]),
        first_sent=Subquery(sent.values("sent_on")[:1]),
        is_sent=Exists(sent),
        speaks_for=Subquery(_deciding(actor).values("kind")[:1]),
    )
    said = PartnerAnswer.objects.filter(incident=OuterRef("pk"))
    rows = rows.annotate(**{f"heard_{partner}": Exists(said.filter(partner=partner)) for partner in rules.PARTNERS})
    book = rule_book(actor.partnership, on=on)
    return [_row(row, book) for row in rows]


def _row(row: Incident, book: RuleBook) -> IncidentRow:
    told = dict(row.__dict__)
    state = rules.state_of(near_miss=row.near_miss, outcome=told["outcome"] or "", sent=told["is_sent"])
    notify_by = None
    if state.key in ("undecided", "notifiable"):
        found = due_of(row, governs(row, book), sent_on=None)
        notify_by = next((one.due for one in found if one.id == "notify_panel"), None)
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
        decided_on=localdate(told["decided_at"]) if told["decided_at"] else None,
        sent_on=told["first_sent"],
        notify_by=notify_by,
        answered=tuple(partner for partner in rules.PARTNERS if told[f"heard_{partner}"]),
        speaks_for=told["speaks_for"] or "",
    )
