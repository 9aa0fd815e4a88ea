"""Migrations say all that the models say, in one line a room."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ConnectionHandler

LABELS = {config.name: config.label for config in apps.get_app_configs()}
ROOMS = [LABELS[room] for room in settings.ROOMS]


@pytest.mark.django_db
def test_nothing_is_left_to_migrate() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_room_s_migrations_stand_in_one_line() -> None:
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}
    for room in ROOMS:
        names = sorted(name for label, name in loader.disk_migrations if label == room)
        numbers = [name[:4] for name in names]
        assert numbers == [f"{number:04d}" for number in range(1, len(names) + 1)], f"{room}: {names}"
        for before, name in itertools.pairwise(names):
            needs = loader.disk_migrations[(room, name)].dependencies
            assert (room, before) in needs, f"{room}: {name} does not follow {before}"


def test_migrations_need_only_rooms_above_them() -> None:
    loader = MigrationLoader(None)
    order = {room: place for place, room in enumerate(ROOMS)}
    wrong = [
        f"{label}.{name} needs {needed}"
        for (label, name), migration in loader.disk_migrations.items()
        if label in order
        for needed, _ in migration.dependencies
        if needed in order and order[needed] > order[label]
    ]
    assert wrong == []


def _built() -> list[tuple[str]]:
    """What built the tables, indexes and triggers of the test database, but for what the search keeps itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " AND NOT (name LIKE 'casefile_%' AND sql LIKE 'CREATE TABLE ''%')"
            " ORDER BY type = 'trigger', type = 'index'"
        )
        return cursor.fetchall()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL adds a column without making the table anew")
def test_a_table_can_be_made_anew_while_triggers_of_others_name_it(tmp_path: Path) -> None:
    """As SQLite does it to add a column, in a database that is in use; on an empty one the triggers come later."""
    used = connection.settings_dict | {"NAME": str(tmp_path / "used.sqlite3")}
    with closing(sqlite3.connect(used["NAME"])) as copy:
        for (statement,) in _built():
            copy.execute(statement)
    theirs = ConnectionHandler({"default": used})["default"]
    with closing(theirs):
        for room in ROOMS:
            for model in apps.get_app_config(room).get_models():
                with theirs.schema_editor() as editor:
                    column = models.CharField(max_length=10, default="as before")
                    column.set_attributes_from_name("added")
                    editor.add_field(model, column)
                with theirs.cursor() as cursor:
                    assert "added" in {
                        each.name for each in theirs.introspection.get_table_description(cursor, model._meta.db_table)
                    }
