"""The forms of findings, learning points, recommendations, themes and what a report asks of its committee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from throughline.commissioning.models import LineOfEnquiry
from throughline.commissioning.queries.parts import parts_of
from throughline.findings import queries
from throughline.findings.forms.citing import told
from throughline.findings.models import CommitteeRecommendation, Finding
from throughline.partnerships.queries import agencies_of, agency_names, get_agency
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
from throughline.ui.widgets import Option, Radios


class FindingForm(RecordForm):
    """A finding in its own words, and which line of enquiry it answers, where its review has any."""

    number = number_field()
    text = Words("What was found", hint="What was true of the way agencies worked, in the words of the report.")
    why = Words(
        "Why it was so",
        rows=4,
        required=False,
        hint="What lay behind it, as far as the review found out: workload, guidance, systems, how agencies worked "
        "together. Not who was at fault.",
    )
    lines = ticks("Lines of enquiry it answers")
    is_extra = forms.ChoiceField(
        label="Was it asked for?",
        required=False,
        widget=Radios(),
        choices=[("False", "Yes, it answers a line of enquiry"), ("True", "No, it is extra")],
    )

    def fill(self) -> None:
        """The review's lines of enquiry can be ticked; without any there is nothing to ask."""
        rows = parts_of(LineOfEnquiry, self.given.review)
        self.rows["lines"] = {str(row.pk): row for row in rows}
        named = [(str(row.pk), told(row)) for row in rows]
        self.fields["lines"].choices = named  # type: ignore[attr-defined]
        if not named:
            del self.fields["lines"], self.fields["is_extra"]

    def clean_is_extra(self) -> str:
        """Left open, it is not marked as extra."""
        return self.cleaned_data["is_extra"] or "False"

    @classmethod
    def initial_of(cls, record: Finding) -> dict[str, Any]:
        """What the form holds for that finding: its lines by their numbers."""
        held = [str(key) for key in record.lines.order_by("pk").values_list("pk", flat=True)]
        given = {"number": record.number, "text": record.text, "why": record.why}
        return given | {"lines": held, "is_extra": str(record.is_extra)}

    def values(self) -> dict[str, Any]:
        """The fields of the finding, the lines as records; one that was withdrawn stays tied."""
        given = super().values()
        if "lines" in self.fields:
            given["lines"] = [*self.chosen("lines"), *self._withdrawn()]
            given["is_extra"] = given["is_extra"] == "True"
        return given

    def _withdrawn(self) -> list[LineOfEnquiry]:
        record = self.given.record
        return list(record.lines.exclude(pk__in=self.rows["lines"])) if isinstance(record, Finding) else []


class ThemeForm(RecordForm):
    """A heading under which reports tell of progress."""

    number = number_field()
    text = Line("Heading", 300, required=True, hint="As the report prints it, without a colon.")


class LearningPointForm(RecordForm):
    """A learning point in its own words, and the findings it rests on."""

    ties = ("findings",)
    number = number_field()
    text = Words("What can be learned")
    findings = ticks("Findings it rests on", "As far as the report says so.")

    def fill(self) -> None:
        """The review's findings can be ticked."""
        if self.given.record is None:
            self.offer("findings", queries.findings_of(self.given.review, self.given.actor, self.given.on))


class OwnedForm(RecordForm):
    """A form with whom it asks: in the words of the report, and as an agency of the partnership."""

    def fill_owner(self, called: Mapping[int, str] | None = None) -> None:
        """The agencies of the partnership can be chosen; `called` are their names by number, where they are at hand."""
        if called is None:
            called = agency_names(self.given.actor.partnership, on=self.given.on)
        names = [(str(key), name) for key, name in sorted(called.items(), key=lambda one: (one[1], one[0]))]
        self.fields["owner"].choices = [("", "None of these, or not known"), *names]  # type: ignore[attr-defined]

    def with_agency(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values, with the chosen agency in place of its number."""
        chosen = values["owner"]
        return values | {"owner": get_agency(int(chosen), actor=self.given.actor) if chosen else None}

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that record: the agency by its number."""
        return super().initial_of(record) | {"owner": str(record.owner_id or "")}


class RecommendationForm(OwnedForm):
    """A recommendation in its own words, whom it asks, and what it follows from."""

    ties = ("findings", "learning_points")
    number = number_field()
    text = Words("What is asked for")
    owner_name = Line(
        "Who is asked, in the words of the report", 300, hint="Leave it empty where the report names nobody."
    )
    owner = choose("Which agency that is")
    findings = ticks("Findings it follows from")
    learning_points = ticks("Learning points it follows from")

    def fill(self) -> None:
        """Agencies, and while it is new the review's findings and learning points, can be chosen."""
        self.fill_owner()
        if self.given.record is None:
            of = (self.given.review, self.given.actor, self.given.on)
            self.offer("findings", queries.findings_of(*of))
            self.offer("learning_points", queries.learning_points_of(*of))

    def values(self) -> dict[str, Any]:
        """The fields of the recommendation, and while it is new what it is tied to."""
        return self.with_agency(super().values())


class CommitteeRecommendationForm(RecordForm):
    """What a report itself asks of the committee, cabinet or board it is addressed to."""

    number = number_field()
    text = Words("What the committee or board is asked to do", rows=3)
    body_name = Line("Which committee, cabinet or board", 300)


class ResolutionForm(RecordForm):
    """What the committee or board resolved, and when."""

    resolved = Words("What was resolved", rows=4, hint="In the words of the minutes.")
    when = when_field("When it was resolved")

    @classmethod
    def initial_of(cls, record: CommitteeRecommendation) -> dict[str, Any]:
        """What the form holds for that record: the date in words."""
        return {"resolved": record.resolved, "when": when_of(record, "resolved_text", "resolved_iso")}

    def values(self) -> dict[str, Any]:
        """The words that the service that keeps the resolution takes."""
        when = self.cleaned_data["when"]
        iso = read_when(when, self.given.record, "resolved_text", "resolved_iso")
        return {"resolved": self.cleaned_data["resolved"], "date_text": when, "date_iso": iso}


class TakeOverForm(RecordForm):
    """Which of them are followed from now on. One that was sent before is still known, so that twice is once."""

    rows_of = ticks("What agencies ask of themselves")

    def fill(self) -> None:
        """Those of accepted reports that nobody follows yet, by agency."""
        names = {row.id: row.name for row in agencies_of(self.given.actor, on=self.given.on)}
        found = queries.to_take_over(self.given.review, again=self.is_bound)
        self.rows["rows_of"] = {str(row.pk): row for row in found}
        self.fields["rows_of"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), Option(f"{names.get(row.report.agency_id, '')} {row.number}".strip(), row.text))
            for row in found
        ]
        self.fields["rows_of"].initial = list(self.rows["rows_of"])
        self.fields["rows_of"].required = True
        self.fields["rows_of"].error_messages["required"] = "Tick at least one."
