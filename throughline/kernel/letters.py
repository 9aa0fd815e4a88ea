"""Letters that can be written anywhere: in a page, in XML, on paper. Pure."""

from __future__ import annotations

import re

# Characters that no XML file may hold, and those that turn the direction of all that follows them.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_LONE = re.compile("[\ud800-\udfff]")


def writable(text: str) -> str:
    """The text without characters that cannot be seen and can do harm; every way to break a line is ``\\n``."""
    return _LONE.sub("\ufffd", _UNWRITABLE.sub("", _BREAKS.sub("\n", text)))
