"""Everything the rules may look at, and the order in which they are asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..abbreviations import Abbreviations
from ..blocks import Page
from ..bodies import Body
from ..claims import Counted
from ..frames import Scope
from ..outline import Heading
from ..result import CaseStudy, DateSaid, Doubt, Item, ReviewNamed, Subject
from .rules import RULES


@dataclass(frozen=True, slots=True)
class Context:
    """What was read so far."""

    page: Page
    kind: str
    title: str
    title_end: int
    headings: Mapping[int, Heading]
    scopes: Sequence[Scope]
    lists: Mapping[str, Sequence[Item]]
    cases: Sequence[CaseStudy]
    subjects: Sequence[Subject]
    reviews: Sequence[ReviewNamed]
    dates: Sequence[DateSaid]
    claims: Sequence[Counted]
    abbreviations: Abbreviations
    bodies: Sequence[Body]
    pages_without_text: Sequence[int] = ()
    hidden: Sequence[str] = ()
    numbers: Sequence[int] = ()

    def numbers_in(self, start: int, end: int) -> Sequence[int]:
        """The places of the numbers between two places of the text."""
        return self.numbers[bisect_left(self.numbers, start) : bisect_left(self.numbers, end)]


def doubt(rule: str, severity: str, says: str, at: tuple[int, int]) -> Doubt:
    """A doubt of a rule, with the rule's stable number."""
    return Doubt(rule, RULES[rule].number, severity, says, at)


Check = Callable[[Context], Iterator[Doubt]]
