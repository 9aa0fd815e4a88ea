"""On a machine that lacks something, setting up says which in its first line, how to get it, and ends with 2."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What even the barest machine has.
ALWAYS = ("sh", "uname", "dirname", "cat", "cksum")
OLD = """case "$*" in *version_info*) exit 1 ;; --version) echo "Python 3.9.2" ;; esac"""
BARE = """case "$*" in *"import venv"*) exit 1 ;; esac"""


def machine(folder: Path, **tools: str) -> str:
    """A search path with the barest tools and these, each a script of one line."""
    for name in ALWAYS:
        found = shutil.which(name)
        assert found, f"this machine has no {name}"
        (folder / name).symlink_to(found)
    for name, line in tools.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return str(folder)


@pytest.mark.parametrize(
    ("tools", "says"),
    [
        ({"python3": "exit 0"}, "git is missing."),
        ({"git": "exit 0"}, "Python 3 is missing."),
        ({"git": "exit 0", "python3": OLD}, "Python 3.11 or later is missing (this is Python 3.9.2)."),
        ({"git": "exit 0", "python3": BARE}, "python3-venv is missing."),
    ],
)
def test_what_is_missing_is_said_first_with_the_one_command_that_gets_it(
    tmp_path: Path, tools: dict[str, str], says: str
) -> None:
    path = machine(tmp_path, **tools)
    told = subprocess.run(
        [f"{path}/sh", "scripts/setup.sh", "run"],
        cwd=ROOT,
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert told.stdout == ""
    first = told.stderr.splitlines()[0]
    assert first.startswith(says) and "Install it with: " in first
