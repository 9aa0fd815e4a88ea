"""Which letters our typefaces can draw, read from the typeface itself. Pure.

One table of one file of our own is asked for, so no library for typefaces is taken along for it.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache

from throughline.documents.rendering.pdf import FONTS

_REGULAR = FONTS / "SourceSans3-Regular.ttf"
_SEGMENTS = 12  # the form of table that holds letters of every plane


@cache
def drawable() -> frozenset[str]:
    """Every letter that our typefaces hold, but those that are drawn onto another, and no space but the usual one.

    Where one picture serves for two letters that are not the same (an increment and a delta) it is the first of them: a
    PDF can say of a picture only which one letter it is.
    """
    data = _REGULAR.read_bytes()
    first: dict[int, str] = {}
    found: set[str] = set()
    at = _table(data, b"cmap")
    for number in range(_short(data, at + 2)):
        start = at + struct.unpack_from(">I", data, at + 8 + 8 * number)[0]
        if _short(data, start) != _SEGMENTS:
            continue
        for group in range(struct.unpack_from(">I", data, start + 12)[0]):
            begin, end, picture = struct.unpack_from(">III", data, start + 16 + 12 * group)
            for code in range(begin, end + 1):
                letter = chr(code)
                if letter != " " and unicodedata.category(letter)[0] in "CMZ":
                    continue
                held = first.setdefault(picture + code - begin, letter)
                if unicodedata.normalize("NFKC", held) == unicodedata.normalize("NFKC", letter):
                    found.add(letter)
    return frozenset(found)


def _table(data: bytes, name: bytes) -> int:
    for number in range(_short(data, 4)):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError(name)


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])
