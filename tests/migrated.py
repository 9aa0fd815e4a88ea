"""The database of a run: migrated from nothing once for the same migrations, and copied after that.

Migrating from nothing takes longer than most rooms' tests. A copy is migrated again all the same, so one that is behind
does no harm. On SQLite the copy is kept in ``var/tests`` for the runs that follow; on PostgreSQL it lasts for one run,
and serves its second process.
"""

from __future__ import annotations

import fcntl
import gc
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg
from django.apps import apps
from django.db import connection
from django.test.utils import setup_databases
from psycopg.sql import SQL, Identifier

TOP = Path(__file__).parents[1]
KEPT = TOP / "var" / "tests"
# How many copies stay: somebody goes to and fro between a few branches.
MOST = 3


def fingerprint() -> str:
    """Changes whenever a migration does, of ours or of a library, or what our own operations stand on."""
    told = hashlib.sha256(django.__version__.encode())
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    files = [file for folder in folders for file in sorted(folder.glob("*.py"))]
    for file in [*files, TOP / "throughline" / "audit" / "append_only.py"]:
        told.update(file.name.encode() + file.read_bytes())
    return told.hexdigest()[:16]


def set_up() -> Any:
    """The test database stands, migrated; gives what ``teardown_databases`` takes."""
    if connection.vendor == "sqlite":
        with _one_at_a_time(KEPT / "lock"):
            return _from_a_file(KEPT / f"{fingerprint()}.sqlite3")
    if "PYTEST_XDIST_WORKER" in os.environ:
        with _one_at_a_time(Path(os.environ["THROUGHLINE_HOME"]) / "lock"):
            return _from_the_server(_name_on_the_server())
    return _from_nothing()


def leave_nothing() -> None:
    """The copy of this run is gone from the server; for the process that started the others, once they ended."""
    if connection.vendor == "postgresql":
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(_name_on_the_server())))


def _name_on_the_server() -> str:
    return "test_migrated_" + hashlib.sha256(os.environ["THROUGHLINE_HOME"].encode()).hexdigest()[:12]


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def _looking_for_no_rubbish() -> Iterator[None]:
    """Migrating makes and drops hundreds of thousands of objects; looking through them takes two fifths of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _from_nothing() -> Any:
    with _looking_for_no_rubbish():
        return setup_databases(verbosity=0, interactive=False)


def _from_a_file(kept: Path) -> Any:
    if kept.exists():
        shutil.copyfile(kept, str(connection.settings_dict["TEST"]["NAME"]))
        kept.touch()
        return setup_databases(verbosity=0, interactive=False, keepdb=True)
    made = _from_nothing()
    new = kept.with_suffix(".new")
    new.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(new)])
    new.rename(kept)
    for old in sorted(KEPT.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-MOST]:
        old.unlink()
    return made


def _from_the_server(kept: str) -> Any:
    name = connection.creation._get_test_db_name()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept])
        if cursor.fetchone():
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{kept}"')
            return setup_databases(verbosity=0, interactive=False, keepdb=True)
    made = _from_nothing()
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{kept}" TEMPLATE "{name}"')
    return made
