"""The forms of statements, evidence, measures and readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from throughline.actionplans.queries import actions_of
from throughline.files.refusals import MEGABYTE
from throughline.files.showing import ENDINGS, MOST, TAKEN, media_of
from throughline.findings import queries as findings
from throughline.impact import queries
from throughline.impact.models import Statement
from throughline.impact.rules import GRADES, KINDS
from throughline.impact.services import Consent
from throughline.kernel.refusals import Refused
from throughline.reviews.addresses import called, shortened
from throughline.reviews.recordforms import (
    Line,
    RecordForm,
    Words,
    choose,
    number_field,
    read_when,
    ticks,
    when_field,
    when_of,
)
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import OneFile, Option, Radios
from throughline.ui.words import capital

ABOUT = {
    "finding": findings.findings_of,
    "theme": findings.themes_of,
    "learning_point": findings.learning_points_of,
    "recommendation": findings.recommendations_of,
}
KIND_HINTS = {
    "progress": "What has been done.",
    "impact": "What is different because of it.",
    "case_study": "One family or one piece of work, with its outcome.",
}


CONSENT = ("consent_by_role", "consent_on", "consent_for", "consent_until")
ON_CONSENT = (*CONSENT, "why_no_consent")


class ConsentForm(RecordForm):
    """What may tell of one family, with who consented to it."""

    consent_by_role = Line(
        "Who consented",
        120,
        hint="For what tells of one family: without a consent it is kept, and shown to nobody else. "
        "Their role, not their name: for example the mother.",
    )
    consent_on = DayField(label="The day of the consent", required=False)
    consent_for = Line("What they consented to", 500, hint="For example: told in the yearly report.")
    consent_until = DayField(
        label="Until when", required=False, help_text="After that day nobody else sees it, and your work list asks."
    )
    why_no_consent = Line(
        "Or why no consent is needed",
        500,
        hint="For example: it was published in the review’s report of 3 May 2016. Name the source.",
    )


def consent_of(cleaned: Mapping[str, Any]) -> Consent:
    """The consent that a form gives."""
    return Consent(
        cleaned.get("consent_by_role") or "",
        cleaned.get("consent_on"),
        cleaned.get("consent_for") or "",
        cleaned.get("consent_until"),
        cleaned.get("why_no_consent") or "",
    )


def consent_holds(form: ThroughlineForm, cleaned: Mapping[str, Any], *, told: bool) -> None:
    """Refuses half a consent, and one for what tells of no family."""
    given = [name for name in CONSENT if cleaned.get(name)]
    why_none = cleaned.get("why_no_consent")
    if why_none and (given or not told):
        says = "Give the consent or the reason, not both." if told else "Only what tells of one family needs a reason."
        form.add_error("why_no_consent", says)
    elif given and not told:
        form.add_error(given[0], "Only what tells of one family has a consent. Leave this empty.")
    elif given and len(given) < len(CONSENT) and not set(CONSENT) & set(form.errors):
        missing = next(name for name in CONSENT if not cleaned.get(name))
        form.add_error(missing, "Say who consented, on what day, to what, and until when.")


class StatementForm(ConsentForm):
    """What a text says of progress or effect, or a case study; about one thing, or the whole review."""

    field_order = ("kind", "about", "number", "text", "outcome", "when", "why_bare", *ON_CONSENT)

    kind = forms.ChoiceField(
        label="What kind of statement it is",
        widget=Radios(),
        choices=[(key, Option(label, KIND_HINTS[key])) for key, label in Statement.Kind.choices],
    )
    about = choose("What it is about")
    number = number_field("Where the text prints one.")
    text = Words("The statement", hint="In the words of the text.")
    outcome = Words("Its outcome", rows=3, required=False, hint="For a case study only.")
    when = when_field("When this was so")
    why_bare = Line(
        "Why its figure stands alone",
        500,
        hint="Only where a figure is given without what it was before, or when it was so.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.things: dict[str, Any] = {}
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The whole review, or one finding, theme, learning point or recommendation of it, can be chosen."""
        of = (self.given.review, self.given.actor, self.given.on)
        for kind, rows_of in ABOUT.items():
            self.things |= {f"{kind}:{row.pk}": row for row in rows_of(*of)}
        rows = [
            (key, shortened(f"{called(key.split(':')[0], row.number)}: {row.text}", 90))
            for key, row in self.things.items()
        ]
        self.fields["about"].choices = [("", "The whole review"), *rows]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuses an outcome of anything but a case study."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("outcome") and cleaned.get("kind") not in (None, "case_study"):
            self.add_error("outcome", "Only a case study has an outcome. Call it a case study, or leave this empty.")
        consent_holds(self, cleaned, told=cleaned.get("kind") == "case_study")
        return cleaned

    @classmethod
    def initial_of(cls, record: Statement) -> dict[str, Any]:
        """What the form holds for that record: the one thing it is about, and the date in words."""
        kinds = [kind for kind in ABOUT if getattr(record, f"{kind}_id")]
        about = f"{kinds[0]}:{getattr(record, kinds[0] + '_id')}" if kinds else ""
        mine = {name: getattr(record, name) for name in ("kind", "number", "text", "outcome", "why_bare", *ON_CONSENT)}
        return mine | {"about": about, "when": when_of(record)}

    def values(self) -> dict[str, Any]:
        """The fields of the statement: what it is about as a record, the date in words and as written."""
        cleaned = self.cleaned_data
        chosen, when = cleaned["about"], cleaned["when"]
        kinds = {kind: self.things.get(chosen) if chosen.startswith(f"{kind}:") else None for kind in ABOUT}
        mine = {name: cleaned[name] for name in ("kind", "number", "text", "outcome", "why_bare")}
        mine |= {"date_text": when, "date_iso": read_when(when, self.given.record), "consent": consent_of(cleaned)}
        return mine | kinds


