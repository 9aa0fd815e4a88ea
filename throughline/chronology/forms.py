"""Words and validation of the forms of this room."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any, ClassVar

from django import forms

from throughline.cases.recordforms import Line, VersionedForm, Words
from throughline.chronology.rules import Entry, RefusedRow
from throughline.chronology.rules.holding import KINDS, MARKS, SETTLED, VERBS
from throughline.chronology.rules.template import ALWAYS, ASKED, LEFT, MAY, MUST, SAYS, USUAL, Column, must_of
from throughline.chronology.rules.typed import FIELDS, read_typed
from throughline.chronology.services.sending import TAKEN
from throughline.kernel.periods import understood
from throughline.messages.models import Ask
from throughline.messages.queries.people import Recipient
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Option, Radios, Text, Ticks, Upload

LONGEST, LINE = 20_000, 500


class ChronologyFile(forms.FileField):
    """A file of a kind that chronologies come in."""

    widget = Upload(accept=",".join(TAKEN))

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, by its ending."""
        file = super().clean(data[0] if isinstance(data, list) and data else data or None, initial)
        if file and PurePath(file.name).suffix.lower() not in TAKEN:
            raise forms.ValidationError("Choose a Word (.docx), Excel (.xlsx), CSV or JSON file.")
        return file


FILE_HINT = "Word (.docx), Excel (.xlsx), CSV or JSON. One file with all your agency’s rows."


class AnswerForm(ThroughlineForm):
    """The file of an agency that was asked for its chronology."""

    document = ChronologyFile(label="Your agency’s chronology", help_text=FILE_HINT, max_length=255)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        self.ask = ask
        super().__init__(*args, **kwargs)


class SendForm(ThroughlineForm):
    """A file, and the agency whose rows it holds."""

    agency = forms.TypedChoiceField(label="Whose rows are these?", coerce=int, widget=Choose())
    document = ChronologyFile(label="The chronology", help_text=FILE_HINT, max_length=255)

    def __init__(self, *args: Any, agencies: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(str(key), name) for key, name in agencies.items()]  # type: ignore[attr-defined]
        if len(agencies) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.initial.setdefault("agency", str(next(iter(agencies))))


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


class EntryForm(ThroughlineForm):
    """One entry, typed in. Its words are checked as those of a file are."""

    NARROW: ClassVar[Mapping[str, int]] = {"sequence": 4, "start": 20, "time": 10, "end": 20, "known": 20}

    def __init__(
        self,
        *args: Any,
        agencies: Mapping[int, str],
        columns: Iterable[Column],
        today: date,
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
        for one in self.columns:
            if one.asked != LEFT:
                self.fields[name_of(one)] = self._field(one)
        if corrects:
            hint = "The entry as it was is kept beside it."
            self.fields["why"] = Words("Why it is corrected", rows=2, hint=hint, most=1000)

    def _field(self, one: Column) -> forms.Field:
        must, hint = one.asked == MUST or one.kind in ("start", "source"), SAYS.get(one.kind, "")
        if one.kind in ("event", "action", "comment", ""):
            return Words(one.heading, rows=4, required=must, hint=hint, most=LONGEST)
        return Line(one.heading, LINE, required=must, hint=hint, width=self.NARROW.get(one.kind, 0))

    def typed(self) -> dict[str, str]:
        """What was typed, by kind, or by the heading of a column of the partnership's own."""
        said = self.cleaned_data
        return {one.kind or one.heading: said.get(name_of(one)) or "" for one in self.columns if one.asked != LEFT}

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


class SplitForm(ThroughlineForm):
    """The facts that one entry tells, each to be an entry of its own."""

    PARTS = 3

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for part in range(1, self.PARTS + 1):
            asked = part < self.PARTS
            name = ("First", "Second", "Third")[part - 1]
            self.fields[f"start_{part}"] = Line(f"{name} fact: start date", 200, required=asked, width=20)
            for what in ("event", "action"):
                must = asked and what == "event"
                self.fields[f"{what}_{part}"] = Words(f"{name} fact: {what}", rows=3, required=must, most=LONGEST)
        self.fields["why"] = Words("Why it is split", rows=2, most=1000)

    def parts(self, whole: Mapping[str, str]) -> list[dict[str, str]]:
        """Each fact with what the whole entry has beside."""
        said = self.cleaned_data
        keys = ("start", "event", "action")
        told = [{key: said[f"{key}_{part}"] for key in keys} for part in range(1, self.PARTS + 1)]
        return [{**whole, **one} for one in told if one["event"].strip()]


class MarkForm(ThroughlineForm):
    """A comment or a code."""

    kind = forms.ChoiceField(label="What is it?", choices=tuple(MARKS.items()), widget=Radios())
    text = Words(
        "Words",
        rows=3,
        required=False,
        hint="A comment, the name of a theme, or what a life event is called over the picture.",
        most=4000,
    )


class SettleForm(ThroughlineForm):
    """What becomes of two entries."""

    kind = forms.ChoiceField(label="What holds them together?", choices=tuple(KINDS.items()), widget=Radios())
    settled = forms.ChoiceField(label="How does it stand?", choices=tuple(SETTLED.items()), widget=Radios())
    reason = Words("Why", rows=4, most=4000)


class MoveForm(ThroughlineForm):
    """The next step of the chronology."""

    verb = forms.ChoiceField(label="What happens to it?", widget=Radios())
    reason = Words("Reason", rows=3, required=False, hint="Needed to go back.", most=1000)

    def __init__(self, *args: Any, verbs: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(verb, VERBS[verb]) for verb in verbs]  # type: ignore[attr-defined]


class AskForm(ThroughlineForm):
    """Which agencies are asked, and by when."""

    to = forms.MultipleChoiceField(label="Whom do you ask?", widget=Ticks())
    due_on = DayField(label="By when", help_text="The date locks nothing; who is late is reminded.")

    def __init__(self, *args: Any, recipients: Iterable[Recipient], sent: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (one.key, Option(one.name, one.about + (". Sent already" if one.agency in sent else "")))
            for one in recipients
        ]


class AttachForm(ThroughlineForm):
    """The entry to which a comment belongs now."""

    entry = forms.IntegerField(label="The number of the entry", widget=Text(width=8), min_value=1)


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
        self.fields["further"] = further

    @staticmethod
    def initial_of(columns: Iterable[Column]) -> dict[str, str]:
        """The form as it would be filled in for those columns."""
        there = tuple(columns)
        known = {one.kind: one.asked for one in there if one.kind}
        further = [f"{one.heading}{' *' if one.asked == MUST else ''}" for one in there if not one.kind]
        asked = {f"asked_{one.kind}": known.get(one.kind, LEFT) for one in USUAL}
        return {**asked, "further": "\n".join(further)}

    def columns(self) -> tuple[Column, ...]:
        """The columns as they were chosen."""
        said = self.cleaned_data
        usual = tuple(Column(one.kind, one.heading, said[f"asked_{one.kind}"]) for one in USUAL)
        lines = [line.strip() for line in said["further"].splitlines() if line.strip()]
        own = tuple(Column("", line.rstrip("* "), MUST if line.endswith("*") else MAY) for line in lines)
        return usual + tuple(one for one in own if one.heading)
