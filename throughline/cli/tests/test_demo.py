"""``throughline demo`` seeds an empty system only, and ``--reset`` throws away the demonstration and nothing else."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from throughline.cli import demo, system
from throughline.demonstration import services, signing_in
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")


class Home:
    """A home with a database, two stories in the file store and a key; what was done there, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.done = folder, list[str]()
        self.database = folder / "throughline.sqlite3"
        (folder / "files" / "ab").mkdir(parents=True)
        for name in ("throughline.sqlite3", "throughline.sqlite3-wal", "throughline.sqlite3-shm", "secret.key"):
            (folder / name).write_text("old", encoding="utf-8")
        (folder / "files" / "ab" / "paper").write_text("old", encoding="utf-8")

    def migrated(self) -> None:
        """Stands for `system.bring_up_to_date`."""
        self.done.append("migrated")
        if not self.database.exists():
            self.database.write_text("empty", encoding="utf-8")

    def seeded(self, **_: Any) -> None:
        """Stands for the seed."""
        self.done.append("seeded")
        self.database.write_text("seeded", encoding="utf-8")


def served_by(monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    """The database is one of that engine; no true one is asked."""
    monkeypatch.setattr("django.db.connection", SimpleNamespace(vendor=engine, close=lambda: None))


@pytest.fixture
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(tmp_path)
    settings.DEMONSTRATION, settings.HOME = True, tmp_path
    settings.DATABASES = {"default": {**settings.DATABASES["default"], "NAME": made.database}}
    served_by(monkeypatch, "sqlite")
    monkeypatch.setattr(system, "start", lambda: None)
    monkeypatch.setattr(system, "bring_up_to_date", made.migrated)
    monkeypatch.setattr(services, "is_empty", lambda: made.database.read_text(encoding="utf-8") == "empty")
    monkeypatch.setattr(services, "seed", made.seeded)
    monkeypatch.setattr(signing_in, "equip_everybody", lambda: None)
    monkeypatch.setattr(signing_in, "ways_in", lambda: ())
    return made


def run(*, reset: bool = False) -> int:
    return demo.run(argparse.Namespace(reset=reset, scale=1, json=True))


def test_a_second_start_seeds_nothing_and_loses_nothing(home: Home) -> None:
    assert run() == run() == 0
    assert home.done == ["migrated", "migrated"]
    assert home.database.read_text(encoding="utf-8") == "old" and (home.folder / "files" / "ab" / "paper").exists()


def test_reset_makes_it_anew_and_a_start_after_it_keeps_it(home: Home) -> None:
    assert run(reset=True) == run() == 0
    assert home.done == ["migrated", "seeded", "migrated"]
    assert home.database.read_text(encoding="utf-8") == "seeded"
    assert not list(home.folder.glob("*-wal")) and not list(home.folder.glob("*-shm"))
    assert not (home.folder / "files").exists()
    assert (home.folder / "secret.key").read_text(encoding="utf-8") == "old", "the key is the home's, not the records'"


def test_reset_throws_away_no_database_of_a_server(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    served_by(monkeypatch, "postgresql")
    with pytest.raises(Refused) as refused:
        run(reset=True)
    assert refused.value.number == "E1015" and home.done == []
    assert home.database.read_text(encoding="utf-8") == "old" and (home.folder / "files" / "ab" / "paper").exists()


def test_reset_touches_nothing_but_a_demonstration(home: Home, settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(Refused) as refused:
        run(reset=True)
    assert refused.value.number == "E1014" and home.database.read_text(encoding="utf-8") == "old"
