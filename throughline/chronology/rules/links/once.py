"""What happens once in a while, told under two dates: the birth, the first conference, the move into refuge. Pure.

Two agencies that share few words about it are not put together by what they share. Where each has one such event within
weeks, and no agency has two of them, it is the same, and one of the dates is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from throughline.chronology.rules.entries import Entry
from throughline.chronology.rules.links.family import is_forename
from throughline.chronology.rules.links.judging import SAME, Judged, on_two_days
from throughline.chronology.rules.links.likeness import Weighed, likeness
from throughline.chronology.rules.links.words import Told, vocabulary

_EVENTS = {
    "the move into refuge": r"\b(?:came|come|gone|went|moved|admitted|arrived|accepted|taken|moving)\b[^.;]{0,25}"
    r"\b(?:into|in|to|at) (?:the |a )?(?:women's )?refuge\b",
    "the birth": r"\b(?:was born|born (?:today|at|by|this|to)|gave birth|delivered (?:a|of|by)|delivery of|birth of"
    r"|svd|lscs"
    r"|birth notification)\b|^\W*(?:baby|normal|spontaneous|emergency)[^.;]{0,40}(?:born|delivery|section)",
    "leaving hospital": r"\bdischarged? (?:home|from (?:the )?(?:\w+ )?(?:hospital|ward))\b|\bdischarge of\b"
    r"|\bleft hospital\b",
    "the first appointment": r"\b(?:first|1st|initial)(?: \w+){0,2} (?:appointment|appt|session|assessment|contact)\b",
    "the first visit": r"\b(?:first|1st|initial)(?: \w+){0,2} visit\b",
    "the first meeting": r"\b(?:first|1st|initial|inaugural)(?: \w+){0,3} (?:meeting|mtg)\b",
    "the return to school": r"\b(?:came|went|returned|return|back) (?:\w+ ){0,2}(?:to|in|at) school\b[^.;]{0,40}\bfirst"
    r" (?:time|day)\b|\bfirst day back\b",
    "the operation": r"\b(?:implant|nexplanon|peg|gastrostomy|grommets|tonsil\w+|teeth out|extractions?)\b",
    "the sentence": r"\bsentenced\b",
    "the move to carers": r"\b(?:placed with|moved to live with|placement with|moved to foster|moved into (?:foster"
    r"|residential|the children's home))\b",
    "the permanent exclusion": r"\bpermanently excluded|permanent exclusion\b",
    "the release": r"\breleased from (?:hmp|prison|custody)\b|\bre-?released\b|\blet out of\b",
    "the eviction": r"\bevict(?:ed|ion)\b",
}
_FINDERS = {name: re.compile(form, re.IGNORECASE) for name, form in _EVENTS.items()}
_ANY = re.compile(
    r"refuge|born|birth|deliver|svd|lscs|discharge|left hospital|first|1st|initial|inaugural|implant|nexplanon|peg\b"
    r"|gastro"
    r"|grommet|tonsil|teeth|extraction|sentenced|placed|moved|placement|exclu|released|let out|evict",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"\b(?:invit\w+|booked for|arrang\w+|request\w+|due|outcome letter|minutes|to be (?:held|convened|made)|agreed to"
    r"|progress to|recommend\w+|planned|will be|is to|date set|awaiting|if|ahead of|before|prior|since|following|letter"
    r"|notified)\b",
    re.IGNORECASE,
)
"""It is told of beforehand or afterwards."""
_OFTEN = frozenset(
    (
        *("death", "mha", "post_mortem", "rapid_response", "strategy", "medical", "return_interview", "reintegration"),
        *("core_group", "cin_meeting", "taf", "lac_review", "professionals_meeting", "cpa", "mace", "mappa"),
    )
)
_MOST_DAYS = 14
_AROUND = 45  # days before and after, in which no agency may have a second one
_MOST_NEAR = 8
_LEAST_SHARED = 0.3


def once(entries: Sequence[Entry], weighed: Sequence[Weighed]) -> Iterator[Judged]:
    """Pairs of entries that tell of what happens once, each on another day; the nearest days of each come first."""
    where: dict[str, list[int]] = {}
    for at, entry in enumerate(weighed):
        if entry.first == entry.last and entry.first:
            for name in _told_of(entry.claims.raw, entry.claims.words & _meetings()):
                where.setdefault(name, []).append(at)
    for name, places in sorted(where.items()):
        places.sort(key=lambda at: (weighed[at].first, at))
        days = [weighed[at].first for at in places]
        for number, i in enumerate(places):
            for j in places[number + 1 : number + 1 + _MOST_NEAR]:
                apart = weighed[j].first - weighed[i].first
                if apart > _MOST_DAYS:
                    break
                if (
                    not apart
                    or weighed[i].agency == weighed[j].agency
                    or _of_others(weighed[i].claims, weighed[j].claims)
                ):
                    continue
                if _is_the_only_one(weighed, places, days, i):
                    yield on_two_days(entries, (i, j) if i < j else (j, i), name, -float(apart))


def through_a_third(entries: Sequence[Entry], weighed: Sequence[Weighed], linked: Sequence[Judged]) -> Iterator[Judged]:
    """Pairs of which one tells the same as a third on its day, and the other tells of that under another date."""
    same: dict[int, list[int]] = {}
    for each in linked:
        i, j = each.pair
        if each.kind == SAME and weighed[i].first == weighed[j].first:
            same.setdefault(i, []).append(j)
            same.setdefault(j, []).append(i)
    for each in linked:
        for here, there in (each.pair, each.pair[::-1]) if each.dated else ():
            for other in same.get(here, ()):
                i, j = sorted((other, there))
                alike = likeness(weighed[i], weighed[j])
                if weighed[i].agency != weighed[j].agency and alike.gap and alike.weight >= _LEAST_SHARED:
                    yield on_two_days(entries, (i, j), each.dated, each.score)


def _of_others(one: Told, two: Told) -> bool:
    """Each names somebody by forename, and none of them is in both."""
    mine, yours = ({name for name in read.names if is_forename(name)} for read in (one, two))
    return bool(mine and yours) and mine.isdisjoint(two.words | yours) and yours.isdisjoint(one.words)


def _is_the_only_one(weighed: Sequence[Weighed], places: list[int], days: list[int], at: int) -> bool:
    """No agency tells of it on two days around."""
    day = weighed[at].first
    near = places[bisect_left(days, day - _AROUND) : bisect_right(days, day + _AROUND)]
    seen: dict[str, int] = {}
    return all(seen.setdefault(weighed[other].agency, weighed[other].first) == weighed[other].first for other in near)


@lru_cache(maxsize=1)
def _meetings() -> frozenset[str]:
    return vocabulary().meetings - _OFTEN


@lru_cache(maxsize=65536)
def _told_of(text: str, meetings: frozenset[str]) -> frozenset[str]:
    """What a text tells to have happened that happens once."""
    if not (meetings or _ANY.search(text)) or _NOT_THEN.search(text):
        return frozenset()
    found = {name for name, form in _FINDERS.items() if form.search(text)}
    return frozenset(found | {f"the {_called(name)}" for name in meetings})


def _called(name: str) -> str:
    """A kind of meeting as it is written: ICPC, discharge meeting."""
    return name.replace("_", " ") if "_" in name else name.upper()
