"""Silences: where an agency, or what it holds of one child, says nothing for many days. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from throughline.chronology.rules.contact import MISSED, contact_of
from throughline.chronology.rules.entries import Entry

DAYS = 90
# What is said of a silence. Each is its own thing: that nobody was expected to come is not that nothing was found.
SAYS = {
    "silent": "Nothing says why",
    "expected": "No contact was expected",
    "no_record": "No record was found",
    "missed": "Missed contact was not followed up",
}
_EXPECTED = re.compile(
    r"\bno (?:further )?contact (?:was |is |were )?(?:expected|planned|required|due)\b", re.IGNORECASE
)
_NO_RECORD = re.compile(
    r"\bno (?:records?|entries|entry|information|contacts?|involvement|recorded contacts?)\b[^.]{0,40}"
    r"\b(?:found|held|exists?|located|recorded|available|on file|known|traced)\b|\bnil return\b"
    r"|\bno recorded (?:contact|entr)",
    re.IGNORECASE,
)
# An entry that looks ahead says nothing of the silence before it.
_AHEAD = re.compile(r"\b(?:further|until|till|from now|next)\b", re.IGNORECASE)
Whom = Callable[[Entry], Collection[str]]
_Dated = tuple[date, date, Entry]
_days = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class Silence:
    """From the last day something was recorded to the next, both by their bounds; `who` is a child, or nobody.

    It lies between the entries `before` and `after`. `kind` is what they say of it, a key of ``SAYS``, and `said_by`
    which of them does. `said` is what a reviewer said of it, in a sentence or two.
    """

    agency: str
    who: str | None
    from_: date
    to: date
    why: str
    before: Entry | None = field(default=None, compare=False, repr=False)
    after: Entry | None = field(default=None, compare=False, repr=False)
    kind: str = field(default="silent", compare=False)
    said_by: str = field(default="", compare=False)
    said: str = ""

    def as_json(self) -> dict[str, Any]:
        """The silence under its keys; ``said`` is one of them only where a reviewer said something."""
        told = {
            "agency": self.agency,
            "who": self.who,
            "from": self.from_.isoformat(),
            "to": self.to.isoformat(),
            "why": self.why,
        }
        return told | {"said": self.said} if self.said else told


def _column(entry: Entry) -> Collection[str]:
    return (entry.who,) if entry.who else ()


def silences(entries: Iterable[Entry], least: int = DAYS, whom: Whom = _column) -> tuple[Silence, ...]:
    """Every silence of at least so many days between two entries of one agency, and of one child in it.

    `whom` tells the persons that an entry is about: as its column says, where nothing else is known.

    A date with bounds counts by the day that makes the silence shorter, so that none is claimed that may not have been.
    Of an entry from before some day it is not known when it began, so no silence ends with it; one begins with it.
    Of one from after or since some day, or that goes on, it is not known how late it was, so no silence begins with it:
    what it tells may lie anywhere up to the next entry. The next silence begins with the next sure contact.
    A child's silence that is the agency's own is shown once.
    """
    by_agency: dict[str, list[Entry]] = {}
    for entry in entries:
        by_agency.setdefault(entry.agency, []).append(entry)
    found: list[Silence] = []
    for agency, own in sorted(by_agency.items()):
        dated = sorted(((_begins(entry), _ends(entry), entry) for entry in own), key=_days)
        whole = list(_between(agency, None, dated, least))
        found += whole
        spans = {(each.from_, each.to) for each in whole}
        of: dict[str, list[_Dated]] = {}
        for one in dated:
            for who in whom(one[2]):
                of.setdefault(who, []).append(one)
        for who, told in sorted(of.items()):
            if told != dated:  # of somebody whom all of it is about every silence is the agency's own
                found += [each for each in _between(agency, who, told, least) if (each.from_, each.to) not in spans]
    return tuple(sorted(found, key=lambda each: (each.agency, each.from_, each.to, each.who or "")))


def _between(agency: str, who: str | None, dated: list[_Dated], least: int) -> Iterator[Silence]:
    before: Entry | None = None
    until, is_sure = date.min, True
    for begins, ends, entry in dated:
        if before is not None and is_sure and entry.start.earliest is not None and (begins - until).days >= least:
            kind, said_by = _said(before, entry, who)
            why = _why(who, before, entry, kind, said_by)
            yield Silence(agency, who, until, begins, why, before, entry, kind, said_by)
        is_sure = not _is_open(entry)
        if is_sure and (before is None or ends >= until):
            before, until = entry, ends


def _is_open(entry: Entry) -> bool:
    """Nobody can say by which day it was over."""
    return (entry.end.latest if entry.end else entry.start.latest) is None


def _begins(entry: Entry) -> date:
    """The first day of an entry by what is known: an open side is taken to be where the other is."""
    return entry.start.earliest or entry.start.latest or date.min


def _ends(entry: Entry) -> date:
    end, start = entry.end, entry.start
    if end is None and start.earliest and start.latest:
        return max(start.earliest, start.latest)
    last = (end.latest or end.earliest) if end else None
    return max(filter(None, (last, start.latest or start.earliest, _begins(entry))))


def _said(before: Entry, after: Entry, who: str | None) -> tuple[str, str]:
    """What the entries on either side say of the silence: a kind, and which of them says it."""
    told, later = (" ".join((one.event, one.action, one.comment)) for one in (before, after))
    for kind, words in (("expected", _EXPECTED), ("no_record", _NO_RECORD)):
        if words.search(told):
            return kind, "before"
        found = words.search(later)
        if found and not _AHEAD.search(later[max(0, found.start() - 20) : found.end() + 30]):
            return kind, "after"
    return ("missed", "before") if contact_of(before, who or "") == MISSED else ("silent", "")


def _why(who: str | None, before: Entry, after: Entry, kind: str, said_by: str) -> str:
    of = f" about {who}" if who else ""
    days = (_begins(after) - _ends(before)).days
    why = f"Nothing{of} for {days} days, from {before.start.text} to {after.start.text}."
    if kind == "missed":
        return f"{why} The entry before tells of contact that was missed, and nothing follows it up."
    if kind == "silent":
        return why
    return f"{why} The entry {said_by} says that {SAYS[kind][:1].lower()}{SAYS[kind][1:]}."
