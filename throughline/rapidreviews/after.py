"""What a rapid review became. The next stage pulls, so a later room says here how to find the review that follows,
which reviews an incident may join, and how it does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from throughline.kernel.actor import Actor
from throughline.rapidreviews.models import Conclusion, RapidReview


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


Choices = Callable[[RapidReview, Actor, date], Mapping[int, str]]
Join = Callable[[Conclusion, int, Actor, datetime], None]
_JOINING: list[tuple[Choices, Join]] = []


def join_with(choices: Choices, join: Join) -> None:
    """From now on an incident may join those reviews, each in words by its number, and does so in that way."""
    if (choices, join) not in _JOINING:
        _JOINING.append((choices, join))


def joinable(review: RapidReview, *, actor: Actor, on: date) -> dict[int, str]:
    """The reviews of the same partnership that the incident may join, as far as this person may see them."""
    return {key: words for choices, _ in _JOINING for key, words in choices(review, actor, on).items()}


def join(conclusion: Conclusion, review: int, *, by: Actor, at: datetime) -> None:
    """By that conclusion, the incident joined that review, which is one of `joinable`."""
    for _, how in _JOINING:
        how(conclusion, review, by, at)
