"""The facts that one entry tells, each to be an entry of its own, and which of them each citation goes to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from throughline.cases.recordforms import Line, Words
from throughline.chronology.forms.entries import LONGEST
from throughline.chronology.queries.uses import Use
from throughline.kernel.numbers import whole_number
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Ticks

FEWEST, MOST = 3, 20
NAMES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
_OF_A_FACT = re.compile(r"(?:start|event|action)_([0-9]{1,2})")
ASKED = 2  # the first two facts; of one there is nothing to split


def called(part: int) -> str:
    """A fact by its place, from 1: “Second fact”."""
    return f"{NAMES[part - 1]} fact" if part <= len(NAMES) else f"Fact {part}"


def room_for(kept: Iterable[str]) -> dict[str, str]:
    """What the form begins with, so that it has room for every fact of which a field is kept."""
    return {f"event_{match[1]}": "" for name in kept if (match := _OF_A_FACT.fullmatch(name))}


class SplitForm(ThroughlineForm):
    """As many facts as are needed; and of each use of the whole, which facts it goes to: all, unless told otherwise.

    Sent with ``more`` it is not checked yet: it comes back with room for one more fact, and nothing typed is lost.
    """

    most = MOST

    def __init__(self, *args: Any, today: date, uses: Sequence[Use] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.uses = today, tuple(uses)
        given = (*self.data, *self.initial)  # kept words of a fact begin in `initial`
        names = (name.removeprefix("event_") for name in given if name.startswith("event_"))
        there = [whole_number(name, FEWEST) for name in names]
        self.adds = bool(self.is_bound and self.data.get("more"))
        self.count = min(MOST, max([FEWEST, *(one for one in there if one <= MOST)]) + self.adds)
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
        for part in range(1, self.count + 1):
            asked, name = part <= ASKED, called(part)
            self.fields[f"start_{part}"] = Line(f"{name}: start date", 200, required=asked, width=20)
            for what in ("event", "action"):
                must = asked and what == "event"
                self.fields[f"{what}_{part}"] = Words(f"{name}: {what}", rows=3, required=must, most=LONGEST)
        for use in self.uses:
            self._ask_of(use)
        self.fields["why"] = Words("Why it is split", rows=2, most=1000)

    def _ask_of(self, use: Use) -> None:
        every = [(str(part), called(part)) for part in range(1, self.count + 1)]
        label = f"{use.name}: {use.words[:160]}"
        hint = "Which of the facts does it rest on? Facts left empty do not count."
        self.fields[f"use_{use.id}"] = forms.MultipleChoiceField(
            label=label, choices=every, initial=[key for key, _ in every], widget=Ticks(), help_text=hint
        )
        if self.adds and isinstance(self.data, QueryDict):
            self.data.appendlist(f"use_{use.id}", str(self.count))

    def full_clean(self) -> None:
        """Nothing is checked while there is only to be room for more."""
        if self.adds:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        """Never, while there is only to be room for more."""
        return not self.adds and super().is_valid()

    def clean(self) -> dict[str, Any]:
        """A fact has its date; and a use goes to a fact that is there."""
        said = super().clean() or self.cleaned_data
        filled = self._filled(said)
        for part in range(ASKED + 1, self.count + 1):
            others = [said.get(f"{what}_{part}", "").strip() for what in ("start", "action")]
            if part in filled and not others[0]:
                self.add_error(f"start_{part}", f"Give the date of the {called(part).lower()}.")
            if part not in filled and others[1]:
                self.add_error(f"event_{part}", f"Say what the {called(part).lower()} is.")
        for use in self.uses:
            chosen = said.get(f"use_{use.id}")
            if chosen and not {int(one) for one in chosen} & set(filled):
                self.add_error(f"use_{use.id}", "Choose a fact that you have written.")
        return said

    def _filled(self, said: Mapping[str, Any]) -> list[int]:
        return [part for part in range(1, self.count + 1) if said.get(f"event_{part}", "").strip()]

    def parts(self, whole: Mapping[str, str]) -> list[dict[str, str]]:
        """Each fact with what the whole entry has beside."""
        said = self.cleaned_data
        keys = ("start", "event", "action")
        return [{**whole, **{key: said[f"{key}_{part}"] for key in keys}} for part in self._filled(said)]

    def cited(self) -> dict[int, list[int]]:
        """Of each use, by its number, the places of the parts that it goes to, counted from 0 as in `parts`."""
        filled = self._filled(self.cleaned_data)
        return {
            use.id: [filled.index(int(one)) for one in self.cleaned_data[f"use_{use.id}"] if int(one) in filled]
            for use in self.uses
        }
