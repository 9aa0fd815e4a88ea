"""Days that are given with an act of a rapid review."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from throughline.kernel.refusals import Refused


def came(day: date, at: datetime) -> None:
    """Nothing, or the refusal of a day that has not come."""
    if day > localdate(at):
        raise Refused("E1972", "That day has not come.", "Give the day on which it was.")
