"""The forms of an incident, each short: what happened, who answers what, who was told, whether a child is safe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.cases.recordforms import Line, VersionedForm, Words, read_when, when_field, when_of
from throughline.kernel.editions import Criterion
from throughline.kernel.periods import understood
from throughline.notifications import rules
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Option, Radios, Text, Ticks

Pairs = Sequence[tuple[str, str]]


class Once(ThroughlineForm):
    """A form that, sent twice, is done once."""

    once = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


def _answer(label: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=rules.ANSWERS, initial=rules.NOT_KNOWN, widget=Radios(inline=True), help_text=hint
    )


def _nature(*, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(label="Nature of the incident", choices=rules.NATURES, required=required, widget=Radios())


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
    when_text = when_field("When it happened", "In words, for example 9 March 2026, or between May and July 2025.")
    place = Line("Where it happened", 300, hint="A town or a kind of place. The precise place comes later.")
    nature = _nature(required=False)
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

    def __init__(self, *args: Any, agencies: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].choices = list(agencies)  # type: ignore[attr-defined]
        if not agencies:
            del self.fields["agencies"]

    def clean(self) -> dict[str, Any]:
        """Asks for the day that starts the clocks, but not of a near miss."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("near_miss") and "aware_on" not in self.errors and cleaned.get("aware_on") is None:
            self.add_error("aware_on", "Enter the day on which the authority became aware.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the act that opens an incident takes, but for the agencies."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("agencies", "children")}
        pseudonyms = [line.strip()[:120] for line in self.cleaned_data["children"].split("\n") if line.strip()]
        said["when_iso"] = understood(said["when_text"])
        return said | {"children": [{"pseudonym": one} for one in pseudonyms]}


