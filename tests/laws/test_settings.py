"""Settings: what production asks for, and that nothing else is left open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from throughline.config import environment
from throughline.kernel.refusals import Refused

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 10 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
PRODUCTION = {
    "THROUGHLINE_MODE": "production",
    "THROUGHLINE_SECRET_KEY": KEY,
    "THROUGHLINE_ALLOWED_HOSTS": "throughline.example.org",
    "THROUGHLINE_HTTPS": "1",
}


def manage(home: Path, *words: str, **said: str) -> subprocess.CompletedProcess[str]:
    """What ``manage.py`` answers with those settings and no others."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**kept, "THROUGHLINE_HOME": str(home), **said},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_production_is_clean_by_django_s_own_measure(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "INFO", **PRODUCTION)
    assert (done.returncode, "no issues (0 silenced)" in done.stdout) == (0, True), done.stdout + done.stderr


def test_so_is_a_local_server(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "INFO")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("change", "number", "do"),
    [
        ({"THROUGHLINE_SECRET_KEY": ""}, "E1002", "secrets.token_urlsafe"),
        ({"THROUGHLINE_SECRET_KEY": "short"}, "E1002", "secrets.token_urlsafe"),
        ({"THROUGHLINE_ALLOWED_HOSTS": ""}, "E1003", "parted by commas"),
        ({"THROUGHLINE_ALLOWED_HOSTS": "*"}, "E1003", "parted by commas"),
        ({"THROUGHLINE_HTTPS": ""}, "E1004", "set THROUGHLINE_HTTPS=1"),
        ({"THROUGHLINE_HTTPS": "yes"}, "E1004", "set THROUGHLINE_HTTPS=1"),
        ({"DATABASE_URL": "mysql://x/y"}, "E1005", "postgresql://"),
        ({"THROUGHLINE_PROXIES": "one"}, "E1006", "Give a number"),
        ({"THROUGHLINE_MAIL": "pigeon"}, "E1008", "console or files"),
        ({"THROUGHLINE_MODE": "prod"}, "E1001", "local, demonstration, production"),
    ],
)
def test_half_set_up_it_refuses_to_start_and_says_what_to_do(
    change: dict[str, str], number: str, do: str, tmp_path: Path
) -> None:
    done = manage(tmp_path, "check", **{**PRODUCTION, **change})
    assert done.returncode != 0
    assert done.stderr.startswith(f"{number}: ") and do in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "secret.key").exists(), "production keeps no key of its own"


def test_a_local_server_makes_a_key_once_that_only_its_owner_reads(tmp_path: Path) -> None:
    first = environment.secret_key_of({}, tmp_path / "home", "local")
    assert len(first) >= 50 and environment.secret_key_of({}, tmp_path / "home", "local") == first
    assert (tmp_path / "home" / "secret.key").stat().st_mode & 0o077 == 0


def test_the_address_of_a_database_is_read_whole() -> None:
    read = environment.database_of(
        {"DATABASE_URL": "postgresql://an%40a:p%2Fw@db:5433/through%20line?sslmode=require"}, Path()
    )
    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"], read["NAME"], read["OPTIONS"]) == (
        "an@a", "p/w", "db", "5433", "through line", {"sslmode": "require"},
    )  # fmt: skip
    with pytest.raises(Refused, match="E1005"):
        environment.database_of({"DATABASE_URL": "postgresql://db"}, Path())


SERVER = {"THROUGHLINE_SMTP_HOST": "mail.example.org"}


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ({}, "console"),
        ({"THROUGHLINE_MAIL": ""}, "console"),
        ({"THROUGHLINE_MAIL": "files"}, "files"),
        (SERVER, "server"),
        ({**SERVER, "THROUGHLINE_MAIL": "console"}, "console"),
    ],
)
def test_letters_go_to_the_console_unless_a_server_or_files_are_set(said: dict[str, str], goes: str) -> None:
    assert environment.mail_of(said) == goes


def test_no_letter_goes_to_a_server_that_is_not_named() -> None:
    with pytest.raises(Refused, match="E1008"):
        environment.mail_of({"THROUGHLINE_MAIL": "server"})


def test_a_letter_of_a_fresh_system_is_shown_on_its_console(tmp_path: Path) -> None:
    """By Django’s own test letter."""
    done = manage(tmp_path, "sendtestemail", "ruth@wexmoor.example")
    assert "To: ruth@wexmoor.example" in done.stdout, done.stdout + done.stderr
    assert not (tmp_path / "letters").exists()


def test_nothing_of_debugging_is_ever_on() -> None:
    text = (ROOT / "throughline/config/settings.py").read_text(encoding="utf-8")
    assert (
        "DEBUG = False" in text
        and "DEBUG = True" not in text
        and "environ" not in text.split("DEBUG = ")[1].split("\n")[0]
    )
