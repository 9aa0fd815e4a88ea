"""Write what came of it: statements, evidence and its acceptance, and measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
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
from throughline.documents.services import keep_what_shows
from throughline.findings.models import Finding, LearningPoint, Recommendation, Theme
from throughline.findings.services import Links, accepted_already, add_to_review, same_case
from throughline.impact.models import Evidence, Measure, Statement
from throughline.impact.permissions import why_not_accept, why_not_bring_evidence
from throughline.impact.rules import GRADES
from throughline.impact.rules.figures import bare_in_words
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.permissions import require
from throughline.reviews.services import change_record, dated


@dataclass(frozen=True, slots=True)
class Consent:
    """Who consented to be told of, in what role, on what day, to what, and until when; or `why_none` is needed."""

    by_role: str = ""
    on: date | None = None
    to: str = ""
    until: date | None = None
    why_none: str = ""

    def fields(self) -> dict[str, Any]:
        """The columns of a record that say so."""
        return {
            "consent_by_role": self.by_role.strip(),
            "consent_on": self.on,
            "consent_for": self.to.strip(),
            "consent_until": self.until,
            "why_no_consent": self.why_none.strip(),
        }


NO_CONSENT = Consent()
TOLD = ("kind", "text", "date_text", "why_bare", "outcome")


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
    why_bare: str = "",
    consent: Consent = NO_CONSENT,
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Statement:
    """The statement stands as what it is, about one thing or about the whole review. Event ``statement.added``.

    `kind` is ``progress``, ``impact`` or ``case_study``; only a case study has an outcome and a consent. One without
    a consent, and without a reason why none is needed, is kept and held back. A figure of
    effect says what it was before and when it was so, or `why_bare` says why not (E1522).
    """
    _not_bare(kind, text, date_text, why_bare, outcome)
    _consented(consent, told=kind == Statement.Kind.CASE_STUDY, on=localdate(at))
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
        why_bare=why_bare.strip(),
        source=source,
        **consent.fields(),
    )
    return add_to_review(row, position=position, by=by, at=at)


@transaction.atomic
def change_statement(statement: Statement, *, version: int, by: Actor, at: datetime, **fields: Any) -> Statement:
    """The statement reads so, held to what a new one is held to. Event ``statement.changed``."""
    new = {name: fields.get(name, getattr(statement, name)) for name in TOLD}
    _not_bare(**new)
    told = new["kind"] == Statement.Kind.CASE_STUDY
    consent: Consent | None = fields.pop("consent", None)
    if consent is not None:
        _consented(consent, told=told, on=localdate(at))
        fields |= consent.fields()
    return change_record(statement, fields=fields, version=version, by=by, at=at)


def _not_bare(kind: str, text: str, date_text: str, why_bare: str, outcome: str) -> None:
    """Nothing, or the refusal (E1522) of a figure of effect, or of a case study’s outcome, that stands alone."""
    effect = {"impact": text, "case_study": outcome}.get(kind, "")
    lacks = bare_in_words(f"{effect} {date_text}") if effect and not why_bare.strip() else ()
    if lacks:
        raise too_bare(lacks)


def too_bare(lacks: Iterable[str]) -> Refused:
    """A bare figure is not kept as impact."""
    return Refused(
        "E1522",
        f"A figure alone shows no change: {' and '.join(lacks)}.",
        "Give what it was before and when it was so, or say why that cannot be said.",
    )


def _consented(consent: Consent, *, told: bool, on: date) -> None:
    """Nothing, or the refusal (E1526) of a consent that does not hold together."""
    if consent == NO_CONSENT:
        return
    if not told:
        raise Refused("E1526", "Only what tells of one family has a consent.", "Leave the consent out.")
    if consent.why_none.strip():
        if replace(consent, why_none="") != NO_CONSENT:
            raise Refused(
                "E1526", "There is a consent, and a reason why none is needed.", "Give the one that is so, not both."
            )
        return
    if not (consent.by_role.strip() and consent.on and consent.to.strip() and consent.until):
        raise Refused(
            "E1526", "Half of the consent is missing.", "Say who gave it, on what day, for what, and until when."
        )
    if consent.on > on or consent.until < consent.on:
        raise Refused(
            "E1526", "The days of the consent cannot be.", "It was given on a day that has come, and ends later."
        )


@transaction.atomic
def add_evidence(
    *,
    review: Review,
    number: str = "",
    text: str,
    kind: str = "",
    consent: Consent = NO_CONSENT,
    actions: Iterable[Action] = (),
    statements: Iterable[Statement] = (),
    document: Document | None = None,
    source: Span | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Evidence:
    """The evidence stands for those actions and statements; nobody has accepted it yet. Event ``evidence.added``.

    A case example without a consent, and without a reason why none is needed, is kept and held back.
    """
    shown = list(actions)
    require(why_not_bring_evidence(actor=by, thing=review, actions=shown, on=localdate(at)))
    if document is not None and not CasePaper.objects.filter(case=review.case_id, document=document).exists():
        raise Refused("E1508", "That document is not a paper of this case.", "Import it into the case first.")
    _consented(consent, told=kind == "case_example", on=localdate(at))
    row = Evidence(
        review=review, number=number, text=text, kind=kind, document=document, source=source, **consent.fields()
    )
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
        kept = keep_what_shows(partnership=review.case.partnership_id, name=name, data=data, by=by, at=at)
        add_paper(case=review.case, document=kept, by=by, at=at)
        fields["document"] = kept
    return add_evidence(review=review, by=by, at=at, **fields)


@transaction.atomic
def change_evidence(evidence: Evidence, *, version: int, by: Actor, at: datetime, **fields: Any) -> Evidence:
    """The evidence reads so. Event ``evidence.changed``. What was accepted stands as it was when it was looked at."""
    if editing.locked(evidence).accepted_at is not None:
        raise accepted_already()
    consent: Consent | None = fields.pop("consent", None)
    if consent is not None:
        _consented(consent, told=fields.get("kind", evidence.kind) == "case_example", on=localdate(at))
        fields |= consent.fields()
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
    period: str = "",
    why_no_baseline: str = "",
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
        period=period,
        why_no_baseline=why_no_baseline,
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