class IncidentForm(VersionedForm):
    """What is recorded of an incident, but for the account of what happened."""

    name = Line(
        "What it is called here", 200, required=True, hint="The pseudonym of the child, or the place. No names."
    )
    nature = _nature(required=False)
    near_miss = forms.BooleanField(label="It is a near miss", required=False)
    when_text = when_field("When it happened", "In words, for example 9 March 2026, or between May and July 2025.")
    place = Line("Where it happened", 300, hint="A town or a kind of place.")
    aware_on, aware_time, aware_evidence = _aware()
    abuse = _answer("Is abuse or neglect known or suspected?")
    looked_after = _answer("Did a looked-after child die?", "It is notified whatever the cause.")
    care_leaver = _answer("Did a care leaver up to and including 24 die?")
    unborn = _answer("Is a child concerned who is not born yet?")
    regulated = _answer("Was it in a regulated setting?", "Asked by the rules of 2013 and 2015.")
    other_areas = Line("Other areas involved", 300, hint="For example where a child is placed or normally lives.")
    leads = Line("Which area leads", 300)

    def values(self) -> dict[str, Any]:
        """The fields of the incident, the date in words with what is understood of it."""
        said = super().values()
        return said | {"when_iso": read_when(said["when_text"], self.before, "when_text", "when_iso")}

    def __init__(self, *args: Any, before: Any, **kwargs: Any) -> None:
        self.before = before
        super().__init__(*args, **kwargs)

    def again(self, data: Any) -> IncidentForm:
        """The same form over other words that were sent."""
        return type(self)(data, initial=self.initial, before=self.before)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that incident."""
        return super().initial_of(record) | {"when_text": when_of(record, "when_text", "when_iso")}


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


class AnswerForm(Once):
    """A partner's yes or no, and why."""

    partner = forms.ChoiceField(label="Which partner", widget=Radios())
    answer = forms.ChoiceField(label="Should it be notified?", choices=rules.YES_OR_NO, widget=Radios(inline=True))
    reason = Words("Why", rows=3, most=1000)
    said_by_name = Line("Who said so for the partner", 200, hint="Name and post, where it was not you.")

    def __init__(self, *args: Any, partners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = list(partners)  # type: ignore[attr-defined]
        if len(partners) == 1:
            self.fields["partner"].initial = partners[0][0]


class DecisionForm(Once):
    """The decision, criterion by criterion, each with the fact it rests on."""

    says_optional = False

    def __init__(self, *args: Any, criteria: Sequence[Criterion], outcomes: Pairs, **kwargs: Any) -> None:
        self.criteria = criteria
        super().__init__(*args, **kwargs)
        for one in criteria:
            self.fields[f"answer_{one.id}"] = forms.ChoiceField(
                label=f"{one.limb} {one.words}" if one.limb.endswith(")") else f"{one.limb}. {one.words}",
                choices=rules.ANSWERS,
                widget=Radios(inline=True),
                help_text=f"Source: {one.source}.",
                error_messages={"required": f"Answer criterion {one.limb}."},
            )
            self.fields[f"fact_{one.id}"] = Line(f"The fact it rests on, {one.limb}", 1000)
        self.fields["outcome"] = forms.ChoiceField(label="What is decided", choices=list(outcomes), widget=Radios())
        self.fields["why"] = Words(
            "Why", rows=4, required=False, most=2000, hint="Always where it is not notified: it stands in the register."
        )

    def clean(self) -> dict[str, Any]:
        """Says which fact or reason is missing, beside its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.criteria:
            if cleaned.get(f"answer_{one.id}") in (rules.YES, rules.NO) and not cleaned.get(f"fact_{one.id}"):
                self.add_error(f"fact_{one.id}", f"Enter the fact on which {one.limb} rests.")
        if cleaned.get("outcome") == "not_notified" and not cleaned.get("why"):
            self.add_error("why", "Say why it is not notified.")
        return cleaned

    def limbs(self) -> dict[str, tuple[str, str]]:
        """Answer and fact by criterion."""
        said = self.cleaned_data
        return {one.id: (said[f"answer_{one.id}"], said[f"fact_{one.id}"]) for one in self.criteria}


class SendForm(Once):
    """The notification as it was sent."""

    reference = Line("Reference that the national service gave", 60, required=True, width=20)
    sent_on = DayField(label="Day on which it was sent")
    notifier = Line("Notifier, telephone and e-mail", 300, hint="As keyed in; it is kept on the sheet.")
    child = forms.ChoiceField(label="Which child the form is for", required=False, widget=Choose())

    def __init__(self, *args: Any, children: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = [("", "All children of the incident"), *children]  # type: ignore[attr-defined]
        if len(children) < 2:
            del self.fields["child"]


class TellForm(Once):
    """Proof that somebody was told."""

    body = forms.ChoiceField(label="Who was told", choices=tuple(rules.BODIES.items()), widget=Radios())
    body_name = Line("Name of the body or area", 200, hint="Where it is another area, say which.")
    told_on = DayField(label="Day on which it was told")
    how = Line("How", 200, required=True, hint="For example secure e-mail, or the national service.")
    reference = Line("Reference", 120)
    evidence = Line("What shows it", 1000, hint="For example the receipt, or where the e-mail is kept.")


class AskForm(ThroughlineForm):
    """Ask whether a child is in danger."""

    child = forms.ChoiceField(label="About whom", required=False, widget=Choose())
    asked_of = Line("Who is asked", 200, required=True, hint="A named person who can find out today.")
    every_weeks = forms.IntegerField(
        label="Weeks between reports afterwards",
        min_value=1,
        max_value=52,
        initial=rules.EVERY_WEEKS,
        widget=Text(2, inputmode="numeric"),
    )

    def __init__(self, *args: Any, children: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = [("", "All children of the incident"), *children]  # type: ignore[attr-defined]


SAFETY_HINTS = {
    "safe": "The question leaves the top of the pages; reports come back on their rhythm.",
    "danger": "The question stays on top of every page of the case.",
    "not_known": "The question stays on top of every page of the case.",
}


class AttestForm(Once):
    """What a named person knows of a child's safety."""

    answer = forms.ChoiceField(
        label="Is any child in danger now?",
        widget=Radios(),
        choices=[(key, Option(word, SAFETY_HINTS[key])) for key, word in rules.SAFETY],
    )
    attested_by_name = Line("Who attests", 200, required=True, hint="Name and post of the person who knows.")
    known_on = DayField(label="Day on which it was so")
    knows = Words("What they know, and from where", rows=4, most=2000)


class ReasonForm(ThroughlineForm):
    """Why something ends or is taken away."""

    reason = Line("Why", 500, required=True)
