"""Numbers and bullets that were typed as part of the text of a Word file or PDF, told apart from it."""

from __future__ import annotations

import re

from throughline.files.leading import bullet_of, number_of

_TABBED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[A-Za-z][.)]?|[-–—*o\u00a7])\t+(?=\S)")
_GLUED_BULLET = re.compile(r"([•●▪■◦○‣⁃➢➤➔➜►▶▸❯✓✔❖◆◇★☐☑])(?=\w)")


def split_mark(text: str) -> tuple[str, str]:
    """The number or bullet that `text` begins with, as typed, and the rest; no mark, and the text, where none is."""
    tabbed = _TABBED.match(text) or _GLUED_BULLET.match(text)
    if tabbed:
        return tabbed.group(1), text[tabbed.end() :]
    mark, rest = bullet_of(text)
    return (mark, rest) if mark else number_of(text)
