"""The forms to open an incident and to change what is recorded of it."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.cases.recordforms import Line, VersionedForm, Words, read_when, when_field, when_of
from throughline.kernel.periods import understood
from throughline.notifications import rules
from throughline.notifications.forms.once import Once, Pairs
from throughline.notifications.themes import THEMES, proposal
from throughline.ui.fields import DayField
from throughline.ui.widgets import Choose, Radios, Text, Ticks


def _answer(label: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=rules.ANSWERS, initial=rules.NOT_KNOWN, widget=Radios(inline=True), help_text=hint
    )


def _nature(*, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(label="Nature of the incident", choices=rules.NATURES, required=required, widget=Radios())


def _theme() -> forms.ChoiceField:
    choices = [("", "Not picked yet"), *THEMES]
    return forms.ChoiceField(label="What it is mainly about", choices=choices, required=False, widget=Choose())


def _aware() -> tuple[DayField, forms.TimeField, Line]:
    return (
        DayField(
            label="Day on which the authority became aware", required=False, help_text="The clocks start from it."
        ),
        forms.TimeField(
            label="Time of day", required=False, widget=Text(5), help_text="For example 15:40.", input_formats=["%H:%M"]
        ),
        Line("What shows that moment", 1000, hint="For example the duty log, or an e-mail with its time."),
    )


class NewIncidentForm(Once):
    """All that is asked to open an incident; everything else is added on pages of its own."""

    name = Line(
        "What it is called here", 200, required=True, hint="The pseudonym of the child, or the place. No names."
    )
    children = Words(
        "Pseudonyms of the children", rows=3, required=False, hint="One a line. What else is known of each comes later."
    )
    same = forms.MultipleChoiceField(
        label="Children of the case whom it is about",
        required=False,
        widget=Ticks(),
        help_text="Those who are recorded already. Further ones go below.",
    )
    when_text = when_field("When it happened", "In words, for example 9 March 2026, or between May and July 2025.")
    place = Line("Where it happened", 300, hint="A town or a kind of place. The precise place comes later.")
    nature = _nature(required=False)
    theme = _theme()
    abuse = _answer("Is abuse or neglect known or suspected?")
    near_miss = forms.BooleanField(
        label="It is a near miss", required=False, help_text="No child came to harm, and something can be learned."
    )
    aware_on, aware_time, aware_evidence = _aware()
    agencies = forms.MultipleChoiceField(
        label="Who decides with you",
        required=False,
        widget=Ticks(),
        help_text="They are put on the case, so that each can give its yes or no.",
    )
    asked_of = Line(
        "Who is asked whether any child is in danger now", 200, hint="A named person who can find out today."
    )

    def __init__(self, *args: Any, agencies: Pairs, same: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("agencies", agencies), ("same", same)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Asks for the day that starts the clocks, but not of a near miss."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("near_miss") and "aware_on" not in self.errors and cleaned.get("aware_on") is None:
            self.add_error("aware_on", "Enter the day on which the authority became aware.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the act that opens an incident takes, but for the agencies."""
        said = {
            name: value for name, value in self.cleaned_data.items() if name not in ("agencies", "children", "same")
        }
        pseudonyms = [line.strip()[:120] for line in self.cleaned_data["children"].split("\n") if line.strip()]
        said["when_iso"] = understood(said["when_text"])
        return said | {"children": [{"pseudonym": one} for one in pseudonyms]}


class IncidentForm(VersionedForm):
    """What is recorded of an incident, but for the account of what happened."""

    name = Line(
        "What it is called here", 200, required=True, hint="The pseudonym of the child, or the place. No names."
    )
    nature = _nature(required=False)
    theme = _theme()
    near_miss = forms.BooleanField(label="It is a near miss", required=False)
    when_text = when_field("When it happened", "In words, for example 9 March 2026, or between May and July 2025.")
    place = Line("Where it happened", 300, hint="A town or a kind of place.")
    aware_on, aware_time, aware_evidence = _aware()
    abuse = _answer("Is abuse or neglect known or suspected?")
    looked_after = _answer("Did a looked-after child die?", "It is notified whatever the cause.")
    care_leaver = _answer("Did a care leaver up to and including 24 die?")
    unborn = _answer("Is a child concerned who is not born yet?")
    regulated = _answer("Was it in a regulated setting?", "Asked by the rules of 2013 and 2015.")
    other_areas = Line(
        "Other areas involved",
        300,
        hint="For example where a child is placed or normally lives. A comma between two: each is told.",
    )
    leads = Line("Which area leads", 300)

    def values(self) -> dict[str, Any]:
        """The fields of the incident, the date in words with what is understood of it."""
        said = super().values()
        return said | {"when_iso": read_when(said["when_text"], self.before, "when_text", "when_iso")}

    def __init__(self, *args: Any, before: Any, **kwargs: Any) -> None:
        self.before = before
        super().__init__(*args, **kwargs)
        if not before.theme:
            self.fields["theme"].help_text = proposal(before.account)

    def again(self, data: Any) -> IncidentForm:
        """The same form over other words that were sent."""
        return type(self)(data, initial=self.initial, before=self.before)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that incident."""
        return super().initial_of(record) | {"when_text": when_of(record, "when_text", "when_iso")}


class WhomForm(VersionedForm):
    """Which children of the case the incident is about."""

    children = forms.MultipleChoiceField(label="Whom it is about", widget=Ticks())

    def __init__(self, *args: Any, children: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = list(children)  # type: ignore[attr-defined]


class AccountForm(VersionedForm):
    """What happened, kept behind a step."""

    account = Words("What happened", rows=12, required=False)
    account_contains = Line(
        "What it contains", 300, hint="The kinds of harm it tells of, so that nobody meets them unprepared."
    )


class PreciseForm(VersionedForm):
    """Where exactly it happened: for the people of the case alone."""

    precise_place = Line("Precise place", 300, hint="It stands on the notification, and nowhere else.")


class EditionForm(VersionedForm):
    """Which edition of the guidance is applied, chosen by a person who says why."""

    edition_chosen = forms.ChoiceField(
        label="Edition of the guidance",
        required=False,
        widget=Radios(),
        help_text="By the day of awareness unless chosen.",
    )
    edition_why = Line("Why this one", 500)

    def __init__(self, *args: Any, editions: Pairs, **kwargs: Any) -> None:
        self.editions = editions
        super().__init__(*args, **kwargs)
        self.fields["edition_chosen"].choices = [("", "The one in force on that day"), *editions]  # type: ignore[attr-defined]

    def again(self, data: Any) -> EditionForm:
        """The same form over other words that were sent."""
        return type(self)(data, initial=self.initial, editions=self.editions)

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a choice."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("edition_chosen") and not cleaned.get("edition_why"):
            self.add_error("edition_why", "Say in a sentence why this edition.")
        if not cleaned.get("edition_chosen"):
            cleaned["edition_why"] = ""
        return cleaned
