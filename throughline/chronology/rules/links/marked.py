"""A telling made ready for weighing: its meanings, numbers and noes, and its words by kind and by opposites. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from throughline.chronology.rules.links.denials import MARKS
from throughline.chronology.rules.links.tone import BUSY, tone
from throughline.chronology.rules.links.words import FORTNIGHT, TOPIC, Told, stem, vocabulary

_CLASSES = Path(__file__).with_name("classes.txt")
_WORD = re.compile(r"[a-z]+|[.;!?\n]")
_TURNS = frozenset(("not", "no", "never", "without"))
_REACH = 3
_NO_COUNT = re.compile(
    r"\b(\d{1,2}[:.]\d{2})(?!\w| ?(?:kg|%|cm))|\b(\d{1,2})[ -](?:year|month|week|day)s?[ -]old"
    r"|\b(?:aged?|girl of|boy of|child of|baby of) (\d{1,2})\b"
)
"""Times of the day and ages, which the rules hold against one another."""
_BIT = re.compile(
    r"\ba bit\b|(?<=\bno) sign of\b|\bmiss [a-z]\b|\bsteps? out\b|\bthreshold(?: for \w+)? (?:was |is )?met\b"
)
_NO_ONE = re.compile(r"\bno[ -]one\b")
NO = re.compile(
    r"(?:\b(?:no(?! (?:\w+ )?change)|not|dna|wnb|non(?=-(?:report|engag|complian|attend))|unexplained|never|nothing"
    r"|none|nobody|without|neither|nor|unable|failed|failing|fails|refused|declined|denied|cannot)"
    r"|\b\w+n't)\b(?: \w+){0,3}"
)


@dataclass(frozen=True, slots=True)
class Classes:
    """The kinds of each word, and the opposites of which it is one end: True for the first."""

    kinds: dict[str, tuple[str, ...]]
    ends: dict[str, tuple[tuple[str, bool], ...]]


@dataclass(frozen=True, slots=True)
class Marked:
    """What of a telling is weighed: its meanings without names, the words by kind, and by opposites with their end."""

    words: frozenset[str]
    numbers: frozenset[str]
    denies: int
    tone: int
    kinds: dict[str, dict[str, str]]
    ends: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


@cache
def classes() -> Classes:
    """The kept list, read once."""
    kinds: dict[str, tuple[str, ...]] = {}
    ends: dict[str, tuple[tuple[str, bool], ...]] = {}
    for line in _CLASSES.read_text(encoding="utf-8").replace("\n    ", " ").splitlines():
        head, parted, listed = line.partition(":")
        if not parted or line.startswith("#"):
            continue
        way, _, name = head.partition(" ")
        first, _, second = listed.partition("|")
        for said, end in ((first, True), (second, False)):
            for word in {stem(each) for each in said.split()}:
                if way == "of":
                    kinds[word] = (*kinds.get(word, ()), name)
                else:
                    ends[word] = (*ends.get(word, ()), (name, end))
    return Classes(kinds, ends)


@lru_cache(maxsize=65536)
def _marked_once(raw: str, words: frozenset[str], line: tuple[str, ...]) -> Marked:
    lowered = FORTNIGHT.sub("fortnightly", raw.lower().replace("’", "'"))
    lowered = _NO_ONE.sub("nobody", _BIT.sub(" ", lowered)).replace("a fortnight", "two weeks")
    uncounted = {number for found in _NO_COUNT.findall(lowered) for number in found if number}
    well, badly = tone(raw)
    kinds: dict[str, dict[str, str]] = {}
    ends: dict[str, tuple[list[str], list[str]]] = {}
    for word, said, denied in _spoken(BUSY.sub(" ", lowered), line):
        for kind in classes().kinds.get(word, ()):
            kinds.setdefault(kind, {}).setdefault(meaning(word), said)
        for name, end in classes().ends.get(word, ()):
            ends.setdefault(name, ([], []))[end == denied].append(f"not {said}" if denied else said)
    return Marked(
        words=frozenset(word for word in words if word[0] != TOPIC),
        numbers=frozenset(
            word.partition("/")[0] for word in words if word[0].isdigit() and ":" not in word and word not in uncounted
        ),
        denies=len(NO.findall(lowered)),
        tone=len(well) - len(badly),
        kinds=kinds,
        ends={name: (tuple(first), tuple(second)) for name, (first, second) in ends.items()},
    )


def marked(raw: str, read: Told) -> Marked:
    """The telling made ready, once for each text."""
    return _marked_once(raw, read.words, read.line)


def _spoken(lowered: str, line: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    """Each word by its root and as it is said, and whether a no stands before it; then meanings of several words."""
    words = _WORD.findall(lowered.replace("n't", " not"))
    turned = 0
    for word in words:
        if not word.isalpha():
            turned = 0
            continue
        yield stem(word), word, turned > 0
        turned = _REACH if word in _TURNS else turned - 1
    for meaning in line:
        if meaning not in MARKS and "_" in meaning:
            yield meaning, meaning.replace("_", " "), False


def meaning(word: str) -> str:
    """What a root means, as the vocabulary has it, or the root itself."""
    return vocabulary().single.get(word, word)
