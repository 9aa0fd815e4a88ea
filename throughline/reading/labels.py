"""Labels that carry a number: "Finding 1:", "Recommendation Two -", "R3", "Learning point 4"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from throughline.kernel.numbers import NUMBER_WORDS

from .lexicon import ACTION, CASE, FINDING, LEARNING, RECOMMENDATION, THEME
from .words import fold, word_set

_KINDS: tuple[tuple[str, str], ...] = (
    (FINDING, r"finding"),
    (LEARNING, r"(?:learning|practice) point|lesson(?: learned| learnt)?|key learning(?: point)?|learning|key message"),
    (RECOMMENDATION, r"recommendation|rec\.?"),
    (ACTION, r"action(?: point)?"),
    (CASE, r"case (?:study|example|illustration)|practice example|vignette"),
    (
        THEME,
        r"(?:learning |practice |thematic )?theme|priority(?: area)?|objective|strategic (?:priority|aim)|area|"
        r"key line of enquiry|line of "
        r"enquiry|aim|goal|workstream|issue|standard",
    ),
)
_WORDS = "|".join(word for word in NUMBER_WORDS if " " not in word and "-" not in word)
_NUMBER = (
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}[a-z]?|[A-Z]\d{{1,2}}|(?:[IVX]+|[ivx]+|"
    rf"[A-Za-z])(?![\w'’])|(?i:{_WORDS})(?!\w))"
)
_LONG = re.compile(
    r"(?P<lead>(?i:(?:key|main|overarching|priority|multi-agency|national|local|system|systems|draft|scr|"
    r"review|overarching)\s+)*)"
    rf"(?P<kind>(?i:{'|'.join(pattern for _, pattern in _KINDS)}))(?![A-Za-z])\s*(?i:no\.?|number|\#)?\s*{_NUMBER}"
    r"(?P<close>\s*[:.)\]]+(?=\s|$)|\s*[–—-]+(?=\s|$)|\s*\([^()]{1,40}\)\s*[:–—-]?|\s*$|(?=\s))\s*"
)
_SHORT = re.compile(
    r"(?P<number>(?P<kind>KF|F|LP|KLP|L|R|REC|Rec|A)\s?\d{1,2}(?:\.\d{1,2})?)(?P<close>\s*[:.)]|"
    r"\s+[–—-](?=\s)|(?=\s)|$)\s*"
)
_OPENINGS = tuple(
    word.replace("_", " ")
    for word in word_set(
        "finding key_ main_ learning lesson practice recommendation rec action case_ vignette theme priority objective "
        "strategic area line_of aim goal workstream issue standard overarching multi-agency national local system "
        "draft scr_ review_"
    )
)
_SHORT_KINDS = {
    "KF": FINDING, "F": FINDING, "LP": LEARNING, "KLP": LEARNING, "L": LEARNING,
    "R": RECOMMENDATION, "REC": RECOMMENDATION, "A": ACTION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed: the `kind` of thing, its `number`, where the words after it begin, and if it was closed."""

    kind: str
    number: str
    printed: str
    rest: int
    closed: bool


def label_of(text: str) -> Label | None:
    """The label that opens `text`, or nothing; a sentence that only speaks of "finding 3" is no label."""
    first = text[:1]
    if not first.isalpha():
        return None
    if text[:12].lower().startswith(_OPENINGS):
        found = _LONG.match(text)
        if found:
            return _long(text, found)
    if first in "FKLRA":
        found = _SHORT.match(text)
        if found:
            closed = bool(found["close"].strip()) or found.end() >= len(text)
            if closed or text[found.end() :][:1].isupper():
                kind = _SHORT_KINDS[found["kind"].upper()]
                number = found["number"].rpartition(" ")[2]  # "LP 3" is short for "Learning point 3"; "R3" is a code
                return Label(kind, number, found["number"], found.end(), closed)
    return None


def _long(text: str, found: re.Match[str]) -> Label | None:
    name = fold(found["kind"])
    kind = next(kind for kind, pattern in _KINDS if re.fullmatch(pattern, name))
    closed = bool(found["close"].strip()) or found.end() >= len(text)
    after = text[found.end() :][:1]
    if not closed and not (after.isupper() or after in "\"'‘“"):
        return None
    if not closed and len(found["number"]) == 1 and found["number"] in "aAI":
        return None
    if not closed and kind in {THEME, LEARNING, CASE} and not found["number"][0].isdecimal():
        return None
    printed = text[: found.end("number")].strip()
    return Label(kind, found["number"], printed, found.end(), closed)
