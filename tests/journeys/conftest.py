"""A browser, a running server, and Wexmoor with all its people, anew for every journey."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

SEEDED: dict[date, sqlite3.Connection] = {}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys; each person gets a context of their own."""
    if not CHROMIUM:
        pytest.skip("No Chromium: CHROMIUM may name one.")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def seed_again() -> None:
    """The demonstration stands as on its first day: made once a day and process, then copied page by page."""
    seed, now = import_module("throughline.demonstration.services").seed, timezone.now()
    if connection.vendor != "sqlite":
        seed(at=now)
        return
    connection.ensure_connection()
    made = SEEDED.get(timezone.localdate(now))
    if made:
        made.backup(connection.connection)
        return
    seed(at=now)
    SEEDED[timezone.localdate(now)] = made = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(made)


@pytest.fixture
def wexmoor(browser: Browser, transactional_db: None) -> Any:
    """The fictional partnership and its neighbour, as they are today. The modules need Django, so are loaded here."""
    cache.clear()
    seed_again()
    return import_module("tests.journeys.wexmoor").Wexmoor()


@pytest.fixture
def enter(browser: Browser, live_server: Any, wexmoor: Any) -> Iterator[Any]:
    """``enter("ruth")``: that person signs in through the pages. In the end nothing may have gone wrong in any page."""
    walkers = import_module("tests.journeys.walking").Walkers(browser, live_server.url, wexmoor)
    yield walkers
    complaints = walkers.leave()
    assert not complaints, complaints
