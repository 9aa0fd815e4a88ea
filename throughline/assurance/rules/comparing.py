"""Which questions of several rounds are the same, and what their answers come to. Like is compared with like. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from throughline.assurance.rules.levels import NOT_FOR_US, Level, lines_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one round asked it: its stable key, its words, and the descriptors of its levels."""

    key: str
    text: str
    descriptors: str
    levels: str
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A question that cannot be compared, and why."""

    key: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The questions that every round asked in the same words, and those that differ."""

    same: tuple[Asked, ...]
    unlike: tuple[Unlike, ...]


def compared(rounds: Sequence[tuple[str, Sequence[Asked]]]) -> Comparison:
    """`rounds` are named, the oldest first. A question is the same while key, words, descriptors and levels are."""
    by_key = [(name, {one.key: one for one in asked}) for name, asked in rounds]
    order = list(dict.fromkeys(one.key for _, asked in reversed(rounds) for one in asked))
    same, unlike = [], []
    for key in order:
        newest = next(of[key] for _, of in reversed(by_key) if key in of)
        why = _why_unlike(key, by_key)
        if why:
            unlike.append(Unlike(key, newest.text, why))
        else:
            same.append(newest)
    return Comparison(tuple(same), tuple(unlike))


def _why_unlike(key: str, rounds: Sequence[tuple[str, dict[str, Asked]]]) -> str:
    missing = [name for name, of in rounds if key not in of]
    if missing:
        return f"Not asked in {missing[0]}."
    for (before, earlier), (after, later) in pairwise(rounds):
        changed = why_changed(earlier[key], later[key])
        if changed:
            return f"{changed} between {before} and {after}."
    return ""


def why_changed(before: Asked, after: Asked) -> str:
    """What differs between two askings of one question; empty when nothing does. Spaces and line ends do not count."""
    if _flat(before.text) != _flat(after.text):
        return "Its wording changed"
    if _lines(before.levels) != _lines(after.levels):
        return "The levels changed"
    return "The descriptors of its levels changed" if _lines(before.descriptors) != _lines(after.descriptors) else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [_flat(line) for line in lines_of(text)]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers stand at each level, the weakest first; how many do not apply, and how many are missing."""

    at: tuple[int, ...]
    not_for_us: int
    missing: int

    @property
    def counted(self) -> int:
        """The answers that have a level."""
        return sum(self.at)

    @property
    def share(self) -> int | None:
        """Of a hundred answers with a level, those at the strongest; ``None`` where there is none."""
        return round(100 * self.at[-1] / self.counted) if self.counted else None


def together(one: Tally, other: Tally) -> Tally:
    """Two tallies over the same levels as one."""
    at = tuple(a + b for a, b in zip(one.at, other.at, strict=True))
    return Tally(at, one.not_for_us + other.not_for_us, one.missing + other.missing)


def tally(scores: Iterable[int | None], levels: Sequence[Level]) -> Tally:
    """The scores counted."""
    found = Counter(scores)
    return Tally(tuple(found[one.number] for one in levels), found[NOT_FOR_US], found[None])
