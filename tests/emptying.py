"""An empty system inside a test: every row of ours is gone, within the test's own transaction."""

from __future__ import annotations

from django.apps import apps
from django.db import connection

from tests.flushing import guards_down
from throughline.access.models import Session
from throughline.keeping.services import is_empty, kept_models


def empty() -> None:
    """Nobody and nothing is on the record any more."""
    rooms = (apps.get_app_config(room) for room in ("chronology", "boards"))
    rebuilt = (one for room in rooms for one in room.get_models() if getattr(one, "REBUILT", False))
    tables = [Session._meta.db_table, *(one._meta.db_table for one in rebuilt)]
    tables += [*(model._meta.db_table for model in kept_models())]
    for model in kept_models():
        tables += [one.remote_field.through._meta.db_table for one in model._meta.local_many_to_many]
    with guards_down("default"), connection.cursor() as cursor:
        deferrable = connection.vendor == "postgresql"
        if deferrable:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in tables:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  a name of our own table
        if deferrable:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert is_empty()
