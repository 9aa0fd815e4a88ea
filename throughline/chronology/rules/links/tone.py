"""Whether a telling speaks well or badly of what it tells, and where one speaks well and the other badly. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from throughline.chronology.rules.links.clauses import of_one_thing
from throughline.chronology.rules.links.words import NEGATIONS, Told

_FILE = Path(__file__).with_name("tone.txt")
_WORD = re.compile(r"[a-z0-9][a-z0-9']*|[.;!?\n,]")
_ENDS = frozenset((".", ";", "!", "?", "\n", ",", "and", "but", "although", "though", "however"))
_REACH = 3
BUSY = re.compile(r"\b(?:line|phone|number) (?:was |is |were )?engaged\b", re.IGNORECASE)
"""Says nothing of anybody's manner."""


def _read() -> dict[str, int]:
    found: dict[str, int] = {}
    for line in _FILE.read_text(encoding="utf-8").replace("\n    ", " ").splitlines():
        name, parted, words = line.partition(":")
        if parted and not line.startswith("#"):
            found.update(dict.fromkeys(words.split(), 1 if name == "well" else -1))
    return found


_TONES = _read()


def tones(one: Told, two: Told) -> str:
    """All well in one telling, and nothing well in the other."""
    mine, yours = tone(one.raw), tone(two.raw)
    for a, b in ((mine, yours), (yours, mine)):
        if a[0] and not a[1] and len(b[1]) > len(b[0]):
            first, second = (mine[0], yours[1]) if a is mine else (mine[1], yours[0])
            if not of_one_thing(one, two, first[0].removeprefix("not "), second[0].removeprefix("not ")):
                return ""
            return f"one says “{first[0]}”, the other “{second[0]}”"
    return ""


@lru_cache(maxsize=65536)
def tone(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text that speak well, and those that speak badly; a denial turns them."""
    well: list[str] = []
    badly: list[str] = []
    reach = 0
    for word in _WORD.findall(
        BUSY.sub(" ", text)
        .lower()
        .replace("’", "'")
        .replace("-", " ")
        .replace("s&w", "safe")
        .replace("as well", "also")
        .replace("low risk", "risk")
    ):
        bare = word.replace("'", "")
        if word in _ENDS:
            reach = 0
        elif bare in NEGATIONS:
            reach = _REACH
        else:
            tone = _TONES.get(word, 0)
            if tone:
                said = f"not {word}" if reach else word
                (well if (tone > 0) != bool(reach) else badly).append(said)
            reach = max(0, reach - 1)
    return tuple(well), tuple(badly)
