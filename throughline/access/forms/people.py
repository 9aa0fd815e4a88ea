"""Adding people, and saying what they may be here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.access.roles import AGENCY_LEAD, ROLES
from throughline.partnerships.queries import AgencyRow
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Option, Radios, Text

WHAT_ROLES_DO = {
    "coordinator": "Runs the reviews and writes the records. Sees every case.",
    "chair": "Confirms actions and records what committees resolved. Sees every case.",
    "agency_lead": "Tells of their own agency’s actions. Sees the cases that they or their agency are on.",
    "scrutineer": "Reads everything and changes nothing.",
    "elected_member": "Reads published reviews: findings, recommendations and progress.",
    "administrator": "Sees to people, agencies and groups. Sees no case.",
}


class RoleForm(ThroughlineForm):
    """A role, for an agency where the role leads one, from a day."""

    role = forms.ChoiceField(
        label="Role", choices=[(key, Option(ROLES[key], WHAT_ROLES_DO[key])) for key in ROLES], widget=Radios()
    )
    agency = forms.ChoiceField(label="Agency", required=False, widget=Choose(), help_text="For an agency lead only.")
    from_on = DayField(label="First day")

    def __init__(self, *args: Any, agencies: Sequence[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "No agency"), *((str(row.id), row.name) for row in agencies)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks for an agency where the role leads one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("role") == AGENCY_LEAD and not cleaned.get("agency"):
            self.add_error("agency", "Choose the agency that this person leads for.")
        if cleaned.get("role") not in (AGENCY_LEAD, None) and cleaned.get("agency"):
            self.add_error("agency", "Only an agency lead belongs to an agency here.")
        return cleaned


class PersonForm(RoleForm):
    """A new person, with their first role."""

    name = forms.CharField(label="Name", max_length=200, widget=Text(autocomplete="off"))
    email = forms.EmailField(
        label="E-mail address",
        widget=Text(kind="email", autocomplete="off", spellcheck="false"),
        help_text="Their own at work, read by nobody else. It is what they sign in with.",
    )
    field_order = ("name", "email", "role", "agency", "from_on")
