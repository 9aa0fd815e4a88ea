"""How a recommendation stands to an earlier one that asks for the same."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.cases.recordforms import Line, VersionedForm
from throughline.patterns.models import EarlierAsk
from throughline.ui.widgets import Radios


class EarlierForm(VersionedForm):
    """It joins the earlier one, takes its place, or asks once more, with why."""

    answer = forms.ChoiceField(
        label="How the two stand to each other", widget=Radios(), choices=EarlierAsk.Answer.choices
    )
    reason = Line(
        "Why", 1000, hint="Needed when it takes the place of the earlier one, or asks for the same once more."
    )

    def clean(self) -> dict[str, Any]:
        """Asks for the reason where it is needed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") in (EarlierAsk.Answer.REPLACES, EarlierAsk.Answer.ONCE_MORE) and not cleaned.get(
            "reason"
        ):
            self.add_error("reason", "Say why the earlier one is not enough.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """The answer and its reason."""
        return {"answer": self.cleaned_data["answer"], "reason": self.cleaned_data.get("reason") or ""}
