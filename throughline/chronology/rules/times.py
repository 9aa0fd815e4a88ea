"""A time of day in any usual spelling. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMED = {
    "noon": "12:00",
    "midday": "12:00",
    "mid-day": "12:00",
    "12 noon": "12:00",
    "12noon": "12:00",
    "12 midday": "12:00",
    "midnight": "00:00",
    "12 midnight": "00:00",
    "12midnight": "00:00",
} | {
    f"12{sign}00 {word}": at
    for sign in ":."
    for word, at in (("noon", "12:00"), ("midday", "12:00"), ("midnight", "00:00"))
}
_LONGEST = 80
_AM = r"(?P<half>[ap])\.? ?m\.?"
_HOURS = r"(?:hrs|hours|hr|hour|hurs|h)\.?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<h>\d{{1,2}}) ?[:.;,h] ?(?P<m>\d{{2}})(?:[:.]\d{{2}}(?:\.\d+)?)? ?(?:{_AM})?(?: ?{_HOURS})?",
        rf"(?P<h>\d{{1,2}}) ?(?P<m>\d{{2}}) ?(?:{_AM})?(?: ?{_HOURS})?",
        rf"(?P<h>\d{{1,2}})-(?P<m>2[5-9]|[3-5]\d) ?(?:{_AM})?(?: ?{_HOURS})?",  # what follows the dash is no hour
        rf"(?P<h>\d{{1,2}}) ?{_AM}",
        rf"(?P<h>\d{{1,2}}) ?(?:{_HOURS}|o'? ?clock)(?: ?{_AM})?",
    )
)
_HOUR_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_MINUTE_WORDS = {"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
_PART = r"(?:in the |that )?(?P<part>morning|afternoon|evening)"
_AFTER_THE_HOUR = re.compile(
    rf"(?P<minutes>{'|'.join(_MINUTE_WORDS)}|\d\d?)(?: minutes)? (?:past|(?P<to>to)) "
    rf"(?P<hour>{'|'.join(_HOUR_WORDS)}|\d\d?)(?: o'? ?clock)?(?: ?{_AM}| {_PART})?"
)
_OF_HALF = re.compile(
    r"^(?P<rest>(?P<hour>\d\d?)(?:[:.]\d\d)?)(?: o'? ?clock)? (?:in the |that |at )"
    r"(?P<part>morning|afternoon|evening|night)$"
)
_LEADING = re.compile(
    r"^(?:[?~@]|(?:circa|c\.|ca\.|approx(?:imately)?\.?|about|around|at|from|between|before|after|by)(?![a-z]))\s*"
)
_TRAILING = re.compile(r"\s*(?:\?|\((?:approx|approximately|est|estimated)\.?\)|approx(?:imately)?\.?|onwards?)$")
_RANGE = re.compile(r"\s*(?:-|\bto\b|\band\b|\buntil\b)\s*")
_OF_A_DAY = re.compile(r"0?\.(?:\d|\d{3,})")  # how a spreadsheet holds a time whose look was lost
_MINUTES = 24 * 60
_ZONE = re.compile(r"(?<=\d)\s*(?:z|gmt|bst|utc)$")
# Words that tell a part of the day, or that nobody knows: no time, and no mistake either.
_VAGUE = re.compile(
    r"(?:(?:early|mid|late|the|in|during|that|same)[ -])*"
    r"(?:morning|afternoon|evening|night|overnight|nights?|day|daytime|lunch ?time|lunch|tea ?time|bed ?time"
    r"|a\.?m\.?|p\.?m\.?"
    r"|dawn|dusk|all day|early hours|out of hours|(?:after|before|during) school|breakfast(?: time)?"
    r"|(?:play|break|dinner) ?time"
    r"|(?:office|working) hours|first thing|end of (?:the )?(?:school )?day|start of (?:the )?(?:school )?day"
    r"|school (?:run|pick ?up|time|drop ?off)|hours|various(?: times)?)"
)
_UNKNOWN = re.compile(
    r"-+|n/?[akr]|unknown|(?:time )?not (?:known|recorded|stated|given|specified|noted|applicable|available)"
    r"|no time(?: (?:recorded|given|stated))?|unspecified|not rec\.?|\?+|tbc|none|nil|unk|x+"
)
_PLAIN = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "－": "-", "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " "}
    | {"⁄": "/", "∕": "/", "／": "/", "．": ".", "：": ":"}
    | {chr(0xFF10 + figure): str(figure) for figure in range(10)}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")  # signs that nobody sees
)


def folded(text: str) -> str:
    """Small letters, plain dashes, quotes and figures, single spaces."""
    return " ".join(text.translate(_PLAIN).lower().split())


@lru_cache(maxsize=16384)
def read_time(text: str) -> str | None:
    """``HH:MM``; ``""`` for words that are no exact time (``morning``, ``unknown``); ``None`` for no time at all."""
    said = folded(text[:_LONGEST]).strip(" .,")
    if not said or _UNKNOWN.fullmatch(said):
        return ""
    if _OF_A_DAY.fullmatch(said):
        minutes = round(float(said) * _MINUTES)
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    bare = _LEADING.sub("", said)
    bare = _ZONE.sub("", _TRAILING.sub("", bare))
    if _VAGUE.fullmatch(said) or _VAGUE.fullmatch(bare):
        return ""
    at = _one(bare)
    return _first_of_two(bare) if at is None else at


def _one(said: str) -> str | None:
    if said in _NAMED:
        return _NAMED[said]
    in_words = _AFTER_THE_HOUR.fullmatch(said)
    if in_words:
        return _in_words(in_words)
    said = _OF_HALF.sub(_half_of, said)
    for form in _FORMS:
        match = form.fullmatch(said)
        if match:
            found = match.groupdict()
            return _clock(int(found["h"]), int(found.get("m") or 0), found.get("half") or "")
    return None


def _half_of(match: re.Match[str]) -> str:
    """``in the afternoon`` as it is written in two letters; a night has hours of both halves."""
    hour = int(match["hour"])
    if match["part"] == "night":
        return f"{match['rest']}{'p' if 5 < hour < 12 else 'a'}m"
    return f"{match['rest']}{'a' if match['part'] == 'morning' else 'p'}m"


def _in_words(match: re.Match[str]) -> str | None:
    """``half past 2pm``; without its half of the day no exact time."""
    hour = _HOUR_WORDS.get(match["hour"]) or (int(match["hour"]) if match["hour"].isdigit() else 0)
    minutes = _MINUTE_WORDS.get(match["minutes"]) or (int(match["minutes"]) if match["minutes"].isdigit() else 0)
    if not 1 <= hour <= 12 or not 0 < minutes < 60:
        return None
    if not match["half"] and not match["part"]:
        return ""
    half = match["half"] or ("a" if match["part"] == "morning" else "p")
    past = (hour % 12 + (12 if half == "p" else 0)) * 60 + (-minutes if match["to"] else minutes)
    return f"{past // 60 % 24:02}:{past % 60:02}"


def _first_of_two(said: str) -> str | None:
    """The beginning of a stretch, if both its ends are times; ``9-10.30am`` begins at nine in the morning."""
    sides = _RANGE.split(said)
    if len(sides) != 2:
        return None
    last = _one(sides[1])
    if last is None:
        return None
    first = _one(sides[0])
    if first is not None:
        return _same_half(sides, first, last)
    half = re.search(_AM, sides[1])
    if sides[0].isdigit() and len(sides[0]) <= 2:
        return _one(f"{sides[0]}{half['half']}m" if half else f"{sides[0]}.00")
    return None


def _same_half(sides: list[str], first: str, last: str) -> str:
    """``2.00-3.30pm`` begins at 14:00, for only then does it end after it begins in the same half of the day."""
    half = re.search(_AM, sides[1])
    if half and half["half"] == "p" and not re.search(_AM, sides[0]):
        moved = f"{int(first[:2]) % 12 + 12:02}{first[2:]}"
        return moved if moved <= last else first
    return first


def _clock(hour: int, minute: int, half: str) -> str | None:
    if half == "a" and hour > 12:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}"
