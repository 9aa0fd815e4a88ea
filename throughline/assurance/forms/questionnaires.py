"""The forms of a questionnaire, its editions, standards and questions."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.assurance.rules.rounds import KINDS
from throughline.cases.recordforms import Line, VersionedForm, Words
from throughline.ui.widgets import Radios, Ticks

LEVELS = "One a line, the weakest first: the label, a colon, and what it means. Two to six."
DESCRIPTORS = "One line for each level, the weakest first. Leave it empty where the meaning of the level is enough."


class QuestionnaireForm(VersionedForm):
    """A questionnaire of the partnership's own."""

    kind = forms.ChoiceField(label="What it is for", choices=list(KINDS.items()), widget=Radios())
    title = Line("Title", 200, required=True)
    levels = Words("Levels", rows=5, hint=LEVELS, most=2000)
    drawn_from = Line("What it is drawn from", 500, hint="The law or guidance behind it, if any.")


class EditionForm(VersionedForm):
    """The levels of a draft, and what it changes."""

    levels = Words("Levels", rows=5, hint=LEVELS, most=2000)
    drawn_from = Line("What it is drawn from", 500)
    note = Line("What changes with this edition, and why", 1000)


class NextForm(VersionedForm):
    """A new edition."""

    note = Line("What changes with it, and why", 1000, required=True)


class StandardForm(VersionedForm):
    """A standard."""

    title = Line("Standard", 200, required=True)
    means = Line("What it means", 1000)
    drawn_from = Line("Where it stands", 500, hint="The law or guidance behind it, if any.")


class QuestionForm(VersionedForm):
    """A question."""

    text = Line("Question", 1000, required=True)
    descriptors = Words("What each level looks like", rows=5, required=False, hint=DESCRIPTORS, most=5000)
    upload = forms.MultipleChoiceField(
        label="Is a file asked for?", required=False, widget=Ticks(), choices=[("yes", "Yes, ask for one")]
    )

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that question."""
        return {
            "text": record.text,
            "descriptors": record.descriptors,
            "upload": ["yes"] if record.upload else [],
        }

    def values(self) -> dict[str, Any]:
        """The fields, the tick as yes or no."""
        given = super().values()
        return given | {"upload": bool(given["upload"])}


class ReasonForm(VersionedForm):
    """Why something is done."""

    reason = Line("Reason", 500, required=True)


class SureForm(VersionedForm):
    """Nothing to fill in: the button says it."""
