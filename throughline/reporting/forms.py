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


TRACKER = ("steis", "designated_professional", "information", "link", "comments")


class TrackerForm(ThroughlineForm):
    """What the NHS tracker asks for that stands nowhere else in the record."""

    steis = forms.CharField(label="StEIS number", max_length=40, required=False, widget=Text(width=20))
    designated_professional = forms.CharField(label="Designated professional", max_length=200, required=False)
    information = forms.CharField(
        label="Case information",
        max_length=500,
        required=False,
        widget=Paragraphs(rows=3),
        help_text="By pseudonym. Left empty, the name of the review stands there.",
    )
    link = forms.CharField(label="Publication link", max_length=500, required=False)
    comments = forms.CharField(label="Comments", max_length=1000, required=False, widget=Paragraphs(rows=3))
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
