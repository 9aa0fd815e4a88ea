"""The forms with which files come in, and agencies are asked for theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePath
from typing import Any

from django import forms

from throughline.chronology.services.sending import TAKEN
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
