"""What an owner is asked of each of their actions, and the form that gives one another day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.actionplans.queries.rounds import asked_about, is_over, shut_since
from throughline.actionplans.rules import STATES, moves_from
from throughline.actionplans.services.rounds import why_not_day
from throughline.messages.models import Ask
from throughline.reviews.addresses import called
from throughline.reviews.recordforms import Line, RecordForm, Words
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Option, Radios
from throughline.ui.words import counted, day

OVER = "It was closed while you wrote. What you write is kept with it; its state and its day are as they were."
SHUT = "What you wrote of {} cannot be taken: it was closed to you while you wrote. Ring whoever asked you."


def name_of(action: Action, place: int) -> str:
    """What the action is called on the page: its number, else its place in the list."""
    return called("action", action.number) if action.number else f"Action {place} of the list"


class RoundForm(ThroughlineForm):
    """For each action: what has happened, how far it is, and another day with the reason where it needs one."""

    def __init__(self, *args: Any, ask: Ask, reader: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = asked_about(ask, reader)
        self.shut = {one for one in shut_since(ask, known) if self._said(one)} if self.is_bound else set()
        self.actions = tuple(one for one in known if not is_over(one) or self._said(one.pk))
        for place, action in enumerate(self.actions, 1):
            self._say(action, name_of(action, place))
            if not is_over(action):
                self._ask(action)
        self.name_fields()

    def _said(self, action: int) -> str:
        return str(self.data.get(f"said-{action}", "")).strip()

    def _say(self, action: Action, name: str) -> None:
        over = is_over(action)
        self.fields[f"said-{action.pk}"] = Words(
            f"What has happened with {name[:1].lower()}{name[1:]}",
            rows=3,
            most=10_000,
            required=not over,
            hint=OVER if over else "What was done, and what is left. It stands beside what was said before.",
        )

    def _ask(self, action: Action) -> None:
        key = action.pk
        steps = [move for move in moves_from(action.state) if move.who == "owner"]
        self.fields[f"state-{key}"] = forms.ChoiceField(
            label="How far it is",
            widget=Radios(),
            initial=action.state,
            choices=[
                (action.state, Option(f"Still “{STATES[action.state].word.lower()}”")),
                *((move.after, Option("It is done" if move.verb == "claim" else move.label)) for move in steps),
            ],
        )
        due = day(action.due_on) if action.due_on else "no day"
        self.fields[f"due-{key}"] = DayField(
            label="Another day, if it needs one",
            required=False,
            help_text=f"It is due {due}. Leave it empty if that stands. For example, 27 3 2027.",
        )
        self.fields[f"why-{key}"] = Line("Why it needs another day", 1000)

    def clean(self) -> dict[str, Any]:
        """Another day is a later one, with the reason; what cannot be taken any more is said before it is left out."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.shut:
            self.add_error(None, SHUT.format(counted(len(self.shut), "action")))
        for action in (one for one in self.actions if not is_over(one)):
            due, why = cleaned.get(f"due-{action.pk}"), cleaned.get(f"why-{action.pk}") or ""
            said = why_not_day(action, due, why, localdate()) if due else ""
            if said:
                self.add_error(f"{'due' if why.strip() else 'why'}-{action.pk}", said)
        return cleaned

    def parts(self) -> Iterator[tuple[str, Action, tuple[Any, ...]]]:
        """Each action with its name and its fields, for the page."""
        for place, action in enumerate(self.actions, 1):
            names = (f"{part}-{action.pk}" for part in ("said", "state", "due", "why"))
            yield name_of(action, place), action, tuple(self[name] for name in names if name in self.fields)


class DueForm(RecordForm):
    """Another day for an action, and why."""

    due_on = DayField(label="The day by which it will be done", help_text="A day to come. For example, 27 3 2027.")
    reason = Line("Why it needs another day", 1000, required=True)
