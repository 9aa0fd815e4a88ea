"""Missed appointments that nothing follows: no contact, no new appointment, no attempt, no decision. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, takewhile

from throughline.chronology.rules.contact import MISSED, SIGHTED, contact_of
from throughline.chronology.rules.entries import Entry

# Within so many days something is to be done about an appointment that was missed.
DAYS = 28
_ATTEMPT = re.compile(
    r"\b(?:letters?|wrote|written to|phon(?:ed|ing)|telephon(?:ed|ing)|telephone (?:call|contact)|rang"
    r"|call(?:ed|s)? (?!at\b)"
    r"|text(?:ed)?|texts|e-?mail(?:ed)?|voice ?mail|messages?|left (?:a )?(?:card|note)|(?:card|note) left"
    r"|contacted|tried|attempt(?:s|ed)?|chased?|followed (?:it |this |them )?up|following up|to follow up)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\bre-?(?:arrang|book|schedul|offer|invit|issu)\w*"
    r"|\b(?:new|another|further|next|second|alternative|future) (?:date|appointment|visit|clinic)\b"
    r"|\bappointments? (?:was |were )?(?:offered|sent|made|booked|given|arranged|re\w+)"
    r"|\b(?:book|offer|arrang|invit)(?:ed|ing|e) [^.;]{0,30}\b(?:appointment|visit|clinic|date)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:decid\w+|decision|agreed|refer(?:red|ral)\w*|escalat\w+|discharg\w+|clos(?:ed|ing|ure)|no further action|nfa"
    r"|strategy|supervision|discuss\w*|inform(?:ed|ing)|report(?:ed|ing)|shared with|challeng\w+|alert\w*|plan(?:ned)?"
    r"|was not brought (?:policy|procedure))\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:visit(?:ed|s)?|attended|came|brought|seen|saw|spoke|spoken|met|meeting|reviewed?|assess\w+|weighed|examined"
    r"|immunised|present(?:ed)?)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:no|not|never|nobody|none|without|nothing)\b[^.;,]{0,30}\b(?:follow\w*|contact\w*|re-?arrang\w*|re-?book\w*"
    r"|refer\w*|letter\w*|appointment\w*|attempt\w*|phon\w*|call\w*|discuss\w*|inform\w*|decision|chas\w*|attend\w*|brought"
    r"|seen|plan\w*|done)\b|\b(?:did(?:n.t| not)|failed to|was not|were not) (?:attend|bring|be brought)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """An appointment that was missed, and what it was followed by: nothing, or the `after` that says nothing of it."""

    agency: str
    who: str | None
    day: date
    why: str
    entry: Entry = field(compare=False, repr=False)
    after: Entry | None = field(default=None, compare=False, repr=False)


Kind = Callable[[Entry], str]


def unfollowed(
    entries: Iterable[Entry], within: int = DAYS, child: str = "", kind: Kind | None = None
) -> tuple[Unfollowed, ...]:
    """Every missed appointment of an agency after which it tells, for so many days, of nothing that followed.

    What follows is a contact, a new appointment (one that was missed again too), an attempt or a decision, in the row
    itself or in a later one that can have been within those days; so nothing is claimed that may have been done. Rows
    of another person follow nothing; rows that name nobody may be of anybody. `kind` is what each says of the child,
    where that is known already.
    """
    by_agency: dict[str, list[Entry]] = {}
    for entry in entries:
        by_agency.setdefault(entry.agency, []).append(entry)
    said = kind or (lambda entry: contact_of(entry, child))
    found = [each for agency, own in sorted(by_agency.items()) for each in _of_agency(agency, own, within, said)]
    return tuple(sorted(found, key=lambda each: (each.day, each.agency, each.entry.key)))


def _of_agency(agency: str, own: list[Entry], within: int, kind: Kind) -> Iterator[Unfollowed]:
    kinds = {id(entry): kind(entry) for entry in own}
    ordered = sorted(own, key=lambda entry: entry.key)
    spread = [(place, entry) for place, entry in enumerate(ordered) if entry.last > entry.first]
    for place, entry in enumerate(ordered):
        day = entry.start.latest or entry.start.earliest
        if kinds[id(entry)] != MISSED or day is None or _does_something(entry):
            continue
        near = _near(ordered, spread, place, day, within)
        if any(_is_of(other, entry) and _follows(other, kinds[id(other)]) for other in near):
            continue
        later = islice(ordered, place + 1, None)
        after = next((other for other in later if other.first > day and _is_of(other, entry)), None)
        yield Unfollowed(agency, entry.who or None, day, _why(entry, after, within), entry, after)


def _near(ordered: list[Entry], spread: list[tuple[int, Entry]], place: int, day: date, within: int) -> Iterator[Entry]:
    """Those that can have been after the day and within so many: later in the order, or spread over it."""
    until = day + timedelta(days=within)
    yield from takewhile(lambda other: other.first <= until, islice(ordered, place + 1, None))
    for at, other in spread:
        if at >= place:
            break
        if other.last > day:
            yield other


def _is_of(other: Entry, entry: Entry) -> bool:
    return not other.who or not entry.who or other.who == entry.who


def _follows(entry: Entry, kind: str) -> bool:
    if kind in SIGHTED or kind == MISSED:
        return True
    told = _NEITHER.sub(" ", f"{entry.event}\n{entry.action}")
    return _CONTACT.search(told) is not None or _does_something(entry)


def _does_something(entry: Entry) -> bool:
    """The row tells of an attempt, a new appointment or a decision."""
    told = _NEITHER.sub(" ", f"{entry.event}\n{entry.action}")
    return any(words.search(told) for words in (_ATTEMPT, _AGAIN, _DECISION))


def _why(entry: Entry, after: Entry | None, within: int) -> str:
    about = f" of {entry.who}" if entry.who else ""
    why = (
        f"An appointment{about} was missed: {entry.start.text}. For {within} days nothing tells of contact, a new "
        "appointment, an attempt to follow it up or a decision."
    )
    return f"{why} The next entry is of {after.start.text}." if after else f"{why} Nothing stands after it."
