"""The forms of actions: the action itself, what becomes of it, and what is said of it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from throughline.actionplans import rules
from throughline.actionplans.rules import FIRST, STATES, Move
from throughline.actionplans.services import Ending, Plan
from throughline.findings.forms import OwnedForm
from throughline.findings.queries import findings_of, learning_points_of, recommendations_of
from throughline.partnerships.queries import bodies_named
from throughline.reviews.recordforms import Line, RecordForm, Words, choose, number_field, read_when, ticks, when_field
from throughline.ui.fields import DayField
from throughline.ui.widgets import Option, Radios

PLANNED = tuple(field.name for field in fields(Plan))


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
    lead_role = Line("Lead role", 300, hint="The post that answers for it, not a person’s name.")
    watching_group = choose("Which group watches over it")
    success = Words(
        "How it will be told that it worked", rows=3, required=False, hint="What is counted, seen or heard."
    )
    cost = Line("What it costs", 300, hint="For example: £4,000 for training, or within existing resources.")
    strategy = Line("Line of the business plan or strategy that it serves", 300)
    reach = forms.ChoiceField(
        label="For several agencies or one",
        required=False,
        widget=Radios(),
        choices=[
            ("", Option("As the owner tells", "Several where the plan names several, one where it names one.")),
            ("several", Option("Multi-agency")),
            ("one", Option("Single-agency")),
        ],
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
        """Agencies, and while it is new what the action may answer, can be chosen.

        A day that was given is moved on a page of its own, with the reason, and counted.
        """
        if getattr(self.given.record, "due_on", None) is not None:
            del self.fields["due_on"]
        agencies, groups = bodies_named(self.given.actor.partnership, on=self.given.on)
        self.fill_owner(agencies)
        names = list(groups)
        kept = getattr(self.given.record, "watching_group", "")
        names += [kept] if kept and kept not in names else []
        self.fields["watching_group"].choices = [("", "None, or not known"), *((one, one) for one in names)]  # type: ignore[attr-defined]
        if self.given.record is None:
            of = (self.given.review, self.given.actor, self.given.on)
            self.offer("recommendations", recommendations_of(*of))
            self.offer("findings", findings_of(*of))
            self.offer("learning_points", learning_points_of(*of))

    def values(self) -> dict[str, Any]:
        """The fields of the action, and while it is new what it is tied to."""
        given = self.with_agency(super().values())
        if self.given.record is not None:
            return given
        plan = Plan(**{name: given.pop(name) for name in PLANNED})
        return given | {"plan": plan}


ASKED_WHAT_ELSE = frozenset({"confirmed", "returned", "stopped"})
"""The states into which an action comes with the question what else it brought."""


class AgainForm(RecordForm):
    """What else it brought, and when it is asked again whether it lasts."""

    brought = forms.ChoiceField(
        label="Did it bring anything that nobody meant?",
        widget=Radios(),
        required=False,
        help_text="Good or bad: longer waits elsewhere, work that was left, a family that was helped by chance.",
        choices=[
            ("none", Option("No", "It was asked, and nothing is known.")),
            ("told", Option("Yes", "Say what below.")),
            ("unasked", Option("Nobody was asked", "It is asked again next time.")),
        ],
    )
    unintended = Line("What else it brought", 1000, hint="Where the answer is yes.")
    again_on = DayField(
        label="The day on which it is asked again whether it lasts",
        required=False,
        help_text="The same question then comes back to this page. For example, 27 3 2027.",
    )
    why_not_again = Line("Or why it is not asked again", 500)

    def ending(self, grade: str = "") -> Ending:
        """What the service takes."""
        told = {
            name: self.cleaned_data.get(name) or ""
            for name in ("brought", "unintended", "why_not_again", "why_no_evidence")
            if name in self.fields
        }
        return Ending(grade=grade, again_on=self.cleaned_data.get("again_on"), **told)

    def asks_what_else(self, cleaned: dict[str, Any]) -> None:
        """Asks whether it brought anything that nobody meant, and what."""
        if cleaned.get("unintended"):
            cleaned["brought"] = "told"
        elif "brought" in self.fields and not cleaned.get("brought"):
            self.add_error("brought", "Say whether it brought anything that nobody meant.")
        elif cleaned.get("brought") == "told":
            self.add_error("unintended", "Say in a sentence what else it brought.")

    def asks_again(self, cleaned: dict[str, Any]) -> None:
        """Asks for the day, or for why there is none."""
        if not cleaned.get("again_on") and not cleaned.get("why_not_again") and "again_on" not in self.errors:
            self.add_error("again_on", "Give the day on which it is asked again, or say why it is not.")


class MoveForm(AgainForm):
    """What has become of the action; its end with a grade, what else it brought, and when it is asked again."""

    says_optional = False
    field_order = ("state", "grade", "reason", "why_no_evidence", "brought", "unintended", "again_on", "why_not_again")
    state = forms.ChoiceField(label="What has become of it", widget=Radios())
    grade = forms.ChoiceField(
        label="How its end is graded", widget=Radios(), required=False, help_text="Only where it has come to an end."
    )
    reason = Line(
        "Why",
        1000,
        hint="What you looked at, where you confirm it. Why it is not implemented is kept to be published.",
    )
    why_no_evidence = Line(
        "Why it is confirmed without evidence",
        500,
        hint="Nothing was brought that shows it. Bring the evidence first, or say here why there is none.",
    )

    def __init__(self, *args: Any, moves: tuple[Move, ...], shown: bool = False, **kwargs: Any) -> None:
        self.moves, self.shown = moves, shown
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """The steps that this person may take can be chosen."""
        options = [(move.after, Option(move.label, STATES[move.after].means.capitalize() + ".")) for move in self.moves]
        self.fields["state"].choices = options  # type: ignore[attr-defined]
        ends = {move.after for move in self.moves}
        keys = [key for state in ("confirmed", "stopped") if state in ends for key in rules.GRADES_OF[state]]
        named = [(key, Option(rules.GRADES[key].word, rules.GRADES[key].means.capitalize() + ".")) for key in keys]
        self.fields["grade"].choices = named  # type: ignore[attr-defined]
        gone = [*(() if "confirmed" in ends else ("again_on", "why_not_again"))]
        gone += ["why_no_evidence"] if self.shown or "confirmed" not in ends else []
        gone += [] if ends & ASKED_WHAT_ELSE else ["brought", "unintended"]
        for name in (*(() if named else ("grade",)), *gone):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a step that needs one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needs = {move.after for move in self.moves if move.reason}
        if cleaned.get("state") in needs and not cleaned.get("reason"):
            confirms = cleaned.get("state") == "confirmed"
            self.add_error("reason", "Say what you looked at." if confirms else "Say in a sentence why.")
        state, grade = cleaned.get("state") or "", cleaned.get("grade") or ""
        if state in ("confirmed", "stopped") and rules.why_not_graded(state, grade):
            self.add_error("grade", "Say how its end is graded." if not grade else "That grade is for another end.")
        if state in ASKED_WHAT_ELSE:
            self.asks_what_else(cleaned)
        if state == "confirmed":
            self.asks_again(cleaned)
            if "why_no_evidence" in self.fields and not cleaned.get("why_no_evidence"):
                self.add_error("why_no_evidence", "Bring what shows it first, or say why it is confirmed without.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """The words that the service that takes the step takes."""
        state = self.cleaned_data["state"]
        grade = self.cleaned_data.get("grade") or "" if state in ("confirmed", "stopped") else ""
        return {"state": state, "reason": self.cleaned_data["reason"], "ending": self.ending(grade)}


class RetestForm(AgainForm):
    """Whether what the action left lasts."""

    field_order = ("answer", "says", "brought", "unintended", "reopen", "again_on", "why_not_again")
    answer = forms.ChoiceField(
        label=rules.AGAIN,
        widget=Radios(),
        choices=[(one.key, Option(one.word, one.means.capitalize() + ".")) for one in rules.ANSWERS.values()],
    )
    says = Words("What shows it", rows=4, hint="What you looked at, and what it said.")
    reopen = forms.ChoiceField(
        label="Does the action go on?",
        widget=Radios(),
        initial="no",
        choices=[("no", "No, it stays confirmed"), ("yes", "Yes, it is open again, with this as the reason")],
    )

    def clean(self) -> dict[str, Any]:
        """Asks when it is asked once more, where it stays confirmed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.asks_what_else(cleaned)
        if cleaned.get("reopen") == "no":
            self.asks_again(cleaned)
        return cleaned

    def values(self) -> dict[str, Any]:
        """The words that the service that keeps the answer takes."""
        given = {name: self.cleaned_data[name] for name in ("answer", "says")}
        return given | {"ending": self.ending(), "reopen": self.cleaned_data["reopen"] == "yes"}


class UpdateForm(RecordForm):
    """What is said of the action, and when that was."""

    text = Words("What has happened", hint="What was done, who did it, what is left.")
    when = when_field("When this was so", "In words, for example March 2016. Empty means that the date is not stated.")

    def values(self) -> dict[str, Any]:
        """The words that the service that keeps the update takes."""
        when = self.cleaned_data["when"]
        return {"text": self.cleaned_data["text"], "date_text": when, "date_iso": read_when(when, None)}
