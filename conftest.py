"""What every test stands on: a home of its own, a database file of its own, and no network."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.test.utils import teardown_databases

from tests import flushing

# Settings are read only after the home is known. The processes of one run share it, each with its own database in it.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["THROUGHLINE_HOME"] = tempfile.mkdtemp(prefix="throughline-tests-")
    os.environ["THROUGHLINE_MODE"] = "local"
    os.environ["DJANGO_SETTINGS_MODULE"] = "throughline.config.settings"
    atexit.register(shutil.rmtree, os.environ["THROUGHLINE_HOME"], ignore_errors=True)
(Path(os.environ["THROUGHLINE_HOME"]) / "static").mkdir(exist_ok=True)
if Path(settings.HOME) != Path(os.environ["THROUGHLINE_HOME"]).resolve():
    raise RuntimeError("The settings were read before the tests had a home of their own.")

# How fast examples come depends on what else the machine does, so no test fails for that.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that touch the database are marked so, whichever way they ask for it; browser journeys too."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
        if "journeys" in Path(str(item.path)).parts:
            item.add_marker("journey")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What stays until the end is not looked through for rubbish again and again: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """The database of this process, migrated once and copied after that. Its module needs Django, so is loaded here."""
    with django_db_blocker.unblock():
        made = import_module("tests.migrated").set_up()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What the processes of the run shared on the database server is gone after them."""
    if session.config.getoption("dist", "no") != "no":
        import_module("tests.migrated").leave_nothing()


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_guards() -> None:
    """Tests that really commit can be cleared away after."""
    flushing.install()


@pytest.fixture(autouse=True)
def _quick(settings: Any, tmp_path: Path) -> None:
    """Passwords are hashed quickly and static files are served as they lie; no test is about either."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.FILES = tmp_path / "files"
    # A test opens more pages in a minute than a person; the test of that limit sets its true figures.
    settings.PAGES_AT_MOST = settings.EXPORTS_AT_MOST = 1_000_000
