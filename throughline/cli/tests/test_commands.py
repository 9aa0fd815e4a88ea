"""The commands as a person gives them: what they print, with which code they end, and what they leave behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests import migrated
from throughline.cli import COMMANDS

COORDINATOR = "ruth.adeyemi@wexmoor.example"


def throughline(
    *words: str | Path, home: Path, mode: str = "demonstration", **more: str
) -> subprocess.CompletedProcess[str]:
    """One command in a home of its own, on the embedded database."""
    return subprocess.run(
        [sys.executable, "-m", "throughline.cli", *map(str, words)],
        env=surroundings(home, mode, more),
        capture_output=True,
        text=True,
        timeout=240,
        umask=0o022,
        check=False,
    )


def surroundings(home: Path, mode: str, more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command: this process's, less what would point it elsewhere."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("THROUGHLINE", "DATABASE", "PYTEST"))
    }
    return kept | {"THROUGHLINE_HOME": str(home), "THROUGHLINE_MODE": mode} | dict(more)


def with_tables(home: Path) -> Path:
    """The home has its tables already, empty, if a test before made such; else the first command makes them."""
    kept = migrated.KEPT / f"{migrated.fingerprint()}.sqlite3"
    home.mkdir(exist_ok=True)
    if kept.exists():
        shutil.copyfile(kept, home / "throughline.sqlite3")
        (home / "throughline.sqlite3").chmod(0o600)
    return home


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the demonstration."""
    home = with_tables(tmp_path_factory.mktemp("demonstration"))
    made = throughline("demo", home=home)
    assert made.returncode == 0, made.stderr
    return home


def test_help_names_every_command_and_each_has_help_of_its_own(tmp_path: Path) -> None:
    shown = throughline("--help", home=tmp_path)
    assert shown.returncode == 0
    for name in COMMANDS:
        assert re.search(rf"^\s+{name}\s", shown.stdout, re.M), name
        assert throughline(name, "--help", home=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "words", [["fly"], [], ["demo", "--scale", "0"], ["demo", "--scale", "x"], ["backup"], ["report"]]
)
def test_wrong_usage_ends_with_2_and_says_so_on_standard_error(tmp_path: Path, words: list[str]) -> None:
    ended = throughline(*words, home=tmp_path)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({}, "E1002"),
        ({"THROUGHLINE_SECRET_KEY": "k" * 60}, "E1003"),
        ({"THROUGHLINE_SECRET_KEY": "k" * 60, "THROUGHLINE_ALLOWED_HOSTS": "a.example"}, "E1004"),
    ],
)
def test_production_does_not_start_half_safe(tmp_path: Path, given: dict[str, str], number: str) -> None:
    ended = throughline("check", home=tmp_path, mode="production", **given)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"{number}: ")


def test_made_up_people_never_join_real_ones(tmp_path: Path) -> None:
    ended = throughline("demo", home=tmp_path, mode="local")
    assert (ended.returncode, ended.stderr[:6]) == (2, "E1014:")


def test_the_demonstration_says_how_to_sign_in_a_line_a_role_and_changes_nothing_the_second_time(
    demonstration: Path,
) -> None:
    first = json.loads(throughline("demo", "--json", home=demonstration).stdout)
    again = throughline("demo", home=demonstration)
    assert again.returncode == 0
    for way in first:
        line = next(line for line in again.stdout.splitlines() if way["email"] in line)
        assert way["role"] in line
        assert way["key"] in line
    roles = " ".join(way["role"] for way in first)
    for role in ("Coordinator", "Chair", "Agency lead", "scrutineer", "Elected member", "Administrator"):
        assert role in roles


def test_check_finds_nothing_wrong_and_the_chains_hold(demonstration: Path) -> None:
    looked = throughline("check", "--json", home=demonstration)
    assert looked.returncode == 0, looked.stdout
    assert [look["wrong"] for look in json.loads(looked.stdout)] == [""] * len(json.loads(looked.stdout))
    assert throughline("audit", "verify", home=demonstration).returncode == 0


def test_check_says_what_a_new_home_lacks(tmp_path: Path) -> None:
    looked = throughline("check", home=tmp_path)
    assert looked.returncode == 1
    assert "E1022: " in looked.stderr


