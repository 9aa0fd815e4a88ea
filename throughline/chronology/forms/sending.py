"""The forms with which files come in, and agencies are asked for theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from throughline.chronology.forms.entries import EntryForm
from throughline.chronology.queries.held import columns_of
from throughline.chronology.queries.sent import typed_behind
from throughline.chronology.services.asking import asked_of
from throughline.chronology.services.sending import NAMED_OTHERWISE, TAKEN, check_kind, read_sent
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask
from throughline.messages.queries.people import Recipient
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Option, Ticks, Upload


class ChronologyFile(forms.FileField):
    """A file of a kind that chronologies come in."""

    widget = Upload(accept=",".join(TAKEN))

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, by its ending."""
        file = super().clean(data[0] if isinstance(data, list) and data else data or None, initial)
        if file:
            try:
                check_kind(file.name)
            except Refused as refused:
                raise forms.ValidationError(f"{refused.number}: {refused.says} {refused.do}") from refused
        return file


FILE_HINT = (
    "Word (.docx), Excel (.xlsx), CSV or JSON, or a PDF of a chronology that was taken out here. "
    "One file with all your agency’s rows."
)


# What is chosen in place of an agency where the file itself names the agency of each row.
SEVERAL = 0
THEIRS = "These are this agency’s rows, though the file gives another name"


class AnswerForm(ThroughlineForm):
    """What an agency that was asked for its chronology sends: a file, or entries typed in one by one.

    The file is read where it is sent, so that what it comes to can be told before anything is kept. `entry` is the form
    of one entry; what was typed in earlier behind the same question stands without a file too.
    """

    document = ChronologyFile(label="Your agency’s chronology", help_text=FILE_HINT, max_length=255)

    def __init__(self, *args: Any, ask: Ask, on: date, **kwargs: Any) -> None:
        self.ask, self.on = ask, on
        super().__init__(*args, **kwargs)
        self.adds = bool(self.is_bound and self.data.get("so_far"))
        self.fields["document"].required = not self.adds and not typed_behind(ask).exists()
        columns = columns_of(ask.case.partnership_id)
        given: dict[str, Any] = {"agencies": {ask.agency_id or 0: ""}, "columns": columns, "today": on}
        self.entry = EntryForm(self.data if self.adds else None, prefix="entry", **given)
        if self.data.get("is_theirs"):
            ask_whose(self)

    def is_valid(self) -> bool:
        """An entry is added by itself; a file is sent, or checked, by itself."""
        return super().is_valid() and (not self.adds or self.entry.is_valid())

    def clean(self) -> dict[str, Any]:
        """The file as it was read, under ``read`` and ``data``; what refuses it stands at it."""
        said = super().clean() or self.cleaned_data
        file = said.get("document")
        if self.adds:
            return said | {"typed": self.entry.typed()} if self.entry.is_valid() else said
        if not file:
            return said
        try:
            held, agency = asked_of(self.ask)
            data = file.read()
            given: dict[str, Any] = {"agency": agency, "name": file.name, "is_theirs": said.get("is_theirs", False)}
            return said | {"data": data, "read": read_sent(held, data=data, on=self.on, **given)}
        except Refused as refused:
            self.add_error("document", f"{refused.number}: {refused.says} {refused.do}")
            if refused.number == NAMED_OTHERWISE:
                ask_whose(self)
        return said


def ask_whose(form: ThroughlineForm) -> None:
    """It asks too whether rows under another name are the agency's own: not before a file has given such a name."""
    form.fields["is_theirs"] = forms.BooleanField(label=THEIRS, required=False)


class SendForm(ThroughlineForm):
    """A file, and the agency whose rows it holds; or, from the business unit, a merged one with rows of several."""

    agency = forms.TypedChoiceField(label="Whose rows are these?", coerce=int, widget=Choose())
    document = ChronologyFile(label="The chronology", help_text=FILE_HINT, max_length=255)

    def __init__(self, *args: Any, agencies: Mapping[int, str], several: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key), name) for key, name in agencies.items()]
        if len(choices) > 1:
            choices.insert(0, ("", "Choose an agency"))
        if several:
            choices.append((str(SEVERAL), "Several agencies: a merged chronology that names the agency of each row"))
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]
        if self.data.get("is_theirs"):
            ask_whose(self)
        if len(agencies) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.initial.setdefault("agency", str(next(iter(agencies))))


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
