"""Every package that is locked for running is named, with its licence, in docs/licences.md."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def _locked() -> set[str]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {_plain(line.split("==")[0]) for line in lines if "==" in line and not line.startswith((" ", "#"))}


def _named() -> dict[str, str]:
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \|", (ROOT / "docs/licences.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return {_plain(name): licence for names, licence in rows for name in names.split(",")}


def test_every_locked_package_is_named_with_its_licence() -> None:
    assert len(_locked()) > 30
    assert sorted(_locked() - set(_named())) == []


def test_nothing_that_runs_is_under_the_gpl_or_agpl() -> None:
    bad = {name: licence for name, licence in _named().items() if re.search(r"(?<!L)GPL", licence)}
    assert bad == {}
