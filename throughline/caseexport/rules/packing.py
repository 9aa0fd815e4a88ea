"""The file of an export: a plain zip of which no byte can change unseen, opened only within limits. Pure.

The comment at the end of the zip is the SHA-256 of everything before it, and the manifest holds that of every member.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from throughline.files.refusals import MEGABYTE, MOST_SENT, MOST_TIMES, MOST_UNPACKED
from throughline.kernel.refusals import Refused

FORMAT, VERSION = "throughline-case", 1
MANIFEST, RECORDS, README = "manifest.json", "case.json", "README.txt"
SEAL = 64
MOST_MEMBERS = 10_000
# All that goes wrong in a zip whose seal was made to fit what somebody changed.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Packed:
    """An export that was opened: what it says of itself, and its members by name."""

    manifest: dict[str, Any]
    members: dict[str, bytes]
    sha256: str


def pack(members: Mapping[str, bytes], manifest: Mapping[str, Any], *, at: datetime) -> bytes:
    """The file that holds those members, sealed. The same given twice makes the same bytes."""
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(members.items())}
    head = {"format": FORMAT, "version": VERSION, **manifest, "sha256": sums}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((MANIFEST, as_json(head)), *sorted(members.items())):
            info = zipfile.ZipInfo(name, at.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(info, data)
        archive.comment = b"0" * SEAL
    body = out.getvalue()[:-SEAL]
    return body + hashlib.sha256(body).hexdigest().encode()


def as_json(value: Any) -> bytes:
    """The value as JSON that people can read."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def unpack(data: bytes) -> Packed:
    """What the file holds, each member unpacked within limits and found to be what it was.

    Refused: no export (E1720), damaged (E1721), too large (E1722), of a version that is not known (E1723).
    """
    if len(data) > MOST_SENT:
        raise too_large(f"it is larger than {MOST_SENT // MEGABYTE} MB")
    if not data.startswith(b"PK\x03\x04") or len(data) < SEAL + 22:
        raise Refused("E1720", "The file is not the export of a case.", "Give a file that an export of a case made.")
    if hashlib.sha256(data[:-SEAL]).hexdigest().encode() != data[-SEAL:]:
        raise damaged("it is not, byte for byte, what was written when the export was made")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = _within_limits(archive, len(data))
            manifest = _manifest(archive, infos)
            members = {name: archive.read(info) for name, info in infos.items() if name != MANIFEST}
    except _BROKEN as error:
        raise damaged("its parts cannot be read") from error
    found = {name: hashlib.sha256(part).hexdigest() for name, part in members.items()}
    if found != manifest["sha256"]:
        raise damaged("a part is missing, is there too much, or is not what the manifest says")
    return Packed(manifest, members, hashlib.sha256(data).hexdigest())


def _within_limits(archive: zipfile.ZipFile, sent: int) -> dict[str, zipfile.ZipInfo]:
    """The members by name, once they are known to unpack to a sane size; measured by what they declare."""
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise too_large(f"it holds more than {MOST_MEMBERS} files")
    total = sum(info.file_size for info in infos)
    if total > MOST_UNPACKED or total > MOST_TIMES * sent:
        raise too_large("what it would unpack to is out of all proportion")
    reached = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < reached:
            raise too_large("files in it lie over one another, as they do in a zip bomb")
        reached = info.header_offset + 30 + info.compress_size
    if len({info.filename for info in infos}) != len(infos):
        raise damaged("two of its parts bear one name")
    return {info.filename: info for info in infos}


def _manifest(archive: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo]) -> dict[str, Any]:
    """What the file says of itself, if it is an export of a version that is known."""
    if MANIFEST not in infos or infos[MANIFEST].file_size > MEGABYTE * 4:
        raise Refused("E1720", "The file says nothing of what it is.", "Give a file that an export of a case made.")
    told = json.loads(archive.read(infos[MANIFEST]))
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("sha256"), dict):
        raise Refused("E1720", "The file is not the export of a case.", "Give a file that an export of a case made.")
    if told.get("version") != VERSION:
        raise Refused(
            "E1723",
            f"The export is of version {told.get('version')}, and this system loads version {VERSION}.",
            "Load it with the version that made it, or bring this system up to date.",
        )
    return told


def damaged(why: str) -> Refused:
    """The refusal of a file that is not whole."""
    return Refused("E1721", f"The export is damaged: {why}.", "Use another copy of it. Nothing was loaded.")


def too_large(why: str) -> Refused:
    """The refusal of a file that would fill the memory."""
    return Refused("E1722", f"The export is not unpacked: {why}.", "Ask where the file comes from. Nothing was loaded.")
