"""Figures that statements give of practice, and what statements name as their evidence: one sentence at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .result import Figure, Item, Shown
from .sentences import sentences
from .words import fold

_SHARE = re.compile(
    r"(?<![\w.,/-])(?P<value>\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b)"
    r"(?! (?:of the (?:budget|cost)|increase|rise|more|less))",
    re.IGNORECASE,
)
# A figure beside one that came before or after it, or that is to be reached, is no single reading.
_COMPARED = re.compile(
    r"\b(?:from|compared (?:with|to)|up from|down from|previously|target(?: of| is)?|aim(?:s|ing)? (?:for|to)"
    r"|by at least)\b",
    re.IGNORECASE,
)
_EVIDENCED = re.compile(
    r"\b(?:evidenced|shown|demonstrated|confirmed|borne out) (?:by|in|through)\b"
    r"|\bevidence (?:of this|for this) (?:is|was)\b",
    re.IGNORECASE,
)
_AUDIT = re.compile(r"\baudit(?:s|ed)?\b|\bsampl(?:e|ing)\b|\bcase files? (?:were )?read\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b"
    r"(?! (?:or|of these))",
    re.IGNORECASE,
)
AUDIT, DATA, OBSERVATION = "audit", "data", "observation"


def figures_of(text: str, statements: Sequence[Item]) -> tuple[Figure, ...]:
    """Each share that a statement gives once, and compares with nothing: a reading whose baseline is missing."""
    return tuple(_figures(text, statements))


def _figures(text: str, statements: Sequence[Item]) -> Iterator[Figure]:
    for item in statements:
        for words, at in sentences(text, item):
            shares = list(_SHARE.finditer(words))
            if len(shares) == 1 and not _COMPARED.search(words) and float(shares[0]["value"]) <= 100:
                yield Figure("", words, "", item.about, at, shares[0]["value"], "%")


def shown_by(text: str, statements: Sequence[Item]) -> tuple[Shown, ...]:
    """Each sentence that names what shows something, and its kind: an audit, figures, or what somebody saw."""
    found = []
    for item in statements:
        for words, at in sentences(text, item):
            if _EVIDENCED.search(words):
                plain = fold(words)
                kind = AUDIT if _AUDIT.search(plain) else DATA if _COUNTED.search(plain) else OBSERVATION
                found.append(Shown("", words, "", item.about, at, kind))
    return tuple(found)
