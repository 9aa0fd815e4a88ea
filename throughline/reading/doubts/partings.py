"""Sentences that name a whole and part it: "Of the 24 cases, nine were good, eleven adequate and three inadequate"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..words import NUMBER, fold, holds_any, value_of, word_set

UNITS = (
    r"children|young people|reviews|incidents|cases|files|babies|agencies|schools|returns|plans|families|"
    r"audits|actions|recommendations|findings|pupils|records|notifications|deaths|"
    r"practitioners|people|workers|parents|referrals|assessments|staff|meetings|respondents|visits|siblings|scrs"
)
_OF_THESE = re.compile(
    rf"^\W*(?:of|among|in) (?:the |these |those |all )?(?P<m>{NUMBER})\s+(?:[\w’'-]+\s+){{0,3}}?(?P<unit>{UNITS})\b"
    rf"[^,;:]{{0,40}}[,:]\s*(?={NUMBER}\s)",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    rf"(?P<m>{NUMBER})\s+(?:[\w’'-]+\s+){{0,3}}?(?P<unit>{UNITS})\b[^.;:,(]{{0,60}}[,:(–-]\s*(?:of (?:which|whom|them|"
    rf"these),?)\s+(?={NUMBER}\s)",
    re.IGNORECASE,
)
# what a thing can be only one of: without two such words the parts of a sentence may overlap or leave some out
_APART = re.compile(
    r"\b(?:green|amber|red|good|adequate|inadequate|outstanding|requir\w+ improvement|needed improvement|complete["
    r"d]?|overdue|"
    r"on track|not started|girls?|boys?|male|female|closed|ongoing|open|published|awaited|under way|finished|not|other|"
    r"fully|partly|partially|mostly|largely|wholly|none|neither|statutory|local|accepted|rejected|yes|no|strong|weak|"
    r"poor|met)\b"
)
_LISTED = re.compile(
    rf"(?P<m>{NUMBER})\s+(?P<unit>{UNITS})\s*[:(–—]\s*(?P<parts>(?:{NUMBER}\s+(?:[a-z’'-]+\s*){{1,5}}?(?:,|;|,? an"
    rf"d)\s+)"
    rf"{{2,6}}{NUMBER}\s+(?:[a-z’'-]+\s*){{1,6}})(?=[.;)]|$)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"^\W*(?:the |all )?(?P<m>{NUMBER})\s+(?:[\w’'-]+\s+){{0,3}}?(?P<unit>{UNITS})\b[^:;.]{{0,80}}:\s*(?={NUMBER}\s)",
    re.IGNORECASE,
)
NOT_PART = word_set(
    "years year months month weeks week days day hours hour times minutes per of out cent percent in at or more others"
)
OPPOSED = re.compile(
    r"\b(?:not|no|none|other|others|remaining|remainder|rest|nothing|neither|without|never)\b", re.IGNORECASE
)


def parted(words: str, places: list[int]) -> tuple[int, str, list[int]] | None:
    """The whole, what is counted, and the parts that one sentence gives; nothing where they may overlap."""
    if len(places) < 3:
        return None
    found = _OF_THESE.match(words)
    if found is None and holds_any(words, ("of which", "of whom", "of them", "of these")):
        found = first_match(_OF_WHICH, words, places)
    listed = first_match(_LISTED, words, places) if found is None and holds_any(words, (":", "(", "–", "—")) else None
    alike = _parted_alike(words) if found is None and listed is None and ":" in words else None
    if alike:
        return alike
    parts: list[int] = []
    if found:
        parts = _loose_parts(words[found.end() :])
    elif listed:
        found = listed
        parts = [value_of(number) or 0 for number in re.findall(NUMBER, listed["parts"])]
        parts = [] if any(re.search(rf"{NUMBER}\s+{word}\b", listed["parts"]) for word in NOT_PART) else parts
    whole = value_of(found["m"]) if found else None
    if found and whole and len(parts) >= 2 and (listed or _exclude(words, len(parts))):
        return whole, fold(found["unit"]), parts
    return None


def _exclude(words: str, parts: int) -> bool:
    """True where each thing can be in one part only: good or inadequate, so and not so."""
    last = re.split(r",|\band\b|\bbut\b", words)[-1]
    none = parts >= 3 and re.search(r"\b(?:none|neither|nobody|no-one|never)\b", last) is not None
    apart = len(set(_APART.findall(fold(words)))) >= 2
    return none or apart or (parts == 2 and OPPOSED.search(words) is not None)


def _parted_alike(words: str) -> tuple[int, str, list[int]] | None:
    """ "Sixteen practitioners came: seven from schools, five from health and three from housing": one word for all."""
    found = _WHOLE.match(words)
    if found is None:
        return None
    pieces = re.split(r",\s*(?:and\s+)?|\s+and\s+(?=" + NUMBER + r"\s)", words[found.end() :].rstrip(" ."))
    told = [
        re.match(rf"(?P<n>{NUMBER})\s+(?P<word>from|in|by|at|with|about|on|were|was|had)\b", piece) for piece in pieces
    ]
    if len(told) < 3 or not all(told):
        return None
    words_used = {one["word"] for one in told if one}
    whole = value_of(found["m"])
    parts = [value_of(one["n"]) or 0 for one in told if one]
    return (whole, fold(found["unit"]), parts) if whole and len(words_used) == 1 and "had" not in words_used else None


def _loose_parts(rest: str) -> list[int]:
    """The numbers that open the pieces of "nine were good, eleven required improvement and three did not"."""
    parts = []
    for found in re.finditer(
        rf"(?:^|,|;|\band\b|\bwhile\b|\bbut\b)\s*(?:and\s+)?(?P<n>{NUMBER})\s+(?P<after>[\w’'-]+)", rest
    ):
        after = fold(found["after"])
        if after in NOT_PART or (found.start() and re.fullmatch(UNITS, after)):
            return []
        parts.append(value_of(found["n"]) or 0)
    return parts


def matches(pattern: re.Pattern[str], words: str, places: list[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of `places`, none inside another."""
    end = 0
    for place in places:
        found = pattern.match(words, place) if place >= end else None
        if found:
            end = found.end()
            yield found


def first_match(pattern: re.Pattern[str], words: str, places: list[int]) -> re.Match[str] | None:
    """The first match that begins at one of `places`."""
    return next(matches(pattern, words, places), None)
