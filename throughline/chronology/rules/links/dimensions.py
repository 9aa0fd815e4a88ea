"""What can be one way or another in the telling of one event, and where two tellings have it differently. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("dimensions.txt")
_WORD = re.compile(r"[a-z0-9&][a-z0-9&']*(?:\.\d+[a-z]*)?|[.;!?,\n]")
_ENDS = frozenset((".", ";", "!", "?", ",", "\n", "but", "however"))
_DENIES = frozenset(
    ("no", "not", "never", "nor", "neither", "nobody", "nil", "without", "cannot", "denied", "denies", "denying")
) | {"failed", "unable"}
_GOES_ON = frozenset(
    ("and", "so", "because", "as", "who", "which", "when", "while", "until", "at", "during", "after", "despite")
)  # no denial reaches over these
_REACH = 3  # words that a denial reaches over
_BETWEEN = 3  # words that "..." stands for, at most

Phrase = tuple[tuple[str, ...], str, str]
"""Its words, the thing it speaks of, and the way it says that is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The kept list: phrases by their first word, whole or as a beginning; the ways of each thing, and its words.

    `telling` are the things of which it says something that both tellings speak.
    """

    whole: dict[str, list[Phrase]]
    begun: dict[str, list[Phrase]]
    ways: dict[str, tuple[str, ...]]
    needs: dict[str, tuple[tuple[str, ...], ...]]
    telling: set[str]


@dataclass(frozen=True, slots=True)
class Said:
    """The ways in which a telling has a thing, and the words of the first; `said` are all, each with its way."""

    ways: frozenset[str]
    words: str
    said: tuple[tuple[str, str], ...]


def differing(one: str, two: str) -> Iterator[tuple[str, str, str]]:
    """The name of each thing that the tellings have differently, with the words of each; none had both ways by one."""
    mine, yours = ways(one), ways(two)
    for name, said in mine.items():
        other = yours.get(name)
        if other and not said.ways & other.ways:
            yield name, said.words, other.words
        elif other:
            yield from ((name, *apart) for apart in _beside_what_both_say(said, other))


def _beside_what_both_say(one: Said, two: Said) -> Iterator[tuple[str, str]]:
    """Where both repeat the same words, as of a call that both were told of, what else they say is compared."""
    both = {words for _, words in one.said} & {words for _, words in two.said}
    mine, yours = ([each for each in said.said if each[1] not in both] for said in (one, two))
    if both and mine and yours and not {way for way, _ in mine} & {way for way, _ in yours}:
        yield mine[0][1], yours[0][1]


@lru_cache(maxsize=65536)
def ways(text: str) -> dict[str, Said]:
    """For each thing that a text speaks of, how it has it; in the order of the kept list."""
    words = _words(text)
    found: dict[str, dict[tuple[str, str], None]] = {}
    until: dict[str, int] = {}  # what a longer phrase has said of a thing is not said again by a shorter one within it
    for at, word in enumerate(words):
        taken = {name: end for name, end in until.items() if end > at}
        for phrase, name, way in _from(word):
            end = _matches(phrase, words, at)
            if end is None or name in taken:
                continue
            way = _as_meant(way, kept().ways[name], words, at, until.get(name, 0))
            taken[name] = until[name] = end
            if way:
                found.setdefault(name, {})[way, " ".join(words[at:end])] = None
    if not found:
        return {}
    spoken: set[str] = set().union(*(_spoken_of(word) for word in set(words)))
    return {
        name: Said(frozenset(way for way, _ in found[name]), next(iter(found[name]))[1], tuple(found[name]))
        for name in kept().ways
        if name in found and (name in spoken or _speaks(words, kept().needs[name]))
    }


def _as_meant(way: str, among: tuple[str, ...], words: list[str], at: int, read: int) -> str:
    """The way, or the other of two where a denial stands before the words; nothing where there are more than two.

    A denial before `read` belongs to what was said there: in "would not engage and said nothing" the second stands.
    """
    for before in range(at - 1, max(read - 1, at - 1 - _REACH), -1):
        if words[before] in _ENDS or words[before] in _GOES_ON:
            break
        if words[before] in _DENIES or words[before].endswith("n't"):
            return next(each for each in among if each != way) if len(among) == 2 else ""
    return way


@lru_cache(maxsize=65536)
def _spoken_of(word: str) -> frozenset[str]:
    """The things that one word is enough to speak of."""
    one = _by_one_word()
    found = set(one.get(word, ()))
    for end in range(1, len(word) + 1):
        found.update(one.get(f"{word[:end]}*", ()))
    return frozenset(found)


@cache
def _by_one_word() -> dict[str, set[str]]:
    """For each word, or beginning of one with its star, the things that it is enough to speak of."""
    found: dict[str, set[str]] = {}
    for name, needs in kept().needs.items():
        for each in needs:
            if len(each) == 1:
                found.setdefault(each[0], set()).add(name)
    return found


def _speaks(words: list[str], needs: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a text has one of the needed phrases of several words, or nothing is needed."""
    return not needs or any(
        _is(each[0], word) and _matches(each, words, at)
        for each in needs
        if len(each) > 1
        for at, word in enumerate(words)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'").replace("-", " ").replace("/", " "))


def _matches(phrase: tuple[str, ...], words: list[str], at: int) -> int | None:
    """Where the phrase ends that begins here, or nothing where it does not stand here."""
    for place, part in enumerate(phrase):
        if part == "...":
            rest = phrase[place + 1 :]
            for skip in range(_BETWEEN + 1):
                if at + skip > len(words) or any(each in _ENDS for each in words[at : at + skip]):
                    return None
                end = _matches(rest, words, at + skip)
                if end is not None:
                    return end
            return None
        if at >= len(words) or not _is(part, words[at]):
            return None
        at += 1
    return at


def _is(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else part == word


@lru_cache(maxsize=65536)
def _from(word: str) -> tuple[Phrase, ...]:
    """The phrases that can begin with a word, those of more words first."""
    found = list(kept().whole.get(word, ()))
    for begun, phrases in kept().begun.items():
        if word.startswith(begun):
            found += phrases
    return tuple(sorted(found, key=lambda each: (-len(each[0]), each)))


@cache
def kept() -> Kept:
    """The kept list, read once."""
    read = Kept({}, {}, {}, {}, set())
    name = ""
    for line in _FILE.read_text(encoding="utf-8").replace("\n    ", " ").splitlines():
        if line.startswith("["):
            name = line.strip("[] -")
            if not line.startswith("[-"):
                read.telling.add(name)
            read.ways[name], read.needs[name] = (), ()
        elif name and line and not line.startswith("#"):
            way, _, listed = line.partition(":")
            phrases = [tuple(_phrase(each)) for each in listed.split(",") if each.strip()]
            if way == "with":
                read.needs[name] = tuple(phrases)
                continue
            read.ways[name] += (way,)
            for phrase in phrases:
                by = read.begun if phrase[0].endswith("*") else read.whole
                by.setdefault(phrase[0].rstrip("*"), []).append((phrase, name, way))
    return read


def _phrase(words: str) -> list[str]:
    return words.strip().lower().replace("-", " ").replace("/", " ").split()
