"""Words and validation of the pages on which a case leaves in a file, or comes from one."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.caseexport.models import IDENTITIES, PSEUDONYMS
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import OneFile, Option, Paragraphs, Radios


class ExportForm(ThroughlineForm):
    """With or without who the children are, and why."""

    scope = forms.ChoiceField(
        label="What is to be in it?",
        choices=(
            (PSEUDONYMS, Option("The case under pseudonyms", "You get the file at once.")),
            (
                IDENTITIES,
                Option("The case with who the children are", "Another coordinator or chair must agree first."),
            ),
        ),
        initial=PSEUDONYMS,
        widget=Radios(),
    )
    reason = forms.CharField(
        label="Why who the children are must leave",
        required=False,
        max_length=500,
        widget=Paragraphs(rows=3),
        help_text="Only for a file with who the children are. Whoever is to agree reads it.",
    )

    def clean(self) -> dict[str, Any]:
        """A file with identities has a reason."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("scope") == IDENTITIES and not values.get("reason", "").strip():
            self.add_error("reason", "Say in a sentence why who the children are must leave.")
        return values


class DeclineForm(ThroughlineForm):
    """Why not."""

    why = forms.CharField(label="Why do you not agree?", max_length=500, widget=Paragraphs(rows=3))


class LoadForm(ThroughlineForm):
    """The file of a case."""

    file = forms.FileField(
        label="File of a case",
        help_text="A .zip that an export made, up to 100 MB. Do not open and save it again: it must be as it was made.",
        widget=OneFile(accept=".zip"),
    )
