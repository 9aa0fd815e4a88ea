"""The system check finds each thing that an installation must never run without."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.core.checks import run_checks

from throughline.access.checks import YEAR, is_safe_to_run

GOOD = {
    "DEBUG": False,
    "MODE": "production",
    "SECRET_KEY": "".join(map(chr, range(48, 110))),
    "SECURE_HSTS_SECONDS": YEAR,
}


@pytest.mark.parametrize(
    ("wrong", "number"),
    [
        ({}, None),
        ({"DEBUG": True}, "throughline.E001"),
        ({"SECRET_KEY": "short"}, "throughline.E002"),
        ({"SECRET_KEY": "k" * 80}, "throughline.E002"),
        ({"SECURE_HSTS_SECONDS": 0}, "throughline.E003"),
    ],
)
def test_each_is_found(settings: Any, wrong: dict[str, Any], number: str | None) -> None:
    for name, value in (GOOD | wrong).items():
        setattr(settings, name, value)
    assert [one.id for one in is_safe_to_run()] == ([number] if number else [])


def test_sqlite_without_immediate_is_found(settings: Any) -> None:
    databases = deepcopy(settings.DATABASES)
    databases["default"] = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"transaction_mode": "DEFERRED"}}
    settings.DATABASES = databases
    assert [one.id for one in is_safe_to_run()] == ["throughline.E004"]


def test_django_asks_it(settings: Any) -> None:
    settings.DEBUG = True
    assert "throughline.E001" in {one.id for one in run_checks()}
