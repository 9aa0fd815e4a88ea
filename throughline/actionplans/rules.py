"""The states an action passes through, who owns each step, and when an action is late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class State:
    """A state of an action, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("not_started", "Not started", "nobody has begun", "not_started"),
        State("under_way", "Under way", "begun, not there", "under_way"),
        State("claimed_done", "Claimed done", "its owner says so; nobody else has looked", "claimed"),
        State("confirmed", "Confirmed", "somebody other than its owner has looked", "confirmed"),
        State("returned", "Returned", "not accepted, with the reason", "returned"),
        State("stopped", "Stopped", "it will not be done, with the reason", "not_agreed"),
    )
}
FIRST = ("not_started", "under_way", "claimed_done")
CLOSED = frozenset({"confirmed", "stopped"})

# Who owns a step: the owner's side (its agency's lead, or the business unit where it records what the owner said), the
# business unit or the chair, or one of those two who neither claimed the action done nor is of the agency that owns it.
Who = Literal["owner", "unit", "other"]


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step from one state to another: its verb, who owns it, and whether it needs a reason."""

    verb: str
    before: str
    after: str
    label: str
    who: Who
    reason: bool = False


MOVES = (
    Move("start", "not_started", "under_way", "It has been started", "owner"),
    Move("start", "returned", "under_way", "Work on it goes on", "owner"),
    Move("claim", "not_started", "claimed_done", "Its owner says it is done", "owner"),
    Move("claim", "under_way", "claimed_done", "Its owner says it is done", "owner"),
    Move("claim", "returned", "claimed_done", "Its owner says it is done", "owner"),
    Move("confirm", "claimed_done", "confirmed", "It is confirmed done", "other"),
    Move("return", "claimed_done", "returned", "It is returned to its owner", "other", reason=True),
    Move("stop", "not_started", "stopped", "It will not be done", "unit", reason=True),
    Move("stop", "under_way", "stopped", "It will not be done", "unit", reason=True),
    Move("stop", "returned", "stopped", "It will not be done", "unit", reason=True),
    Move("reopen", "confirmed", "under_way", "It is open again", "unit", reason=True),
    Move("reopen", "stopped", "under_way", "It is open again", "unit", reason=True),
)


def move(before: str, after: str) -> Move | None:
    """The move from one state to the other, or ``None`` when there is none."""
    return next((one for one in MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may become of an action in that state."""
    return tuple(one for one in MOVES if one.before == state)


def is_open(state: str) -> bool:
    """Somebody still has something to do: start it, finish it, or look at what was claimed."""
    return state not in CLOSED


def is_overdue(state: str, due_on: date | None, on: date) -> bool:
    """Its day has passed and its owner has not said that it is done. A plan without a day is never overdue."""
    return due_on is not None and due_on < on and state not in CLOSED and state != "claimed_done"


def sign_of(state: str, due_on: date | None, on: date) -> str:
    """The sign that a list draws: ``overdue`` before the state's own."""
    return "overdue" if is_overdue(state, due_on, on) else STATES[state].sign
