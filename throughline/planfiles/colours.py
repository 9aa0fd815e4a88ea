"""Red, amber, green and blue: told by a word, a letter, or the colour of a cell. Pure."""

from __future__ import annotations

import colorsys
import re

COLOURS = ("blue", "green", "amber", "red")
_WORDS = {
    "r": "red",
    "red": "red",
    "off track": "red",
    "overdue": "red",
    "a": "amber",
    "amber": "amber",
    "yellow": "amber",
    "orange": "amber",
    "at risk": "amber",
    "g": "green",
    "green": "green",
    "on track": "green",
    "b": "blue",
    "blue": "blue",
    "complete": "blue",
    "completed": "blue",
    "closed": "blue",
    "embedded": "blue",
}
_FIRST = re.compile(r"[a-z]+(?: track| risk)?")
# Degrees of the colour wheel at which each begins; beyond the last is red again.
_WHEEL = ((0, "red"), (18, "amber"), (68, "green"), (172, "blue"), (256, ""), (335, "red"))
_PALE, _DARK = 0.09, 0.2


def of_words(words: str) -> str:
    """The colour that a cell's words name, as “Amber - delayed” or “G” do; ``""`` where they name none."""
    folded = " ".join(words.casefold().split())
    if folded in _WORDS:
        return _WORDS[folded]
    first = _FIRST.match(folded)
    return _WORDS.get(first[0], "") if first and len(first[0]) > 1 else ""


def of_fill(fill: str) -> str:
    """The colour as which a fill such as ``FFC7CE`` is seen; ``""`` for white, grey, black and purple."""
    if not fill:
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, full, value = colorsys.rgb_to_hsv(red, green, blue)
    if full < _PALE or value < _DARK:
        return ""
    return [name for begins, name in _WHEEL if begins <= hue * 360][-1]
