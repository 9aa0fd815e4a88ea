"""The controls of a form. Each knows its own width and hints to the browser; the markup is in jinja2/ui/forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms


class Option(str):
    """The words of a choice, with a hint under them."""

    hint: str

    def __new__(cls, label: str, hint: str = "") -> Option:
        """The label itself, carrying its hint."""
        made = super().__new__(cls, label)
        made.hint = hint
        return made


def _attrs(**given: Any) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in ("", None, False)}


class Text(forms.TextInput):
    """One line. `width` is about how many characters the box should look made for: 2, 3, 4, 5, 10, 20 or 30."""

    def __init__(
        self, width: int = 0, autocomplete: str = "", inputmode: str = "", spellcheck: str = "", kind: str = "text"
    ) -> None:
        super().__init__(attrs=_attrs(autocomplete=autocomplete, inputmode=inputmode, spellcheck=spellcheck))
        self.width = width
        self.input_type = kind


class Paragraphs(forms.Textarea):
    """Several lines."""

    def __init__(self, rows: int = 5, spellcheck: str = "") -> None:
        super().__init__(attrs=_attrs(rows=rows, spellcheck=spellcheck, cols=None))
        self.attrs.pop("cols", None)


class Choose(forms.Select):
    """A drop-down list, for a short list that would be too long as radios."""


class Radios(forms.RadioSelect):
    """One of a few."""

    def __init__(self, inline: bool = False, small: bool = True) -> None:
        super().__init__()
        self.inline = inline
        self.small = small


class Ticks(forms.CheckboxSelectMultiple):
    """Any of a few."""

    def __init__(self, small: bool = True) -> None:
        super().__init__()
        self.small = small


class Upload(forms.FileInput):
    """A file from the person's machine; `accept` is a list such as ``.docx,.pdf``."""

    allow_multiple_selected = True

    def __init__(self, accept: str = "", multiple: bool = False) -> None:
        super().__init__(attrs=_attrs(accept=accept, multiple=multiple))


class OneFile(Upload):
    """One file and no more."""

    allow_multiple_selected = False


class Password(forms.PasswordInput):
    """A password, with a button that shows it. Password managers and paste work."""

    def __init__(self, new: bool = False) -> None:
        super().__init__(attrs=_attrs(autocomplete="new-password" if new else "current-password", spellcheck="false"))


class Code(forms.TextInput):
    """A code of six figures from an authenticator app."""

    width = 10

    def __init__(self) -> None:
        super().__init__(attrs=_attrs(autocomplete="one-time-code", inputmode="numeric", spellcheck="false"))


class DayBoxes(forms.MultiWidget):
    """A day in three boxes."""

    parts = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))

    def __init__(self, birthday: bool = False) -> None:
        autocomplete = {"day": "bday-day", "month": "bday-month", "year": "bday-year"} if birthday else {}
        super().__init__({name: Text(width, autocomplete.get(name, ""), "numeric") for name, _, width in self.parts})

    def decompress(self, value: date | str | None) -> list[Any]:
        """Day, month and year of a date, or of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        if value:
            year, month, day = [*str(value).split("-"), "", ""][:3]
            return [day.lstrip("0"), month.lstrip("0"), year]
        return ["", "", ""]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """True when none of the boxes was sent."""
        return all(f"{name}_{part}" not in data for part, _, _ in self.parts)


def sent_names(widget: forms.Widget, name: str) -> list[str]:
    """The names under which a control called `name` sends its values."""
    if isinstance(widget, forms.MultiWidget):
        return [name + suffix for suffix in widget.widgets_names]  # type: ignore[attr-defined]
    return [name]
