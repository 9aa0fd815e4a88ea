"""The forms of agencies' reports: what is asked, who writes it, what is handed in, and what the panel says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from throughline.commissioning.forms.part import PartForm, day_field, pick, radios
from throughline.commissioning.forms.people import WithAgency
from throughline.commissioning.models import LineOfEnquiry
from throughline.commissioning.queries.parts import parts_of, reports_of
from throughline.commissioning.rules.lists import MARKED, MARKS, REPORTS, YES_NO
from throughline.commissioning.rules.reports import STATES, Move
from throughline.documents.queries import visible_documents
from throughline.partnerships.queries import agency_names
from throughline.reviews.addresses import shortened
from throughline.reviews.recordforms import Line, RecordForm, Words, choose, number_field
from throughline.ui.widgets import Option, Radios, Text


class ReportForm(WithAgency):
    """What is asked of which agency, and by when."""

    agency = choose("Agency", required=True)
    kind = radios("What it is asked for", REPORTS)
    asked = Line("What it is to look at", 1000, hint="Beside the lines of enquiry, which every report answers.")
    due_on = day_field("By which day")


class AuthorForm(PartForm):
    """Who writes the report, and that they had no part in the case."""

    author_name = Line("Who writes it", 200, required=True)
    author_involved = radios("Did they have a part in the case?", YES_NO)
    author_manages = radios("Do they manage somebody who had?", YES_NO)


class OfReportForm(PartForm):
    """A form about one agency's report."""

    one_of: ClassVar[tuple[str, ...]] = ("report",)

    def offers(self, name: str) -> Iterable[tuple[Any, str]]:
        """The reports that this person may read; the lines of enquiry."""
        if name == "line":
            rows = parts_of(LineOfEnquiry, self.given.review)
            return [(row, shortened(f"{row.number} {row.text}", 90)) for row in rows]
        names = agency_names(self.given.actor.partnership, on=self.given.on)
        reports = reports_of(self.given.review, self.given.actor)
        return [(row, f"{names.get(row.agency_id, '')}, {REPORTS[row.kind].lower()}") for row in reports]


class AnswerForm(OfReportForm):
    """What a report says to a line of enquiry."""

    one_of = ("report", "line")
    report = choose("Whose report", required=True)
    line = choose("Which line of enquiry", required=True)
    text = Words("What it says to that line", rows=5)


class OwnRecommendationForm(OfReportForm):
    """What an agency asks of itself."""

    report = choose("Whose report", required=True)
    number = number_field()
    text = Words("What the agency asks of itself", rows=3)
    due_text = Line("By when", 300)


class MarkForm(OfReportForm):
    """What the panel thinks of a report."""

    report = choose("Whose report", required=True)
    version_marked = forms.IntegerField(
        label="Which version", min_value=1, initial=1, widget=Text(width=2, inputmode="numeric")
    )
    mark = pick("What is marked", MARKS)
    stands = radios("How it stands", MARKED)
    text = Words("In which words", rows=3, hint="What is good, or what is missing. The agency reads it.")


class VersionForm(RecordForm):
    """A version as the agency hands it in."""

    text = Words("What it says", rows=10, required=False, hint="Or choose the document it is in.")
    document = choose("The document it is in", hint="Papers of this case.")

    def fill(self) -> None:
        """The documents of the case can be chosen."""
        seen = visible_documents(self.given.actor, on=self.given.on).filter(cases__case=self.given.review.case_id)
        self.papers = {str(row.pk): row for row in seen.distinct().order_by("id")}
        names = [(key, row.title or row.name) for key, row in self.papers.items()]
        self.fields["document"].choices = [("", "None of them"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something is handed in."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("text") and not cleaned.get("document"):
            self.add_error("text", "Write what it says, or choose the document it is in.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """The words and the document."""
        return {"text": self.cleaned_data["text"], "document": self.papers.get(self.cleaned_data["document"])}


class ReportMoveForm(RecordForm):
    """What becomes of the report."""

    state = forms.ChoiceField(label="What becomes of it", widget=Radios())
    reason = Line("Why", 1000, hint="Needed when it is returned, or no longer needed.")

    def __init__(self, *args: Any, moves: tuple[Move, ...], **kwargs: Any) -> None:
        self.moves = moves
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The steps that this person may take can be chosen."""
        options = [(one.after, Option(one.label, STATES[one.after].means.capitalize() + ".")) for one in self.moves]
        self.fields["state"].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a step that needs one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needs = {one.after for one in self.moves if one.reason}
        if cleaned.get("state") in needs and not cleaned.get("reason"):
            self.add_error("reason", "Say in a sentence why.")
        return cleaned
