"""Words and validation of the pages on which letters are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.letters.queries import Choice
from throughline.letters.rules import Kind
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Text
from throughline.ui.words import day


class LetterForm(ThroughlineForm):
    """What the letter is about, to whom it goes, and what only a person can say."""

    about = forms.ChoiceField(label="What is it about?", widget=Choose())
    to = forms.ChoiceField(label="To whom?", widget=Choose())
    reply_by = DayField(label="Day by which they answer")
    greeting = forms.CharField(
        label="How it begins",
        max_length=120,
        widget=Text(width=20),
        help_text="What stands after “Dear”, for the record does not hold who they are.",
    )
    once = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, kind: Kind, abouts: Sequence[Choice], tos: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("about", abouts), ("to", tos)):
            self.fields[name].choices = [(one.key, one.words) for one in choices]  # type: ignore[attr-defined]
        for name in ("reply_by", "greeting"):
            if name not in kind.asks:
                del self.fields[name]

    def typed(self) -> dict[str, str]:
        """What was typed, in words as the letter says it."""
        said = {name: self.cleaned_data[name] for name in ("reply_by", "greeting") if name in self.cleaned_data}
        return {name: value if isinstance(value, str) else day(value) for name, value in said.items()}


class HeadForm(ThroughlineForm):
    """Who writes, and how to reach them."""

    address = forms.CharField(label="Address", max_length=300, required=False)
    telephone = forms.CharField(label="Telephone", max_length=40, required=False, widget=Text(width=20))
    signs_name = forms.CharField(label="Who signs", max_length=200, required=False, widget=Text(width=20))
    signs_title = forms.CharField(label="What they are", max_length=200, required=False, widget=Text(width=20))
