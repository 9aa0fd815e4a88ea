"""What is asked of a department or national body: its states, who owns each step, when a reply is late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

KINDS = {
    "recommendation": "National recommendation",
    "concern": "Letter of concern",
}


@dataclass(frozen=True, slots=True)
class State:
    """A state of a national ask, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("drafted", "Drafted", "written, and not sent", "not_started"),
        State("sent", "Sent", "it is on its way; nobody has said that it came", "waiting"),
        State("received", "Received", "the body has said that it came, and has not replied", "waiting"),
        State("replied", "Replied", "the body replied; the author has not been told", "claimed"),
        State("ended", "No reply awaited", "no reply is awaited any more, with the reason", "not_agreed"),
        State("told", "Author told", "whoever wrote it knows what became of it", "done"),
    )
}
FIRST = ("drafted",)
AWAITS_REPLY = frozenset({"sent", "received"})
OPEN = frozenset({"sent", "received", "replied", "ended"})

# Who owns a step: the department or body, for which the business unit or the chair writes it down; or those two.
Who = Literal["body", "unit"]


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step from one state to another: its verb, who owns it, and whether it needs words."""

    verb: str
    before: str
    after: str
    label: str
    who: Who
    reason: bool = False


MOVES = (
    Move("send", "drafted", "sent", "It was sent", "unit"),
    Move("receive", "sent", "received", "The body says that it came", "body"),
    Move("reply", "sent", "replied", "The body replied", "body", reason=True),
    Move("reply", "received", "replied", "The body replied", "body", reason=True),
    Move("end", "sent", "ended", "No reply is awaited any more", "unit", reason=True),
    Move("end", "received", "ended", "No reply is awaited any more", "unit", reason=True),
    Move("tell", "replied", "told", "The author was told", "unit"),
    Move("tell", "ended", "told", "The author was told", "unit"),
    Move("reply", "ended", "replied", "The body replied after all", "body", reason=True),
    Move("reply", "told", "replied", "The body replied again", "body", reason=True),
)


def move(before: str, after: str) -> Move | None:
    """The move from one state to the other, or ``None`` when there is none."""
    return next((one for one in MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may become of an ask in that state."""
    return tuple(one for one in MOVES if one.before == state)


def is_overdue(state: str, due_on: date | None, on: date) -> bool:
    """It was sent, its day has passed, and there is no reply. A draft is never overdue."""
    return state in AWAITS_REPLY and due_on is not None and due_on < on
