"""Several columns as one text, so that rows of many tables are read in one statement."""

from __future__ import annotations

from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, Concat

from throughline.casefile.queries.columns import NO_TEXT, text

APART = "\x1f"


def packed(*columns: Any) -> Any:
    """Those columns as one text, each set apart from the next; nothing for what is not there."""
    parts: list[Any] = []
    for place, column in enumerate(columns):
        value = text(column) if isinstance(column, str) else column
        parts += [*([Value(APART)] * bool(place)), Coalesce(value, NO_TEXT, output_field=TextField())]
    return Concat(*parts, output_field=TextField()) if len(parts) > 1 else parts[0]
