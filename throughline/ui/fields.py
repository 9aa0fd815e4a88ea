"""Fields for days, certain and uncertain."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from throughline.kernel.numbers import is_whole
from throughline.ui.widgets import DayBoxes

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_number(text: str) -> int:
    """``3`` for ``3``, ``03``, ``Mar`` and ``March``; 0 for anything else."""
    text = text.strip().lower()
    if is_whole(text):
        return int(text) if 1 <= int(text) <= 12 else 0
    return MONTHS.index(text[:3]) + 1 if len(text) >= 3 and text[:3] in MONTHS else 0


class _Day(forms.Field):
    """What both kinds of day share: three boxes, and messages that name the field."""

    widget = DayBoxes
    default_error_messages = {
        "not_real": "%(label)s must be a real date, such as 27 3 2024.",
        "no_year": "%(label)s must have a year of four figures.",
        "no_month": "%(label)s must have a month.",
        "no_day": "%(label)s must have a day.",
        "month_gap": "%(label)s has a day and no month. Give the month, or leave both out.",
    }

    def _parts(self, value: Any) -> tuple[str, str, str]:
        given = [str(part or "").strip() for part in (value or ("", "", ""))]
        return given[0], given[1], given[2]

    def _refuse(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"label": self.label or "The date"})

    def _checked(self, day: str, month: str, year: str) -> date:
        if not (is_whole(year) and len(year) == 4):
            raise self._refuse("no_year")
        try:
            return date(int(year), month_number(month or "1"), int(day or "1"))
        except ValueError:
            raise self._refuse("not_real") from None

    def validate(self, value: Any) -> None:
        """Refuses nothing where something is asked for."""
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")


class DayField(_Day):
    """A certain day, as a ``date``."""

    def to_python(self, value: Any) -> date | None:
        """The date that the three boxes give, or None if all are empty."""
        if isinstance(value, date):
            return value
        day, month, year = self._parts(value)
        if not (day or month or year):
            return None
        if not year:
            raise self._refuse("no_year")
        if not month:
            raise self._refuse("no_month")
        if not day:
            raise self._refuse("no_day")
        return self._checked(day, month, year)


class UncertainDayField(_Day):
    """A day of which perhaps only the month or the year is known, as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    def to_python(self, value: Any) -> str | None:
        """What is known of the day and no more, or None if all boxes are empty."""
        if isinstance(value, str):
            return value or None
        day, month, year = self._parts(value)
        if not (day or month or year):
            return None
        if day and not month:
            raise self._refuse("month_gap")
        found = self._checked(day, month, year)
        if day:
            return f"{found:%Y-%m-%d}"
        return f"{found:%Y-%m}" if month else f"{found:%Y}"
