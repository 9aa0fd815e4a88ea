"""The world of the laws, built once and rolled back when all have been held."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The world, in a transaction that is never committed. Its module needs Django, so it is loaded only now."""
    worlds = import_module("tests.laws.world")
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: Any, settings: Any) -> Any:
    """The world, its documents' files lying where this test looks for them."""
    folder = Path(settings.FILES)
    for name, kept in built.ids.items():
        if name.endswith("kept_as"):
            place = folder / kept[0]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(kept[1], encoding="utf-8")
    return built
