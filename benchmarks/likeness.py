"""How well earlier asks are found in other words: mean average precision against plain TF-IDF, on the labelled sets."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from throughline.patterns.rules.likeness import Likeness

from .measuring import Goal

LABELLED = Path(__file__).parent.parent / "tests" / "labelled"
PLAIN_MOST = 0.8


@dataclass(frozen=True)
class Labelled:
    """Texts by number, and queries with the numbers of those like them."""

    texts: tuple[tuple[int, str], ...]
    queries: tuple[tuple[str, frozenset[int]], ...]


def labelled(name: str) -> Labelled:
    """That half of the labelled set: ``mended`` or ``held``."""
    told = json.loads((LABELLED / f"likeness_{name}.json").read_text("utf-8"))
    numbers = {one["id"]: place for place, one in enumerate(told["texts"])}
    texts = tuple((numbers[one["id"]], one["text"]) for one in told["texts"])
    return Labelled(texts, tuple((q["text"], frozenset(numbers[one] for one in q["like"])) for q in told["queries"]))


def plain_tf_idf(texts: Sequence[tuple[int, str]]) -> Callable[[str], list[int]]:
    """The texts in the order of the cosine between TF-IDF vectors of their words: what anybody would try first."""

    def words(text: str) -> Counter[str]:
        return Counter(re.findall(r"[a-z0-9']+", text.lower()))

    counted = {key: words(text) for key, text in texts}
    held = Counter(word for told in counted.values() for word in told)

    def vector(told: Counter[str]) -> dict[str, float]:
        raw = {
            word: (1 + math.log(count)) * (math.log((1 + len(counted)) / (1 + held[word])) + 1)
            for word, count in told.items()
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {word: weight / length for word, weight in raw.items()}

    vectors = {key: vector(told) for key, told in counted.items()}

    def ranked(text: str) -> list[int]:
        mine = vector(words(text))
        scores = {
            key: sum(weight * other.get(word, 0.0) for word, weight in mine.items()) for key, other in vectors.items()
        }
        return sorted(scores, key=lambda key: (-scores[key], key))

    return ranked


def our_ranking(texts: Sequence[tuple[int, str]]) -> Callable[[str], list[int]]:
    """The texts in our order."""
    ours = Likeness(texts)
    return lambda text: [one.key for one in ours.like(text, at_least=0.0, most=None)]


def mean_average_precision(half: Labelled, ranked: Callable[[str], list[int]]) -> float:
    """The mean over queries of the average precision at each text that is like the query (Manning et al. 2008, 8.4)."""
    return sum(_average_precision(ranked(text), like) for text, like in half.queries) / len(half.queries)


def _average_precision(order: Sequence[int], like: frozenset[int]) -> float:
    hits, total = 0, 0.0
    for place, key in enumerate(order, start=1):
        if key in like:
            hits += 1
            total += hits / place
    return total / len(like)


def measure() -> list[Goal]:
    """Both halves; only the one that nobody looked at has a goal."""
    goals = []
    for name in ("mended", "held"):
        half = labelled(name)
        ours = mean_average_precision(half, our_ranking(half.texts))
        plain = mean_average_precision(half, plain_tf_idf(half.texts))
        print(f"Likeness, {name}: mean average precision {ours:.3f}; plain TF-IDF {plain:.3f}.")
        if name == "held":
            goals.append(Goal("Plain TF-IDF at finding earlier asks, against ours", plain / ours, PLAIN_MOST))
    print(*goals, sep="\n")
    return goals
