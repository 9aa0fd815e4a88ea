"""The forms with which files come in, and agencies are asked for theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms

from throughline.chronology.services.sending import TAKEN, check_kind
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


FILE_HINT = "Word (.docx), Excel (.xlsx), CSV or JSON. One file with all your agency’s rows."


class AnswerForm(ThroughlineForm):
    """The file of an agency that was asked for its chronology."""

    document = ChronologyFile(label="Your agency’s chronology", help_text=FILE_HINT, max_length=255)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        self.ask = ask
        super().__init__(*args, **kwargs)


# What is chosen in place of an agency where the file itself names the agency of each row.
SEVERAL = 0
THEIRS = "These are this agency’s rows, though the file gives another name"


class SendForm(ThroughlineForm):
    """A file, and the agency whose rows it holds; or, from the business unit, a merged one with rows of several."""

    agency = forms.TypedChoiceField(label="Whose rows are these?", coerce=int, widget=Choose())
    document = ChronologyFile(label="The chronology", help_text=FILE_HINT, max_length=255)

    def __init__(self, *args: Any, agencies: Mapping[int, str], several: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key), name) for key, name in agencies.items()]
        if several:
            choices.append((str(SEVERAL), "Several agencies: a merged chronology that names the agency of each row"))
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]
        if self.data.get("is_theirs"):
            self.ask_whose()
        if len(agencies) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.initial.setdefault("agency", str(next(iter(agencies))))

    def ask_whose(self) -> None:
        """It asks too whether rows under another name are the agency's own: not before a file has given such a name."""
        self.fields["is_theirs"] = forms.BooleanField(label=THEIRS, required=False)


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
