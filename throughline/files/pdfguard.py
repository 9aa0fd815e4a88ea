"""A PDF bomb found before the PDF library unpacks it: its packed streams are measured a piece at a time."""

from __future__ import annotations

import re
import zlib

from throughline.files.refusals import MEGABYTE, MOST_TIMES, MOST_UNPACKED, unpacks_too_large

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 600  # bytes before a stream in which it says what it is
_HARMLESS = 48 * MEGABYTE
_MOST_STREAM_TIMES = 50
_PIECE = 1 << 12
_MOST_PIECE = 1 << 22


def refuse_bomb(name: str, data: bytes) -> None:
    """Refuse (E1110) a PDF whose text would unpack to far more than any document holds; pictures are never unpacked."""
    total = 0
    most = min(MOST_UNPACKED, max(_HARMLESS, _MOST_STREAM_TIMES * len(data)))
    for found in _STREAM.finditer(data):
        start = found.end()
        dictionary = data[max(0, start - _DICTIONARY) : start]
        dictionary = dictionary[dictionary.rfind(b"obj") + 3 :]
        if _TWICE.search(dictionary):
            raise unpacks_too_large(name, "a piece of it is packed twice over, as in a bomb")
        if _is_packed(data, start) and not _IMAGE.search(dictionary):
            total += _unpacked_size(data, start, most - total)
            if total >= most:
                raise unpacks_too_large(name, f"its pages would unpack to more than {_times(most, data)}")


def _times(most: int, data: bytes) -> str:
    times = most // max(len(data), 1)
    return f"{times} times its size" if times < MOST_TIMES else f"{most // MEGABYTE} MB"


def _is_packed(data: bytes, start: int) -> bool:
    head = data[start : start + 2]
    return len(head) == 2 and head[0] & 15 == 8 and (head[0] << 8 | head[1]) % 31 == 0  # how zlib data begins


def _unpacked_size(data: bytes, start: int, most: int) -> int:
    """What one stream unpacks to, counted up to `most` and never held whole."""
    unpacker = zlib.decompressobj()
    size = 0
    piece = data[start : start + _PIECE]
    try:
        while piece and not unpacker.eof and size < most:
            size += len(unpacker.decompress(piece, _MOST_PIECE))
            piece = unpacker.unconsumed_tail
            if not piece:
                start += _PIECE
                piece = data[start : start + _PIECE]
    except zlib.error:
        return size
    return size
