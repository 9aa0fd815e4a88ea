"""Why one looks at who the children are, and what is recorded of a child."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.cases.recordforms import Line, VersionedForm
from throughline.identities import rules
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, DayBoxes, Radios


class ReasonForm(ThroughlineForm):
    """Why this person looks at who the children of the case are."""

    reason = Line(
        "Why you look", 500, required=True, hint="One sentence. It is recorded, and the people of the case can read it."
    )


def _choose(label: str, choices: tuple[tuple[str, str], ...], hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=rules.NOT_KNOWN, widget=Choose(), help_text=hint)


def _radios(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=rules.ANSWERS, initial=rules.NOT_KNOWN, widget=Radios(inline=True))


class ChildForm(VersionedForm):
    """A child, with the fields of the national notification; where the child lives stands on a page of its own."""

    pseudonym = Line(
        "Pseudonym", 120, required=True, hint="What everybody calls the child here. Not the name, nor a likeness of it."
    )
    real_name = Line("Name", 200, hint="For the people of the case alone.")
    unborn = forms.BooleanField(label="The child is not born yet", required=False)
    born_on = DayField(label="Day of birth", required=False, widget=DayBoxes())
    expected_on = DayField(label="Expected day of birth", required=False, help_text="For a child not yet born.")
    died_on = DayField(label="Day of death", required=False)
    sex = _choose("Sex as recorded", rules.SEXES)
    sex_words = Line("In the child’s own words", 200, hint="How the child says it, where that is another word.")
    ethnicity = _choose("Ethnicity", rules.ETHNICITIES)
    ethnicity_words = Line("Ethnicity in the family’s own words", 200)
    disability = _radios("Disability")
    health_words = Line("Health and disability, in words", 500)
    looked_after = _radios("Looked after by a local authority")
    placement = _choose("Where placed or living", rules.PLACEMENTS)
    plan = _choose("Plan", rules.PLANS)
    known_to_agency = _radios("Known to any agency")

    def clean(self) -> dict[str, Any]:
        """Says which days cannot stand together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        born, died = cleaned.get("born_on"), cleaned.get("died_on")
        if cleaned.get("unborn") and born:
            self.add_error("born_on", "A child not yet born has no day of birth.")
        if born and died and died < born:
            self.add_error("died_on", "The day of death is before the day of birth.")
        return cleaned


class HomeForm(VersionedForm):
    """Where a child lives, and with whom."""

    address_area = Line("Area of the home address", 300, hint="A district or town is enough for the notification.")
    carer = Line("Who cares for the child", 300)


class WithdrawForm(ThroughlineForm):
    """Why a child is taken off the case."""

    reason = Line("Why", 500, required=True)
