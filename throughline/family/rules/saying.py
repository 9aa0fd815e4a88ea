"""What a text says of how many had a role, and of how many placements there were, over time. Pure.

``tellings`` reads sentences: “ten different social workers”, “had seven placements in three years”, “four changes of
health visitor”, “a second GP”. Who came to a meeting, who works in a team, and days and years are no such telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from throughline.family.rules import cues
from throughline.family.rules.numbers import MOST, NTH, NUMBER, ONE_NUMBER, Number, nth_of, number_of, read
from throughline.family.rules.roles import ROLES
from throughline.family.rules.windows import Window, window_of

PLACEMENTS = "placement"
PEOPLE, CHANGES = "people", "changes"

_ROLE = "|".join(f"(?P<{key}>{role.says})" for key, role in ROLES.items())
_PLACE = r"(?P<placement>(?:foster |care |residential )?placements?|foster homes?)"
_WHAT = rf"(?:{_ROLE}|{_PLACE})"
_ADJECTIVES = (
    r"(?:(?:(?P<strong>different|separate|successive|consecutive)|new|named|allocated|other|previous|individual|"
    r"emergency|short[ -]term|long[ -]term|temporary|qualified|unqualified|agency|locum|statutory|known|"
    r"various|recorded),? "
    r"(?:and )?){0,3}"
)
_A = re.compile(rf"{NUMBER} (?:\(\d+\) )?(?:of (?:his|her|their) )?{_ADJECTIVES}{_WHAT}\b", re.IGNORECASE)
_NTH = re.compile(
    rf"\b(?:an?|the|his|her|their|its|this|that|yet|[a-z]+[’']s) {NTH} {_ADJECTIVES}{_WHAT}\b", re.IGNORECASE
)
_CHANGES_OF = re.compile(
    rf"{NUMBER} (?:changes?|moves?|switches) (?:of|in|between|to) (?:an?|the|new|his|her|their|different|"
    rf"allocated|named| )*{_WHAT}\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(rf"{NUMBER} {_ADJECTIVES}{_WHAT} (?:changes?|moves?)\b", re.IGNORECASE)
_TIMES = rf"(?:(?P<twice>twice)|{NUMBER} times)"
_CHANGED = re.compile(
    rf"\b(?:(?:chang|mov|switch)(?:ed|ing)|change|move) (?:an?|the|his|her|their|its|of|allocated|named| "
    rf")*{_WHAT} {_TIMES}\b|"
    rf"\b{_WHAT.replace('?P<', '?P<b_')} (?:was |were |had |has |been )*changed {_TIMES.replace('?P<', '?P<b_')}\b",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    rf"\bnumber of {_ADJECTIVES}{_WHAT}[a-z ,’']{{0,40}}? (?:was|is|were|stood at|reached|rose to|came to) "
    rf"{NUMBER}(?! (?:year|month|day|week))\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"\b(?:only one|just one|a single|(?:the|one and the) same) {_ADJECTIVES}{_WHAT}(?: (?:all "
    rf")?(?:throughout|all along|the whole time))?\b",
    re.IGNORECASE,
)
# The end of a sentence: not a stop within a number or a word, nor one after a single letter, as in G.P.
_END = re.compile(r"[!?\n]+|(?<!\b[A-Z])\.(?=[\s”’\")]|$)")
# Nobody writes a longer sentence; a text without stops is read in parts, so that its length costs no more than itself.
LONGEST = 1_000
_NUMBERED = re.compile(rf"\d|\b(?:{ONE_NUMBER}|{NTH}|twice|single|same)\b", re.IGNORECASE)
_ANY = re.compile(rf"\b(?:{'|'.join(role.says for role in ROLES.values())}|placements?|foster homes?)\b", re.IGNORECASE)
_WHOLE_TIME = re.compile(r"\b(?:throughout|all along|the whole time)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """What the text says between `start` and `end`: so many people in the role `what` (or placements), or so often a
    change of them, in that window of time, and of whom where a name stands with it."""

    start: int
    end: int
    words: str
    sentence: str
    what: str
    shape: str
    number: Number
    window: Window
    who: str = ""


def tellings(text: str, names: Iterable[str] = ()) -> tuple[Telling, ...]:
    """Everything that the text says of such numbers, in the order it stands. `names` are those of the children."""
    known = sorted(filter(None, names), key=len, reverse=True)
    who = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)") if known else None
    found: list[Telling] = []
    for start, end in _sentences(text):
        if _NUMBERED.search(text, start, end):
            found += _in_sentence(text[start:end], start, who)
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences stand in which a role or a placement is named, the longest in parts."""
    named = [match.start() for match in _ANY.finditer(text)]
    start, place = 0, 0
    for stop in (*(match.end() for match in _END.finditer(text)), len(text)) if named else ():
        if place < len(named) and named[place] < stop:
            yield from ((part, min(part + LONGEST, stop)) for part in range(start, stop, LONGEST))
            while place < len(named) and named[place] < stop:
                place += 1
        start = stop


