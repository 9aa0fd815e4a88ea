"""The form of the timeline on a day: which day, whose knowledge, and whether hindsight is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Radios

HIDDEN, SHOWN = "hidden", "shown"
HINDSIGHT = {HIDDEN: "Hidden", SHOWN: "Shown"}


class ThenForm(ThroughlineForm):
    """One day in three boxes; all agencies or one; hindsight hidden or shown."""

    says_optional = False
    day = DayField(label="Up to the end of", required=False)
    agency = forms.ChoiceField(label="Known to", required=False, widget=Choose())
    hindsight = forms.ChoiceField(
        label="Hindsight", required=False, choices=tuple(HINDSIGHT.items()), widget=Radios(inline=True)
    )

    def __init__(self, *args: Any, agencies: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(agencies) < 2:
            del self.fields["agency"]
        else:
            every = (("", "Any agency, each by its own entries"),)
            named = tuple((str(key), name) for key, name in agencies.items())
            self.fields["agency"].choices = every + named  # type: ignore[attr-defined]
