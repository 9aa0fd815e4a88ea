"""Which entries are worth comparing: those that share telling words within days, or rare ones at any distance. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest, nsmallest

from throughline.chronology.rules.links.likeness import Weighed

WINDOW = 14  # days between two tellings of one event that differ in their date
_MOST_WORDS = 16
_MOST_NEAR = 30
_MOST_EACH = 12
_RARE = 6
_LEAST_RARE = 3
_LEAST_WEIGHT = 0.5
_SPAN = 31


def candidates(weighed: Sequence[Weighed]) -> Iterator[tuple[int, int]]:
    """Pairs of places, the earlier first, each once; for an entry never more than a few, however many there are."""
    days, places = _index(weighed)
    seen: set[tuple[int, int]] = set()
    for at, entry in enumerate(weighed):
        for other in _near(at, entry, weighed, days, places):
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
    """For each word the days on which it is told, in order, and the entries beside them."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, entry in enumerate(weighed):
        for word in entry.told.sorted:
            found.setdefault(word, []).append((entry.first, at))
    for each in found.values():
        each.sort()
    return (
        {word: [day for day, _ in each] for word, each in found.items()},
        {word: [at for _, at in each] for word, each in found.items()},
    )


def _near(at: int, entry: Weighed, weighed: Sequence[Weighed], days: Index, places: Index) -> list[int]:
    """The entries of other agencies, on the same days and within the window after them, that share most.

    Looking ahead is enough: whoever comes earlier is the one that looks.
    """
    own = entry.weights
    shared: dict[int, float] = {}
    until = min(entry.last, entry.first + _SPAN) + WINDOW
    for word in nlargest(_MOST_WORDS, own, key=lambda each: (own[each], each)):
        told_on = days.get(word)
        if told_on is None:
            continue
        low = bisect_left(told_on, entry.first)
        high = min(bisect_left(told_on, until + 1, low), low + _MOST_NEAR)
        weight = own[word]
        for other in places[word][low:high]:
            shared[other] = shared.get(other, 0.0) + weight
    worth = [
        (-weight, other)
        for other, weight in shared.items()
        if weight >= _LEAST_WEIGHT and other != at and weighed[other].agency != entry.agency
    ]
    return [other for _, other in nsmallest(_MOST_EACH, worth)]


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
