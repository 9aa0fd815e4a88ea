"""An agency sends a new version: which entries are those it sent before, so that no comment is lost. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from throughline.chronology.rules.entries import Entry

LIKE_ENOUGH = 0.6
_MOST_PAIRS = 200_000


@dataclass(frozen=True, slots=True)
class Match:
    """The entry at `old` is that at `new`; `same` when not a word of it changed."""

    old: int
    new: int
    same: bool


def rematch(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[Match, ...]:
    """Each old entry to the new one that it is, at most one each: word for word, then surely, then by likeness.

    Where two could be meant none is taken, but equal rows, which are told apart by their order. What has no match is
    for a person.
    """
    pairs: dict[int, int] = {}
    left_old, left_new = dict(enumerate(old)), dict(enumerate(new))
    for form, equal_ones in ((telling, True), (_but_date, False), (_but_source, False), (_when_and_event, False)):
        for one, two in _paired(left_old, left_new, form, equal_ones=equal_ones):
            pairs[one] = two
            del left_old[one], left_new[two]
    for one, two in _alike(left_old, left_new):
        pairs[one] = two
    return tuple(Match(one, two, telling(old[one]) == telling(new[two])) for one, two in sorted(pairs.items()))


def _paired(
    old: dict[int, Entry], new: dict[int, Entry], form: Callable[[Entry], Hashable], *, equal_ones: bool
) -> list[tuple[int, int]]:
    ours, theirs = _grouped(old, form), _grouped(new, form)
    found = []
    for key, ones in ours.items():
        twos = theirs.get(key, [])
        if len(ones) == len(twos) == 1 or (equal_ones and twos):
            found += list(zip(ones, twos, strict=False))
    return found


def _grouped(entries: dict[int, Entry], form: Callable[[Entry], Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, entry in sorted(entries.items(), key=lambda pair: (pair[1].row, pair[0])):
        key = form(entry)
        if key is not None:
            groups[key].append(place)
    return groups


def telling(entry: Entry) -> Hashable:
    """What two entries have alike that say the same word for word, in whatever row and of whatever version."""
    end = entry.end.text if entry.end else ""
    return (
        entry.start.text, entry.time, str(entry.sequence), end, entry.source, entry.event, entry.action, entry.comment
    )  # fmt: skip


def _but_date(entry: Entry) -> Hashable:
    return (entry.source, entry.event, entry.action) if len(entry.event) > 12 else None


def _but_source(entry: Entry) -> Hashable:
    return (entry.start.edtf.rstrip("?~%"), entry.time, entry.event, entry.action)


def _when_and_event(entry: Entry) -> Hashable:
    return (entry.start.edtf.rstrip("?~%"), entry.event) if entry.event else None


def _alike(old: dict[int, Entry], new: dict[int, Entry]) -> Iterable[tuple[int, int]]:
    """Those of one day and source, or one day alone, whose words are alike, the likest first; never two at a tie."""
    by_day = _grouped(new, lambda entry: entry.start.earliest)
    scored: list[tuple[float, int, int]] = []
    for one, entry in old.items():
        for two in by_day.get(entry.start.earliest, ()):
            likeness = _likeness(entry, new[two])
            if likeness >= LIKE_ENOUGH:
                scored.append((likeness, one, two))
        if len(scored) > _MOST_PAIRS:
            break
    best_old, best_new = _best(scored, 1), _best(scored, 2)
    taken = [(one, two) for score, one, two in scored if best_old[one] == [score] and best_new[two] == [score]]
    return taken


def _best(scored: list[tuple[float, int, int]], place: int) -> dict[int, list[float]]:
    """The best score of each entry, twice where two have it."""
    best: dict[int, list[float]] = {}
    for row in scored:
        key, score = int(row[place]), row[0]
        held = best.get(key)
        if held is None or score > held[0]:
            best[key] = [score]
        elif score == held[0]:
            held.append(score)
    return best


def _likeness(one: Entry, two: Entry) -> float:
    ours, theirs = _tokens(one), _tokens(two)
    whole = len(ours | theirs)
    return len(ours & theirs) / whole if whole else 0.0


def _tokens(entry: Entry) -> set[str]:
    return set(re.findall(r"\w+", f"{entry.event} {entry.action} {entry.source}".lower()))
