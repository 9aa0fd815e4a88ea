"""What a life-line is drawn from: events, holds and clocks, as the record has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.kernel.periods import Period, parse, stated

DAY = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is to happen: what, in which words, and when as exactly as it is known.

    `ends` is true for what the whole line leads to, such as publication: planned, it is a dashed ring.
    """

    means: str
    says: str
    iso: str
    ends: bool = False

    @property
    def period(self) -> Period | None:
        """When, or ``None`` where no year is given."""
        return parse(self.iso)

    @property
    def when(self) -> str:
        """The words of the text, else the date in words."""
        return stated(self.says, self.iso)


@dataclass(frozen=True, slots=True)
class Hold:
    """A stop: its two days, both in it, and why. `until` is ``None`` while it lasts."""

    since: date
    until: date | None
    why: str

    def days(self, on: date) -> int:
        """How many days it has lasted on that day."""
        return max(0, (min(self.until or on, on) - self.since).days + 1)

    def lasts(self, on: date) -> bool:
        """Still held on that day."""
        return self.until is None or self.until >= on

    def says(self, on: date) -> str:
        """``Held 147 days.`` or ``Held 273 days so far.``"""
        days = self.days(on)
        return f"Held {days} day{'' if days == 1 else 's'}{' so far' if self.lasts(on) else ''}."


@dataclass(frozen=True, slots=True)
class Bar:
    """One long clock: when it began, its day with its holds and without them, where it stood still, when it ended."""

    name: str
    starts: date
    due: date
    due_without_holds: date | None = None
    stopped: tuple[DAY, ...] = ()
    ended: date | None = None

    def over(self, on: date) -> int:
        """Days past its day, up to its end or to that day."""
        return max(0, ((self.ended or on) - self.due).days)
