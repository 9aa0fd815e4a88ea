"""What one agency believed, lettered, so that it can be drawn beside what was so. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from throughline.family.rules import records as of
from throughline.family.rules.inwords.taken import Taken

PARENT, COUPLE, ROLE = "parentage", "union", "role"


@dataclass(frozen=True, slots=True)
class Lettered:
    """A belief under its letter, and in words; of a tie it is a line, of who somebody was a letter beside them."""

    letter: str
    belief: of.Belief
    words: str


def lettered(taken: Iterable[Taken]) -> tuple[Lettered, ...]:
    """What an agency believed and the picture does not hold already as known, in the order given."""
    besides = [one for one in taken if not one.is_known]
    return tuple(Lettered(_letter(place), one.belief, one.believed) for place, one in enumerate(besides))


def _letter(place: int) -> str:
    many = len(ascii_uppercase)
    return ascii_uppercase[place % many] + (str(place // many + 1) if place >= many else "")
