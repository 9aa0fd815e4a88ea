"""Words and validation of the page on which a report is made."""

from __future__ import annotations

from django import forms

from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Option, Paragraphs, Radios, Text


class MakeForm(ThroughlineForm):
    """For which day, and in what."""

    as_at = DayField(
        label="Day to report on", help_text="The record as it stood at the end of that day: today, or a day before it."
    )
    made_in = forms.ChoiceField(
        label="Make it in",
        choices=(
            ("docx", Option("Word", "To edit, or to put into your own paper")),
            ("pdf", Option("PDF", "To send or print as it is; tagged for screen readers")),
        ),
        initial="docx",
        widget=Radios(),
    )


class TextForm(ThroughlineForm):
    """What people write for the report; an empty field is written from the record by rule."""

    introduction = forms.CharField(
        label="Introduction",
        required=False,
        widget=Paragraphs(rows=6),
        help_text="Leave a line empty between paragraphs.",
    )
    approach = forms.CharField(label="Our approach", required=False, widget=Paragraphs(rows=6))
    conclusion = forms.CharField(label="Conclusion", required=False, widget=Paragraphs(rows=6))
    version = forms.IntegerField(widget=forms.HiddenInput())


class BrandForm(ThroughlineForm):
    """How a partnership's reports look."""

    colour = forms.CharField(
        label="Colour of the rule",
        max_length=7,
        widget=Text(width=10),
        help_text="Six figures after #, such as #0d4f5e. It must be dark enough to read on white.",
    )
    line = forms.CharField(label="Line under the partnership’s name", max_length=120, required=False)
