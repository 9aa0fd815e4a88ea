"""Silences: where an agency, or what it holds of one child, says nothing for many days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.chronology.rules.entries import Entry

DAYS = 90
_EXPECTED = re.compile(
    r"\bno (?:further )?contact (?:was |is |were )?(?:expected|planned|required|due)\b", re.IGNORECASE
)
_NO_RECORD = re.compile(
    r"\bno (?:records?|entries|entry|information|contacts?|involvement|recorded contacts?)\b[^.]{0,40}"
    r"\b(?:found|held|exists?|located|recorded|available|on file|known|traced)\b|\bnil return\b"
    r"|\bno recorded (?:contact|entr)",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:dna|did not attend|was not brought|wnb|not brought|failed to attend"
    r"|missed (?:the |an |her |his |their )?appointment|no access|no reply|not at home|cancelled)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Silence:
    """From the last day something was recorded to the next, both by their bounds; `who` is a child, or nobody."""

    agency: str
    who: str | None
    from_: date
    to: date
    why: str

    def as_json(self) -> dict[str, Any]:
        """The silence under its keys."""
        return {
            "agency": self.agency,
            "who": self.who,
            "from": self.from_.isoformat(),
            "to": self.to.isoformat(),
            "why": self.why,
        }


def silences(entries: Iterable[Entry], least: int = DAYS) -> tuple[Silence, ...]:
    """Every silence of at least so many days between two entries of one agency, and of one child in it.

    A date with bounds counts by the day that makes the silence shorter, so that none is claimed that may not have been.
    A child's silence that is the agency's own is shown once.
    """
    by_agency: dict[str, list[Entry]] = {}
    for entry in entries:
        by_agency.setdefault(entry.agency, []).append(entry)
    found: list[Silence] = []
    for agency, own in sorted(by_agency.items()):
        whole = list(_between(agency, None, own, least))
        found += whole
        spans = {(each.from_, each.to) for each in whole}
        for who in sorted({entry.who for entry in own if entry.who}):
            told = [entry for entry in own if entry.who == who]
            found += [each for each in _between(agency, who, told, least) if (each.from_, each.to) not in spans]
    return tuple(sorted(found, key=lambda each: (each.agency, each.from_, each.to, each.who or "")))


def _between(agency: str, who: str | None, entries: list[Entry], least: int) -> Iterator[Silence]:
    before: Entry | None = None
    until = date.min
    for entry in sorted(entries, key=lambda each: (_begins(each), _ends(each))):
        begins, ends = _begins(entry), _ends(entry)
        if before is not None and (begins - until).days >= least:
            yield Silence(agency, who, until, begins, _why(who, before, entry, (begins - until).days))
        if before is None or ends >= until:
            before, until = entry, ends


def _begins(entry: Entry) -> date:
    """The first day of an entry by what is known: an open side is taken to be where the other is."""
    return entry.start.earliest or entry.start.latest or date.min


def _ends(entry: Entry) -> date:
    end = entry.end
    last = (end.latest or end.earliest) if end else None
    return max(filter(None, (last, entry.start.latest or entry.start.earliest, _begins(entry))))


def _why(who: str | None, before: Entry, after: Entry, days: int) -> str:
    of = f" about {who}" if who else ""
    why = f"Nothing{of} for {days} days, from {before.start.text} to {after.start.text}."
    told = " ".join((before.event, before.action, before.comment))
    if _EXPECTED.search(told):
        return f"{why} The entry before says that no contact was expected."
    if _NO_RECORD.search(told):
        return f"{why} The entry before says that no record was found."
    if _MISSED.search(told):
        return f"{why} The entry before tells of contact that was missed, and nothing follows it up."
    return why
