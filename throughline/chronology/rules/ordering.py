"""The one order of a timeline as a text that a database can sort by, and the reasons for a place in it. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from throughline.chronology.rules.entries import Entry, Sequence

_CONTROL = re.compile(r"[\x00-\x1f]")
_PART = "\x1f"
_MOST = 160
_MOST_SEQUENCE = 60
ASIDE = 10**15
_WHOLE = 25  # with six decimals; what is smaller comes behind, and only where there is some


def order_key(entry: Entry) -> str:
    """A text that sorts by code point as ``order(entry)`` does, as far as the row."""
    start = entry.start
    first = start.earliest.isoformat() if start.earliest else "0001-01-01"
    last = start.latest.isoformat() if start.latest else "9999-12-31"
    sequence, agency, source = _sequence(entry.sequence), _plain(entry.agency)[:_MOST], _plain(entry.source)[:_MOST]
    return _PART.join((first, last, entry.time or "99:99", sequence, agency, source, f"{entry.row:07d}"))


def _sequence(sequence: Sequence) -> str:
    if sequence is None:
        return "9"
    if isinstance(sequence, str):
        return f"2{_plain(sequence)[:_MOST_SEQUENCE]}"
    exact = f"{Decimal(sequence) + ASIDE:031.12f}"  # a float that is this large has no room for small parts
    return f"1{exact[:_WHOLE]}{exact[_WHOLE:].rstrip('0')}"


def _plain(words: str) -> str:
    return words if words.isprintable() else _CONTROL.sub(" ", words)


def why_here(before: Entry, after: Entry) -> str:
    """Why the one stands before the other, in a sentence: the first of the rules of the order that tells them apart."""
    one, two = before.start, after.start
    if one.earliest != two.earliest:
        first, second = (_day(each.earliest, "any day") for each in (one, two))
        return f"It can have begun on {first}, the next not before {second}."
    if one.latest != two.latest:
        return "Both can have begun on the same day; the one whose last possible day is earlier comes first."
    if before.time != after.time:
        if after.time is None:
            return f"Same day; this one has a time, {before.time}, and the next has none."
        return f"Same day; {before.time} comes before {after.time}."
    if before.sequence != after.sequence:
        return "Same day; the sequence that the agencies gave decides."
    if before.agency != after.agency:
        return "Nothing in the records says which came first, so the names of the agencies decide."
    if before.source != after.source:
        return "Nothing in the records says which came first, so the names of the sources decide."
    return "Nothing else tells them apart, so they stand as in the agency’s own file."


def _day(day: object, none: str) -> str:
    return f"{day:%-d %B %Y}" if day else none
