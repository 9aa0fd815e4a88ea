"""What is drawn of an entry, and of two that are tied. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from throughline.chronology.rules.entries import Entry

# How the days of an entry are drawn, and what is said of them in words. One that lasts is no day in doubt.
OPEN_BEFORE, OPEN_AFTER, GOES_ON, LASTS, UNSURE = "b", "a", "g", "l", "u"
HOW = {
    OPEN_BEFORE: "on that day or at any time before",
    OPEN_AFTER: "on that day or at any time after",
    GOES_ON: "goes on",
    LASTS: "from one day to another",
    UNSURE: "marked as not sure",
}


def how_drawn(entry: Entry) -> str:
    """Letters of ``HOW``: which sides are open, whether it lasts or goes on, and whether its author was unsure."""
    start, end = entry.start, entry.end
    said = OPEN_BEFORE if start.earliest is None and start.latest else ""
    said += OPEN_AFTER if start.latest is None and start.earliest else ""
    if end is not None:
        sure = start.earliest is not None and start.earliest == start.latest and end.earliest == end.latest
        said += LASTS if end.latest and sure else ""
        said += GOES_ON if end.latest is None else ""
    marked = start.edtf + (end.edtf if end else "")
    return said + UNSURE if "?" in marked or "~" in marked or "%" in marked else said


@dataclass(frozen=True, slots=True)
class Dot:
    """An entry in its lane: the first and the last day that it can have been on, as days are counted, and the contact.

    Both days are 0 where the entry says none. `how` is letters of ``HOW``, `agency` whose entry it is; `letter` and
    `colour` are those of the group that it is coloured by. `hindsight` is whether it was not known on the day shown.
    """

    entry: int
    lane: int
    first: int
    last: int
    contact: str
    how: str = ""
    agency: int = 0
    letter: str = ""
    colour: str = ""
    hindsight: bool = False

    def as_hindsight(self) -> Dot:
        """The same, as of what was not known on the day that is shown."""
        return replace(self, hindsight=True)

    @property
    def middle(self) -> float:
        """The day in the middle of its bounds; of one that lasts, its first."""
        return float(self.first) if LASTS in self.how else (self.first + self.last) / 2

    @property
    def is_certain(self) -> bool:
        """True when its day is known: one, neither open at a side nor marked as unsure; or all those that it lasts."""
        return (self.first == self.last or LASTS in self.how) and not set(self.how) - {LASTS, GOES_ON}

    @property
    def is_span(self) -> bool:
        """True when more is drawn than a mark: the days that it can have been on, or those that it lasted."""
        return self.first != self.last or bool(self.how)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entries that tell one event, or whose accounts differ."""

    link: int
    one: int
    other: int
    kind: str
