"""Nobody else with an account on the machine reads what the service writes, even in a folder that others may open."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, *command: str) -> None:
    wanted = os.environ | {"THROUGHLINE_HOME": str(home), "THROUGHLINE_MODE": "demonstration", "PYTHONPATH": str(ROOT)}
    wanted.pop("DATABASE_URL", None)
    ran = subprocess.run(
        [sys.executable, "-m", "throughline.cli", *command],
        env=wanted,
        cwd=home,
        capture_output=True,
        text=True,
        umask=0o022,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_no_file_of_the_home_a_backup_or_a_report_can_be_read_by_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    run(home, "demo")
    run(home, "backup", str(home / "all.backup"))
    written = [path for path in home.rglob("*") if path.is_file()]
    assert {"throughline.sqlite3", "secret.key", "all.backup"} <= {path.name for path in written}
    opened = [path for path in written if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert [path for path in opened if "static" not in path.relative_to(home).parts] == []
