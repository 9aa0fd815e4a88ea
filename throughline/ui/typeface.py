"""How wide a text is in our typeface, so that figures can be laid out on the server. Pure."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

SPARE = 1.04
"""Room left for a browser that has to fall back to another typeface."""
PER_EM = 1000


@cache
def _widths() -> dict[int, dict[str, int]]:
    kept = json.loads((Path(__file__).parent / "typeface.json").read_text(encoding="utf-8"))
    return {int(weight): advances for weight, advances in kept.items()}


def width(text: str, size: float, weight: int = 400) -> float:
    """The width of `text` in pixels at `size` pixels and `weight` 400 or 600, without the spare.

    A letter that the table does not hold counts as wide as the widest common letter, so nothing is ever cut.
    """
    advances = _widths()[weight]
    widest = advances["W"]
    return sum(advances.get(letter, widest) for letter in text) * size / PER_EM


def fits(text: str, size: float, weight: int, max_width: float) -> bool:
    """True when `text` fits in `max_width` pixels with 4% spare."""
    return width(text, size, weight) * SPARE <= max_width


def wrap(text: str, size: float, weight: int, max_width: float) -> list[str]:
    """The lines of `text`, none wider than `max_width` with 4% spare, and as even as the number of lines allows.

    First every line takes as many words as it can. Then the measure is made narrower for as long as that costs no
    further line, which leaves no single word on the last one. A word wider than the measure is broken where it must be.
    """
    words = [piece for word in text.split() for piece in _pieces(word, size, weight, max_width)]
    if not words:
        return []
    lines = _greedy(words, size, weight, max_width)
    low, high, best = 0.0, max_width, lines
    while high - low > 1:
        middle = (low + high) / 2
        tried = _greedy(words, size, weight, middle)
        if len(tried) == len(lines) and all(fits(line, size, weight, middle) for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def _greedy(words: list[str], size: float, weight: int, max_width: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if fits(longer, size, weight, max_width):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(word: str, size: float, weight: int, max_width: float) -> list[str]:
    """The word, cut where it must be. Each letter is looked at once, however long a word somebody sends."""
    advances = _widths()[weight]
    widest = advances["W"]
    pieces, start, used = [], 0, 0
    for at, letter in enumerate(word):
        wide = advances.get(letter, widest)
        if at > start and (used + wide) * size / PER_EM * SPARE > max_width:
            pieces.append(word[start:at])
            start, used = at, 0
        used += wide
    return [*pieces, word[start:]]
