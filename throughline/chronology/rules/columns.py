"""What a column holds, told by its heading: Chronolator's headings and those of plain templates. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

_HEADINGS = Path(__file__).with_name("headings.txt")


def _read_headings() -> dict[str, str]:
    """Each known heading, and what stands under it."""
    text = _HEADINGS.read_text(encoding="utf-8").replace("\n    ", " ")
    lines = [line.partition(":") for line in text.splitlines() if not line.startswith("#")]
    return {word.strip(): kind for kind, _, words in lines for word in words.split(",")}


_KNOWN = _read_headings()
_EXACT = {word: kind for word, kind in _KNOWN.items() if not kind.endswith("?")}
_GIVING_WAY = {word: kind.rstrip("?") for word, kind in _KNOWN.items() if kind.endswith("?")}
# Where no heading is one of these, words in it tell; the first that is found does.
_HINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), kind)
    for form, kind in (
        (r"\b(?:end|finish|to)\b.*\btime|\btime\b.*\b(?:end|finish|to)\b", "end_time"),
        (r"\b(?:end|finish|to|until)\b.*\bdate|\bdate\b.*\b(?:end|finish|to|until)\b", "end"),
        (r"\bdate\b.*\b(?:birth|recorded|received|completed|added|entered|known|due|review|printed)\b|\bdob\b", ""),
        (r"\bdates?\b", "start"),
        (r"\btime\b", "time"),
        (r"\bsource\b", "source"),
        (r"\bcomments?\b|\banalysis\b|\bobservations?\b|\breflections?\b", "comment"),
        (r"\bactions?\b|\boutcomes?\b|\bresponse\b|\bdecisions?\b", "action"),
        (
            r"\bevents?\b|\bhappened\b|\bdetails?\b|\bdescription\b|\bnarrative\b|\bincident\b|\bsummary\b|\bcontact\b",
            "event",
        ),
        (r"\bsequence\b|\bseq\b", "sequence"),
    )
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_HEADING = 80
_MOST_WORDS = 8
_NOTE = re.compile(r"[#^¬~] ?\w")
_DAYS_AND_TIMES = frozenset({"start", "end", "time", "end_time"})


@dataclass(frozen=True)
class Columns:
    """Which column holds what, and the headings of the others."""

    at: dict[str, int]
    others: tuple[tuple[int, str], ...]
    heads: tuple[str, ...] = ()

    @cached_property
    def is_own(self) -> bool:
        """It is a timeline that was made here: it says whose each row is, and which of theirs."""
        return {"agency", "row", "start", "source", "event"} <= set(self.at)


@lru_cache(maxsize=4096)
def plain_heading(heading: str) -> str:
    """The words of a heading: small letters, no brackets, signs or doubled spaces."""
    text = _CAMEL.sub(" ", heading) if " " not in heading else heading
    text = _BRACKETS.sub(" ", text.replace("’", "").replace("'", ""))
    words = re.sub(r"[^\w]+|_", " ", text.lower())
    return " ".join(words.split())


@lru_cache(maxsize=4096)
def kind_of(heading: str) -> tuple[str, bool]:
    """What a column under that heading holds (``""``: nothing that is known), and whether it says so exactly."""
    words = plain_heading(heading)
    if words in _EXACT:
        return _EXACT[words], True
    if words in _GIVING_WAY:
        return _GIVING_WAY[words], False
    if heading.strip() == "#":
        return "sequence", True
    for form, kind in _HINTS:
        if form.search(words):
            return kind, False
    return "", False


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns under a row of headings; ``None`` where the row is none."""
    if any(len(cell) > _MOST_HEADING for cell in cells) or sum(bool(cell) for cell in cells) < 2:
        return None
    at = _assigned(cells)
    named = set(at) - {"row", "agency", "who", "sequence"}
    known = sum(plain_heading(cell) in _KNOWN for cell in cells if cell)
    if (
        len(named) < 2
        or (known == 0 and len(named) < 3)
        or ("start" not in at and (known < 2 or any(map(_NOTE.match, cells))))
    ):
        return None
    taken = set(at.values())
    others = tuple((place, cell) for place, cell in enumerate(cells) if place not in taken and cell)
    at = _with_event(at, others)
    left = tuple((place, cell) for place, cell in enumerate(cells) if place not in at.values())
    return Columns(at, left, tuple(plain_heading(cell) for cell in cells))


def is_below(cells: Sequence[str], above: Sequence[str]) -> bool:
    """A second row of headings, which says more of the first: ``From`` and ``To`` below ``Date``."""
    said = [cell for cell in cells if cell]
    kinds = [kind_of(cell)[0] for cell in said]
    whole = len(said) == sum(map(bool, above))
    return bool(said) and all(kinds) and not whole and len(_DAYS_AND_TIMES.intersection(kinds)) > 1


def says_plainly(cells: Sequence[str], found: Columns) -> bool:
    """One cell is no other words than those of a heading for dates, and no other is a whole sentence."""
    at = found.at.get("start")
    return (
        at is not None
        and plain_heading(cells[at]) in _KNOWN
        and all(len(cell.split()) <= _MOST_WORDS for cell in cells)
    )


def _assigned(cells: Sequence[str]) -> dict[str, int]:
    """Each kind to the first column that says it exactly, or else to the first that hints at it."""
    at: dict[str, int] = {}
    for exactly in (True, False):
        for place, cell in enumerate(cells):
            kind, exact = kind_of(cell)
            if cell and kind and exact is exactly and kind not in at and place not in at.values():
                at[kind] = place
    return at


def _with_event(at: dict[str, int], others: tuple[tuple[int, str], ...]) -> dict[str, int]:
    """Without a column for the event the first that nothing is known of is taken for it, or the comments."""
    if "event" in at:
        return at
    if others:
        at["event"] = others[0][0]
    elif "comment" in at:
        at["event"] = at.pop("comment")
    elif "action" in at:
        at["event"] = at.pop("action")
    return at
