"""Which earlier recommendations ask for the same change, in whatever words. Pure, offline, and explained.

A text becomes weighted terms: the field's concepts that it names (`patterns/data/concepts.toml`), the stems of its
other words, and pairs of neighbouring ones. A term weighs the more the fewer texts hold it (the inverse document
frequency of Spärck Jones, 1972); a concept weighs more than a word, and who is asked weighs hardly anything. Two texts
are the more alike the smaller the angle between them. A long text is also compared ask by ask, for one of its asks may
be the one.
Where both say what kind of change they ask for (training, an audit, a procedure, a post, a mark on the record, a
meeting) and the kinds differ, they are less alike.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import snowballstemmer

CONCEPT, SAME_WORD, WORD, PAIR, ASK, WHO = 2.8, 1.1, 1.0, 0.7, 0.8, 0.08
PART, OTHER_KIND = 1.0, 0.85
AT_LEAST = 0.22
MOST = 5


@dataclass(frozen=True, slots=True)
class Like:
    """One earlier text: its key, how alike from 0 to 1, and what both are about, the weightiest first."""

    key: int
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    key: int
    terms: Mapping[str, float]
    kinds: frozenset[str]


_WORDS = re.compile(r"§\w+|[a-z0-9]+(?:[’'&-][a-z0-9]+)*")
_ASKS = re.compile(r"(?<=[.;])\s+|\s*(?:\([a-z0-9]{1,3}\)|•|\n)\s*|,? and (?=(?:should|must|that|to)\b)")


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("throughline.patterns").joinpath("data/concepts.toml").read_text("utf-8"))


@cache
def _stop() -> frozenset[str]:
    return frozenset(_table()["stop"]["words"])


@cache
def _concepts() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The pattern that finds every phrase of the field, longest first, and what each phrase stands for."""
    table = _table()
    means: dict[str, list[str]] = {}
    for group, sign in (("about", ""), ("word", "word_"), ("ask", "ask_"), ("who", "who_")):
        for name, phrases in table[group].items():
            for phrase in phrases:
                means.setdefault(phrase, []).append(f"§{sign}{name}")
    longest = sorted(means, key=lambda phrase: (-len(phrase), phrase))
    pattern = "|".join(re.escape(phrase).replace(r"\ ", r"[ \-]") for phrase in longest)
    return re.compile(rf"(?<![\w])(?:{pattern})(?:s|’s|'s)?(?![\w])"), {p: " ".join(c) for p, c in means.items()}


@lru_cache(maxsize=4096)
def terms_of(text: str) -> Counter[str]:
    """The terms of a text with how often each stands in it: concepts, stems, and pairs of neighbouring ones.

    It is kept for texts met lately, since the same earlier ones are compared anew at each pause in typing.
    """
    pattern, means = _concepts()
    plain = text.lower().replace("’", "'")
    behind: list[str] = []

    def marked(found: re.Match[str]) -> str:
        behind.extend(_WORDS.findall(found[0]))
        said = re.sub(r"(?:'s|s)$", "", found[0]) if found[0] not in means else found[0]
        return f" {means.get(said) or means.get(said.replace('-', ' ')) or means.get(said + 's') or found[0]} "

    tokens = _WORDS.findall(pattern.sub(marked, plain))
    kept = [one if one[0] == "§" else _stem(one) for one in tokens if one not in _stop() and not one.isdigit()]
    told = Counter(kept)
    for left, right in pairwise(kept):
        if left != right and not (left.startswith("§who") or right.startswith("§who")):
            told[f"{left} {right}"] += 1
    # The words behind a concept count a little on their own, so that its nearest wording comes first.
    for word in behind:
        if word not in _stop():
            told[f"~{_stem(word)}"] += 1
    return told


def _weight(term: str) -> float:
    if " " in term:
        return PAIR
    if term.startswith("§ask_"):
        return ASK
    if term.startswith("§who_"):
        return WHO
    if term.startswith("§word_"):
        return SAME_WORD
    if term.startswith("~"):
        return 0.35
    return CONCEPT if term.startswith("§") else WORD


class Likeness:
    """Earlier texts, ready to be compared with a new one; the order in which they are given does not matter."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        rows = sorted(texts)
        counted = [(key, [terms_of(part) for part in parts_of(text)]) for key, text in rows]
        held = Counter(term for _, parts in counted for term in set().union(*parts))
        self._size = len(rows)
        self._held = held
        self._parts: list[tuple[_Text, float]] = []
        self._where: dict[str, list[int]] = {}
        for key, parts in counted:
            for place, terms in enumerate(parts):
                self._add(_Text(key, self._weighed(terms), _kinds(terms)), 1.0 if place == 0 else PART)

    def _add(self, text: _Text, worth: float) -> None:
        for term in text.terms:
            self._where.setdefault(term, []).append(len(self._parts))
        self._parts.append((text, worth))

    def _weighed(self, terms: Counter[str]) -> Mapping[str, float]:
        """The terms' weights, as a vector of length 1."""
        raw = {
            term: (1 + math.log(count)) * _weight(term) * math.log(1 + (self._size + 1) / (self._held[term] + 0.5))
            for term, count in terms.items()
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {term: weight / length for term, weight in raw.items()}

    def like(self, text: str, *, at_least: float = AT_LEAST, most: int | None = MOST) -> tuple[Like, ...]:
        """The earlier texts like it, the most alike first, equal ones by key; at most `most`, none below `at_least`."""
        best: dict[int, Like] = {}
        for place, part in enumerate(parts_of(text)):
            terms = terms_of(part)
            mine, kinds = self._weighed(terms), _kinds(terms)
            for at in {one for term in mine for one in self._where.get(term, ())}:
                other, worth = self._parts[at]
                shares = {term: weight * other.terms[term] for term, weight in mine.items() if term in other.terms}
                score = sum(shares.values()) * worth * (1.0 if place == 0 else PART)
                if kinds and other.kinds and not kinds & other.kinds:
                    score *= OTHER_KIND
                if score >= at_least and (other.key not in best or score > best[other.key].score):
                    best[other.key] = Like(other.key, round(min(score, 1.0), 4), _shared(shares))
        found = sorted(best.values(), key=lambda one: (-one.score, one.key))
        return tuple(found if most is None else found[:most])


def parts_of(text: str) -> Sequence[str]:
    """The whole text first, then each of its asks where it holds several."""
    asks = [part.strip() for part in _ASKS.split(text) if len(part.split()) >= 4]
    return [text, *asks] if len(asks) > 1 else [text]


def _kinds(terms: Counter[str]) -> frozenset[str]:
    return frozenset(term for term in terms if term.startswith("§ask_") and " " not in term)


def _shared(shares: Mapping[str, float]) -> tuple[str, ...]:
    """What both texts are about: the concepts that both name, the weightiest first."""
    concepts = [
        term
        for term in sorted(shares, key=lambda term: (-shares[term], term))
        if term.startswith("§") and " " not in term and not term.startswith(("§ask", "§who", "§word"))
    ]
    return tuple(term.removeprefix("§").replace("_", " ") for term in concepts)[:3]
