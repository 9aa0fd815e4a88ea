"""The forms of actions: the action itself, what becomes of it, and what is said of it."""

from __future__ import annotations

from typing import Any

from django import forms

from throughline.actionplans.rules import FIRST, STATES, Move
from throughline.findings.forms import OwnedForm
from throughline.findings.queries import findings_of, learning_points_of, recommendations_of
from throughline.reviews.recordforms import Line, RecordForm, Words, choose, number_field, read_when, ticks, when_field
from throughline.ui.fields import DayField
from throughline.ui.widgets import Option, Radios


class ActionForm(OwnedForm):
    """What somebody is to do, by when, and what it answers."""

    ties = ("recommendations", "findings", "learning_points")
    only_new = ("state",)
    number = number_field()
    text = Words("What is to be done", rows=4)
    owner_name = Line(
        "Who is to do it, in the words of the plan",
        300,
        hint="A role or a body. Leave it empty where the plan names nobody.",
    )
    owner = choose("Which agency that is", hint="Its leads can then say how far they are.")
    due_text = Line("By when, in the words of the plan", 300, hint="For example: by the end of June 2026, or ongoing.")
    due_on = DayField(
        label="The day it is due", required=False, help_text="Only where the plan gives a day. For example, 27 3 2026."
    )
    state = forms.ChoiceField(
        label="How far it is",
        widget=Radios(),
        initial=FIRST[0],
        choices=[(key, Option(STATES[key].word, STATES[key].means.capitalize() + ".")) for key in FIRST],
    )
    recommendations = ticks("Recommendations it answers")
    findings = ticks("Findings it answers directly")
    learning_points = ticks("Learning points it answers directly")

    def fill(self) -> None:
        """Agencies, and while it is new what the action may answer, can be chosen."""
        self.fill_owner()
        if self.given.record is None:
            of = (self.given.review, self.given.actor, self.given.on)
            self.offer("recommendations", recommendations_of(*of))
            self.offer("findings", findings_of(*of))
            self.offer("learning_points", learning_points_of(*of))

    def values(self) -> dict[str, Any]:
        """The fields of the action, and while it is new what it is tied to."""
        return self.with_agency(super().values())


class MoveForm(RecordForm):
    """What has become of the action."""

    says_optional = False
    state = forms.ChoiceField(label="What has become of it", widget=Radios())
    reason = Line("Why", 1000, hint="Needed when it is returned, stopped or opened again.")

    def __init__(self, *args: Any, moves: tuple[Move, ...], **kwargs: Any) -> None:
        self.moves = moves
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The steps that this person may take can be chosen."""
        options = [(move.after, Option(move.label, STATES[move.after].means.capitalize() + ".")) for move in self.moves]
        self.fields["state"].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a step that needs one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needs = {move.after for move in self.moves if move.reason}
        if cleaned.get("state") in needs and not cleaned.get("reason"):
            self.add_error("reason", "Say in a sentence why.")
        return cleaned


class UpdateForm(RecordForm):
    """What is said of the action, and when that was."""

    text = Words("What has happened", hint="What was done, who did it, what is left.")
    when = when_field("When this was so", "In words, for example March 2016. Empty means that the date is not stated.")

    def values(self) -> dict[str, Any]:
        """The words that the service that keeps the update takes."""
        when = self.cleaned_data["when"]
        return {"text": self.cleaned_data["text"], "date_text": when, "date_iso": read_when(when, None)}
