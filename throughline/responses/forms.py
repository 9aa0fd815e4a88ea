"""The forms of answers and their stages, the day one is due, dissent, and what becomes of what was resolved."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.findings.queries import recommendations_of
from throughline.partnerships.queries import agencies_of, get_agency
from throughline.responses.models import Dissent
from throughline.responses.rules import answers, following
from throughline.reviews.addresses import shortened
from throughline.reviews.recordforms import Line, RecordForm, Words, choose, read_when, ticks, when_field, when_of
from throughline.ui.fields import DayField
from throughline.ui.widgets import Option, Radios

YES_OR_NO = [("True", "Yes, it is printed"), ("False", "No, it is held, with a reason")]


class AnswerForm(RecordForm):
    """A draft of how those who were asked answer."""

    answer = forms.ChoiceField(
        label="The answer",
        widget=Radios(),
        choices=[(one.key, Option(one.word, one.means.capitalize() + ".")) for one in answers.ANSWERS.values()],
    )
    reason = Words(
        "Why",
        rows=4,
        required=False,
        most=1000,
        hint="Needed unless it is accepted. Why something is rejected is published with the progress report.",
    )
    day_on = DayField(label="The day on which it was given", help_text="For example, 27 3 2026.")

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of an answer that is not a plain yes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        answer = cleaned.get("answer")
        if answer and answers.needs_reason(answer) and not cleaned.get("reason", "").strip():
            self.add_error("reason", f"Say why it is {answers.ANSWERS[answer].word.lower()}.")
        return cleaned


class StageForm(RecordForm):
    """What has become of an answer."""

    state = forms.ChoiceField(label="What has become of it", widget=Radios())
    day_on = DayField(label="The day on which that happened", help_text="For example, 27 3 2026.")
    reason = Line("Why", 1000, hint="Needed when a draft is set aside.")

    def __init__(self, *args: Any, moves: tuple[answers.Move, ...], **kwargs: Any) -> None:
        self.moves = moves
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The steps that this person may take can be chosen."""
        means = {move.after: answers.STATES[move.after].means for move in self.moves}
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (move.after, Option(move.label, means[move.after].capitalize() + ".")) for move in self.moves
        ]
        if not any(move.reason for move in self.moves):
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a step that needs one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needs = {move.after for move in self.moves if move.reason}
        if cleaned.get("state") in needs and not cleaned.get("reason"):
            self.add_error("reason", "Say in a sentence why.")
        return cleaned


class DueForm(RecordForm):
    """By when answers are due, to which recommendations."""

    rows_of = ticks("Recommendations")
    due_on = DayField(label="The day by which an answer is due", help_text="For example, 27 6 2026.")
    reason = Line("Why the day is moved", 500, hint="Needed where another day was set before. Each move is counted.")

    def fill(self) -> None:
        """The review's recommendations can be ticked; all are, unless somebody chooses."""
        self.offer("rows_of", recommendations_of(self.given.review, self.given.actor, self.given.on))
        self.fields["rows_of"].initial = list(self.rows["rows_of"])
        self.fields["rows_of"].required = True
        self.fields["rows_of"].error_messages["required"] = "Tick at least one."


class DissentForm(RecordForm):
    """What a member or somebody of the family disagreed with."""

    whose = forms.ChoiceField(label="Whose it is", widget=Radios(), choices=Dissent.Whose.choices)
    who = Line(
        "Who that is",
        200,
        required=True,
        hint="A role, or how they are related to the child. Never a name: grandmother.",
    )
    agency = choose("Which agency the member speaks for")
    recommendation = choose("What it is about", hint="A recommendation, or the report as a whole.")
    text = Words("What they disagree with, and why", hint="In their own words as far as you can.")
    is_printed = forms.ChoiceField(
        label="Is it printed in the report?", widget=Radios(), choices=YES_OR_NO, help_text="Ask whose it is first."
    )
    held_because = Line("Why it is held", 500, hint="Needed where it is not printed.")
    said_when = when_field("When they said so")

    def fill(self) -> None:
        """Agencies, and the review's recommendations, can be chosen."""
        names = [(str(row.id), row.name) for row in agencies_of(self.given.actor, on=self.given.on)]
        self.fields["agency"].choices = [("", "None, or somebody of the family"), *names]  # type: ignore[attr-defined]
        rows = recommendations_of(self.given.review, self.given.actor, self.given.on)
        self.rows["recommendation"] = {str(row.pk): row for row in rows}
        asked = [
            (key, shortened(f"Recommendation {row.number}: {row.text}" if row.number else row.text, 100))
            for key, row in self.rows["recommendation"].items()
        ]
        self.fields["recommendation"].choices = [("", "The report as a whole"), *asked]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks why it is held."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_printed") == "False" and not cleaned.get("held_because"):
            self.add_error("held_because", "Say why it is held.")
        return cleaned

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that dissent."""
        held = {name: getattr(record, name) for name in ("whose", "who", "text", "held_because")}
        return held | {
            "agency": str(record.agency_id or ""),
            "recommendation": str(record.recommendation_id or ""),
            "is_printed": str(record.is_printed),
            "said_when": when_of(record, "said_text", "said_iso"),
        }

    def values(self) -> dict[str, Any]:
        """The fields of the dissent, with the agency and the recommendation as records."""
        given = super().values()
        said, agency = given.pop("said_when"), given["agency"]
        return given | {
            "agency": get_agency(int(agency), actor=self.given.actor) if agency else None,
            "recommendation": self.rows["recommendation"].get(given["recommendation"]),
            "is_printed": given["is_printed"] == "True",
            "held_because": "" if given["is_printed"] == "True" else given["held_because"],
            "said_text": said,
            "said_iso": read_when(said, self.given.record, "said_text", "said_iso"),
        }


class FollowForm(RecordForm):
    """What becomes of what a committee or board resolved."""

    state = forms.ChoiceField(label="What becomes of it", widget=Radios())
    owner_name = Line("Who follows it up", 200, hint="A role, for example: head of the business unit.")
    due_on = DayField(label="By when", required=False, help_text="For example, 27 6 2026.")
    says = Words("What was done, or why", rows=4, required=False, most=1000)

    def __init__(self, *args: Any, moves: tuple[following.Move, ...], **kwargs: Any) -> None:
        self.moves = moves
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The steps that lead on from where it stands can be chosen."""
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (move.after, Option(move.label, following.STATES[move.after].means.capitalize() + "."))
            for move in self.moves
        ]

    def clean(self) -> dict[str, Any]:
        """Asks for the owner and the day of what is followed up, and for words where the step needs them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        state = cleaned.get("state")
        if state == "followed":
            for name, says in (("owner_name", "Say who follows it up."), ("due_on", "Say by when.")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, says)
        needs = {move.after for move in self.moves if move.reason}
        if state in needs and not cleaned.get("says"):
            self.add_error("says", "Say what was done, or why.")
        return cleaned
