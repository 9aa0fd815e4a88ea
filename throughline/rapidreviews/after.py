"""What a rapid review became. The next stage pulls, so a later room says here how to find the review that follows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class After:
    """The review that follows: its name, what kind it is and how it stands in words, and its address."""

    name: str
    kind: str
    state: str
    url: str


Finder = Callable[[Collection[int], Actor, date], Mapping[int, After]]
_FINDERS: list[Finder] = []


def find_with(finder: Finder) -> None:
    """Reviews that follow are found so from now on."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def after(reviews: Collection[int], *, actor: Actor, on: date) -> dict[int, After]:
    """The review that follows from each of those rapid reviews, as far as this person may see it; one statement."""
    return {key: one for finder in _FINDERS for key, one in finder(reviews, actor, on).items()} if reviews else {}
