"""Learn how likely two entries tell one event, and how likely they disagree; writes chances.txt and weights.txt.

Logistic regression by steps of falling size, from the chronologies whose links are known. What makes one event is
learnt from every pair that is worth comparing, in each chronology and in several laid over one another, so that little
and much is told around an entry. What is a disagreement is learnt from every pair that tells one event of one day,
whether a rule finds something against it or not: the rules were mended by the same chronologies, and what they leave
over there would mislead. What is reported was found with all the sets of one hand left out of learning. Run it after
chronologies, words or classes have changed: `python scripts/learn_links.py`; with `--without held42,held43` those sets
stay out.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from throughline.chronology.rules import Entry, order
from throughline.chronology.rules.links import chances, learnt
from throughline.chronology.rules.links.candidates import candidates
from throughline.chronology.rules.links.likeness import likeness, weigh
from throughline.chronology.rules.links.words import told as read
from throughline.chronology.tests.scoring import ARGUABLE, TOLD, told

STEP, DECAY = 0.15, 0.002
LEAST_SETS = 3  # a sign that stands in fewer sets is not learnt
OF_SAME = 0.045  # of pairs that do not disagree, so many may be said to
ONE = ("same event", "contradiction")
OVERLAID = ((2, 40), (5, 30), (9, 20))  # so many chronologies over one another, so often
NO_MATTER = 0.3  # what a pair must share at least to be learnt from
BAR = 0.1
WORTH = 3  # times that sets count which were written by somebody who had read no rule
_FIRSTS = {
    "outside": (1, 4, 8, 12, 17, 22, 28, 33, 37, 41, 46, 51, 56, 62, 68, 74, 80, 86, 92, 98, 104, 110, 116),
    "held": (1, 5, 8, 10, 13, 15, 19, 23, 27, 33, 42, 49),
    "dev": (1, 7),
}
Pair = tuple[str, bool, dict[str, float]]
Case = tuple[str, list[Entry], dict[tuple[int, int], str]]


def hand(name: str) -> str:
    """Which sets were written by one hand, in one manner, or at one time."""
    kind, number = re.fullmatch(r"([a-z]+)(\d+)", name).groups()
    return f"{kind}{max((first for first in _FIRSTS.get(kind, (1,)) if first <= int(number)), default=1)}"


def cases(without: frozenset[str]) -> list[Case]:
    named = ((path.stem.split("_")[0], path) for path in sorted(TOLD.glob("*.txt")))
    return [(name, *told(path)) for name, path in named if name not in without]


def disagreements(known: Sequence[Case]) -> list[Pair]:
    """Every pair that tells one event of one day: the hand that it is from, whether it disagrees, and its signs."""
    found: list[Pair] = []
    for name, entries, links in known:
        weighed = weigh(entries)
        for (i, j), kind in links.items():
            one, two = weighed[i], weighed[j]
            alike = likeness(one, two)
            if kind in ONE and (alike.gap == 0 or alike.told == 0):
                signs = learnt.features(one.claims, two.claims, one.people)
                found.append((hand(name), kind == "contradiction", signs))
    for path in sorted((TOLD / "pairs").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                first, *others = (read(each) for each in line.split(" | ")[:3])
                found += [(path.stem, bool(at), learnt.features(first, each)) for at, each in enumerate(others)]
    return found


def events(known: Sequence[Case]) -> list[Pair]:
    """Every pair worth comparing: the hand that it is from, whether it tells one event, and its signs."""
    lot = random.Random(5)  # noqa: S311 - the same each time
    found = [
        pair for each in known for pair in _compared(*each) * (WORTH if hand(each[0]).startswith("outside") else 1)
    ]
    hands = sorted({hand(name) for name, _, _ in known})
    for size, times in OVERLAID:
        for at in range(times):
            # of one hand, as far as it has so many, so that a hand can be left out whole
            mine = hands[at % len(hands)]
            own = [each for each in known if hand(each[0]) == mine]
            found += _compared(*_overlaid(lot.sample(own, min(size, len(own))), lot))
    return found


def _compared(name: str, entries: list[Entry], links: dict[tuple[int, int], str]) -> list[Pair]:
    weighed = weigh(entries)
    alikes = {(i, j): likeness(weighed[i], weighed[j]) for i, j in candidates(weighed)}
    alikes = {pair: alike for pair, alike in alikes.items() if alike.weight >= NO_MATTER}
    leads = chances.ahead(weighed, alikes)
    return [
        (hand(name), links.get(pair) in ONE, chances.signs(weighed[pair[0]], weighed[pair[1]], alike, leads[pair]))
        for pair, alike in alikes.items()
        if links.get(pair) != ARGUABLE
    ]


def _overlaid(picked: Sequence[Case], lot: random.Random) -> Case:
    """Several chronologies that begin at about one time, as if of one family."""
    rows: list[tuple[Entry, tuple[int, int]]] = []
    for number, (_, entries, _) in enumerate(picked):
        first = min(entry.start.earliest for entry in entries if entry.start.earliest)
        later = date(2015, 1, 1) - first + timedelta(days=lot.randrange(60))
        for place, entry in enumerate(entries):
            start, end = entry.start.earliest, entry.start.latest
            if start and end:
                entry = replace(entry, start=replace(entry.start, earliest=start + later, latest=end + later))
            rows.append((entry, (number, place)))
    rows.sort(key=lambda row: order(row[0]))
    at = {which: place for place, (_, which) in enumerate(rows)}
    links = {}
    for number, (_, _, known) in enumerate(picked):
        for (i, j), kind in known.items():
            one, two = sorted((at[number, i], at[number, j]))
            links[one, two] = kind
    return picked[0][0], [entry for entry, _ in rows], links


def learn(rows: list[Pair], rounds: int) -> dict[str, float]:
    sets: dict[str, set[str]] = defaultdict(set)
    for name, _, signs in rows:
        for sign in signs:
            sets[sign].add(name)
    kept = {sign for sign, names in sets.items() if len(names) >= LEAST_SETS}
    data: list[tuple[bool, list[tuple[str, float]]]] = [
        (apart, [(sign, value) for sign, value in sorted(signs.items()) if sign in kept]) for _, apart, signs in rows
    ]
    weights: dict[str, float] = dict.fromkeys(sorted(kept), 0.0)
    squares = dict.fromkeys(kept, 1.0)
    lot = random.Random(1)  # noqa: S311 - the same order each time
    for _ in range(rounds):
        lot.shuffle(data)
        for apart, known in data:
            error = 1 / (1 + math.exp(-sum(weights[sign] * value for sign, value in known))) - apart
            for sign, value in known:
                slope = error * value + DECAY * weights[sign]
                squares[sign] += slope * slope
                weights[sign] -= STEP * slope / math.sqrt(squares[sign])
    return weights


def total(weights: dict[str, float], signs: learnt.Features) -> float:
    return sum(weights.get(sign, 0.0) * value for sign, value in signs.items())


def left_out(rows: list[Pair], rounds: int) -> list[tuple[float, bool]]:
    """The total of every pair by weights learnt without its hand."""
    found = []
    for out in sorted({name for name, _, _ in rows}):
        weights = learn([row for row in rows if row[0] != out], rounds)
        found += [(total(weights, signs), apart) for name, apart, signs in rows if name == out]
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--without", default="", help="sets that stay out, by commas")
    known = cases(frozenset(asked.parse_args().without.split(",")))
    rows = events(known)
    totals = left_out(rows, 4)
    above = [one for value, one in totals if value >= BAR]
    right, among = sum(above) / len(above), sum(above) / sum(one for _, one in totals)
    head = f"""\
