"""What tests really commit is gone after them: the whole database of this process as it was, from a copy in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def put_back() -> Iterator[None]:
    """Afterwards every row is as it was before. For SQLite alone, and outside any transaction."""
    connection.ensure_connection()
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(kept)
    try:
        yield
    finally:
        kept.backup(connection.connection)
        kept.close()
