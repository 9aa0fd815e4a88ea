"""From a Django field to the plain facts that its template prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField

from throughline.ui.widgets import DayBoxes, sent_names

SCANNED = "Every file is scanned for viruses before it is taken."
NOT_SCANNED = "This system does not scan files for viruses."

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.MultipleHiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (DayBoxes, "day"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
)


@dataclass(frozen=True)
class Choice:
    """One thing to choose."""

    id: str
    value: str
    label: str
    hint: str
    chosen: bool


@dataclass(frozen=True)
class Box:
    """One of the three boxes of a day."""

    id: str
    name: str
    label: str
    width: int
    value: str
    attrs: dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """One field, ready to print."""

    kind: str
    name: str
    id: str
    focus_id: str
    label: str
    hint: str
    errors: tuple[str, ...]
    described_by: str
    input_type: str
    value: str
    width: int
    attrs: dict[str, Any]
    choices: tuple[Choice, ...]
    boxes: tuple[Box, ...]
    inline: bool
    small: bool
    sent_names: tuple[str, ...]

    @staticmethod
    def kind_of(widget: forms.Widget) -> str:
        """The name of the template part that draws that control."""
        return next((kind for of, kind in KINDS if isinstance(widget, of)), "text")


def drawn(bound: BoundField, *, says_optional: bool = True) -> Drawn:
    """The facts of a field that is bound to its form."""
    field, widget = bound.field, bound.field.widget
    kind = Drawn.kind_of(widget)
    own_id = bound.auto_id or f"id_{bound.html_name}"
    errors = tuple(str(error) for error in bound.errors)
    hint = str(bound.help_text or "")
    if kind == "file":
        hint = f"{hint} {SCANNED if settings.CLAMD else NOT_SCANNED}".strip()
    label = str(bound.label or "")
    if (
        says_optional
        and not field.required
        and kind not in ("checkbox", "hidden")
        and label
        and "(optional)" not in label
    ):
        label = f"{label} (optional)"
    described = " ".join([f"{own_id}-hint"] * bool(hint) + [f"{own_id}-error"] * bool(errors))
    boxes = _boxes(bound, own_id) if kind == "day" else ()
    return Drawn(
        kind=kind,
        name=bound.html_name,
        id=own_id,
        focus_id=boxes[0].id if boxes else own_id,
        label=label,
        hint=hint,
        errors=errors,
        described_by=described,
        input_type=getattr(widget, "input_type", "text") or "text",
        value=_value(bound, kind),
        width=getattr(widget, "width", 0),
        attrs=_attrs(bound),
        choices=_choices(bound, own_id) if kind in ("radios", "checkboxes", "select") else (),
        boxes=boxes,
        inline=getattr(widget, "inline", False),
        small=getattr(widget, "small", True),
        sent_names=tuple(sent_names(widget, bound.html_name)),
    )


def _value(bound: BoundField, kind: str) -> str:
    """The words in the box; a password and a file are never sent back."""
    if kind in ("radios", "checkboxes", "select", "day", "file", "password"):
        return ""
    value = bound.value()
    if kind == "checkbox":
        return "on" if value in (True, "on", "true", "True", "1") else ""
    return "" if value is None else str(bound.field.widget.format_value(value) or "")


def _attrs(bound: BoundField) -> dict[str, Any]:
    field, widget = bound.field, bound.field.widget
    attrs = {
        name: value
        for name, value in widget.attrs.items()
        if name not in ("class", "id", "placeholder", "required", "cols")
    }
    if isinstance(field, forms.EmailField):
        attrs.setdefault("autocomplete", "email")
        attrs.setdefault("spellcheck", "false")
    if isinstance(field, forms.IntegerField):
        attrs.setdefault("inputmode", "numeric")
    if field.disabled:
        attrs["disabled"] = True
    return attrs


def _choices(bound: BoundField, own_id: str) -> tuple[Choice, ...]:
    """The options; the first has the field's own id, so that a link to the field lands on it."""
    widget: Any = bound.field.widget
    found: list[Choice] = []
    for _, options, _ in widget.optgroups(bound.html_name, widget.format_value(bound.value())):
        for option in options:
            value = str(option["value"] if option["value"] is not None else "")
            if value == "" and not isinstance(widget, forms.Select):
                continue
            if value == "" and isinstance(widget, forms.RadioSelect):
                continue
            made = own_id if not found else f"{own_id}-{len(found) + 1}"
            label = option["label"]
            found.append(Choice(made, value, str(label), getattr(label, "hint", ""), bool(option["selected"])))
    return tuple(found)


def _boxes(bound: BoundField, own_id: str) -> tuple[Box, ...]:
    widget: Any = bound.field.widget
    value = bound.value()
    values = value if isinstance(value, (list, tuple)) else widget.decompress(value)
    return tuple(
        Box(
            f"{own_id}-{part}",
            f"{bound.html_name}_{part}",
            label,
            width,
            str(each if each is not None else ""),
            inner.attrs,
        )
        for (part, label, width), each, inner in zip(widget.parts, values, widget.widgets, strict=True)
    )