# How much each sign that two entries tell one event weighs: above the bar they do. Learnt, not written by hand:
# scripts/learn_links.py, from {len(rows)} pairs that are worth comparing in {len(known)} chronologies, some laid over
# one another. By weights learnt without the hand that wrote a set, {right:.2f} of what is found is one event, and
# {among:.2f} of what is one event is found, before each entry takes its best.
"""
    _write(chances.__file__, "chances.txt", head, chances.BAR, BAR, learn(rows, 6))
    rows = disagreements(known)
    totals = left_out(rows, 15)
    same = sorted(value for value, apart in totals if not apart)
    other = [value for value, apart in totals if apart]
    bar = same[int(len(same) * (1 - OF_SAME))]
    ranked = sum(bisect_left(same, value) for value in other) / (len(same) * len(other))
    found = sum(value >= bar for value in other) / len(other)
    head = f"""\
# How much each sign of disagreement weighs: above the bar two tellings of one event disagree. Learnt, not written by
# hand: scripts/learn_links.py, from {len(rows)} pairs in chronology/tests/told.
# {len(other)} of them are contradictions. By weights learnt without the hand that wrote it, one came above a pair that
# agrees in {ranked:.2f} of cases. At the bar these signs alone tell {found:.2f} of contradictions,
# and take {OF_SAME:.3f} of what agrees for one.
"""
    _write(learnt.__file__, "weights.txt", head, learnt.BAR, bar, learn(rows, 25))


def _write(beside: str, name: str, head: str, bar_name: str, bar: float, weights: dict[str, float]) -> None:
    lines = [f"{bar_name} {bar:.3f}", *(f"{sign} {value:.3f}" for sign, value in sorted(weights.items()))]
    Path(beside).with_name(name).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(head)


if __name__ == "__main__":
    main()