def test_no_file_of_the_home_or_a_backup_can_be_read_by_others(demonstration: Path) -> None:
    assert throughline("backup", demonstration / "whole.backup", home=demonstration).returncode == 0
    written = [path for path in demonstration.rglob("*") if path.is_file()]
    assert {"throughline.sqlite3", "secret.key", "whole.backup"} <= {path.name for path in written}
    opened = [path for path in written if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert [path for path in opened if "static" not in path.relative_to(demonstration).parts] == []


def test_a_backup_fills_an_empty_home_and_only_an_empty_one(demonstration: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    assert throughline("backup", file, home=demonstration).returncode == 0
    assert throughline("backup", file, home=demonstration).returncode == 2
    other = with_tables(tmp_path / "other")
    restored = throughline("restore", file, "--json", home=other)
    assert restored.returncode == 0, restored.stderr
    assert throughline("check", home=other).returncode == 0
    refused = throughline("restore", file, home=other)
    assert (refused.returncode, refused.stderr[:6]) == (2, "E1704:")
    file.write_bytes(file.read_bytes()[:-1])
    damaged = throughline("restore", file, home=tmp_path / "third")
    assert (damaged.returncode, damaged.stderr[:6]) == (2, "E1703:")
    assert not (tmp_path / "third").exists()


def test_a_report_is_written_for_those_who_may(demonstration: Path, tmp_path: Path) -> None:
    ways = {way["role"]: way["email"] for way in json.loads(throughline("demo", "--json", home=demonstration).stdout)}
    for name in ("one.pdf", "one.docx"):
        words = ("report", "progress", "--review", "#1", "--as", COORDINATOR, "-o", tmp_path / name)
        made = throughline(*words, home=demonstration)
        assert made.returncode == 0, made.stderr
        assert (tmp_path / name).read_bytes()[:2] in (b"%P", b"PK")
    common = ("report", "progress", "--review", "#1", "-o", tmp_path / "two.pdf", "--as")
    stranger = throughline(*common, "oona.fairley@marrowick.example", home=demonstration)
    assert stranger.stderr.startswith("E1607: ")
    nobody = throughline(*common, "nobody@wexmoor.example", home=demonstration)
    assert (nobody.returncode, nobody.stderr[:6]) == (2, "E1010:")
    administrator = throughline(*common, ways["Administrator"], home=demonstration)
    assert administrator.returncode != 0
    assert not (tmp_path / "two.pdf").exists()


@pytest.fixture
def served(demonstration: Path) -> Iterator[str]:
    """The address of a server that runs on the demonstration, and is stopped as Ctrl+C would."""
    port = 8951 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    process = subprocess.Popen(
        [sys.executable, "-m", "throughline.cli", "serve", "--port", str(port)],
        env=surroundings(demonstration, "demonstration", {}),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert f"http://localhost:{port}/" in process.stdout.readline()
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0


def test_serve_answers_and_asks_for_sign_in_whatever_the_address(served: str) -> None:
    for address in ("/", "/reviews/1/", "/no/such/page"):
        with urllib.request.urlopen(served + address, timeout=20) as answer:  # noqa: S310 loopback
            assert answer.url.startswith(f"{served}/sign-in/")
            assert "Demonstration" in answer.read().decode()
    port = served.rsplit(":", 1)[1]
    taken = throughline("serve", "--port", port, home=Path(os.devnull).parent)
    assert (taken.returncode, taken.stderr[:6]) == (2, "E1011:")


@pytest.mark.parametrize("port", ["abc", "99999", "0", "-1", "８０"])
def test_a_port_that_is_none_is_refused_in_a_sentence(port: str) -> None:
    refused = throughline("serve", f"--port={port}", home=Path(os.devnull).parent)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"E1011: “{port}” is no port")
    assert "PORT=8123" in refused.stderr


def test_a_worker_runs_beside_the_server(served: str, demonstration: Path) -> None:
    for _ in range(50):
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        if "throughline.cli.worker" in listed:
            return
        time.sleep(0.2)
    pytest.fail("No worker was started.")
