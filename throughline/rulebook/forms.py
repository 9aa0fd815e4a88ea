"""The form on which a line of the rules is corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from throughline.kernel.editions import UNITS
from throughline.rulebook.rules import PARTS
from throughline.ui.fields import DayField, UncertainDayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Paragraphs, Text

DAYS = frozenset({"from_on", "to_on", "on"})


def _field(name: str) -> forms.Field:
    if name == "length":
        return forms.IntegerField(label="Length", min_value=1, max_value=400, widget=Text(width=4, inputmode="numeric"))
    if name == "unit":
        return forms.ChoiceField(label="Unit", choices=[(unit, unit.capitalize()) for unit in UNITS], widget=Choose())
    if name == "words":
        return forms.CharField(label="In our own words", max_length=1000, widget=Paragraphs())
    if name == "in_force_from":
        return UncertainDayField(label="In force from", help_text="Leave out the day where only the month is known.")
    label = {"from_on": "Its first day", "to_on": "Its last day", "on": "The day the partnership took over"}
    if name in DAYS:
        return DayField(label=label[name], required=name == "on")
    return forms.CharField(
        label="Where this was read", max_length=500, widget=Text(), help_text="A document, its date and its page."
    )


class CorrectionForm(ThroughlineForm):
    """What of one line is to read otherwise, from which day, and why."""

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        fields: dict[str, forms.Field] = {f"line_{name}": _field(name) for name in PARTS[part]}
        fields["holds_from"] = DayField(
            label="From which day it reads so", help_text="Decisions made before keep the words they were made under."
        )
        fields["reason"] = forms.CharField(label="Why it is corrected", max_length=500, widget=Paragraphs(rows=3))
        self.fields.update(fields)

    @property
    def values(self) -> dict[str, Any]:
        """The line as it is to read."""
        said = {name: self.cleaned_data[f"line_{name}"] for name in PARTS[self.part]}
        return {n: (v.isoformat() if isinstance(v, date) else "" if v is None else v) for n, v in said.items()}
