"""The forms of the chronology itself: what it shows, its next step, and the columns that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from throughline.cases.recordforms import Line, VersionedForm, Words
from throughline.chronology.rules.holding import VERBS
from throughline.chronology.rules.template import ALWAYS, ASKED, LEFT, MAY, MUST, SAYS, USUAL, Column, called, label_of
from throughline.kernel.periods import understood
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Radios, Text

LABEL = 60


class SettingsForm(VersionedForm):
    """What the timeline shows of the child, and from when on a silence is shown."""

    child_name = Line("The name used for the child here", 100, hint="A pseudonym.")
    born_text = Line(
        "When the child was born, as far as it may be shown",
        60,
        hint="For example 20 October 2021, or October 2021. Ages are shown when it is given.",
        width=20,
    )
    silence_days = forms.IntegerField(
        label="Show a silence from how many days on?",
        min_value=7,
        max_value=3650,
        initial=90,
        widget=Text(width=4),
    )

    def clean_born_text(self) -> str:
        """Words that say a day, a month or a year."""
        words = str(self.cleaned_data["born_text"]).strip()
        if words and not understood(words):
            raise forms.ValidationError("Write a date, such as 20 October 2021 or October 2021.")
        return words

    def values(self) -> dict[str, Any]:
        """The fields of the chronology; the birth as it is counted from too."""
        said = super().values()
        return said | {"born_iso": understood(said["born_text"]) if said["born_text"] else ""}


class MoveForm(ThroughlineForm):
    """The next step of the chronology."""

    verb = forms.ChoiceField(label="What happens to it?", widget=Radios())
    reason = Words("Reason", rows=3, required=False, hint="Needed to go back.", most=1000)

    def __init__(self, *args: Any, verbs: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(verb, VERBS[verb]) for verb in verbs]  # type: ignore[attr-defined]


class ColumnsForm(ThroughlineForm):
    """The columns that agencies are asked for."""

    further = Words(
        "Columns of your own",
        rows=3,
        required=False,
        hint="One heading a line. A * after it means that it must be filled in.",
        most=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        further = self.fields.pop("further")
        for one in USUAL:
            choices = [(key, ASKED[key]) for key in (MUST, MAY, LEFT)]
            if one.kind in ALWAYS:
                choices = [c for c in choices if c[0] != LEFT and not (one.kind != "event" and c[0] == MAY)]
            self.fields[f"asked_{one.kind}"] = forms.ChoiceField(
                label=one.heading, choices=choices, widget=Radios(inline=True), help_text=SAYS[one.kind]
            )
            self.fields[f"label_{one.kind}"] = Line(f"“{one.heading}” is called here", LABEL, width=20)
        self.fields["further"] = further

    @staticmethod
    def initial_of(columns: Iterable[Column]) -> dict[str, str]:
        """The form as it would be filled in for those columns."""
        there = tuple(columns)
        known = {one.kind: one.asked for one in there if one.kind}
        further = [f"{one.heading}{' *' if one.asked == MUST else ''}" for one in there if not one.kind]
        asked = {f"asked_{one.kind}": known.get(one.kind, LEFT) for one in USUAL}
        labels = {f"label_{one.kind}": label_of(one) for one in there if one.kind}
        return {**asked, **labels, "further": "\n".join(further)}

    def columns(self) -> tuple[Column, ...]:
        """The columns as they were chosen."""
        said = self.cleaned_data
        usual = tuple(
            Column(one.kind, called(one.heading, said[f"label_{one.kind}"]), said[f"asked_{one.kind}"]) for one in USUAL
        )
        lines = [line.strip() for line in said["further"].splitlines() if line.strip()]
        own = tuple(Column("", line.rstrip("* "), MUST if line.endswith("*") else MAY) for line in lines)
        return usual + tuple(one for one in own if one.heading)
