"""The forms of this room: the code at the door, the answer, and what a coordinator says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.kernel.letters import writable
from throughline.messages.models import Ask, Contact
from throughline.messages.queries.people import Recipient
from throughline.messages.rules import RANKS, Rung
from throughline.partnerships.queries import AgencyRow
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Code, Option, Paragraphs, Radios, Text

LONGEST_ANSWER = 20_000


class CodeForm(ThroughlineForm):
    """The code that was sent."""

    code = forms.CharField(
        label="Code", max_length=20, widget=Code(), help_text="Eight figures. It works for ten minutes."
    )


class QuestionForm(ThroughlineForm):
    """An answer in words."""

    text = forms.CharField(label="Your answer", max_length=LONGEST_ANSWER, widget=Paragraphs(rows=10))

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        self.ask = ask
        super().__init__(*args, **kwargs)

    def clean_text(self) -> str:
        """Without letters that no file can hold."""
        return writable(self.cleaned_data["text"])


class NilForm(ThroughlineForm):
    """They looked and hold nothing."""

    searched = forms.CharField(
        label="What was searched",
        max_length=4000,
        widget=Paragraphs(rows=4),
        help_text="Which records and systems, under which names and dates.",
    )
    searched_name = forms.CharField(label="Who searched", max_length=200, widget=Text(width=30))

    def clean_searched(self) -> str:
        """Without letters that no file can hold."""
        return writable(self.cleaned_data["searched"])

    def clean_searched_name(self) -> str:
        """On one line."""
        return " ".join(writable(self.cleaned_data["searched_name"]).split())


class ToldForm(ThroughlineForm):
    """Who gave an answer by word of mouth, and how."""

    told_by_name = forms.CharField(
        label="Who answered", max_length=200, widget=Text(width=30), help_text="Name and post."
    )
    told_how = forms.CharField(
        label="How they said it",
        max_length=200,
        widget=Text(width=30),
        help_text="For example by telephone, today at 10.",
    )


class ToldNilForm(NilForm):
    """They said that they looked and hold nothing."""

    told_how = forms.CharField(label="How they said it", max_length=200, widget=Text(width=30))


class AskForm(ThroughlineForm):
    """A plain question to somebody in the register."""

    to = forms.ChoiceField(label="Whom do you ask?", widget=Choose())
    question = forms.CharField(
        label="What do you ask?",
        max_length=4000,
        widget=Paragraphs(rows=6),
        help_text="They read this once the code has opened the page. The e-mail says nothing of it.",
    )
    due_on = DayField(label="By when", help_text="For example, 27 3 2026.")

    def __init__(self, *args: Any, people: Sequence[Recipient], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose"), *((one.key, f"{one.name}, {one.about}") for one in people)]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def clean_question(self) -> str:
        """Without letters that no file can hold."""
        return writable(self.cleaned_data["question"])


class EscalateForm(ThroughlineForm):
    """Who further up the agency is written to."""

    to = forms.ChoiceField(label="Who is written to?", widget=Radios())

    def __init__(self, *args: Any, people: Sequence[Recipient], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.key, Option(one.name, one.about)) for one in people]  # type: ignore[attr-defined]


class ContactForm(ThroughlineForm):
    """An address to register."""

    agency = forms.ChoiceField(label="Agency", widget=Choose())
    name = forms.CharField(label="Name", max_length=200, widget=Text(width=30))
    email = forms.EmailField(
        label="E-mail address",
        widget=Text(kind="email", autocomplete="off"),
        help_text="Their own address at work, not one that several people read: codes go there.",
    )
    rank = forms.ChoiceField(label="Rank", choices=Contact.Rank.choices, widget=Radios(), initial="lead")

    def __init__(self, *args: Any, agencies: Sequence[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose"), *((str(row.id), row.name) for row in agencies)]  # type: ignore[attr-defined]


class LadderForm(ThroughlineForm):
    """How many working days past its day an ask is, when each rank is written to; empty where it is not."""

    says_optional = False
    lead = forms.IntegerField(label="Remind the person asked", required=False, min_value=1, max_value=250)
    deputy = forms.IntegerField(label="Write to a deputy or manager", required=False, min_value=1, max_value=250)
    chief = forms.IntegerField(label="Write to the head of the agency", required=False, min_value=1, max_value=250)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = Text(width=3, inputmode="numeric")
            field.help_text = "Working days after the day for the answer. Leave it empty to leave this rung out."

    def clean(self) -> dict[str, Any]:
        """A ladder has a rung."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not any(said.get(rank) for rank in RANKS):
            self.add_error("lead", "A ladder has rungs: give at least one its days.")
        return said

    def rungs(self) -> list[Rung]:
        """The rungs that were filled in."""
        return [Rung(self.cleaned_data[rank], rank) for rank in RANKS if self.cleaned_data[rank]]
