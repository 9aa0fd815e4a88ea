"""An entry that is typed in, mended, corrected or split on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from throughline.cases.recordforms import Line, Words
from throughline.chronology.rules import Entry, RefusedRow
from throughline.chronology.rules.template import LEFT, MUST, SAYS, USUAL, Column, must_of
from throughline.chronology.rules.typed import FIELDS, read_typed, shared_out
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose

LONGEST, LINE = 20_000, 500
# What a row had beside the columns that are asked for, by kind; others stand under their own headings.
CALLED = {one.kind: one.heading for one in USUAL} | {"end_time": "End Time", "agency": "Agency", "row": "Row"}
CALLED[""] = "Words without a heading"
BESIDE_ROW = "It stands in the row, and is kept with the entry."


class EntryForm(ThroughlineForm):
    """One entry, typed in. Its words are checked as those of a file are.

    `words` is what stands in it so far, by kind or heading. What of it no column asks for has a field of its own after
    the others, so that no word of a row is lost when it is mended or corrected.
    """

    NARROW: ClassVar[Mapping[str, int]] = {"sequence": 4, "start": 20, "time": 10, "end": 20, "known": 20}

    def __init__(
        self,
        *args: Any,
        agencies: Mapping[int, str],
        columns: Iterable[Column],
        today: date,
        words: Mapping[str, str] | None = None,
        corrects: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns, self.today = tuple(columns), today
        if len(agencies) > 1:
            choices = [("", "Choose an agency"), *((str(key), name) for key, name in agencies.items())]
            self.fields["agency"] = forms.TypedChoiceField(
                label="Whose entry is it?", coerce=int, choices=choices, widget=Choose()
            )
        asked = [one for one in self.columns if one.asked != LEFT]
        there, left = shared_out(words or {}, [(one.kind, one.heading) for one in asked])
        for one, said in zip(asked, there, strict=True):
            self._holds(name_of(one), self._field(one, len(said)), said)
        # PostgreSQL keeps no order of keys: these have one of their own, the same when the form is sent as when shown.
        ordered = sorted(left, key=lambda key: (key not in CALLED, CALLED.get(key, key)))
        self.further = {f"further_{number}": key for number, key in enumerate(ordered, 1)}
        for name, key in self.further.items():
            field = Words(CALLED.get(key, key), rows=2, required=False, hint=BESIDE_ROW, most=LONGEST + len(left[key]))
            self._holds(name, field, left[key])
        if corrects:
            hint = "The entry as it was is kept beside it."
            self.fields["why"] = Words("Why it is corrected", rows=2, hint=hint, most=1000)

    def _holds(self, name: str, field: forms.Field, words: str) -> None:
        """The field, with the words that stand in it unless a draft has others."""
        self.fields[name] = field
        if words:
            self.initial.setdefault(name, words if isinstance(field, Words) else " ".join(words.split("\n")))

    def _field(self, one: Column, length: int) -> forms.Field:
        must, hint = one.asked == MUST or one.kind in ("start", "source"), SAYS.get(one.kind, "")
        if one.kind in ("event", "action", "comment", ""):
            return Words(one.heading, rows=4, required=must, hint=hint, most=max(LONGEST, length))
        return Line(one.heading, max(LINE, length), required=must, hint=hint, width=self.NARROW.get(one.kind, 0))

    def typed(self) -> dict[str, str]:
        """What was typed, by kind, or by the heading of a column of the partnership's own."""
        said = self.cleaned_data
        asked = {one.kind or one.heading: said.get(name_of(one)) or "" for one in self.columns if one.asked != LEFT}
        return asked | {key: said.get(name) or "" for name, key in self.further.items()}

    def clean(self) -> dict[str, Any]:
        """The checks of a row, each at the field it speaks of."""
        said = super().clean() or self.cleaned_data
        if not self.errors:
            read = read_typed("", 1, self.typed(), self.today, must_of(self.columns))
            if isinstance(read, RefusedRow):
                field = FIELDS.get(read.rule)
                self.add_error(field if field in self.fields else None, f"{read.rule}: {read.why}")
            elif not isinstance(read, Entry):
                self.add_error("source", "A source does not begin with #, ^, ¬ or ~: that would make it a note.")
        return said


def name_of(one: Column) -> str:
    """What the field of that column is called in a form."""
    return one.kind or "own_" + "_".join(one.heading.lower().split())
