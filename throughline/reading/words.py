"""Words folded for comparing, and numbers written as words."""

from __future__ import annotations

import re
from functools import lru_cache

from throughline.kernel.numbers import NUMBER_WORDS

_QUOTES = (("‘", "'"), ("’", "'"), ("‛", "'"), ("´", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("–", "-"), ("—", "-"))
_LETTERS = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_ONE_TO_NINE = r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine)"
# a number in figures or words, read in one go: the letters that can begin one are looked at first
NUMBER = (
    r"(?:(?=[\dotfsenzOTFSENZ])(?:\d{1,4}|"
    r"(?:[Tt]wen|[Tt]hir|[Ff]or|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)ty(?:[- ](?:one|two|three|four|"
    r"five|six|seven|eight|nine))?|"
    r"(?:[Tt]hir|[Ff]our|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)teen|[Tt]en|[Ee]leven|[Tt]welve|"
    + _ONE_TO_NINE
    + r"|[Zz]ero)(?![A-Za-z]))"
)
_NUMBER = re.compile(NUMBER)
_FIGURES = re.compile(r"\d(?<![\w£$.,/-].)")
_NEVER_BEFORE = re.compile(r"[\w£$.,/-]")
_SPELT = [word for name in NUMBER_WORDS if name.isalpha() for word in (name, name.capitalize())]


def word_set(words: str) -> frozenset[str]:
    """The words of a plain list."""
    return frozenset(words.split())


def fold(text: str) -> str:
    """`text` in small letters, with plain quotation marks and single spaces."""
    if not text.isascii():
        for quote, plain in _QUOTES:
            text = text.replace(quote, plain)
    text = text.replace("`", "'").lower()
    if "  " not in text and text.isprintable():  # so that every space is a plain one
        return text.strip()
    return " ".join(text.split())


def holds_any(text: str, pieces: tuple[str, ...]) -> bool:
    """True where one of the `pieces` stands in `text`: asked before a pattern that none of them would let match."""
    for piece in pieces:  # noqa: SIM110 several times as quick as any() of a generator
        if piece in text:
            return True
    return False


def heading_fold(text: str) -> str:
    """A heading folded, without the punctuation at its ends."""
    return fold(text).replace("(s)", "s").strip(" :.;-*_?!#\"'()[]")


def value_of(number: str) -> int | None:
    """The value of a number in figures or words (up to ninety-nine), or nothing."""
    plain = fold(number).replace("-", " ")
    if plain.replace(",", "").isdecimal():
        return int(plain.replace(",", ""))
    return NUMBER_WORDS.get(plain)


@lru_cache(maxsize=2)
def vocabulary(text: str) -> frozenset[str]:
    """The different words of `text` as written, letters only."""
    return frozenset(_LETTERS.findall(" ".join(set(text.split()))))


def number_places(text: str) -> list[int]:
    """Where each number in figures or words begins: figures by their look, words where the text has them at all."""
    may_be = [found.start() for found in _FIGURES.finditer(text)]
    there = vocabulary(text)
    for word in _SPELT:
        place = text.find(word) if word in there else -1
        while place >= 0:
            if not place or not _NEVER_BEFORE.match(text, place - 1):
                may_be.append(place)
            place = text.find(word, place + 1)
    places = []
    end = 0
    for place in sorted(may_be):
        found = _NUMBER.match(text, place) if place >= end else None
        if found:
            places.append(place)
            end = found.end()
    return places


def opens_with_number(text: str, place: int, end: int) -> int:
    """Where the number that stands at `place` ends, looked for no further than `end`; `place` where there is none."""
    found = _NUMBER.match(text, place, end)
    return found.end() if found else place


def words_of(text: str) -> list[str]:
    """The folded words of `text`."""
    return _WORD.findall(fold(text))
