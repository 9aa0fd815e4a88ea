"""How likely two entries are to tell one event, by weights learnt from chronologies whose links are known. Pure.

The rules ask for a sure pair. What they leave is weighed here by how much both share, and above all by how much more
than either shares with any other entry of the other's agency. `scripts/learn_links.py` learns the weights.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from throughline.chronology.rules.links.likeness import Likeness, Weighed
from throughline.chronology.rules.links.words import TOPIC, vocabulary

_WEIGHTS = Path(__file__).with_name("chances.txt")
BAR = "bar"
_MOST_WEIGHT, _MOST_SAID, _MOST_FEW, _MOST_AHEAD = 8.0, 8, 3, 2.0
_HOUR, _HOURS = 60, 360
_SPANS = ((1, "a day apart"), (3, "days apart"), (7, "a week apart"), (14, "a fortnight apart"))
_FAR = "weeks apart"
_VISIT = "visit"
_TOGETHER = frozenset(("joint", "meeting"))
_HEARD = re.compile(
    r"\b(?:received|notified|notification|informed|told|letter|report(?:s|ed)?|minutes|copied|rang|rings|e-?mail"
    r"|advised|learn(?:s|ed|t)?|hears?|heard|has (?:been|moved|now)|now)\b",
    re.IGNORECASE,
)
Pair = tuple[int, int]
Signs = dict[str, float]


@cache
def weights() -> Mapping[str, float]:
    """What was learnt, read once."""
    lines = _WEIGHTS.read_text(encoding="utf-8").splitlines() if _WEIGHTS.exists() else []
    split = (line.rpartition(" ") for line in lines if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in split}


def standing(alike: Likeness) -> float:
    """What a pair shares, less where it lies on two days, by which the pairs of an entry are put beside each other."""
    by_words = alike.gap > 0 and alike.told == 0
    apart = alike.gap > 0 and not by_words
    days = alike.gap if alike.told is None else min(alike.gap, alike.told)
    return alike.weight * 0.5 + alike.within + alike.among - 0.03 * days - 0.5 * apart


def ahead(weighed: Sequence[Weighed], alikes: Mapping[Pair, Likeness]) -> dict[Pair, tuple[float, float]]:
    """By how much each pair stands before the next of the same agency, from either entry; the lesser first."""
    best: dict[tuple[int, str], list[tuple[float, int]]] = {}
    scores = {pair: standing(alike) for pair, alike in alikes.items()}
    for (i, j), score in scores.items():
        best.setdefault((i, weighed[j].agency), []).append((score, j))
        best.setdefault((j, weighed[i].agency), []).append((score, i))
    for found in best.values():
        found.sort(reverse=True)
        del found[2:]
    leads: dict[Pair, tuple[float, float]] = {}
    for (i, j), score in scores.items():
        one = _before(score, best[i, weighed[j].agency], j)
        two = _before(score, best[j, weighed[i].agency], i)
        leads[i, j] = (min(one, two), max(one, two))
    return leads


def _before(score: float, found: Sequence[tuple[float, int]], at: int) -> float:
    """How far it stands before the best of the others, within bounds."""
    other = next((each for each, place in found if place != at), 0.0)
    return max(-_MOST_AHEAD, min(_MOST_AHEAD, score - other))


def signs(one: Weighed, two: Weighed, alike: Likeness, leads: tuple[float, float]) -> Signs:
    """What is weighed of a pair, the earlier entry first, by its name."""
    known = vocabulary()
    said = {word for word in alike.shared if word[0] != TOPIC}
    telling = said - known.common
    by_words = alike.gap > 0 and alike.told == 0
    apart = alike.gap > 0 and not by_words
    weight, count, tells = min(alike.weight, _MOST_WEIGHT), min(len(said), _MOST_SAID), min(len(telling), 5)
    found: Signs = {
        "always": 1.0,
        "weight": weight,
        "within": alike.within,
        "among": alike.among,
        "said": count,
        "telling": tells,
        "kinds": min(alike.kinds, 2),
        "other kinds": alike.others,
        "topics": min(len(alike.shared) - len(said), _MOST_FEW),
        "names": min(len(one.told.names & two.told.names), _MOST_FEW),
        "short": math.log1p(min(len(one.told.words), len(two.told.words))),
        "of its own": len(alike.unsaid),
        "lead": leads[0],
        "best lead": leads[1],
        "first of both": float(leads[0] >= 0),
        "lone": float(one.lone and two.lone),
        "sparse": float(one.sparse and two.sparse),
        "crowded": float(one.crowded and two.crowded),
        "around": math.log1p(max(one.around, two.around)),
        "repeated": float(one.repeated or two.repeated),
    }
    if alike.gap == 0:
        found["one day"] = 1.0
        found["a meeting"] = float(bool(said & known.meetings))
        visits = _VISIT in one.told.words & two.told.words and not alike.unsaid and not one.told.words & _TOGETHER
        found["each its own visit"] = float(visits and not two.told.words & _TOGETHER)
        if one.minutes is not None and two.minutes is not None:
            between = abs(one.minutes - two.minutes)
            found["minutes"] = 1.0 if between <= _HOUR else -1.0 if between > _HOURS else 0.0
            found["each its own visit, hours apart"] = float(visits and between > _HOUR)
    if alike.told is not None:
        found["told day" if alike.told == 0 else "told near" if alike.told <= _MOST_FEW else "told another"] = 1.0
    if apart:
        found[next((name for most, name in _SPANS if alike.gap <= most), _FAR)] = 1.0
        found["heard"] = float(bool(_HEARD.search(two.told.raw)))
    if alike.gap:
        way = "apart" if apart else "told"
        found |= {
            f"weight, {way}": weight,
            f"within, {way}": alike.within,
            f"among, {way}": alike.among,
            f"said, {way}": count,
            f"telling, {way}": tells,
        }
    return {name: float(value) for name, value in found.items() if value}


def chance(found: Signs) -> float:
    """Above nothing, the two more likely tell one event than not."""
    known = weights()
    return math.fsum(known.get(name, 0.0) * value for name, value in found.items()) - known.get(BAR, 0.0)
