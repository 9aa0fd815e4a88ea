"""The forms of measures and their readings, by hand and from a file, of who assured them, and of why they slid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from throughline.actionplans.models import Action
from throughline.actionplans.queries import actions_of
from throughline.findings import queries as findings
from throughline.impact import queries
from throughline.impact.models import Measure
from throughline.impact.queries.sheets import plain
from throughline.impact.rules import PERIODS
from throughline.impact.rules.tables import Columns, letter_of
from throughline.kernel.periods import stated
from throughline.reviews.addresses import shortened
from throughline.reviews.recordforms import (
    Line,
    RecordForm,
    Words,
    choose,
    number_field,
    option,
    read_when,
    ticks,
    when_field,
)
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, OneFile, Option, Radios, Text


class MeasureForm(RecordForm):
    """A figure that is asked for again and again."""

    ties = ("findings", "actions", "evidence", "statements")
    number = number_field("Where it has one.")
    text = Words(
        "What is measured", rows=2, hint="For example: missed appointments followed up within five working days."
    )
    unit = Line("Unit", 40, hint="For example % or days.", width=10)
    better = forms.ChoiceField(
        label="Which way is better", widget=Radios(inline=True), choices=Measure.Better.choices, initial="higher"
    )
    target = forms.DecimalField(
        label="Target", required=False, max_digits=12, decimal_places=2, widget=Text(width=10, inputmode="decimal")
    )
    period = forms.ChoiceField(
        label="How often it is read",
        required=False,
        widget=Choose(),
        choices=[("", "Not said"), *((key, word) for key, (word, _) in PERIODS.items())],
    )
    why_no_baseline = Line(
        "Why it has no baseline",
        500,
        hint="Only where nobody can say what it was before. Without it, a figure needs a baseline first.",
    )
    guarded_by = Line(
        "Who attests that it goes on",
        300,
        hint="A role, for example Head of safeguarding. Without one it is unguarded.",
    )
    findings = ticks("Findings it watches")
    actions = ticks("Actions whose effect it shows")
    evidence = ticks("Evidence it draws on")
    statements = ticks("Statements it bears out")

    def fill(self) -> None:
        """While it is new, what it may be tied to can be chosen."""
        if self.given.record is None:
            of = (self.given.review, self.given.actor, self.given.on)
            self.offer("findings", findings.findings_of(*of))
            self.offer("actions", actions_of(*of))
            self.offer("evidence", queries.evidence_of(*of))
            self.offer("statements", queries.statements_of(*of))


class ReadingForm(RecordForm):
    """One reading of a measure."""

    value = forms.DecimalField(
        label="The figure", max_digits=12, decimal_places=2, widget=Text(width=10, inputmode="decimal")
    )
    when = when_field(
        "When it was so",
        "For example March 2026. Empty means that the date is not stated; it then takes no part in the state.",
    )
    counted = forms.IntegerField(
        label="How many it was counted among",
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        help_text="For a share: of how many.",
        widget=Text(width=10, inputmode="numeric"),
    )
    comes_from = Line("Where the figure comes from", 300, hint="For example: Integrated Care Board weekly return.")
    baseline = forms.BooleanField(label="This is the baseline: what it was before", required=False)
    corrects = choose("It corrects an earlier reading")
    why_bare = Line(
        "Why it stands alone",
        500,
        hint="Only where nothing says what it was before, or when it was so. The page says that it shows no change.",
    )

    def fill(self) -> None:
        """The readings that no other corrects can be chosen."""
        rows = queries.readings_of(self.given.record)  # type: ignore[arg-type]
        corrected = {row.corrects_id for row in rows}
        self.readings = {str(row.pk): row for row in rows if row.pk not in corrected}
        names = [
            (key, f"{plain(row.value)}, {stated(row.date_text, row.date_iso)}") for key, row in self.readings.items()
        ]
        if names:
            self.fields["corrects"].choices = [("", "No, it is a new one"), *names]  # type: ignore[attr-defined]
        else:
            del self.fields["corrects"]

    def values(self) -> dict[str, Any]:
        """The words that the service that keeps the reading takes."""
        cleaned = self.cleaned_data
        when = cleaned["when"]
        return {
            "value": cleaned["value"],
            "counted": cleaned["counted"],
            "comes_from": cleaned["comes_from"],
            "why_bare": cleaned["why_bare"],
            "date_text": when,
            "date_iso": read_when(when, None),
            "baseline": cleaned["baseline"],
            "corrects": self.readings.get(cleaned.get("corrects", "")),
        }


class AssureForm(ThroughlineForm):
    """How somebody made sure that a reading is what its source says."""

    how = Line(
        "What you looked at", 500, required=True, hint="For example: the weekly return itself, for all five weeks."
    )


class SlideForm(ThroughlineForm):
    """Why a measure slid back, and which confirmed actions are open again because of it."""

    once = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    cause = Words("What caused it", rows=3, most=1000, hint="What changed, and how you know.")
    reopen = ticks("Open again", hint="What was confirmed, and no longer holds.")

    only_told = forms.BooleanField(
        label="It is said that it slid, and no figure says how far",
        required=False,
        help_text="No reading here is worse than one before it. What is said stands beside the last reading.",
    )

    def __init__(self, *args: Any, actions: Iterable[Action], slid: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slid:
            del self.fields["only_told"]
        self.actions = {str(row.pk): row for row in actions}
        self.fields["reopen"].choices = [(key, option(row)) for key, row in self.actions.items()]  # type: ignore[attr-defined]
        if not self.actions:
            del self.fields["reopen"]

    def values(self) -> dict[str, Any]:
        """The words that the service takes."""
        chosen = self.cleaned_data.get("reopen", ())
        told = bool(self.cleaned_data.get("only_told"))
        reopen = [self.actions[key] for key in chosen]
        return {"cause": self.cleaned_data["cause"], "reopen": reopen, "only_told": told}


class ReadingsFileForm(ThroughlineForm):
    """A file of values."""

    file = forms.FileField(
        label="File of values",
        help_text="Excel (.xlsx) or values (.csv). One row a reading: when it was so, and the figure.",
        max_length=200,
        widget=OneFile(accept=".xlsx,.csv"),
    )


class BaselineForm(ThroughlineForm):
    """What it was before, for a file on a measure that has no baseline yet and no reason why."""

    baseline = forms.ChoiceField(
        label="What it was before",
        required=False,
        widget=Radios(),
        choices=[
            (
                "earliest",
                Option("The earliest reading of this file", "It is the baseline, and later ones count from it."),
            ),
            ("none", Option("Nobody can say", "Say why. The measure then shows no change by itself.")),
        ],
        initial="earliest",
    )
    why_no_baseline = Line("Why nobody can say", 500, hint="Only where nobody can say what it was before.")

    def clean(self) -> dict[str, Any]:
        """A reason is given where nobody can say, and nowhere else."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        nobody = cleaned.get("baseline") == "none"
        if nobody != bool(cleaned.get("why_no_baseline")):
            says = (
                "Say why nobody can say what it was before."
                if nobody
                else "Leave this empty, or choose “Nobody can say”."
            )
            self.add_error("why_no_baseline", says)
        return cleaned


class ColumnsForm(ThroughlineForm):
    """Which column of a file of values says what."""

    when = choose("When it was so", required=True)
    value = choose("The figure", required=True)
    counted = choose("How many it was counted among")
    comes_from = Line("Where the figures come from", 300, hint="Empty means: the name of the file.")

    def __init__(self, *args: Any, cells: Sequence[Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heads = cells[0] if cells else ()
        names = [(str(place), shortened(f"{letter_of(place)}: {head}", 60)) for place, head in enumerate(heads)]
        for name in ("when", "value"):
            self.fields[name].choices = names  # type: ignore[attr-defined]
        self.fields["counted"].choices = [("", "No column"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The day and the figure stand in two columns."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("when") and cleaned.get("when") == cleaned.get("value"):
            self.add_error("value", "Choose another column than that of the days.")
        return cleaned

    def columns(self) -> Columns:
        """The columns that were chosen."""
        cleaned = self.cleaned_data
        return Columns(int(cleaned["when"]), int(cleaned["value"]), int(cleaned["counted"] or -1))
