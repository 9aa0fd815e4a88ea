"""Many rows of a table at once, without an instance of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], same: Mapping[str, Any], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Each of `rows` stands in the model's table, in their order: its fields `names`, and the fields `same` of all.

    Fields are named as columns are set (``case_id``). One that is named nowhere has its default. A value of `rows` is
    as the database takes it, so JSON is a text, and a day too, or a date, which costs more; nothing is checked but what
    the database itself checks.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    left = {name: field.get_default() for name, field in fields.items() if name not in names}
    told = {name: fields[name].get_db_prep_save(value, connection) for name, value in (left | dict(same)).items()}
    rows = list(rows)
    # Nothing stands in a column that is not named. SQLite's driver takes twice as long over nothing as over a text.
    told = {name: value for name, value in told.items() if value is not None}
    filled = [place for place in range(len(names)) if any(row[place] is not None for row in rows)]
    if 1 < len(filled) < len(names):
        names, rows = [names[place] for place in filled], list(map(itemgetter(*filled), rows))
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(fields[name].column or name) for name in (*told, *names))
    before = tuple(told.values())
    whole = [before + row for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * (len(told) + len(names)))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", whole)  # noqa: S608 our own names


@lru_cache(maxsize=16_384)
def day_text(day: date | None) -> str | None:
    """The day as every database takes it. Agencies tell of the same days, and each has two columns or more of them."""
    return day.isoformat() if day else None
