"""What the forms of a commission share: dates in words, choices from lists, and records of the case to choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from throughline.partnerships.queries import agencies_of, get_agency
from throughline.reviews.recordforms import RecordForm, choose, read_when, when_of
from throughline.ui.fields import DayField
from throughline.ui.widgets import Radios

PERSON_HINT = "A name and a role, for example Dr Tomasz Lewin, lead reviewer."


def radios(label: str, words: Mapping[str, Any], *, required: bool = True, hint: str = "") -> forms.ChoiceField:
    """One of a fixed list, all shown."""
    first = [] if required else [("", "Not said")]
    return forms.ChoiceField(
        label=label, required=required, help_text=hint, widget=Radios(), choices=[*first, *words.items()]
    )


def pick(label: str, words: Mapping[str, str], *, required: bool = True, hint: str = "") -> forms.ChoiceField:
    """One of a fixed list, in a drop-down."""
    field = choose(label, required=required, hint=hint)
    field.choices = [("", "Choose" if required else "Not said"), *words.items()]
    return field


def day_field(label: str, *, required: bool = False, hint: str = "For example, 27 3 2026.") -> DayField:
    """A certain day."""
    return DayField(label=label, required=required, help_text=hint)


class PartForm(RecordForm):
    """A form over one record of a commission.

    `whens` are fields with a date in words, each with the stem of the two columns that keep it (``date`` for
    ``date_text`` and ``date_iso``); `one_of` and `many_of` are fields that choose records, whose rows `offers` gives.
    """

    whens: ClassVar[Mapping[str, str]] = {}
    one_of: ClassVar[tuple[str, ...]] = ()
    many_of: ClassVar[tuple[str, ...]] = ()

    def offers(self, name: str) -> Iterable[tuple[Any, str]]:
        """The rows to choose from under that field, each with its words; each form says its own."""
        return ()

    def fill(self) -> None:
        """What can be chosen stands in the form; a field with nothing to choose is left out unless it is asked for."""
        for name in (*self.one_of, *self.many_of):
            offered = list(self.offers(name))
            self.rows[name] = {str(row.pk): row for row, _ in offered}
            listed = [(str(row.pk), words) for row, words in offered]
            empty = [("", "None of these")] if name in self.one_of else []
            self.fields[name].choices = [*empty, *listed]  # type: ignore[attr-defined]
            if not offered and not self.fields[name].required:
                del self.fields[name]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that record, as its cleaned values would be."""
        held: dict[str, Any] = {}
        for name in cls.base_fields:
            if name in ("version", "once"):
                continue
            if name in cls.whens:
                stem = cls.whens[name]
                held[name] = when_of(record, f"{stem}_text", f"{stem}_iso")
            elif name in cls.one_of:
                held[name] = str(getattr(record, f"{name}_id") or "")
            elif name in cls.many_of:
                held[name] = sorted(str(key) for key in getattr(record, name).values_list("pk", flat=True))
            else:
                held[name] = getattr(record, name)
        return held

    def values(self) -> dict[str, Any]:
        """The columns that the form gives: dates in their two, choices as records."""
        given: dict[str, Any] = {}
        for name in self.fields:
            if name in ("version", "once"):
                continue
            value = self.cleaned_data[name]
            if name in self.whens:
                stem = self.whens[name]
                given[f"{stem}_text"] = value
                given[f"{stem}_iso"] = read_when(value, self.given.record, f"{stem}_text", f"{stem}_iso")
            elif name in self.one_of:
                given[name] = self.rows[name].get(value)
            elif name in self.many_of:
                given[name] = [self.rows[name][key] for key in value if key in self.rows[name]]
            else:
                given[name] = value
        return given

    def agencies(self) -> list[tuple[Any, str]]:
        """The agencies of the partnership, by the names they bear on the day."""
        return [(Chosen(row.id), row.name) for row in agencies_of(self.given.actor, on=self.given.on)]

    def agency_of(self, given: dict[str, Any], name: str = "agency") -> dict[str, Any]:
        """The same values with the agency itself where its number was chosen."""
        chosen = given.get(name)
        return given | {name: get_agency(chosen.pk, actor=self.given.actor) if chosen else None}


@dataclass(frozen=True, slots=True)
class Chosen:
    """An agency to choose, by its number."""

    pk: int
