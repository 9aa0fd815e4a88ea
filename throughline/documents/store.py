"""The file store: bytes under random names, readable by this service alone, and whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

PART = ".part"


def put(data: bytes) -> str:
    """The bytes lie in the store under a new random name, which is returned, and survive a loss of power.

    They are written beside their place, flushed to the disk, and only then given their name, so that no name ever
    leads to half a file. Whoever calls writes the row that names them afterwards: a crash between the two leaves a
    stray, which `strays` finds, and never a row without its file.
    """
    name = secrets.token_hex(16)
    folder = _root() / name[:2]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / (name + PART)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.rename(folder / name)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _settle(folder)
    return f"{name[:2]}/{name}"


def get(kept_as: str) -> bytes:
    """The bytes kept under that name; ``FileNotFoundError`` when they are gone."""
    return path_of(kept_as).read_bytes()


def path_of(kept_as: str) -> Path:
    """Where the bytes lie; ``FileNotFoundError`` for a name that this store did not give."""
    folder, _, name = kept_as.partition("/")
    if len(name) != 32 or folder != name[:2] or set(name) - set("0123456789abcdef"):
        raise FileNotFoundError(f"{kept_as!r} is not a name of the file store.")
    return _root() / folder / name


def remove(kept_as: str) -> None:
    """Nothing lies under that name any longer."""
    path_of(kept_as).unlink(missing_ok=True)


def holds(kept_as: str, sha256: str) -> bool | None:
    """True when the bytes are those with that fingerprint, false when they differ, nothing when they are gone."""
    try:
        with path_of(kept_as).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return None


def strays(known: Collection[str], *, older_than: timedelta, at: datetime) -> Iterator[Path]:
    """Files that no row names and that were last touched longer ago than `older_than`: left by a crash or a refusal."""
    root = _root()
    if not root.is_dir():
        return
    names = set(known)
    oldest = (at - older_than).timestamp()
    for file in sorted(root.glob("*/*")):
        kept_as = f"{file.parent.name}/{file.name}"
        if file.is_file() and kept_as not in names and file.stat().st_mtime < oldest:
            yield file


def _root() -> Path:
    return Path(settings.FILES)


def _settle(folder: Path) -> None:
    """The new name itself is on the disk too, where the system can be asked for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
