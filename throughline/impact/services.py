"""Write what came of it: statements, evidence and its acceptance, measures and their readings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.audit.services import record
from throughline.cases import editing
from throughline.cases.models import CasePaper
from throughline.cases.services import add_paper
from throughline.documents.models import Document, Span
from throughline.documents.services import keep
from throughline.files.showing import media_of
from throughline.findings.models import Finding, LearningPoint, Recommendation, Theme
from throughline.findings.services import Links, accepted_already, add_to_review, same_case
from throughline.impact.models import Evidence, Measure, Reading, Statement
from throughline.impact.permissions import why_not_accept, why_not_bring_evidence
from throughline.impact.rules import GRADES
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.permissions import require, why_not_record
from throughline.reviews.services import change_record, dated


@transaction.atomic
def add_statement(
    *,
    review: Review,
    kind: str,
    text: str,
    number: str = "",
    finding: Finding | None = None,
    theme: Theme | None = None,
    learning_point: LearningPoint | None = None,
    recommendation: Recommendation | None = None,
    outcome: str = "",
    outcome_source: Span | None = None,
    date_text: str = "",
    date_iso: str = "",
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Statement:
    """The statement stands as what it is, about one thing or about the whole review. Event ``statement.added``.

    `kind` is ``progress``, ``impact`` or ``case_study``; only a case study has an outcome.
    """
    about = [one for one in (finding, theme, learning_point, recommendation) if one is not None]
    if len(about) > 1:
        raise Refused("E1510", "A statement is about one thing.", "Choose one, or none when it is about the review.")
    if outcome and kind != Statement.Kind.CASE_STUDY:
        raise Refused("E1510", "Only a case study has an outcome.", "Call it a case study, or leave the outcome out.")
    same_case(review.case, *about)
    row = Statement(
        review=review,
        kind=kind,
        number=number,
        text=text,
        finding=finding,
        theme=theme,
        learning_point=learning_point,
        recommendation=recommendation,
        outcome=outcome,
        outcome_source=outcome_source,
        date_text=date_text,
        date_iso=dated(date_iso or ""),
        source=source,
    )
    return add_to_review(row, position=position, by=by, at=at)


@transaction.atomic
def add_evidence(
    *,
    review: Review,
    number: str = "",
    text: str,
    kind: str = "",
    actions: Iterable[Action] = (),
    statements: Iterable[Statement] = (),
    document: Document | None = None,
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Evidence:
    """The evidence stands for those actions and statements; nobody has accepted it yet. Event ``evidence.added``."""
    shown = list(actions)
    require(why_not_bring_evidence(actor=by, thing=review, actions=shown, on=localdate(at)))
    if document is not None and not CasePaper.objects.filter(case=review.case_id, document=document).exists():
        raise Refused("E1508", "That document is not a paper of this case.", "Import it into the case first.")
    row = Evidence(review=review, number=number, text=text, kind=kind, document=document, source=source)
    links: Links = {"actions": shown, "statements": list(statements)}
    return add_to_review(row, links=links, position=position, by=by, at=at, allowed=True)


@transaction.atomic
def bring_evidence(
    *, review: Review, file: tuple[str, bytes] | None = None, by: Actor, at: datetime, **fields: Any
) -> Evidence:
    """The evidence stands, with the file that shows it as a paper of its case. Events of both.

    The file is what its content says, not its name (E1102 to E1105, E1109); its bytes are kept as they came.
    """
    if file is not None:
        name, data = file
        require(
            why_not_bring_evidence(actor=by, thing=review, actions=list(fields.get("actions", ())), on=localdate(at))
        )
        media_of(name, data)
        reading = {"kind": "evidence", "title": "", "text": ""}
        kept = keep(partnership=review.case.partnership_id, name=name, data=data, reading=reading, by=by, at=at)
        add_paper(case=review.case, document=kept, by=by, at=at)
        fields["document"] = kept
    return add_evidence(review=review, by=by, at=at, **fields)


@transaction.atomic
def change_evidence(evidence: Evidence, *, version: int, by: Actor, at: datetime, **fields: Any) -> Evidence:
    """The evidence reads so. Event ``evidence.changed``. What was accepted stands as it was when it was looked at."""
    if editing.locked(evidence).accepted_at is not None:
        raise accepted_already()
    return change_record(evidence, fields=fields, version=version, by=by, at=at)


@transaction.atomic
def accept_evidence(evidence: Evidence, *, grade: str, by: Actor, at: datetime) -> Evidence:
    """Somebody who neither brought it nor owns what it shows accepts it, and grades it. Once only.

    What was accepted before there were grades is graded by the same people, and stands as accepted as it was.
    Events ``evidence.accepted`` and ``evidence.graded``.
    """
    now = editing.locked(evidence)
    if now.accepted_at is not None and now.grade:
        return now
    require(why_not_accept(actor=by, thing=now, on=localdate(at)))
    if grade not in GRADES:
        raise Refused(
            "E1521", "Nothing says how far the evidence goes.", "Choose one of the grades that the page offers."
        )
    new = now.accepted_at is None
    if new:
        now.accepted_at, now.accepted_by_id = at, by.user
    now.grade, now.graded_at, now.graded_by_id = grade, at, by.user
    editing.kept(now)
    told: dict[str, Any] = {"subject": ("evidence", now.pk), "case": now.case_id, "details": {"grade": grade}}
    if new:
        record(by=by, at=at, verb="evidence.accepted", **told)
    else:
        record(by=by, at=at, verb="evidence.graded", **told)
    return now


@transaction.atomic
def add_measure(
    *,
    review: Review,
    number: str = "",
    text: str,
    unit: str = "",
    better: str = "higher",
    target: Decimal | None = None,
    guarded_by: str = "",
    findings: Iterable[Finding] = (),
    actions: Iterable[Action] = (),
    evidence: Iterable[Evidence] = (),
    statements: Iterable[Statement] = (),
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Measure:
    """The measure stands, with no reading yet; its `text` says what is measured. Event ``measure.added``."""
    row = Measure(
        review=review,
        number=number,
        text=text,
        unit=unit,
        better=better,
        target=target,
        guarded_by=guarded_by,
        source=source,
    )
    links: Links = {
        "findings": list(findings),
        "actions": list(actions),
        "evidence": list(evidence),
        "statements": list(statements),
    }
    return add_to_review(row, links=links, position=position, by=by, at=at)


@transaction.atomic
def add_reading(
    measure: Measure,
    *,
    value: Decimal,
    date_text: str = "",
    date_iso: str = "",
    baseline: bool = False,
    corrects: Reading | None = None,
    source: Span | None = None,
    by: Actor,
    at: datetime,
) -> Reading:
    """The reading stands beside the others, with the date that the text gives, or none. Event `measure.reading_added`.

    One that `corrects` another leaves it in the record and takes its place in what the measure comes to.
    """
    require(why_not_record(actor=by, thing=measure, on=localdate(at)))
    editing.locked(measure)
    if corrects is not None and corrects.measure_id != measure.pk:
        raise Refused("E1508", "That is a reading of another measure.", "Correct a reading of this one.")
    if corrects is not None and corrects.corrections.exists():
        raise Refused("E1511", "That reading was corrected already.", "Correct the reading that took its place.")
    row = Reading(measure=measure, value=value, date_text=date_text, date_iso=dated(date_iso or ""))
    row.baseline, row.corrects, row.source = baseline, corrects, source
    row.made_at, row.made_by_id = at, by.user
    editing.kept(row)
    names = ("value", "date_text", "date_iso", "baseline", "corrects")
    told = {"reading": row.pk, **editing.values_of(row, names)}
    record(
        by=by,
        at=at,
        verb="measure.reading_added",
        subject=("measure", measure.pk),
        case=measure.case_id,
        details={"after": told},
    )
    return row
