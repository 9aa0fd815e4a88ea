"""Learn how much each sign of disagreement weighs, from the chronologies whose links are known; writes weights.txt.

Logistic regression by steps of falling size, on every pair that is known to tell one event on one day, whether a rule
finds something against it or not: the rules were mended by the same chronologies, and what they leave over there would
mislead. What is reported was found in sets that were left out of learning. Run it after chronologies or classes.txt
have changed: `python scripts/learn_links.py`; with `--without held42,held43` those sets stay out.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from bisect import bisect_left
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from throughline.chronology.rules.links import learnt
from throughline.chronology.rules.links.words import told as read
from throughline.chronology.tests.scoring import TOLD, told

ROUNDS, STEP, DECAY = 25, 0.15, 0.002
LEAST_SETS = 3  # a sign that stands in fewer sets is not learnt
FOLDS = 8
OF_SAME = 0.075  # of pairs that do not disagree, so many may be said to
Pair = tuple[str, bool, learnt.Features]


def pairs(without: frozenset[str] = frozenset()) -> list[Pair]:
    """Every pair that tells one event on one day: the set that it is from, whether it disagrees, and its signs."""
    found: list[Pair] = []
    for path in sorted(TOLD.glob("*.txt")):
        name = path.stem.split("_")[0]
        entries, known = told(path)
        for (i, j), kind in known.items():
            one, two = entries[i], entries[j]
            if (
                kind in ("same event", "contradiction")
                and one.start.earliest == two.start.earliest
                and name not in without
            ):
                found.append((name, kind == "contradiction", learnt.features(read(one.event), read(two.event))))
    for path in sorted((TOLD / "pairs").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                first, *others = (read(each) for each in line.split(" | ")[:3])
                found += [(path.stem, bool(at), learnt.features(first, each)) for at, each in enumerate(others)]
    return found


def learn(rows: list[Pair]) -> dict[str, float]:
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
    for _ in range(ROUNDS):
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


def left_out(rows: list[Pair]) -> list[tuple[float, bool]]:
    """The total of every pair by weights learnt without its set."""
    names = sorted({name for name, _, _ in rows})
    random.Random(3).shuffle(names)  # noqa: S311 - the same parts each time
    found = []
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        weights = learn([row for row in rows if row[0] not in out])
        found += [(total(weights, signs), apart) for name, apart, signs in rows if name in out]
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--without", default="", help="sets that stay out, by commas")
    rows = pairs(frozenset(asked.parse_args().without.split(",")))
    totals = left_out(rows)
    same = sorted(value for value, apart in totals if not apart)
    other = [value for value, apart in totals if apart]
    bar = same[int(len(same) * (1 - OF_SAME))]
    ranked = sum(bisect_left(same, value) for value in other) / (len(same) * len(other))
    found = sum(value >= bar for value in other) / len(other)
    names = {name for name, _, _ in rows}
    head = f"""\
# How much each sign of disagreement weighs: above the bar two tellings of one event disagree. Learnt, not written by
# hand: scripts/learn_links.py, from {len(rows)} pairs of {len(names)} sets in chronology/tests/told.
# {len(other)} of them are contradictions. In sets left out of learning one came above a pair that agrees in
# {ranked:.2f} of cases. At the bar these signs alone, whatever the rules find, tell {found:.2f} of contradictions,
# and take {OF_SAME:.3f} of what agrees for one.
"""
    weights = learn(rows)
    lines = [f"{learnt.BAR} {bar:.3f}", *(f"{sign} {value:.3f}" for sign, value in sorted(weights.items()))]
    Path(learnt.__file__).with_name("weights.txt").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(head)


if __name__ == "__main__":
    main()
