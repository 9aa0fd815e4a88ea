"""The package, built and installed as anybody would, has its command and every file it needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import throughline

ROOT = Path(__file__).parent.parent
NOT_SHIPPED = {"tests", "__pycache__"}


def shipped(folder: Path) -> set[str]:
    """Every file of the package but its tests."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {str(path) for path in files if not NOT_SHIPPED & set(path.parts) and path.suffix != ".pyc"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel of this source was installed, away from it and without what it depends on."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("made")
    for name in ("pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copy(ROOT / name, source / name)
    shutil.copytree(ROOT / "throughline", source / "throughline", ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    alone = ["--ignore-installed", "--no-warn-script-location", "--prefix", str(made / "prefix")]
    for words in (
        ["wheel", str(source), "--no-deps", "--no-build-isolation", "--no-index", "-w", str(made)],
        ["install", "--no-deps", "--no-index", "--find-links", str(made), *alone, "throughline"],
    ):
        done = subprocess.run([*pip, *words], capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
    return made / "prefix"


def packages_of(prefix: Path) -> Path:
    return next(prefix.glob("lib/python*/site-packages"))


def test_every_template_static_file_and_list_is_in_it(installed: Path) -> None:
    there = shipped(packages_of(installed) / "throughline")
    assert {"ui/jinja2/404.jinja", "config/settings.py"} <= there
    missing = shipped(ROOT / "throughline") - there
    assert missing == set(), "pyproject.toml does not ship these"


def test_no_test_is_in_it(installed: Path) -> None:
    assert not list((packages_of(installed) / "throughline").rglob("tests/*.py"))


def test_its_command_runs_from_where_it_was_installed(installed: Path, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHLINE", "PYTEST"))}
    where = packages_of(installed)
    around = kept | {"PYTHONPATH": str(where), "THROUGHLINE_HOME": str(tmp_path)}
    told = subprocess.run(
        [installed / "bin" / "throughline", "--version"],
        env=around, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stdout.strip()) == (0, f"throughline {throughline.__version__}"), told.stderr
    script = "import throughline; print(throughline.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", script],
        env=around,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert found.stdout.startswith(str(where))
