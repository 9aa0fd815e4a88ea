"""The choice of a membership."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.access.queries import Standing
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Option, Radios


class MembershipForm(ThroughlineForm):
    """One of the memberships that stand today."""

    says_optional = False
    membership = forms.ChoiceField(label="As whom do you work now?", widget=Radios(small=False))

    def __init__(self, *args: Any, rows: Sequence[Standing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [  # type: ignore[attr-defined]
            (str(row.id), Option(row.role, ", ".join(part for part in (row.partnership, row.agency) if part)))
            for row in rows
        ]
