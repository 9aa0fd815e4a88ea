"""The services around a child on a day: how each line is drawn, and where each circle lies. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from throughline.family.rules.counting import Count

DAYS = 90
STRONG, THIN, STRAINED, EXPECTED, SILENT = "strong", "thin", "strained", "expected", "silent"
LINES = {
    STRONG: "often in contact: six times or more",
    THIN: "in contact less often",
    STRAINED: "strained: in a third of contacts or more the child was not seen, not brought or refused",
    EXPECTED: "no contact, and none was expected",
    SILENT: "no contact recorded",
}
OFTEN, A_THIRD = 6, 3
NONE = Count()
CENTRE, CIRCLE, GAP = 58.0, 78.0, 14.0
LEAST_ROUND, WIDER, WIDEST = 190.0, 1.55, 520.0


@dataclass(frozen=True, slots=True)
class Service:
    """An agency about a day: how many contacts it recorded in the days up to it, how many of them went wrong (the child
    not seen, not brought, refused), whether contact was expected, and who had a role there that day."""

    key: int
    name: str
    contacts: Count = NONE
    wrong: int = 0
    expected: bool = True
    roles: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """A key of ``LINES``."""
        if not self.contacts.most:
            return SILENT if self.expected else EXPECTED
        if self.wrong and self.wrong * A_THIRD >= self.contacts.most:
            return STRAINED
        return STRONG if self.contacts.least >= OFTEN else THIN


@dataclass(frozen=True, slots=True)
class Circle:
    """Where a service lies, and where its line from the child begins and ends."""

    service: Service
    x: float
    y: float
    begins: tuple[float, float]
    ends: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Map:
    """The whole picture: the child is at 0, 0. `half_wide` and `half_high` reach to its edges."""

    circles: tuple[Circle, ...]
    half_wide: float
    half_high: float


def laid(services: Iterable[Service]) -> Map:
    """Every service once, on a ring about the child, by name from the top with the clock; no two circles meet.

    The ring is wider than high while it is small, and grows with how many there are.
    """
    every = sorted({one.key: one for one in services}.values(), key=lambda one: (one.name.casefold(), one.key))
    if not every:
        return Map((), CENTRE + GAP, CENTRE + GAP)
    high = LEAST_ROUND
    if len(every) > 1:
        high = max(high, (CIRCLE + GAP / 2) / math.sin(math.pi / len(every)))
    wide = max(high, min(high * WIDER, WIDEST))
    circles = tuple(_placed(one, place, len(every), wide, high) for place, one in enumerate(every))
    reach = CIRCLE + GAP
    half_wide = max((abs(one.x) for one in circles), default=0.0) + reach
    half_high = max((abs(one.y) for one in circles), default=0.0) + reach
    return Map(circles, half_wide, half_high)


def _placed(service: Service, place: int, of: int, wide: float, high: float) -> Circle:
    angle = 2 * math.pi * place / of - math.pi / 2
    x, y = wide * math.cos(angle), high * math.sin(angle)
    far = math.hypot(x, y)
    to_x, to_y = x / far, y / far
    begins = (to_x * (CENTRE + 4), to_y * (CENTRE + 4))
    ends = (to_x * (far - CIRCLE), to_y * (far - CIRCLE))
    return Circle(service, x, y, begins, ends)