def _in_sentence(sentence: str, at: int, who: re.Pattern[str] | None) -> Iterator[Telling]:
    taken: list[tuple[int, int]] = []
    for match, what, shape, number in _matches(sentence):
        span = match.span()
        if any(span[0] < end and start < span[1] for start, end in taken):
            continue
        taken.append(span)
        if number is None or not _is_told(sentence, match, what, shape):
            continue
        named = _named(sentence, span, who)
        window = window_of(sentence, *span)
        start, end = (at + place for place in span)
        yield Telling(start, end, match[0], sentence.strip(), what, shape, number, window, named)


def _matches(sentence: str) -> Iterator[tuple[re.Match[str], str, str, Number | None]]:
    """What may be a telling, the clearest form first; with no number where it says no more than that there was one."""
    for form in (_CHANGES_OF, _CHANGES):
        for match in form.finditer(sentence):
            yield match, _what(match), CHANGES, read(match)
    for match in _CHANGED.finditer(sentence):
        yield match, _what(match), CHANGES, _times(match)
    for match in _NUMBER_OF.finditer(sentence):
        yield match, _what(match), PEOPLE, read(match)
    for match in _ONE.finditer(sentence):
        yield match, _what(match), PEOPLE, Number(1, 1)
    for match in _A.finditer(sentence):
        yield match, _what(match), PEOPLE, read(match) if _is_counted(sentence, match) else None
    for match in _NTH.finditer(sentence):
        place = nth_of(match["nth"])
        yield match, _what(match), PEOPLE, Number(place, MOST) if place > 1 else None


def _what(match: re.Match[str]) -> str:
    named = match.groupdict()
    return next(key for key in (*ROLES, PLACEMENTS) if named.get(key) or named.get(f"b_{key}"))


def _times(match: re.Match[str]) -> Number:
    named = match.groupdict()
    if named["twice"] or named["b_twice"]:
        return Number(2, 2)
    prefix = "b_" if named["b_first"] else ""
    return read(_Prefixed(named, prefix))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Prefixed:
    named: dict[str, str | None]
    prefix: str

    def __getitem__(self, key: str) -> str | None:
        return self.named[self.prefix + key]


def _is_counted(sentence: str, match: re.Match[str]) -> bool:
    """Several are spoken of, and the word is not a part of another: a midwife appointment, a placement plan."""
    noun = sentence[: match.end()].rsplit(" ", 1)[-1]
    plural = noun.lower().rstrip(".").endswith(("s", "midwives"))
    if number_of(match["first"]) > 1 and not plural and not match["last"]:
        return False
    return number_of(match["first"]) > 1 or bool(match["last"] or match["low"])


def _is_told(sentence: str, match: re.Match[str], what: str, shape: str) -> bool:
    start, end = match.span()
    clause_start, clause_end = cues.clause(sentence, start, end)
    before, after = sentence[clause_start:start], sentence[end:clause_end]
    if cues.is_other_noun(sentence[end:]) or cues.is_denied(before) or cues.is_only_wished(before, after):
        return False
    if shape == CHANGES or match.re is _NUMBER_OF:
        return True
    if match.re is _ONE:
        return bool(_WHOLE_TIME.search(match[0] + after)) or cues.has_had(before, after)
    strong = bool(match["strong"]) or cues.in_succession(before, after)
    lasting = window_of(sentence, start, end).is_told
    if what == PLACEMENTS:
        return not cues.placement_is_other(before, after)
    return cues.counts_over_time(before, after, strong=strong, lasting=lasting, nth=match.re is _NTH)


def _named(sentence: str, span: tuple[int, int], who: re.Pattern[str] | None) -> str:
    if who is None:
        return ""
    found = list(who.finditer(sentence))
    before = [one for one in found if one.end() <= span[0]]
    one = before[-1] if before else found[0] if found else None
    return one[0] if one else ""


__all__ = ["CHANGES", "ONE_NUMBER", "PEOPLE", "PLACEMENTS", "Telling", "tellings"]
