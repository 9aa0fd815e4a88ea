"""Write accepted items into one review, tied to what the text says that they are about."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from throughline.actionplans.models import Action
from throughline.actionplans.services import Plan, add_action, add_update
from throughline.documents.models import Document, Span
from throughline.documents.services import span
from throughline.findings.models import Finding, LearningPoint, Recommendation, Theme
from throughline.findings.services import (
    add_finding,
    add_learning_point,
    add_recommendation,
    add_theme,
)
from throughline.impact.models import Statement
from throughline.impact.rules.figures import bare_in_words
from throughline.impact.services import NO_CONSENT, Consent, add_evidence, add_measure, add_reading, add_statement
from throughline.intake.models import Proposal, ProposedItem
from throughline.intake.queries.owners import Owners
from throughline.intake.rules.again import folded, same_number
from throughline.intake.rules.kinds import STATEMENTS
from throughline.intake.rules.plans import tied
from throughline.intake.services.planned import stopped, tried_first
from throughline.kernel.actor import Actor
from throughline.planfiles import pilot_in
from throughline.reading.safeguardwords import kind_of_thing
from throughline.reviews.models import Review
from throughline.reviews.services import add_date
from throughline.safeguards.models import Safeguard
from throughline.safeguards.services import Owner, Told, add_safeguard, cite

Thing = tuple[str, int]
NAME_LONGEST = 200
PUBLISHED = {
    "review_report": "report of a review",
    "progress_report": "progress report",
    "board_response": "published answer",
    "learning_briefing": "learning briefing",
    "yearly_report": "yearly report",
}
"""The kinds of document that are written to be published, in words."""
NAMED: dict[str, type[models.Model]] = {
    "finding": Finding,
    "learning_point": LearningPoint,
    "recommendation": Recommendation,
    "action": Action,
    "theme": Theme,
}


class Writer:
    """Writes one review's items in order, and remembers what is there for later ones to be about."""

    def __init__(self, review: Review, proposal: Proposal, by: Actor, at: datetime) -> None:
        self._review = review
        self._document: Document | None = proposal.document
        self._who: dict[str, Any] = {"by": by, "at": at}
        self._owners = Owners(proposal.partnership_id)
        self._there: dict[str, list[Any]] = {}

    def write(self, item: ProposedItem) -> Thing:
        """The item is in the record: what it is there, and its number."""
        if item.kind in STATEMENTS:
            return self._statement(item)
        row = getattr(self, f"_{item.kind}")(item)
        if item.kind in NAMED:
            self._known(item.kind).append(row)
        return ("key_date" if item.kind == "date" else item.kind), row.pk

    def _date(self, item: ProposedItem) -> models.Model:
        means, iso = str(item.extra.get("means", ""))[:120], str(item.extra.get("iso", ""))
        return add_date(
            self._review, means=means, text=item.text[:300], iso=iso, source=self._source(item), **self._who
        )

    def _finding(self, item: ProposedItem) -> models.Model:
        return add_finding(**self._base(item))

    def _learning_point(self, item: ProposedItem) -> models.Model:
        return add_learning_point(findings=self._about(item, "finding"), **self._base(item))

    def _recommendation(self, item: ProposedItem) -> models.Model:
        return add_recommendation(
            owner_name=item.owner,
            owner=self._owners.of(item.owner),
            findings=self._about(item, "finding"),
            learning_points=self._about(item, "learning_point"),
            **self._base(item),
        )

    def _action(self, item: ProposedItem) -> models.Model:
        agency = str(item.extra.get("agency") or "")
        owner = self._owners.of(agency) or self._owners.of(item.owner)
        named = item.owner if owner or agency in ("", item.owner) else f"{item.owner}, {agency}"[:300]
        row = add_action(
            owner_name="" if owner and item.extra.get("unnamed") and item.owner == agency else named,
            owner=owner,
            plan=Plan(**item.extra["plan"]) if "plan" in item.extra else None,
            due_text=str(item.extra.get("due_text", ""))[:300],
            due_on=whole_day(str(item.extra.get("due_iso", ""))),
            state=str(item.extra.get("state") or "not_started"),
            recommendations=self._answered(item),
            findings=self._answered(item, "finding", "finds"),
            learning_points=self._answered(item, "learning_point", "learns"),
            **self._base(item),
        )
        tried_first(row, pilot_in(str(item.extra.get("pilot") or "")), self._owners, **self._who)
        return stopped(row, item.extra.get("ending") or {}, **self._who)

    def _answered(self, item: ProposedItem, kind: str = "recommendation", said: str = "answers") -> list[Any]:
        """What of that kind it answers: the one it is about, or those that a plan names by number or words."""
        answers = item.extra.get(said)
        if answers is None or item.about_kind:
            return self._about(item, kind)
        there = {row.pk: row for row in self._known(kind)}
        rows = ((row.pk, row.number, row.text) for row in there.values())
        return [there[key] for key in tied(answers["said"], answers["numbers"], rows)]

    def _evidence(self, item: ProposedItem) -> models.Model:
        """What the statement names as its evidence: brought, and accepted by nobody."""
        kind = str(item.extra.get("evidence_kind") or "observation")
        return add_evidence(kind=kind, statements=self._said_in(item), **self._base(item))

    def _measure(self, item: ProposedItem) -> models.Model:
        """A measure of what its sentence says, with the figure as a reading whose missing baseline is told."""
        unit, value = str(item.extra.get("unit") or ""), str(item.extra.get("value") or "")
        findings = self._about(item, "finding")
        measure = add_measure(unit=unit, findings=findings, statements=self._said_in(item), **self._base(item))
        if value:
            paper = self._document
            add_reading(
                measure,
                value=Decimal(value),
                why_bare="The document gives no baseline.",
                comes_from=(paper.title or paper.name)[:300] if paper else "",
                source=self._source(item),
                **self._who,
            )
        return measure

    def _said_in(self, item: ProposedItem) -> list[Statement]:
        """The statement of this document in which the sentence stands, where it is in the record."""
        rows = Statement.objects.filter(review=self._review, withdrawn_at__isnull=True, source__document=self._document)
        return list(rows.filter(source__start__lte=item.start, source__end__gte=item.end).order_by("id")[:1])

    def _safeguard(self, item: ProposedItem) -> models.Model:
        """The safeguard of that kind and name, put in the register where it is not there; cited by this review."""
        kind = str(item.extra.get("thing") or kind_of_thing(item.text))
        told = Told(
            self._review,
            findings=self._about(item, "finding"),
            actions=self._about(item, "action"),
            source=self._source(item),
        )
        row = next((one for one in self._kept_up(kind) if folded(one.name) == folded(item.text)), None)
        if row is not None:
            cite(row, told=told, **self._who)
            return row
        when, agency = _when(item), self._owners.of(item.owner)
        return add_safeguard(
            kind=kind,
            name=item.text[:NAME_LONGEST],
            since_text=when["date_text"],
            since_iso=when["date_iso"],
            owner=Owner(agency=agency, body_name="" if agency else item.owner[:NAME_LONGEST]),
            told=told,
            **self._who,
        )

    def _kept_up(self, kind: str) -> list[Safeguard]:
        """The safeguards of that kind that the partnership has and that did not end."""
        rows = Safeguard.objects.filter(partnership=self._review.case.partnership_id, kind=kind)
        return list(rows.filter(withdrawn_at__isnull=True, ended_on__isnull=True).order_by("id"))

    def _statement(self, item: ProposedItem) -> Thing:
        if item.kind == "progress" and (actions := self._about(item, "action")):
            row = add_update(
                actions[0],
                text=item.text,
                **_when(item),
                source=self._source(item),
                **self._who,
            )
            return "action_update", row.pk
        outcome, place = str(item.extra.get("outcome") or ""), item.extra.get("outcome_at")
        effect = {"impact": item.text, "case_study": outcome}.get(item.kind, "")
        bare = bare_in_words(effect)
        statement = add_statement(
            kind=item.kind,
            why_bare=f"Accepted as the document has it: {' and '.join(bare)}." if bare else "",
            outcome=outcome if item.kind == "case_study" else "",
            consent=self._consent(item),
            outcome_source=span(self._document, *place) if outcome and place and self._document else None,
            **_when(item),
            **self._subject(item),
            **self._base(item),
        )
        return "statement", statement.pk

    def _consent(self, item: ProposedItem) -> Consent:
        """A case study of a document that is published says so as the reason why it needs none; of others, nothing."""
        paper = self._document
        if item.kind != "case_study" or paper is None or paper.kind not in PUBLISHED:
            return NO_CONSENT
        word = PUBLISHED[paper.kind]
        return Consent(
            why_none=f"Told already in the {word} that it was brought from: {paper.title or paper.name}"[:500]
        )

    def _subject(self, item: ProposedItem) -> dict[str, Any]:
        """What a statement is about: the thing named, else the heading it stands under as a theme, else the review."""
        for kind in ("finding", "learning_point", "recommendation"):
            if found := self._about(item, kind):
                return {kind: found[0]}
        if item.about_kind in {"", "review"}:
            return {}
        return {"theme": self._theme(item)}

    def _theme(self, item: ProposedItem) -> Theme:
        """The theme of that heading, made when it is not there: a heading for a thing not listed is kept as a theme."""
        word = item.about_kind.replace("_", " ").capitalize()
        text = item.about_name or f"{word} {item.about_number}".strip()
        for theme in self._known("theme"):
            if folded(theme.text) == folded(text):
                return theme  # type: ignore[no-any-return]
        theme = add_theme(review=self._review, number=item.about_number, text=text, **self._who)
        self._known("theme").append(theme)
        return theme

    def _about(self, item: ProposedItem, kind: str) -> list[Any]:
        """The thing of that kind that the item says it is about: of that number, the last before it; or so named."""
        if item.about_kind != kind:
            return []
        there = self._known(kind)
        numbered = [row for row in there if same_number(row.number, item.about_number)]
        if not numbered and item.about_name:
            name = folded(item.about_name)
            numbered = [row for row in there if folded(row.text) == name]
        before = [row for row in numbered if self._stands_before(row, item)]
        return (before or numbered)[-1:]

    def _stands_before(self, row: Any, item: ProposedItem) -> bool:
        """True of what stands earlier in this document than the item."""
        where = row.source
        return bool(where and self._document and where.document_id == self._document.pk and where.start <= item.start)

    def _known(self, kind: str) -> list[Any]:
        """What the review holds of that kind, what was just written included."""
        if kind not in self._there:
            rows = NAMED[kind]._default_manager.filter(review=self._review, withdrawn_at__isnull=True)
            self._there[kind] = list(rows.select_related("source").order_by("position", "id"))
        return self._there[kind]

    def _base(self, item: ProposedItem) -> dict[str, Any]:
        words = {"number": item.number, "text": item.text, "source": self._source(item)}
        return {"review": self._review, **words, **self._who}

    def _source(self, item: ProposedItem) -> Span | None:
        return source_of(item, self._document)


def _when(item: ProposedItem) -> dict[str, Any]:
    """The date that the words of a statement give, as they write it; empty where they give none."""
    return {"date_text": str(item.extra.get("date_text", ""))[:300], "date_iso": str(item.extra.get("date_iso", ""))}


def source_of(item: ProposedItem, document: Document | None) -> Span | None:
    """The words of the document that the item came from."""
    return span(document, item.start, item.end) if document and item.end > item.start else None


def whole_day(iso: str) -> date | None:
    """The day that a written date names, where it names one day."""
    return date.fromisoformat(iso) if len(iso) == 10 else None
