"""The form of a partnership's own colours."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.actionplans.rules.rag import COLOURS, Marks
from throughline.reviews.recordforms import Line
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Option, Radios, Text

_MEANS = {
    "blue": "Confirmed, and shown to last when it was asked again.",
    "green": "Confirmed, or on its way with time left.",
    "amber": "Claimed and not looked at, without a day, near its day and not begun, or silent for long.",
    "red": "Late, returned to its owner, or slipped when it was asked again.",
    "none": "It will not be done.",
}


def _days(label: str, hint: str) -> forms.IntegerField:
    widget = Text(width=3, inputmode="numeric")
    return forms.IntegerField(label=label, help_text=hint, min_value=0, max_value=730, widget=widget)


class ColoursForm(ThroughlineForm):
    """With or without blue, the words, and after how many days an action is amber."""

    four = forms.ChoiceField(
        label="How plans are coloured",
        widget=Radios(),
        choices=[
            ("yes", Option("BRAG", "Blue for what was shown to last; green for what is confirmed or on its way")),
            ("no", Option("RAG", "Red, amber and green; what was shown to last is green")),
        ],
    )
    blue = Line("Your word for blue", 40, required=True, hint=_MEANS["blue"], width=20)
    green = Line("Your word for green", 40, required=True, hint=_MEANS["green"], width=20)
    amber = Line("Your word for amber", 40, required=True, hint=_MEANS["amber"], width=20)
    red = Line("Your word for red", 40, required=True, hint=_MEANS["red"], width=20)
    none = Line("Your word for no colour", 40, required=True, hint=_MEANS["none"], width=20)
    soon = _days("Days before its day", "So near to its day, an action that nobody has begun is amber.")
    quiet = _days("Days without a word", "After so many, an action that is not late is amber.")

    def marks(self) -> Marks:
        """What the service takes."""
        given: dict[str, Any] = self.cleaned_data
        return Marks(given["four"] == "yes", given["soon"], given["quiet"], tuple((key, given[key]) for key in COLOURS))

    @staticmethod
    def first_values(marks: Marks) -> dict[str, Any]:
        """The form as things stand."""
        return {**dict(marks.words), "four": "yes" if marks.four else "no", "soon": marks.soon, "quiet": marks.quiet}