class EvidenceForm(ConsentForm):
    """What shows that an action was done or a statement is true."""

    field_order = ("number", "kind", "text", "document", "file", *ON_CONSENT, "actions", "statements")

    ties = ("actions", "statements")
    only_new = ("file",)
    number = number_field("Where it has one.")
    kind = forms.ChoiceField(
        label="What kind of evidence it is",
        widget=Radios(),
        choices=[(kind.key, Option(kind.word, capital(kind.means) + ".")) for kind in KINDS.values()],
    )
    text = Words(
        "What the evidence is and what it shows",
        hint="For example: audit of 40 files in March 2026, 31 of them signed.",
    )
    document = choose("The document it is in", hint="Papers of this case.")
    file = forms.FileField(
        label="Or a file that shows it",
        help_text=f"{TAKEN}, up to {MOST // MEGABYTE} MB. It becomes a paper of this case.",
        required=False,
        max_length=200,
        widget=OneFile(accept=",".join(ENDINGS)),
    )
    actions = ticks("Actions it shows were done")
    statements = ticks("Statements it supports")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record: Any = self.given.record
        self.fields["kind"].required = record is None or bool(record.kind)

    def fill(self) -> None:
        """The papers of the case, and while it is new its actions and statements, can be chosen."""
        of = (self.given.review, self.given.actor, self.given.on)
        papers = queries.papers_of(*of)
        self.papers = {str(paper.pk): paper for paper in papers}
        names = [(key, paper.title or paper.name) for key, paper in self.papers.items()]
        self.fields["document"].choices = [("", "None of them"), *names]  # type: ignore[attr-defined]
        if self.given.record is None:
            actions = actions_of(*of)
            if self.given.actor.role == "agency_lead":
                actions = actions.filter(owner=self.given.actor.agency)
            self.offer("actions", actions)
            self.offer("statements", queries.statements_of(*of))

    def clean(self) -> dict[str, Any]:
        """Refuses a file that is not what it claims, and one beside a paper that was chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        consent_holds(self, cleaned, told=cleaned.get("kind") == "case_example")
        file = cleaned.get("file")
        if not file:
            return cleaned
        if cleaned.get("document"):
            self.add_error("file", "Choose a paper of this case or a file, not both.")
            return cleaned
        try:
            self.bytes = file.read()
            media_of(file.name, self.bytes)
        except Refused as refused:
            self.add_error("file", f"{refused.says} {refused.do}")
        return cleaned

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that record: the document by its number."""
        return super().initial_of(record) | {"document": str(record.document_id or "")}

    def values(self) -> dict[str, Any]:
        """The fields of the evidence, and while it is new what it is tied to and the file that shows it."""
        mine = super().values() | {"document": self.papers.get(self.cleaned_data["document"])}
        file = mine.pop("file", None)
        mine = {name: value for name, value in mine.items() if name not in ON_CONSENT} | {"consent": consent_of(mine)}
        return mine | ({"file": (file.name, self.bytes)} if file else {})


class GradeForm(ThroughlineForm):
    """How far accepted evidence goes to show that something changed."""

    grade = forms.ChoiceField(
        label="How far does it go?",
        help_text="Choose what it shows by itself, not what is hoped for. A figure of people trained is an output.",
        widget=Radios(),
        choices=[(grade.key, Option(grade.word, capital(grade.means) + ".")) for grade in GRADES.values()],
    )
