"""Other proceedings: their kinds, states and outcomes, who may repeat an outcome, and what a hold comes to. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

ONE = timedelta(days=1)

KINDS = {
    "criminal": "Criminal proceedings",
    "inquest": "Inquest",
    "health_and_safety": "Health and safety investigation",
    "care": "Care proceedings",
    "disciplinary": "Disciplinary proceedings",
    "dhr": "Domestic homicide review",
    "sar": "Safeguarding adults review",
    "other": "Other proceedings",
}
SHORT = {"criminal": "Criminal case", "health_and_safety": "Health and safety"}


@dataclass(frozen=True, slots=True)
class State:
    """A state of a proceeding, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("expected", "Expected", "not begun; it may come", "not_started"),
        State("under_way", "Under way", "begun, and no day set for its hearing", "under_way"),
        State("listed", "Listed", "a day is set for its hearing", "due"),
        State("ended", "Ended", "it is over, with its outcome", "done"),
        State("stopped", "Stopped", "it did not go on, with the reason", "not_agreed"),
    )
}
FIRST = ("expected", "under_way", "listed")
OVER = frozenset({"ended", "stopped"})


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step from one state to another, its verb, and whether it needs a reason."""

    verb: str
    before: str
    after: str
    label: str
    reason: bool = False


MOVES = (
    Move("begin", "expected", "under_way", "It has begun"),
    Move("list", "expected", "listed", "A day is set for it"),
    Move("list", "under_way", "listed", "A day is set for it"),
    Move("unlist", "listed", "under_way", "Its day was taken away", reason=True),
    Move("end", "under_way", "ended", "It has ended"),
    Move("end", "listed", "ended", "It has ended"),
    Move("stop", "expected", "stopped", "It will not go on", reason=True),
    Move("stop", "under_way", "stopped", "It will not go on", reason=True),
    Move("stop", "listed", "stopped", "It will not go on", reason=True),
    Move("reopen", "ended", "under_way", "It is open again", reason=True),
    Move("reopen", "stopped", "under_way", "It is open again", reason=True),
)


def move(before: str, after: str) -> Move | None:
    """The move from one state to the other, or ``None`` when there is none."""
    return next((one for one in MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may become of a proceeding in that state."""
    return tuple(one for one in MOVES if one.before == state)


OUTCOMES = {
    "untried": "Untried",
    "plea": "Plea",
    "verdict": "Verdict",
    "sentence": "Sentence",
    "conclusion": "Conclusion",
    "order": "Order",
    "report": "Report",
    "decision": "Decision",
}

# Who may repeat the words of an outcome, from the fewest to everybody.
AUDIENCES = {
    "case": "People on this case",
    "agencies": "The agencies of the partnership",
    "published": "Anybody: it may stand in what is published",
}
_ORDER = tuple(AUDIENCES)


def may_repeat(audience: str, place: str) -> bool:
    """True when words for that audience may stand in a place that those others read."""
    return _ORDER.index(audience) >= _ORDER.index(place)


# What is written for others than the people of the case, from the fewest readers to the most.
WRITTEN_FOR = {"agencies": "what agencies are sent", "published": "what is published"}


def kept_out_of(audience: str) -> str:
    """Where words for that audience may not stand, in words; empty where they may stand anywhere."""
    shut = [words for place, words in WRITTEN_FOR.items() if not may_repeat(audience, place)]
    return f"Not in {' nor in '.join(shut)}" if shut else ""


# What a hold stops. The statutory clocks bear the names of the rule book; a step of the work has no clock.
CLOCKS = {
    "review_complete": "Six-month clock of the review",
    "notify_panel": "Telling the Panel",
    "notify_partners": "Telling the partners",
    "rapid_review": "Rapid review clock",
    "scr_decision": "Decision on a serious case review",
    "not_reviewing_notice": "Notice of not reviewing",
    "publication": "Publication (a step of ours, no statutory clock)",
    "none": "No clock: a step of the work waits",
}
NOT_STATUTORY = frozenset({"publication", "none"})
# Clocks of the incident, which its own pages show before there is a review. No hold of a review stops them, so that no
# page says another day than the next; a suspension by authority of one is an entry of the rule book.
OF_THE_INCIDENT = frozenset({"notify_panel", "notify_partners", "rapid_review"})
HELD = {key: words for key, words in CLOCKS.items() if key not in OF_THE_INCIDENT}
NOBODY = "Nobody owns this hold"


def short_clock(clock: str) -> str:
    """The clock as a table names it."""
    return {"review_complete": "Six-month clock", "publication": "Publication", "none": "No clock stopped"}.get(
        clock, CLOCKS.get(clock, clock)
    )


def held_days(from_on: date, to_on: date | None, on: date) -> int:
    """How many days a hold has held on that day: its first, its last and, while it stands, the day itself are in it."""
    return max(0, (min(to_on or on, on) - from_on).days + 1)


def stands(from_on: date, to_on: date | None, on: date) -> bool:
    """The hold holds on that day. It holds on its last day too."""
    return from_on <= on and (to_on is None or to_on >= on)


def days_covered(spans: Iterable[tuple[date, date | None]], *, first: date, on: date) -> int:
    """How many days after the first and up to the other lie in one hold or several; no day is counted twice."""
    held: set[date] = set()
    for from_on, to_on in spans:
        day, end = max(from_on, first + ONE), min(to_on or on, on)
        while day <= end:
            held.add(day)
            day += ONE
    return len(held)


TO = {
    "police": "Police",
    "cps": "Crown Prosecution Service",
    "coroner": "Coroner",
    "court": "Family court",
    "other": "Another body",
}


class Holding(Protocol):
    """What the clocks and the words of pages need of a hold, wherever it was read."""

    @property
    def clock(self) -> str:
        """The clock it stops."""

    @property
    def from_on(self) -> date:
        """Its first day."""

    @property
    def to_on(self) -> date | None:
        """Its last day, none while it stands."""

    @property
    def authority(self) -> str:
        """Who suspended the clock, where a body with power over it did."""


def explained(whom: str, day_in_words: str) -> str:
    """``Explained to his grandmother on 3 March 2026.``, or that the delay was explained to nobody."""
    return f"Explained to {in_sentence(whom)} on {day_in_words}." if whom else "Explained to nobody yet."


def in_sentence(what: str) -> str:
    """The words as they stand inside a sentence: lower case at first, unless they begin with an abbreviation."""
    return what if what[1:2].isupper() else what[:1].lower() + what[1:]


def late_to_look(look_on: date | None, on: date) -> bool:
    """The day by which somebody was to look again has passed."""
    return look_on is not None and look_on < on
