"""Between tests that really commit, the database is emptied; only then do append-only tables let go of their rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import flush
from django.db import connections

_handle = flush.Command.handle


@contextmanager
def guards_down(database: str) -> Iterator[None]:
    """The append-only triggers are off inside, and on again afterwards, whatever happens."""
    connection = connections[database]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A guard cannot be taken down while keys wait to be checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE t.tgname LIKE '%%append_only%%'"
            )
            found = [
                (f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"', f'ALTER TABLE "{table}" ENABLE TRIGGER "{name}"')
                for table, name in cursor.fetchall()
            ]
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%%append_only%%'")
            found = [(f'DROP TRIGGER "{name}"', sql) for name, sql in cursor.fetchall()]
        for down, _ in found:
            cursor.execute(down)
        try:
            yield
        finally:
            for _, up in found:
                cursor.execute(up)


def handle(self: Any, **options: Any) -> None:
    """Django's flush, with the guards down while it runs."""
    with guards_down(options["database"]):
        _handle(self, **options)


def install() -> None:
    """Every flush of the tests goes this way."""
    flush.Command.handle = handle  # type: ignore[method-assign]  # put in place of Django's on purpose, in tests alone
