"""Whether something is in the record already. Pure.

The same: equal text, folded for case, space and quotation marks; or an equal number and nine tenths of the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NINE_TENTHS = (9, 10)
_QUOTES = dict.fromkeys(map(ord, "\"'`´‘’‚‛“”„‟‹›«»′″＂＇"), "'")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """Something with words, of one kind: read from a document or standing in the record under `key`."""

    key: int
    kind: str
    number: str
    text: str


def folded(text: str) -> str:
    """The text in one case, with one kind of quotation mark and single spaces."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(_QUOTES).casefold()).strip()


def same_number(one: str, other: str) -> bool:
    """True when both are numbered, and alike once folded and without bracket, colon or full stop."""
    return bool(_number(one)) and _number(one) == _number(other)


def nine_tenths(one: str, other: str) -> bool:
    """True when nine tenths of the words of the longer text stand in the other, each as often as it does there."""
    return _share(Counter(_words(one)), Counter(_words(other)))


def already_there(read: Iterable[Words], record: Sequence[Words]) -> dict[int, int]:
    """Which of the things read are in the record already: the key of each such thing, and of what it is the same as.

    Several things read may be the same as one in the record. The first in the order of the record is taken, equal
    text before equal number.
    """
    by_text: dict[tuple[str, str], int] = {}
    by_number: dict[tuple[str, str], list[tuple[int, Counter[str]]]] = defaultdict(list)
    for there in record:
        by_text.setdefault((there.kind, folded(there.text)), there.key)
        if _number(there.number):
            by_number[there.kind, _number(there.number)].append((there.key, Counter(_words(there.text))))
    found: dict[int, int] = {}
    for thing in read:
        equal = by_text.get((thing.kind, folded(thing.text)))
        if equal is None and _number(thing.number):
            near = by_number.get((thing.kind, _number(thing.number)), ())
            words = Counter(_words(thing.text)) if near else Counter[str]()
            equal = next((key for key, others in near if _share(words, others)), None)
        if equal is not None:
            found[thing.key] = equal
    return found


def _share(one: Counter[str], other: Counter[str]) -> bool:
    longer = max(one.total(), other.total())
    return longer > 0 and (one & other).total() * NINE_TENTHS[1] >= longer * NINE_TENTHS[0]


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _number(number: str) -> str:
    return folded(number).strip(" .:;()[]")
