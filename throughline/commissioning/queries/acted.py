"""How many recommendations of a review were acted on. A later room knows it, and says so here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acted:
    """How many of a review's recommendations have an action that was confirmed, and how many there are."""

    on: int = 0
    asked: int = 0


Finder = Callable[[Iterable[int]], Mapping[int, Acted]]
_FINDERS: list[Finder] = []


def find_acted_with(finder: Finder) -> None:
    """From now on they are counted so."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def acted_on(reviews: Iterable[int]) -> dict[int, Acted]:
    """By review, of reviews that the person was given; one statement. A review without recommendations is left out."""
    wanted = list(reviews)
    return {key: one for finder in _FINDERS for key, one in finder(wanted).items()} if wanted else {}
