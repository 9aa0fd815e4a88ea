"""The kept list of what makes two tellings contradict one another, and what stands near a word. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from throughline.chronology.rules.links.denials import MARKS
from throughline.chronology.rules.links.words import Told, stem

_OPPOSITES = Path(__file__).with_name("opposites.txt")


def _read() -> Iterator[tuple[str, frozenset[str]]]:
    """Each line of the file, what it is for and its words."""
    text = _OPPOSITES.read_text(encoding="utf-8").replace("\n    ", " ")
    for line in text.splitlines():
        name, found, words = line.partition(":")
        if found and not line.startswith("#"):
            yield name, frozenset(words.split()) | {stem(word) for word in words.split()}


_LINES = tuple(_read())
_BY_NAME = {name: words for name, words in _LINES if name not in ("any", "near")}
ADULTS, TIMES, LOOSE, FIRM = (_BY_NAME[name] for name in ("adults", "times", "loose", "firm"))
ONE_OF = tuple((name == "any", words) for name, words in _LINES if name in ("any", "near"))
_BY_SIDE = 4


@lru_cache(maxsize=8192)
def _line_around(line: tuple[str, ...], word: str) -> frozenset[str]:
    """What stands near a word in its sentence."""
    found: set[str] = set()
    for at, each in enumerate(line):
        if each != word:
            continue
        for step in (-1, 1):
            for near in range(1, _BY_SIDE + 1):
                place = at + step * near
                if not 0 <= place < len(line) or line[place] == ".":
                    break
                found.add(line[place])
    return frozenset(found - MARKS - {"child", "baby", word, "mother", "father", "home"})


def around(read: Told, word: str) -> frozenset[str]:
    """What stands near a word of a telling, in its sentence."""
    return _line_around(read.line, word)
