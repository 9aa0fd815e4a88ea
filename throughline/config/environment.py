"""What the environment says, or a refusal that tells how to mend it. Reads only what it is given."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from throughline.kernel.refusals import Refused

MODES = ("local", "demonstration", "production")
# Where letters go, each with the mail backend of Django that takes them there.
MAIL = {"server": "smtp", "console": "console", "files": "filebased"}


def mode_of(environ: Mapping[str, str]) -> str:
    """``local`` (this machine only), ``demonstration`` (the same, with made-up people) or ``production``."""
    mode = environ.get("THROUGHLINE_MODE", "local")
    if mode not in MODES:
        raise Refused(
            "E1001", f"THROUGHLINE_MODE is “{mode}”, which is no mode.", f"Set it to one of {', '.join(MODES)}."
        )
    return mode


def home_of(environ: Mapping[str, str]) -> Path:
    """The folder that holds the database and the files; ``var`` beside the place where the command was given."""
    return Path(environ.get("THROUGHLINE_HOME") or "var").resolve()


def secret_key_of(environ: Mapping[str, str], home: Path, mode: str) -> str:
    """The key that signs sessions: from the environment in production, else made once and kept in the home folder."""
    key = environ.get("THROUGHLINE_SECRET_KEY", "")
    if mode == "production":
        if len(key) < 50:
            raise Refused(
                "E1002",
                "THROUGHLINE_SECRET_KEY is missing or shorter than 50 characters, so sessions could be forged.",
                'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(60))"',
            )
        return key
    if key:
        return key
    kept = home / "secret.key"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(60), encoding="utf-8")
    return kept.read_text(encoding="utf-8").strip()


def keys_before_of(environ: Mapping[str, str]) -> list[str]:
    """Secret keys of before, the newest first: what was sealed with one of them still opens."""
    return environ.get("THROUGHLINE_SECRET_KEYS_BEFORE", "").split()


def hosts_of(environ: Mapping[str, str], mode: str) -> list[str]:
    """The host names that this server answers to."""
    hosts = [host.strip() for host in environ.get("THROUGHLINE_ALLOWED_HOSTS", "").split(",") if host.strip()]
    if mode != "production":
        return [*hosts, "localhost", "127.0.0.1", "[::1]", "testserver"]
    if not hosts or "*" in hosts:
        raise Refused(
            "E1003",
            "THROUGHLINE_ALLOWED_HOSTS does not say under which names this server may answer.",
            "Set it to the names people type, parted by commas, such as throughline.example.org.",
        )
    return hosts


def clamd_of(environ: Mapping[str, str]) -> str:
    """Where the virus scanner listens: the path of its socket, or ``host:port``; empty where there is none."""
    said = environ.get("THROUGHLINE_CLAMD", "").strip()
    host, _, port = said.rpartition(":")
    if not said or said.startswith("/") or (host and port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        return said
    raise Refused(
        "E1009",
        f"THROUGHLINE_CLAMD is “{said}”, which is no place where a virus scanner listens.",
        "Give the path of its socket, such as /run/clamav/clamd.ctl, or its host and port, such as localhost:3310.",
    )


def https_of(environ: Mapping[str, str], mode: str) -> bool:
    """True when everything goes over HTTPS; production refuses to start without it."""
    https = environ.get("THROUGHLINE_HTTPS", "") == "1"
    if mode == "production" and not https:
        raise Refused(
            "E1004",
            "THROUGHLINE_HTTPS is not set to 1, so records could cross the network in the open.",
            "Put a server that speaks HTTPS in front, let it send X-Forwarded-Proto, and set THROUGHLINE_HTTPS=1.",
        )
    return https


def address_of(environ: Mapping[str, str], hosts: list[str], https: bool) -> str:
    """How the links in messages begin, such as ``https://throughline.example.org``; never from what a browser says."""
    said = environ.get("THROUGHLINE_ADDRESS", "").rstrip("/")
    if not said:
        return f"https://{hosts[0]}" if https else "http://localhost:8000"
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or (https and parts.scheme != "https"):
        raise Refused(
            "E1007",
            f"THROUGHLINE_ADDRESS is “{said}”, which no link in a message can begin with.",
            "Write it like https://throughline.example.org, or unset it.",
        )
    return said


def mail_of(environ: Mapping[str, str]) -> str:
    """Where letters go: to the ``server`` where one is named, else the ``console``; into ``files`` where so said."""
    server = environ.get("THROUGHLINE_SMTP_HOST", "")
    mail = environ.get("THROUGHLINE_MAIL") or ("server" if server else "console")
    if mail not in MAIL or (mail == "server" and not server):
        raise Refused(
            "E1008",
            f"THROUGHLINE_MAIL is “{mail}”, and letters cannot go there.",
            "Set it to console or files, or set THROUGHLINE_SMTP_HOST to a mail server and unset this one.",
        )
    return mail


def number_of(environ: Mapping[str, str], name: str, usual: int) -> int:
    """The whole number that the variable `name` gives, or the usual one."""
    said = environ.get(name) or str(usual)
    if not (said.isascii() and said.isdecimal()):
        raise Refused(
            "E1006",
            f"{name} is “{said}”, which is not a whole number.",
            f"Give a number, such as {usual}, or unset it.",
        )
    return int(said)


def database_of(environ: Mapping[str, str], home: Path) -> dict[str, Any]:
    """Django's settings for the database: the embedded SQLite file, or the PostgreSQL that DATABASE_URL names."""
    url = environ.get("DATABASE_URL", "")
    if not url:
        # With legacy_alter_table a migration may make a table anew while triggers of other tables name it.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "throughline.sqlite3"),
            "ATOMIC_REQUESTS": True,
            "TEST": {"NAME": str(home / "test.sqlite3")},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA legacy_alter_table=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise Refused(
            "E1005",
            "DATABASE_URL is not the address of a PostgreSQL database.",
            "Write it as postgresql://user:password@host:5432/name, or unset it to use the embedded database.",
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": query,
    }
