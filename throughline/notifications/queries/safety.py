"""The questions of the children’s safety, and how each stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from throughline.kernel.actor import Actor
from throughline.notifications import rules
from throughline.notifications.models import (
    Incident,
    SafetyAnswer,
    SafetyQuestion,
    SafetyRhythm,
)
from throughline.notifications.queries.incidents import visible_incidents


def get_question(id: int, actor: Actor, on: date) -> SafetyQuestion:
    """That question of a child's safety with its incident, or 404."""
    rows = SafetyQuestion.objects.filter(incident__in=visible_incidents(actor, on), withdrawn_at__isnull=True)
    found = with_last_answer(rows).filter(pk=id).select_related("case", "incident", "incident__case", "child").first()
    if found is None:
        raise Http404
    return found


def rhythm_of(partnership: int) -> int:
    """In how many weeks a report on safety is due again in that partnership, where nothing else is said."""
    found = SafetyRhythm.objects.filter(partnership=partnership).values_list("every_weeks", flat=True).first()
    return found or rules.EVERY_WEEKS


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
