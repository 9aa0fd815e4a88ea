"""What the forms of all records of a case share: words, dates, and how two versions of one form meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from throughline.cases import editing, merging
from throughline.cases.models import Kept
from throughline.kernel.letters import writable
from throughline.kernel.periods import stated, understood
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Paragraphs, Text, Ticks, sent_names
from throughline.ui.words import day

LONGEST = 100_000
WHEN_HINT = "In the words of the text, for example March 2016. Leave it empty where no date is stated."


class Words(forms.CharField):
    """Several lines of text, with the line ends of one kind."""

    def __init__(
        self, label: str, *, rows: int = 5, required: bool = True, hint: str = "", most: int = LONGEST
    ) -> None:
        super().__init__(label=label, required=required, help_text=hint, max_length=most, widget=Paragraphs(rows))

    def to_python(self, value: Any) -> str:
        """The text with ``\\n`` at the end of each line, as documents are read; only letters that can be written."""
        return writable(str(super().to_python(value)))


class Line(forms.CharField):
    """One line of text; not asked for unless told."""

    def __init__(self, label: str, most: int, *, required: bool = False, hint: str = "", width: int = 0) -> None:
        super().__init__(label=label, required=required, help_text=hint, max_length=most, widget=Text(width=width))

    def to_python(self, value: Any) -> str:
        """The text on one line, only letters that can be written."""
        return writable(str(super().to_python(value))).replace("\n", " ")


def when_field(label: str = "When", hint: str = WHEN_HINT) -> Line:
    """A date in the words of the text; what is plainly a date is understood, and nothing is put that was not said."""
    return Line(label, 300, hint=hint, width=20)


class VersionedForm(ThroughlineForm):
    """A form over one record of a case: it knows the version it was opened at, and is sent once."""

    not_said: ClassVar[tuple[str, ...]] = ("version", "once")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that record, as its cleaned values would be."""
        return {name: getattr(record, name) for name in cls.base_fields if name not in cls.not_said}

    def values(self) -> dict[str, Any]:
        """The fields of the record that the form gives."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in self.not_said}

    def again(self, data: QueryDict) -> VersionedForm:
        """The same form over other words that were sent."""
        return type(self)(data, initial=self.initial)

    def said(self, name: str, value: Any) -> str:
        """A value of that field in words."""
        field: Any = self.fields[name]
        if hasattr(field, "choices"):
            picked = value if isinstance(value, list) else [value]
            labels = dict(field.choices)
            return ", ".join(str(labels.get(one, one)) for one in picked if one not in ("", None)) or "Nothing chosen"
        if isinstance(value, date):
            return day(value)
        return "Nothing" if value in ("", None) else str(value)


def ticks(label: str, hint: str = "") -> forms.MultipleChoiceField:
    """Any of the records that the form offers."""
    return forms.MultipleChoiceField(label=label, required=False, help_text=hint, widget=Ticks())


def choose(label: str, *, required: bool = False, hint: str = "") -> forms.ChoiceField:
    """One of the things that the form offers."""
    return forms.ChoiceField(label=label, required=required, help_text=hint, widget=Choose())


def read_when(words: str, before: Kept | None, text_field: str = "date_text", iso_field: str = "date_iso") -> str:
    """The written form of a date typed in words; the one that stands already when its words were left as they were."""
    if before is not None and words == when_of(before, text_field, iso_field):
        return str(getattr(before, iso_field))
    return understood(words)


def when_of(record: Any, text_field: str = "date_text", iso_field: str = "date_iso") -> str:
    """The date of a record as its form shows it: its words, else what is written of it, else nothing."""
    words, iso = getattr(record, text_field), getattr(record, iso_field)
    return stated(words, iso) if words or iso else ""


@dataclass(frozen=True, slots=True)
class Versions:
    """One field in both versions: as it was when it was opened, as somebody else has it now, as it was typed."""

    label: str
    was: str
    theirs: str
    mine: str
    note: str


@dataclass(frozen=True)
class Met:
    """Two versions of one form: the form that holds what comes of both, and the fields in which they differ."""

    form: Any
    versions: tuple[Versions, ...]


def meet(form: VersionedForm, theirs: Kept) -> Met:
    """What was typed in a form that was opened at an older version, met with the record as it stands now."""
    version = form.cleaned_data["version"] or theirs.version
    base = form.initial_of(editing.as_it_stood(theirs, version))
    now = form.initial_of(theirs)
    names = [name for name in now if name in form.fields]
    mine = {name: form.cleaned_data[name] for name in names}
    merged = merging.merge(base=base, mine=mine, theirs=now)
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(theirs.version)
    for name in merged.taken:
        _put(data, form, name, now[name])
    both = form.again(data)
    both.draft_key, both.draft_mark = form.draft_key, form.draft_mark
    return Met(both, tuple(_versions(form, merged, base, mine, now)))


def _versions(
    form: VersionedForm,
    merged: merging.Merged,
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    now: Mapping[str, Any],
) -> Iterable[Versions]:
    for name in mine:
        if base[name] == mine[name] == now[name]:
            continue
        note = (
            "Both changed it. The form keeps yours."
            if name in merged.clashes
            else "You changed it. The form has yours."
        )
        if name in merged.taken:
            note = "Only they changed it. The form has theirs."
        if mine[name] == now[name]:
            note = "Both say the same."
        said = [form.said(name, of[name]) for of in (base, now, mine)]
        yield Versions(str(form.fields[name].label), said[0], said[1], said[2], note)


def _put(data: QueryDict, form: VersionedForm, name: str, value: Any) -> None:
    """The value stands in what was sent, under the names by which the field's control sends it."""
    widget: Any = form.fields[name].widget
    full = form.add_prefix(name)
    if isinstance(widget, forms.MultiWidget):
        for sent, part in zip(sent_names(widget, full), widget.decompress(value) or (), strict=True):
            data[sent] = str(part)
    elif isinstance(value, list):
        data.setlist(full, [str(one) for one in value])
    else:
        data[full] = "" if value is None else str(value)
