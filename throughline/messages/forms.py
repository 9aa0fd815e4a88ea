"""The forms of this room: the code at the door, the answer, and what a coordinator says."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.kernel.letters import writable
from throughline.messages.models import Ask
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Code, Paragraphs, Text

LONGEST_ANSWER = 20_000


class CodeForm(ThroughlineForm):
    """The code that was sent."""

    code = forms.CharField(
        label="Code", max_length=20, widget=Code(), help_text="Eight figures. It works for ten minutes."
    )


class QuestionForm(ThroughlineForm):
    """An answer in words."""

    text = forms.CharField(label="Your answer", max_length=LONGEST_ANSWER, widget=Paragraphs(rows=10))

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        self.ask = ask
        super().__init__(*args, **kwargs)

    def clean_text(self) -> str:
        """Without letters that no file can hold."""
        return writable(self.cleaned_data["text"])


class NilForm(ThroughlineForm):
    """They looked and hold nothing."""

    searched = forms.CharField(
        label="What was searched",
        max_length=4000,
        widget=Paragraphs(rows=4),
        help_text="Which records and systems, under which names and dates.",
    )
    searched_name = forms.CharField(label="Who searched", max_length=200, widget=Text(width=30))

    def clean_searched(self) -> str:
        """Without letters that no file can hold."""
        return writable(self.cleaned_data["searched"])

    def clean_searched_name(self) -> str:
        """On one line."""
        return " ".join(writable(self.cleaned_data["searched_name"]).split())
