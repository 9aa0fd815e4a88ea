"""What the component gallery shows: made-up facts, so that every component can be looked at in one place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from throughline.ui.fields import DayField, UncertainDayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Code, DayBoxes, Option, Paragraphs, Password, Radios, Text, Ticks, Upload

COLOURS = (
    ("ink", "#17252e", "text"),
    ("slate", "#45545e", "second text"),
    ("thread", "#0d4f5e", "links, thread, main button"),
    ("brick", "#99281b", "overdue, open end, differ"),
    ("ochre", "#7d5000", "due, doubt, sliding"),
    ("moss", "#285f2f", "confirmed, holding"),
    ("plum", "#583b76", "held"),
    ("edge", "#757c82", "form edges, thin lines"),
)


class GalleryForm(ThroughlineForm):
    """One field of every kind."""

    title = forms.CharField(label="Title of the review", max_length=40, widget=Text(width=20))
    mail = forms.EmailField(label="E-mail address", help_text="We send the sign-off to this address.")
    what = forms.CharField(label="What was found", widget=Paragraphs(4), help_text="Two or three sentences.")
    size = forms.IntegerField(label="Number of children", min_value=1, widget=Text(width=3))
    kind = forms.ChoiceField(
        label="Kind of review",
        widget=Radios(),
        choices=[
            ("lcspr", Option("Local child safeguarding practice review", "Commissioned since 2019.")),
            ("scr", Option("Serious case review", "Commissioned before then.")),
            ("plr", "Partnership learning review"),
        ],
    )
    themes = forms.MultipleChoiceField(
        label="Themes",
        widget=Ticks(),
        required=False,
        choices=[("neglect", "Neglect"), ("moves", "Moves between areas"), ("school", "School not heard")],
    )
    body = forms.ChoiceField(
        label="Agency",
        widget=Choose(),
        choices=[("", "Choose one"), ("icb", "Integrated Care Board"), ("police", "Police")],
    )
    agreed = DayField(label="Day it was agreed", help_text="For example, 27 3 2026.")
    happened = UncertainDayField(
        label="When it happened",
        help_text="Leave the day, or the day and the month, empty if nobody knows.",
        widget=DayBoxes,
    )
    paper = forms.FileField(
        label="Document", help_text="Word, PDF or text, up to 100 MB.", widget=Upload(".docx,.pdf,.txt,.md")
    )
    word = forms.CharField(label="Password", widget=Password())
    code = forms.CharField(label="Code from your app", widget=Code())
    sure = forms.BooleanField(label="I have read the source")


def gallery_page(request: HttpRequest) -> dict[str, Any]:
    """The gallery's one form, with its errors when something was sent, and the colours."""
    form = GalleryForm(request.POST, request.FILES) if request.method == "POST" else GalleryForm()
    return {"form": form, "colours": COLOURS}
