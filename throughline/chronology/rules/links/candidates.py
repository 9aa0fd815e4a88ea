"""Which entries are worth comparing: those that share telling words within days, or rare ones at any distance. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from heapq import nsmallest

from throughline.chronology.rules.links.likeness import Weighed

WINDOW = 31
"""Days that may lie between two tellings of one event that differ in their date.

A month: a slip of the pen or of memory is mostly of days or of one month; and much longer, a visit like the last one
would be taken for it. Slips of a year, and of day and month changed over, are found by rare words instead.
"""
_MOST_WORDS = 14
_MOST_NEAR = 8
_MOST_EACH = 6
_RARE = 6
_LEAST_RARE = 3
_LEAST_WEIGHT = 0.5
_SAME_DAY, _OTHER_DAY = 0.8, 1.5  # what a pair must promise to be looked at
_LONE = 0.5  # less by that where each has its day to itself
_SPAN = 31
_MOST_DAYS = 3  # that an entry tells of, of which the last are looked into
_SLIP = 3  # days by which a day that is told of may be another than that of its event
_MONTHS = 12
_TURNED = 1.2  # what a pair must share where day and month are changed over
_TOLD = 0.25  # what a pair must promise where the one tells of the other's day


def candidates(weighed: Sequence[Weighed]) -> Iterator[tuple[int, int]]:
    """Pairs of places, the earlier first, each once; for an entry never more than a few, however many there are."""
    days, places = _index(weighed)
    weights = weighed[0].weights if weighed else {}
    rank = {word: place for place, word in enumerate(sorted(weights, key=lambda each: (-weights[each], each)))}
    seen: set[tuple[int, int]] = set()
    for at, entry in enumerate(weighed):
        for other in _told_of(at, entry, weighed, rank, (days, places)):
            pair = (at, other) if at < other else (other, at)
            if pair not in seen:
                seen.add(pair)
                yield pair
        for other in _near(at, entry, weighed, rank, (days, places)):
            pair = (at, other) if at < other else (other, at)
            if pair not in seen:
                seen.add(pair)
                yield pair
        for other in _turned(at, entry, weighed, rank, (days, places)):
            pair = (at, other) if at < other else (other, at)
            if pair not in seen:
                seen.add(pair)
                yield pair
    for pair in _far(weighed, places):
        if pair not in seen:
            seen.add(pair)
            yield pair


Index = dict[str, list[int]]


def _index(weighed: Sequence[Weighed]) -> tuple[Index, Index]:
    """For each word the days on which it is told, and of which, in order, and the entries beside them."""
    days: Index = {}
    places: Index = {}
    told = [(day, at) for at, entry in enumerate(weighed) for day in {entry.first, *entry.days[-_MOST_DAYS:]}]
    for day, at in sorted(told):
        for word in weighed[at].told.sorted:
            if word in days:
                days[word].append(day)
                places[word].append(at)
            else:
                days[word], places[word] = [day], [at]
    return days, places


def _near(
    at: int, entry: Weighed, weighed: Sequence[Weighed], rank: dict[str, int], index: tuple[Index, Index]
) -> list[int]:
    """The entries of other agencies, on the same days and within the window after them, that share most.

    Looking ahead is enough: whoever comes earlier is the one that looks. `rank` puts the telling words first.
    """
    shared = _sharing(entry, rank, index, entry.first, min(entry.last, entry.first + _SPAN) + WINDOW)
    shared.pop(at, None)
    worth = [
        (-weight, other)
        for other, weight in shared.items()
        if weighed[other].agency != entry.agency and _worth(weight, entry, weighed[other])
    ]
    return [other for _, other in nsmallest(_MOST_EACH, worth)]


def _told_of(
    at: int, entry: Weighed, weighed: Sequence[Weighed], rank: dict[str, int], index: tuple[Index, Index]
) -> list[int]:
    """The entries of other agencies that are of the days that this one tells of, or tell of them too."""
    found = []
    for day in entry.days[-_MOST_DAYS:]:
        shared = _sharing(entry, rank, index, day - _SLIP, day + _SLIP)
        worth = [
            (-weight, other)
            for other, weight in shared.items()
            if other != at and weighed[other].agency != entry.agency and weight >= _TOLD
        ]
        found += [other for _, other in nsmallest(_MOST_EACH, worth)]
    return found


def _turned(
    at: int, entry: Weighed, weighed: Sequence[Weighed], rank: dict[str, int], index: tuple[Index, Index]
) -> list[int]:
    """The entries of other agencies of the day that is this one's with day and month changed over, that share most."""
    if entry.first != entry.last or not entry.first:
        return []
    own = date.fromordinal(entry.first)
    if own.day > _MONTHS or own.day <= own.month:  # whoever has the later month is the one that looks
        return []
    other_day = own.replace(month=own.day, day=own.month).toordinal()
    shared = _sharing(entry, rank, index, other_day, other_day)
    worth = [
        (-weight, other)
        for other, weight in shared.items()
        if weighed[other].agency != entry.agency and weighed[other].first == other_day and weight >= _TURNED
    ]
    return [other for _, other in nsmallest(1, worth)]


def _sharing(
    entry: Weighed, rank: dict[str, int], index: tuple[Index, Index], first: int, until: int
) -> dict[int, float]:
    """What the entries of those days share with it, by the most telling words."""
    days, places = index
    shared: dict[int, float] = {}
    for word in nsmallest(_MOST_WORDS, entry.told.words, key=rank.__getitem__):
        told_on = days[word]
        low = bisect_left(told_on, first)
        high = min(bisect_left(told_on, until + 1, low), low + _MOST_NEAR)
        for other in set(places[word][low:high]):
            shared[other] = shared.get(other, 0.0) + entry.weights[word]
    return shared


def _worth(weight: float, one: Weighed, two: Weighed) -> bool:
    """Whether two entries that share such a weight are to be looked at more closely."""
    less = _LONE if one.lone and two.lone and one.first == two.first else 0.0
    least = _SAME_DAY - less if two.first <= one.last else _OTHER_DAY
    return weight >= _LEAST_WEIGHT - less and _promise(weight, one, two) >= least


def _promise(weight: float, one: Weighed, two: Weighed) -> float:
    """What a pair can come to, by the weight of the most telling words that it shares."""
    small, both = min(one.total, two.total), one.total + two.total
    return weight * (0.5 + 1 / max(small, 0.1) + 2 / max(both, 0.1)) + (1.0 if one.kinds & two.kinds else 0.0)


def _far(weighed: Sequence[Weighed], places: Index) -> Iterator[tuple[int, int]]:
    """Entries far apart that share several words which hardly any other entry has: one of the dates may be a slip."""
    times: Counter[tuple[int, int]] = Counter()
    for each in places.values():
        if 2 <= len(each) <= _RARE:
            for first, one in enumerate(each):
                for two in each[first + 1 :]:
                    if weighed[one].agency != weighed[two].agency:
                        times[(one, two) if one < two else (two, one)] += 1
    yield from (pair for pair, count in sorted(times.items()) if count >= _LEAST_RARE)
