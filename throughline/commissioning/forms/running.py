"""The forms of the timetable, the cost, the grades, and what was called predictable or preventable."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.commissioning.forms.part import PartForm, day_field, pick, radios
from throughline.commissioning.rules.lists import ANSWERS, COSTS, DOCUMENTS, FORESIGHT, GRADES, STAGES
from throughline.reviews.recordforms import Line, Words, when_field
from throughline.ui.widgets import Text


def amount(label: str, hint: str = "", places: int = 2) -> forms.DecimalField:
    """A sum of pounds, or a number of days."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=12 if places == 2 else 7,
        decimal_places=places,
        help_text=hint,
        widget=Text(width=10, inputmode="decimal"),
    )


class StageForm(PartForm):
    """A stage of the timetable."""

    kind = pick("Stage", STAGES)
    note = Line("Note", 500)
    planned_from = day_field("Planned to begin")
    planned_to = day_field("Planned to end")
    actual_from = day_field("Began", hint="Leave it empty while it has not begun.")
    actual_to = day_field("Ended", hint="Leave it empty while it has not ended.")

    def clean(self) -> dict[str, Any]:
        """A stage does not end before it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for first, last in (("planned_from", "planned_to"), ("actual_from", "actual_to")):
            if cleaned.get(first) and cleaned.get(last) and cleaned[last] < cleaned[first]:
                self.add_error(last, "This is before the day on which it begins.")
        return cleaned


class CostForm(PartForm):
    """A line of the budget."""

    kind = pick("What it is for", COSTS)
    text = Line("More about it", 500)
    budget = amount("Set aside, in pounds", "For example, 12000.")
    actual = amount("Came to, in pounds", "Leave it empty while it is not known.")
    days_planned = amount("Days of work planned", places=1)
    days_taken = amount("Days of work taken", places=1)


class EvaluationForm(PartForm):
    """A grade of the review, under the guidance of 2006 and 2010."""

    whens = {"when": "date"}
    document = radios("What was graded", DOCUMENTS)
    about = Line("Which one", 300, hint="For example, the agency whose management review it is.")
    submission = forms.IntegerField(
        label="Submission",
        min_value=1,
        max_value=9,
        initial=1,
        help_text="1 when it was first handed in, 2 when it was handed in again.",
        widget=Text(width=2, inputmode="numeric"),
    )
    grade = radios("Grade", GRADES)
    graded_by_name = Line("Who graded it", 300)
    when = when_field("When it was graded")
    text = Words("In which words", rows=3, required=False)


class ForesightForm(PartForm):
    """Whether somebody called what happened predictable or preventable."""

    question = radios("Which question", FORESIGHT)
    answer = radios("What they said", ANSWERS)
    text = Words("In which words", rows=3, hint="Their own words.")
    whose = Line("Whose words they are", 300, required=True)
    place = Line("Where they stand", 300, hint="For example: overview report, paragraph 7.2.")
