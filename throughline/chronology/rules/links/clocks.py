"""At what time of the day it was, as a telling has it: half past seven this evening, 07:30, midnight. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from throughline.chronology.rules.links.clauses import of_one_thing
from throughline.chronology.rules.links.words import Told, vocabulary
from throughline.kernel.numbers import NUMBER_WORDS

_HALF, _DAY = 12 * 60, 24 * 60
_HOURS = {word: value for word, value in NUMBER_WORDS.items() if 1 <= value <= 12}
_HOUR = rf"(?:{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_PAST = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_FIGURES = re.compile(
    r"\b([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?: ?(am|pm)\b|(?<=[:.]\d\d)(?: ?(?:hrs|hours))?(?!\w|[.:]\d))"
    r"|(?<![\w/.:-])((?:[01]\d|2[0-3]))([0-5]\d) ?(?:hrs|hours)\b"
)
_WORDS = re.compile(
    rf"\b(?:(?:a )?({'|'.join(sorted(_PAST, key=len, reverse=True))})(?: minutes)? (past"
    rf"|to) ({_HOUR})\b(?: o'clock)?|({_HOUR}) o'clock"
    rf"|half ({_HOUR})\b(?! an? )|(?:about|around|at|by|before|after|since) ({_HOUR})"
    r"(?= (?:in the|this|that) (?:morning|afternoon|evening)\b))"
)
_NAMED = re.compile(r"(?<!after )(?<!before )(?<!about )(?<!around )\bmidnight\b|\b(?:noon|midday)\b")
_PART = re.compile(
    r"\W{1,3}(?:(?:in the|this|that|at|yesterday|the same) )?(morning|afternoon|aft|evening|night|tonight)\b"
)
_LAST_SEEN = re.compile(r"\blast (?:seen|heard)\b|\bl/s\b|\bmissing since\b", re.IGNORECASE)
_YESTERDAY = re.compile(
    r"\b(?:yesterday|last night|previous|the day before|tomorrow|on \d|due|until|till|from)\b", re.IGNORECASE
)
Time = tuple[int, bool, str]
_APART = 20  # minutes between two tellings of what happened at once
_HELD = vocabulary().meetings - frozenset(
    ("death", "mha", "medical", "post_mortem", "return_interview", "reintegration")
)
_HEARD = re.compile(
    r"^\W*[^.;]{0,30}\b(?:received|told (?:me|us|by)|informed|notified|letter|minutes|rang|phoned|telephoned"
    r"|call(?:ed)?"
    r"|reported|outcome|update|text)\b",
    re.IGNORECASE,
)
_HELD_APART, _MET_APART = 90, 180  # minutes
_JOINT = frozenset(("joint", "visit"))
_MET = frozenset(("meeting", "interview"))
_EARLY = 180  # minutes before it was, at which nobody writes it down


def times(one: Told, two: Told) -> str:
    """What happens at once, at one time in one telling and at another in the other."""
    mine, yours = _told(one.raw), _told(two.raw)
    if len(mine) != 1 or len(yours) != 1 or any(_LAST_SEEN.search(read.raw) for read in (one, two)):
        return ""  # of somebody missing one gives when they were missed, the other when they were told
    (first, sure, said), (second, certain, other) = mine[0], yours[0]
    several = any("." in read.line[:-1] for read in (one, two))
    if several and not of_one_thing(one, two, said, other):
        return ""
    apart = abs(first - second)
    if not (sure and certain):  # a time without its half of the day can be of either
        apart = min(apart % _HALF, _HALF - apart % _HALF)
    return f"one gives {_clock(first)}, the other {_clock(second)}" if apart > _APART else ""


def gatherings(one: Told, two: Told, mine: int | None, yours: int | None) -> str:
    """A meeting at which both were, and each has it hours from the other. `mine` and `yours` are the entries' times."""
    if mine is None or yours is None:
        return ""
    both, apart = one.words & two.words, abs(mine - yours)
    if apart == _HALF and mine % 60:  # of one time the morning in one, and the evening in the other
        return f"one has it at {_clock(mine)}, the other at {_clock(yours)}"
    if not (apart >= _HELD_APART and both & _HELD) and not (apart > _MET_APART and (both & _MET or both >= _JOINT)):
        return ""
    if any(_HEARD.search(read.raw) for read in (one, two)):
        return ""
    return f"one has it at {_clock(mine)}, the other at {_clock(yours)}"


def too_early(one: Told, two: Told, mine: int | None, yours: int | None) -> str:
    """One was written down before the time at which the other says that it was. `mine` and `yours` are their times."""
    for said, other, written in ((one, two, yours), (two, one, mine)):
        found = _told(said.raw)
        if written is None or len(found) != 1 or not found[0][1] or _told(other.raw) or _YESTERDAY.search(said.raw):
            continue
        if found[0][0] - written > _EARLY and not _LAST_SEEN.search(said.raw):
            return f"one gives {_clock(found[0][0])}, the other {_clock(written)}"
    return ""


@lru_cache(maxsize=65536)
def _told(text: str) -> tuple[Time, ...]:
    """Each time of the day in minutes, whether its half of the day is sure, and its words."""
    found = {time[0]: time for time in _each(text.lower().replace("’", "'"))}
    return tuple(found.values())


def _each(lowered: str) -> Iterator[Time]:
    for match in _NAMED.finditer(lowered):
        yield (0 if match.group() == "midnight" else _HALF), True, match.group()
    for match in _FIGURES.finditer(lowered):
        hour, minute, half, hundreds, rest = match.groups()
        if hundreds:
            yield int(hundreds) * 60 + int(rest), True, match.group()
            continue
        at = int(hour) * 60 + int(minute or 0)
        if half:
            yield at % _HALF + _HALF * (half == "pm"), True, match.group()
        elif at >= 13 * 60 or hour.startswith("0"):
            yield at, True, match.group()
        else:
            yield (*_in_part(lowered, match.end(), at), match.group())
    for match in _WORDS.finditer(lowered):
        past, way, hour, whole, half, bare = match.groups()
        said = whole or hour or half or bare
        minutes = 30 if half else 0 if whole or bare else _PAST[past] if way == "past" else -_PAST[past]
        at = (_HOURS.get(said) or int(said)) * 60 + minutes
        yield (*_in_part(lowered, match.end(), at), match.group())


def _in_part(lowered: str, end: int, at: int) -> tuple[int, bool]:
    """With the part of the day that stands after it."""
    part = _PART.match(lowered, end)
    if not part:
        return at, False
    said = part.group(1)
    early = said == "morning" or (said in ("night", "tonight") and at % _HALF < 5 * 60)
    return at % _HALF + (0 if early else _HALF), True


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
