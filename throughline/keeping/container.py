"""The backup file: a line that says what it is, a hash of all that follows, then a zip. Pure."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from throughline.kernel.refusals import Refused

MAGIC = b"THROUGHLINE BACKUP 1\n"
HEAD = len(MAGIC) + 65


def write(file: Path, fill: Callable[[zipfile.ZipFile], None]) -> None:
    """`file` holds what `fill` put into the zip, and appears only when it is whole; for its owner's eyes alone."""
    with NamedTemporaryFile(dir=file.parent, prefix=".backup-", delete=False) as out:
        part = Path(out.name)
        try:
            out.write(MAGIC + b"0" * 64 + b"\n")
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                fill(archive)
            out.flush()
            with part.open("rb") as again:
                digest = hash_after_head(again)
            out.seek(len(MAGIC))
            out.write(digest.encode())
            out.flush()
            part.chmod(0o600)
            part.replace(file)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def hash_after_head(stream: BinaryIO) -> str:
    """SHA-256 of everything behind the head, in hexadecimal."""
    stream.seek(HEAD)
    digest = hashlib.sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def check(file: Path) -> None:
    """The file is a backup and not one byte of it has changed, else it is refused. Nothing is unpacked for this."""
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD)
            whole = hash_after_head(stream)
    except OSError as error:
        raise Refused(
            "E1701", f"{file} cannot be read: {error.strerror}.", "Give the path of a backup file."
        ) from error
    if not head.startswith(MAGIC) or len(head) < HEAD:
        raise Refused("E1702", f"{file} is not a backup of this system.", "Give a file that throughline backup made.")
    if head[len(MAGIC) :] != whole.encode() + b"\n":
        raise Refused(
            "E1703",
            f"{file} is damaged: it is not what was written when the backup was made.",
            "Use another copy of it, or an earlier backup. Nothing was restored.",
        )


def unpack_to(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """One member of the archive lies at `target`, for its owner's eyes alone."""
    with archive.open(name) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out)
    target.chmod(0o600)
