"""A Word file as the zip it is: measured by what it declares before a single byte is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

from throughline.files.refusals import MEGABYTE, MOST_TIMES, MOST_UNPACKED, broken_word, is_locked, unpacks_too_large
from throughline.files.xmltree import refuse_entities

_ZIP = b"PK\x03\x04"
_END = b"PK\x05\x06"
_MOST_MEMBERS = 10_000
_MOST_MEMBER = 50 * MEGABYTE
_MOST_NESTING = 3
_PIECE = 1 << 16
_LOCAL_HEADER = 30
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NEVER_ARCHIVES = (".xml", ".rels", ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".svg", ".tif", ".tiff", ".bmp")
_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, KeyError)


class Package:
    """The members of one Word file, each unpacked at most once, in pieces, and never to the disk."""

    def __init__(self, name: str, data: bytes) -> None:
        """Measure the package and check its XML; refused (E1105, E1107, E1110, E1111) without unpacking a bomb."""
        self.name = name
        self._zip = _directory(name, data)
        infos = self._zip.infolist()
        _refuse_locked(name, infos)
        total = _declared(name, data, infos)
        self._infos = {info.filename.lstrip("/"): info for info in infos}
        self._read: dict[str, bytes] = {}
        _refuse_nested(name, self._zip, infos, len(data), total, 1)
        for member, info in self._infos.items():
            if member.endswith((".xml", ".rels")):
                refuse_entities(name, member, _first_bytes(self._zip, info, _PIECE))

    def __contains__(self, member: str) -> bool:
        """Whether the package has a member of that name."""
        return member in self._infos

    def members(self) -> Iterable[str]:
        """The names in the package, in its own order."""
        return self._infos

    def read(self, member: str) -> bytes:
        """The bytes of one member; refused where it is missing, damaged or larger than it said."""
        if member not in self._read:
            if member not in self._infos:
                raise broken_word(self.name, f"{member} is missing")
            self._read[member] = _unpack(self.name, self._zip, self._infos[member])
        return self._read[member]


def has_types(data: bytes) -> bytes:
    """What a zip says of itself in ``[Content_Types].xml``; nothing where it has none or is cut short."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            info = opened.getinfo("[Content_Types].xml")
            if info.file_size > MEGABYTE:
                return b""
            return _pieces(opened, info)
    except _ERRORS:
        return b""


def _directory(name: str, data: bytes) -> zipfile.ZipFile:
    """The central directory, if the file has one and it is of a sane length."""
    end = data.rfind(_END, max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22:
        raise broken_word(name, "the end of it is missing")
    if struct.unpack_from("<H", data, end + 10)[0] > _MOST_MEMBERS:
        raise unpacks_too_large(name, f"it holds more than {_MOST_MEMBERS} files")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _ERRORS as error:
        raise broken_word(name, "its table of contents is damaged") from error


def _refuse_locked(name: str, infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise is_locked(name, "a zip")
    if any(info.compress_type not in _READABLE for info in infos):
        raise broken_word(name, "it is packed in a way that Word does not use")


def _declared(name: str, data: bytes, infos: list[zipfile.ZipInfo]) -> int:
    """How many bytes the members say they unpack to; refused (E1110) where too many or packed into one another."""
    if len(infos) > _MOST_MEMBERS:
        raise unpacks_too_large(name, f"it holds more than {_MOST_MEMBERS} files")
    total = sum(info.file_size for info in infos)
    _refuse_total(name, total, len(data))
    reached = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < reached:
            raise unpacks_too_large(name, "files in it lie over one another, as they do in a zip bomb")
        reached = info.header_offset + _LOCAL_HEADER + info.compress_size
    return total


def _refuse_total(name: str, total: int, sent: int) -> None:
    if total > MOST_UNPACKED:
        raise unpacks_too_large(name, f"it would unpack to more than {MOST_UNPACKED // MEGABYTE // 1000} GB")
    if total > MOST_TIMES * sent:
        raise unpacks_too_large(name, f"it would unpack to more than {MOST_TIMES} times its size")


def _refuse_nested(
    name: str, opened: zipfile.ZipFile, infos: list[zipfile.ZipInfo], sent: int, total: int, depth: int
) -> int:
    """Add what zips inside the zip declare, so that a bomb cannot hide one level down; gives the new total."""
    for info in infos:
        if info.filename.lower().endswith(_NEVER_ARCHIVES) or info.filename.endswith("/") or not info.file_size:
            continue
        if not _first_bytes(opened, info, 4).startswith(_ZIP):
            continue
        if depth >= _MOST_NESTING:
            raise unpacks_too_large(name, "it holds zips within zips within zips")
        if info.file_size > max(MEGABYTE, 10 * info.compress_size):
            raise unpacks_too_large(name, "a zip inside it is packed a second time, as in a zip bomb")
        try:
            inner = zipfile.ZipFile(io.BytesIO(_unpack(name, opened, info)))
        except zipfile.BadZipFile:
            continue
        with inner:
            inside = inner.infolist()
            total += sum(each.file_size for each in inside)
            _refuse_total(name, total, sent)
            total = _refuse_nested(name, inner, inside, sent, total, depth + 1)
    return total


def _first_bytes(opened: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    try:
        with opened.open(info) as stream:
            return stream.read(most)
    except (*_ERRORS, RuntimeError):
        return b""


def _unpack(name: str, opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.file_size > _MOST_MEMBER:
        raise unpacks_too_large(name, f"{info.filename} alone would unpack to more than {_MOST_MEMBER // MEGABYTE} MB")
    try:
        return _pieces(opened, info)
    except (*_ERRORS, RuntimeError) as error:
        raise broken_word(name, f"{info.filename} in it is damaged") from error


def _pieces(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One member, a piece at a time, so that one that lies about its size costs one piece and not the memory."""
    with opened.open(info) as stream:
        return b"".join(iter(lambda: stream.read(_PIECE), b""))
