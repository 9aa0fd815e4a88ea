"""Record a look from outside and what it found, and bring a result into a review as evidence or as an action."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.actionplans.services import add_action
from throughline.assurance.models import AssuranceEvent, AssurancePoint, Brought, RoundQuestion
from throughline.assurance.permissions import why_not_run
from throughline.assurance.rules.events import POINTS
from throughline.audit.services import record
from throughline.cases import editing
from throughline.cases.services import add_paper
from throughline.documents.models import Document
from throughline.findings.models import Finding, Recommendation
from throughline.impact.models import Evidence, Statement
from throughline.impact.services import add_evidence
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.partnerships.models import Agency
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.reviews.queries import next_position

Result = AssurancePoint | RoundQuestion


OBSERVED, AUDITED = "observation", "audit"
"""Kinds of evidence that results of assurance are (``impact.rules.KINDS``)."""


@transaction.atomic
def add_event(
    *,
    kind: str,
    title: str,
    body: str,
    held_on: date,
    published_on: date | None = None,
    judgement: str = "",
    document: Document | None = None,
    by: Actor,
    at: datetime,
) -> AssuranceEvent:
    """The look from outside is on record, its judgement in its own words. Event ``assurance_event.added``."""
    require(why_not_run(actor=by))
    _has_come(held_on, at)
    row = AssuranceEvent(partnership_id=by.partnership, kind=kind, title=title, body=body, held_on=held_on)
    row.published_on, row.judgement, row.document = published_on, judgement, document
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_event(
    event: AssuranceEvent, *, fields: dict[str, Any], version: int, by: Actor, at: datetime
) -> AssuranceEvent:
    """It reads so; ``editing.Changed`` when somebody changed it since."""
    require(why_not_run(actor=by, thing=event))
    _has_come(fields.get("held_on", event.held_on), at)
    return editing.change(event, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def add_point(
    *, event: AssuranceEvent, kind: str, text: str, agency: Agency | None = None, by: Actor, at: datetime
) -> AssurancePoint:
    """It found that, of one agency or of all. Event ``assurance_point.added``."""
    require(why_not_run(actor=by, thing=event))
    _is_ours(agency, by)
    if kind not in POINTS:
        raise Refused("E1599", "That is no kind of result.", "Choose one that the page offers.")
    row = AssurancePoint(event=event, kind=kind, text=text, agency=agency)
    row.position = next_position(AssurancePoint.objects.filter(event=event))
    return editing.add(row, by=by, at=at)


@transaction.atomic
def change_point(
    point: AssurancePoint, *, fields: dict[str, Any], version: int, by: Actor, at: datetime
) -> AssurancePoint:
    """It reads so; ``editing.Changed`` when somebody changed it since."""
    require(why_not_run(actor=by, thing=point))
    _is_ours(fields.get("agency"), by)
    return editing.change(point, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def withdraw_point(point: AssurancePoint, *, reason: str, by: Actor, at: datetime) -> AssurancePoint:
    """It is shown no more; it is kept, with the reason. Event ``assurance_point.withdrawn``."""
    require(why_not_run(actor=by, thing=point))
    return editing.withdraw(point, reason=reason, by=by, at=at)


@transaction.atomic
def bring_as_evidence(
    result: Result,
    *,
    review: Review,
    text: str,
    actions: Collection[Action] = (),
    statements: Collection[Statement] = (),
    by: Actor,
    at: datetime,
) -> Evidence:
    """The result is evidence in that review, for somebody else to accept, and its document a paper of the case.

    What a round found was held against a standard (an audit); what somebody from outside found, they watched.
    Event ``assurance.brought``, beside that of the evidence.
    """
    require(why_not_run(actor=by))
    document = result.event.document if isinstance(result, AssurancePoint) else None
    if document is not None:
        add_paper(case=review.case, document=document, by=by, at=at)
    made = add_evidence(
        review=review,
        text=text,
        kind=OBSERVED if isinstance(result, AssurancePoint) else AUDITED,
        actions=actions,
        statements=statements,
        document=document,
        by=by,
        at=at,
    )
    _brought(result, by, at, evidence=made)
    return made


@transaction.atomic
def bring_as_action(
    result: Result,
    *,
    review: Review,
    text: str,
    owner: Agency | None = None,
    owner_name: str = "",
    due_on: date | None = None,
    recommendations: Collection[Recommendation] = (),
    findings: Collection[Finding] = (),
    by: Actor,
    at: datetime,
) -> Action:
    """What the result asks for is an action of that review's plan, tied to what it answers. Event
    ``assurance.brought``, beside that of the action."""
    require(why_not_run(actor=by))
    made = add_action(
        review=review,
        text=text,
        owner=owner,
        owner_name=owner_name,
        due_on=due_on,
        recommendations=recommendations,
        findings=findings,
        by=by,
        at=at,
    )
    _brought(result, by, at, action=made)
    return made


def _brought(result: Result, by: Actor, at: datetime, **into: Any) -> None:
    point = result if isinstance(result, AssurancePoint) else None
    question = result if isinstance(result, RoundQuestion) else None
    row = Brought(partnership_id=by.partnership, point=point, question=question, at=at, by_id=by.user, **into)
    editing.kept(row)
    (kind, made), *_ = into.items()
    record(
        by=by,
        at=at,
        verb="assurance.brought",
        subject=(kind, made.pk),
        case=made.case_id,
        details={"point": point.pk if point else 0, "question": question.pk if question else 0},
    )


def _is_ours(agency: Agency | None, by: Actor) -> None:
    if agency is not None and agency.partnership_id != by.partnership:
        raise Refused("E1599", "That agency is of another partnership.", "Choose one of yours.")


def _has_come(day: date, at: datetime) -> None:
    if day > localdate(at):
        raise Refused("E1599", "That day has not come yet.", "Give the day on which it was.")
