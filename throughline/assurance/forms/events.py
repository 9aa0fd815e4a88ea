"""The forms of a look from outside, of what it found, and of bringing a result into a review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.assurance.forms.rounds import ACCEPT, DAY
from throughline.assurance.rules.events import KINDS, POINTS
from throughline.cases.recordforms import Line, VersionedForm, Words, choose, ticks
from throughline.partnerships.models import Agency
from throughline.reviews.recordforms import option
from throughline.ui.fields import DayField
from throughline.ui.widgets import OneFile, Radios

Agencies = Sequence[tuple[Agency, str]]


class EventForm(VersionedForm):
    """Who looked, when, and what they said."""

    kind = forms.ChoiceField(label="What it was", choices=list(KINDS.items()), widget=Radios())
    title = Line("Title", 300, required=True, hint="For example: joint inspection of the front door.")
    body = Line("By which body", 300, required=True)
    held_on = DayField(label="Day, or its last day", help_text=DAY)
    published_on = DayField(label="Published on", required=False, help_text="Leave it empty where it was not.")
    judgement = Words("Its judgement, in its exact words", rows=5, required=False, most=20_000)
    file = forms.FileField(label="Its report", required=False, help_text="Word, PDF or text.", widget=OneFile(ACCEPT))
    not_said = ("version", "once", "file")

    def values(self) -> dict[str, Any]:
        """The fields, and the file as it was sent, if one was."""
        return super().values() | {"file": self.cleaned_data["file"]}


class PointForm(VersionedForm):
    """One thing it found."""

    kind = forms.ChoiceField(label="What it is", choices=list(POINTS.items()), widget=Radios())
    text = Words("What was found", rows=4, most=8000)
    agency = choose("Of which agency")

    def __init__(self, *args: Any, agencies: Agencies, **kwargs: Any) -> None:
        self.bodies = {str(one.pk): one for one, _ in agencies}
        self.given = agencies
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), name) for one, name in agencies]
        self.fields["agency"].choices = [("", "All of them"), *named]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that point."""
        return {"kind": record.kind, "text": record.text, "agency": str(record.agency_id or "")}

    def values(self) -> dict[str, Any]:
        """The fields, the agency as a record."""
        given = super().values()
        return given | {"agency": self.bodies.get(given["agency"])}

    def again(self, data: Any) -> PointForm:
        """The same form over other words."""
        return type(self)(data, initial=self.initial, agencies=self.given)


class WhereForm(VersionedForm):
    """Into which review, and as what."""

    review = choose("Into which review", required=True)
    as_what = forms.ChoiceField(
        label="As what",
        choices=[("evidence", "Evidence of what was done"), ("action", "An action to be done")],
        widget=Radios(),
    )

    def __init__(self, *args: Any, reviews: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review"].choices = [("", "Choose a review"), *reviews]  # type: ignore[attr-defined]


class _Bring(VersionedForm):
    """What both have: the words, and records of the review to tie to."""

    def __init__(self, *args: Any, offered: dict[str, Sequence[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {name: {str(row.pk): row for row in rows} for name, rows in offered.items()}
        for name, rows in self.offered.items():
            if rows:
                self.fields[name].choices = [(key, option(row)) for key, row in rows.items()]  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """The fields, what was ticked as records."""
        given = super().values()
        for name, rows in self.offered.items():
            if name in given:
                given[name] = [rows[key] for key in given[name]]
        return given


class EvidenceForm(_Bring):
    """The result as evidence."""

    text = Words("What it shows", rows=5, most=8000)
    actions = ticks("Which actions it shows")
    statements = ticks("Which statements it shows")


class ActionForm(_Bring):
    """The result as an action."""

    text = Words("What is to be done", rows=4, most=8000)
    owner = choose("Which agency owns it", hint="One that is on the case of that review.")
    owner_name = Line("Who leads it", 300, hint="By role.")
    due_on = DayField(label="By which day", required=False, help_text=DAY)
    recommendations = ticks("Which recommendations it answers")
    findings = ticks("Which findings it answers")

    def __init__(self, *args: Any, agencies: Agencies, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.pk): one for one, _ in agencies}
        named = [(str(one.pk), name) for one, name in agencies]
        self.fields["owner"].choices = [("", "None of these"), *named]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The fields, what was chosen as records."""
        given = super().values()
        return given | {"owner": self.bodies.get(given["owner"])}
