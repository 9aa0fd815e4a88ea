"""Doubts about arithmetic: parts that should make a whole, and do not."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..blocks import Block
from ..result import Doubt
from ..words import NUMBER, fold, holds_any, opens_with_number, value_of
from .asking import Context, doubt
from .partings import NOT_PART, OPPOSED, UNITS, first_match, matches, parted

_SENTENCES = re.compile(r"[^.!?]+(?:\.(?=\d)[^.!?]+)*[.!?]?")
_TOTAL = re.compile(
    rf"(?<![\w£.,-])(?P<n>{NUMBER})(?![\w%]|[.,]\d)\s+(?:(?!and\b|or\b|of\b|were\b|was\b|are\b|is\b|had\b|"
    rf"have\b|to\b|in\b|by\b|from\b|with\b)[\w’'/-]+\s+){{0,4}}?(?P<unit>{UNITS})\b",
    re.IGNORECASE,
)
_REMAINING = re.compile(rf"\bthe (?:remaining|other)\s+(?P<n>{NUMBER})\b", re.IGNORECASE)
_OF_THE = re.compile(rf"(?P<n>{NUMBER})\s+of (?:the|these|those|all)\s+(?P<m>{NUMBER})\b", re.IGNORECASE)
_VERB = (
    r"(?:were|was|are|is|had|have|has|have been|had been|lived|died|came|led|needed|rated|met|did|went|"
    r"took|concerned|related|involved|remain(?:ed)?|came from|told|said|required|showed|gave|"
    r"resulted|became|fell|received|attended|made|began|ended|moved|got|saw|could|would|knew|scored|judged|from)"
)
_FIRST = re.compile(
    rf"^(?:[\w’' ,]{{0,40}}?(?:,|:|;|and|of (?:them|these|those|whom|"
    rf"which),?)\s+)??(?P<n>{NUMBER})\s+(?:(?:of (?:them|these|those|whom|which|the \w+|these "
    rf"\w+))\s+)?(?:(?:also|only|then|now|further)\s+)?{_VERB}\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"(?:,|;|\band\b|\bwhile\b|\bwhilst\b|\bbut\b)\s*(?:and\s+)?(?:the (?:other|"
    rf"remaining)\s+)?(?P<n>{NUMBER})\s+(?P<after>[\w’'-]+)",
    re.IGNORECASE,
)
_SEXES = re.compile(
    rf"(?P<a>{NUMBER})\s+(?:were\s+|was\s+)?(?P<x>female|male|boys?|girls?|women|men)\b\s*(?:,|and|"
    rf";)\s*(?:and\s+)?(?P<b>{NUMBER})\s+(?:were\s+|was\s+)?(?P<y>female|male|boys?|girls?|women|men)\b",
    re.IGNORECASE,
)
_COLON_SPLIT = re.compile(
    rf"(?P<t>{NUMBER})\s+(?P<unit>{UNITS})\s*(?::|–|—|"
    rf"\()\s*(?P<a>{NUMBER})\s+(?:[\w’-]+\s+){{0,3}}?(?:and|,)\s*(?P<b>{NUMBER})\b",
    re.IGNORECASE,
)
_PARTING = (":", "–", "—", "(")
_MONEY = re.compile(r"£\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?![\d.,]*\s*(?:million|m\b|k\b|bn))")
_GAVE = re.compile(r"\b(?:gave|contributed|paid|funded|provided|from|contribution)\b")
_SPENT = re.compile(r"\b(?:spent|cost|budget|total|income|funding|received)\b")
_CHILD = frozenset({"children", "young people", "babies", "siblings", "pupils"})


_SOME = re.compile(
    r"\b(?:others|some|among them|including|the rest|the remainder|in part|also|at least|"
    r"mostly(?! (?:compliant|met|achieved|good|effective)))\b"
)
# "Seven related to deaths and nine to serious harm": the second part goes without the verb that the first has
_GAPPED = re.compile(
    rf"{NUMBER} (?:were |was |are )?[a-z]+(?:ed|t|e|s)? (?P<word>to|from|in|by|with|for|at|"
    rf"about) [^.,;]+,? and {NUMBER} (?P=word) ",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:the (?:remaining|other) )?(?P<n>{NUMBER})\s+[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Whole:
    number: int
    unit: str
    said: str


class _Earlier:
    """The sentences before, from which the wholes that they name are read only when a later sentence parts one."""

    def __init__(self) -> None:
        self._unread: list[tuple[str, list[int], list[int]]] = []
        self._wholes: list[_Whole] = []

    def add(self, words: str, places: list[int], parts: list[int]) -> None:
        self._unread.append((words, places, parts))

    def wholes(self) -> list[_Whole]:
        for words, places, parts in self._unread:
            _remember(words, places, parts, self._wholes)
        self._unread.clear()
        return self._wholes


def splits(context: Context) -> Iterator[Doubt]:
    """Each paragraph: parts given after a whole are added up."""
    for block in context.page.blocks:
        if block.shape == "row":
            continue
        numbers = [place - block.start for place in context.numbers_in(block.start, block.end)]
        if len(numbers) >= 2:
            yield from _block(block, numbers)


def _block(block: Block, numbers: list[int]) -> Iterator[Doubt]:
    earlier = _Earlier()
    for sentence in _SENTENCES.finditer(block.text):
        places = _numbers_of(sentence, numbers)
        if not places:
            continue
        words = sentence[0]
        at = (block.start + sentence.start(), block.start + sentence.end())
        sexes = first_match(_SEXES, words, places) if _names_sexes(words) else None
        if sexes:
            yield from _sexes(sexes, words, at, earlier.wholes())
        if holds_any(words, _PARTING):
            yield from _after_colon(words, places, at, sexes is not None)
        parts = _parts(words)
        one = parted(words, places)
        if one:
            yield from _told(_Whole(one[0], one[1], words), one[2], words, "", at)
        found = _of_the(words, places)
        if found and OPPOSED.search(words):
            yield from _told(found[0], found[1], words, "", at)
        elif not found and len(parts) >= 2 and sexes is None and (wholes := earlier.wholes()):
            rest = _goes_on_with(block.text, sentence.end())
            large = (whole for whole in reversed(wholes[-3:]) if whole.number >= max(parts))
            yield from _told(next(large, wholes[-1]), parts, words, rest, at)
        earlier.add(words, places, parts)
    yield from _money(block)


def _numbers_of(sentence: re.Match[str], numbers: list[int]) -> list[int]:
    """The places of the numbers in one sentence of a block; one that opens it counts whatever stands before it."""
    start, end = sentence.span()
    opened = start if sentence.string[start] == " " else opens_with_number(sentence.string, start, end)
    inside = numbers[bisect_left(numbers, max(start + 1, opened)) : bisect_left(numbers, end)]
    places = [place - start for place in inside]
    return [0, *places] if opened > start else places


def _names_sexes(words: str) -> bool:
    """True where two words stand that may name a sex, as both parts of such a split do."""
    small = words.lower()
    return sum(small.count(word) for word in ("male", "boy", "girl", "men")) >= 2


def _remember(words: str, places: list[int], parts: list[int], wholes: list[_Whole]) -> None:
    """Keeps the last whole number of things that a sentence names."""
    rest = _REMAINING.search(words) if holds_any(words.lower(), ("remaining", "other")) else None
    if rest:
        number = value_of(rest["n"])
        if number:
            wholes.append(_Whole(number, wholes[-1].unit if wholes else "", rest[0]))
        return
    if len(parts) >= 2:
        return
    named = []
    for found in matches(_TOTAL, words, places):
        number = value_of(found["n"])
        if number and number > 1 and not (found["n"].isdecimal() and len(found["n"]) == 4):
            named.append(_Whole(number, fold(found["unit"]), found[0]))
    wholes.extend(reversed(named))  # what a sentence names first is what its next sentences part


def _parts(words: str) -> list[int]:
    """The numbers of a sentence that tells what became of each part: "Two were ..., four led to ... and three ..."."""
    body = words.strip()
    first = _FIRST.match(body)
    if not first:
        return []
    numbers = [value_of(first["n"]) or 0]
    for found in _NEXT.finditer(body, first.end()):
        after = fold(found["after"])
        if after in NOT_PART or (_TOTAL.match(body, found.start("n")) and not re.match(_VERB, after)):
            if re.match(rf"{UNITS}$", after) or after in NOT_PART:
                continue
            if not re.match(_VERB, after) and _TOTAL.match(body, found.start("n")):
                return []
        numbers.append(value_of(found["n"]) or 0)
    return numbers


def _of_the(words: str, places: list[int]) -> tuple[_Whole, list[int]] | None:
    """ "Three of the five had ... and three had not": the whole and its parts."""
    found = first_match(_OF_THE, words, places) if holds_any(words.lower(), ("of t", "of all")) else None
    if not found or found.start() > 30:
        return None
    whole = value_of(found["m"])
    parts = [value_of(found["n"]) or 0]
    for later in _NEXT.finditer(words, found.end()):
        after = fold(later["after"])
        if re.match(rf"{_VERB}$", after):
            parts.append(value_of(later["n"]) or 0)
        elif after not in NOT_PART and not re.fullmatch(UNITS, after):
            return None  # a part told by a verb that we do not know, or something else that is counted
    return (_Whole(whole, "", found[0]), parts) if whole and len(parts) >= 2 else None


def _told(whole: _Whole, parts: list[int], words: str, after: str, at: tuple[int, int]) -> Iterator[Doubt]:
    """A doubt where the parts of a sentence are meant to make the whole and do not; `after` is the next sentence."""
    total = sum(parts)
    if total == whole.number or not all(parts):
        return
    if total < whole.number:
        more = _parts(after) or [value_of(found["n"]) or 0 for found in [_ALONE.match(after.strip())] if found]
        some = _SOME.search(fold(words)) or (
            len(parts) == 2 and not OPPOSED.search(words) and not _GAPPED.match(words.strip())
        )
        if some or total + sum(more) == whole.number:
            return
    added = " + ".join(str(part) for part in parts)
    of = f"{whole.number} {whole.unit}".strip()
    yield doubt("arithmetic", "high", f"{added} makes {total}, not {of}.", at)


def _goes_on_with(text: str, end: int) -> str:
    """The sentence after a place."""
    after = _SENTENCES.match(text, end)
    return after[0] if after else ""


def _sexes(found: re.Match[str], words: str, at: tuple[int, int], wholes: list[_Whole]) -> Iterator[Doubt]:
    if _kind_of_sex(found["x"]) == _kind_of_sex(found["y"]):
        return
    here = [m for m in _TOTAL.finditer(words[: found.start()]) if fold(m["unit"]) in _CHILD]
    whole = next((w for w in reversed(wholes) if w.unit in _CHILD), None)
    number = value_of(here[-1]["n"]) if here else whole.number if whole else None
    first, second = value_of(found["a"]), value_of(found["b"])
    if number and first and second and first + second != number:
        unit = fold(here[-1]["unit"]) if here else whole.unit if whole else "children"
        yield doubt("arithmetic", "high", f"{first} + {second} makes {first + second}, not {number} {unit}.", at)


def _kind_of_sex(word: str) -> str:
    return "f" if fold(word).startswith(("f", "g", "w")) else "m"


def _after_colon(words: str, places: list[int], at: tuple[int, int], sexes: bool) -> Iterator[Doubt]:
    for found in matches(_COLON_SPLIT, words, places):
        whole, first, second = value_of(found["t"]), value_of(found["a"]), value_of(found["b"])
        rest = re.match(rf"[^.;]*?(?:,|and)\s*{NUMBER}\b", words[found.end() :])
        if whole and first and second and first + second != whole and not rest and not sexes:
            yield doubt(
                "arithmetic",
                "high",
                f"{first} + {second} makes {first + second}, not {whole} {fold(found['unit'])}.",
                at,
            )


def _money(block: Block) -> Iterator[Doubt]:
    """Sums of money that bodies gave, after the sum that they make."""
    sentences = list(_SENTENCES.finditer(block.text)) if "£" in block.text else []
    for before, after in itertools.pairwise(sentences):
        wholes, parts = _MONEY.findall(before[0]), _MONEY.findall(after[0])
        if len(wholes) != 1 or len(parts) < 2 or not _GAVE.search(after[0]) or not _SPENT.search(before[0]):
            continue
        whole, added = int(wholes[0].replace(",", "")), sum(int(part.replace(",", "")) for part in parts)
        if added != whole:
            says = f"The sums given make £{added:,}, not £{whole:,}."
            yield doubt("arithmetic", "medium", says, (block.start + after.start(), block.start + after.end()))


CHECKS = [splits]
