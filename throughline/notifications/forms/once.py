"""What the forms of this room share."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from throughline.cases.recordforms import Line
from throughline.ui.forms import ThroughlineForm

Pairs = Sequence[tuple[str, str]]


class Once(ThroughlineForm):
    """A form that, sent twice, is done once."""

    once = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class ReasonForm(ThroughlineForm):
    """Why something ends or is taken away."""

    reason = Line("Why", 500, required=True)
