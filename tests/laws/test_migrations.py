"""Migrations say all that the models say, in one line a room."""

from __future__ import annotations

import itertools

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

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
