"""What the forms of all records of a review share: what they are for, and what they may be tied to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.http import QueryDict

from throughline.cases import editing
from throughline.cases.models import OfCase
from throughline.cases.recordforms import (
    LONGEST,
    WHEN_HINT,
    Line,
    Met,
    VersionedForm,
    Versions,
    Words,
    choose,
    meet,
    read_when,
    ticks,
    when_field,
    when_of,
)
from throughline.kernel.actor import Actor
from throughline.reviews.addresses import called, shortened
from throughline.ui.widgets import Option

__all__ = (
    "LONGEST",
    "WHEN_HINT",
    "About",
    "Line",
    "Met",
    "RecordForm",
    "Versions",
    "Words",
    "choose",
    "meet",
    "number_field",
    "option",
    "read_when",
    "ticks",
    "when_field",
    "when_of",
)


def number_field(hint: str = "As it is printed, for example 3 or 2.1.") -> Line:
    """The number of a record."""
    return Line("Number", 40, hint=hint, width=5)


@dataclass(frozen=True, slots=True)
class About:
    """What a form is for: the review, the record (none while it is new), who fills it in and on what day."""

    review: Any
    actor: Actor
    on: date
    record: OfCase | None = None


class RecordForm(VersionedForm):
    """A form over one record. Ties are chosen while it is new; afterwards on its page of ties."""

    ties: ClassVar[tuple[str, ...]] = ()
    only_new: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, about: About, **kwargs: Any) -> None:
        self.given = about
        self.rows: dict[str, dict[str, Any]] = {}
        super().__init__(*args, **kwargs)
        for name in (*self.ties, *self.only_new):
            if about.record is not None:
                del self.fields[name]
        self.fill()
        for name in self.ties:
            if name in self.fields and not self.rows.get(name):
                del self.fields[name]

    def fill(self) -> None:
        """Puts in what can be chosen; each form says its own."""

    def offer(self, name: str, rows: Iterable[OfCase]) -> None:
        """The rows can be ticked under that field, each by its number and its whole text."""
        if name in self.fields:
            self.rows[name] = {str(row.pk): row for row in rows}
            self.fields[name].choices = [(key, option(row)) for key, row in self.rows[name].items()]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> list[Any]:
        """The rows that were ticked under that field."""
        rows = self.rows.get(name, {})
        return [rows[key] for key in self.cleaned_data.get(name, ()) if key in rows]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that record, as its cleaned values would be."""
        names = [name for name in cls.base_fields if name not in ("version", "once", *cls.ties, *cls.only_new)]
        return {name: getattr(record, name) for name in names}

    def values(self) -> dict[str, Any]:
        """The fields of the record that the form gives, and while it is new what it is tied to."""
        mine = {name: self.cleaned_data[name] for name in self.fields if name not in ("version", "once", *self.ties)}
        return mine | {name: self.chosen(name) for name in self.ties if name in self.fields}

    def again(self, data: QueryDict) -> RecordForm:
        """The same form over other words that were sent."""
        return type(self)(data, about=self.given, initial=self.initial)


def option(row: Any) -> Option:
    """A record as one of the things to tick."""
    kind = editing.kind_of(row)
    if kind == "review":
        return Option(row.name)
    if row.number:
        return Option(called(kind, row.number), row.text)
    return Option(shortened(row.text, 120), "" if len(row.text) <= 120 else row.text)
