"""The form of a pilot."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.actionplans.models import Pilot
from throughline.partnerships.queries import agencies_of, get_agency
from throughline.reviews.recordforms import Line, RecordForm, Words, ticks
from throughline.ui.fields import DayField
from throughline.ui.widgets import Option, Text


class PilotForm(RecordForm):
    """Where something is tried first, with whom, for how long, and what came of it."""

    place = Line("Where it is tried", 300, required=True, hint="A locality, team, school or service. No family’s home.")
    agencies = ticks("Agencies that take part")
    families = forms.IntegerField(
        label="How many families",
        required=False,
        min_value=0,
        max_value=100_000,
        help_text="Take part, or are to.",
        widget=Text(width=5, inputmode="numeric"),
    )
    from_on = DayField(label="From", required=False, help_text="For example, 27 3 2026.")
    to_on = DayField(label="To", required=False, help_text="For example, 27 9 2026.")
    evaluation = Words("What its evaluation says", rows=4, required=False, hint="Empty until it was evaluated.")
    look_on = DayField(
        label="The day on which it is looked at again later",
        required=False,
        help_text="After it ended: whether what was tried is kept, widened or given up. For example, 27 3 2027.",
    )

    def fill(self) -> None:
        """The agencies of the partnership can be ticked."""
        found = agencies_of(self.given.actor, on=self.given.on)
        self.fields["agencies"].choices = [(str(row.id), Option(row.name)) for row in found]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, record: Pilot) -> dict[str, Any]:
        """What the form holds for that pilot."""
        held = [str(key) for key in record.agencies.order_by("pk").values_list("pk", flat=True)]
        return super().initial_of(record) | {"agencies": held}

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and is looked at again after it ended."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends, look = (cleaned.get(name) for name in ("from_on", "to_on", "look_on"))
        if begins and ends and ends < begins:
            self.add_error("to_on", "Give an end on or after its beginning.")
        if ends and look and look <= ends:
            self.add_error("look_on", "Give a day after the pilot ends.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """The words that the service takes."""
        chosen = [get_agency(int(key), actor=self.given.actor) for key in self.cleaned_data["agencies"]]
        return super().values() | {"agencies": chosen}
