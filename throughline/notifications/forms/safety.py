"""The forms of the question of safety."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.cases.recordforms import Line, Words
from throughline.notifications import rules
from throughline.notifications.forms.once import Once, Pairs
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Option, Radios, Text


class AskForm(ThroughlineForm):
    """Ask whether a child is in danger."""

    child = forms.ChoiceField(label="About whom", required=False, widget=Choose())
    asked_of = Line("Who is asked", 200, required=True, hint="A named person who can find out today.")
    every_weeks = forms.IntegerField(
        label="Weeks between reports afterwards",
        min_value=1,
        max_value=52,
        initial=rules.EVERY_WEEKS,
        widget=Text(2, inputmode="numeric"),
    )

    def __init__(self, *args: Any, children: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = [("", "All children of the incident"), *children]  # type: ignore[attr-defined]


class RhythmForm(Once):
    """How often the question of safety comes back."""

    every_weeks = forms.IntegerField(
        label="Weeks between reports",
        min_value=1,
        max_value=52,
        widget=Text(2, inputmode="numeric"),
        help_text="Counted from the day to which somebody last attested.",
    )


SAFETY_HINTS = {
    "safe": "The question leaves the top of the pages; reports come back on their rhythm.",
    "danger": "The question stays on top of every page of the case.",
    "not_known": "The question stays on top of every page of the case.",
}


class AttestForm(Once):
    """What a named person knows of a child's safety."""

    answer = forms.ChoiceField(
        label="Is any child in danger now?",
        widget=Radios(),
        choices=[(key, Option(word, SAFETY_HINTS[key])) for key, word in rules.SAFETY],
    )
    attested_by_name = Line("Who attests", 200, required=True, hint="Name and post of the person who knows.")
    known_on = DayField(label="Day on which it was so")
    knows = Words("What they know, and from where", rows=4, most=2000)
