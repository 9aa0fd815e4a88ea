"""What a column of an action plan holds, told by its heading. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path


def _read_headings() -> dict[str, str]:
    """Each known heading, and what stands under it."""
    text = Path(__file__).with_name("headings.txt").read_text(encoding="utf-8").replace("\n    ", " ")
    lines = [line.partition(":") for line in text.splitlines() if not line.startswith("#")]
    return {word.strip(): kind for kind, _, words in lines for word in words.split(",")}


_KNOWN = _read_headings()
# Where no heading is one of these, words in it tell; the first that is found does.
_HINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), kind)
    for form, kind in (
        (r"\bb?rag\b", "rag"),
        (r"\b(?:by when|timescales?|time ?frame|deadline|due|target date|completion date)\b", "due"),
        (r"\b(?:progress|updates?)\b", "progress"),
        (r"\b(?:responsib\w+|accountable|lead|owners?|by whom)\b", "owner"),
        (r"\b(?:outcomes?|impact|success|difference)\b", "success"),
        (r"\b(?:recommendations?|findings?|learning)\b", "recommendation"),
        (r"\b(?:agency|agencies|organisations?)\b", "agency"),
        (r"\b(?:actions?|steps|tasks?)\b", "action"),
        (r"\bstatus\b", "state"),
        (r"\b(?:cost|resources?|funding)\b", "cost"),
    )
)
_NOISE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_MOST_HEADING = 90


@dataclass(frozen=True)
class Columns:
    """Which column holds what, and the headings of the others."""

    at: dict[str, int]
    others: tuple[tuple[int, str], ...]
    heads: tuple[str, ...]
    exact: int = 0

    @cached_property
    def is_own(self) -> bool:
        """It is a plan that was written here: nothing in it needs to be guessed."""
        return {"number", "recommendation", "action", "due_on", "state", "why"} <= set(self.at)


@lru_cache(maxsize=4096)
def plain_heading(heading: str) -> str:
    """The words of a heading: small letters, no brackets, signs or doubled spaces."""
    words = _NOISE.sub(" ", heading.replace("’", "").replace("'", ""))
    return " ".join(re.sub(r"[^\w]+|_", " ", words.casefold()).split())


@lru_cache(maxsize=4096)
def kind_of(heading: str) -> tuple[str, bool]:
    """What a column under that heading holds (``""``: nothing that is known), and whether it says so exactly."""
    words = plain_heading(heading)
    if words in _KNOWN:
        return _KNOWN[words], True
    if heading.strip() in ("#", "№"):
        return "number", True
    return next(((kind, False) for form, kind in _HINTS if form.search(words)), ("", False))


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns of a row of headings; ``None`` where it is none.

    A plan has actions, and says of them who, by when, how far or with what effect. Two of these at least are headings.
    """
    if any(len(cell) > _MOST_HEADING for cell in cells) or sum(map(bool, cells)) < 2:
        return None
    at: dict[str, int] = {}
    for exactly in (True, False):
        for place, cell in enumerate(cells):
            kind, exact = kind_of(cell)
            if cell and kind and exact is exactly and kind not in at and place not in at.values():
                at[kind] = place
    if "action" not in at and len(at) >= 3 and "recommendation" in at:
        at["action"] = at.pop("recommendation")
    exact_ones = sum(kind_of(cell)[1] for cell in cells if cell)
    if "action" not in at or len(at) < 2 or not exact_ones or not set(at) - {"action", "number", "recommendation"}:
        return None
    others = tuple((place, cell) for place, cell in enumerate(cells) if cell and place not in at.values())
    return Columns(at, others, tuple(plain_heading(cell) for cell in cells), exact_ones)
