"""What becomes of what a report asked of its committee or board: states, who owns each step, when it is late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class State:
    """A state of what a committee was asked, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("asked", "Asked", "the committee or board has resolved nothing yet", "waiting"),
        State("resolved", "Resolved", "it resolved, and nobody is named to follow it up", "open_end"),
        State("followed", "Followed up", "somebody owns it, with a day", "under_way"),
        State("done", "Done", "what was resolved has been done, and it is said how", "done"),
        State("dropped", "Nothing to follow", "nothing more comes of it, with the reason", "not_agreed"),
    )
}
FIRST = ("asked",)
OPEN = frozenset({"asked", "resolved", "followed"})

# Who owns a step: the committee, for which the business unit or the chair writes down what it resolved; or those two.
Who = Literal["committee", "unit"]


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
    Move("resolve", "asked", "resolved", "The committee or board resolved", "committee", reason=True),
    Move("give", "resolved", "followed", "Somebody follows it up", "unit"),
    Move("move", "followed", "followed", "Another owner or another day", "unit", reason=True),
    Move("finish", "followed", "done", "It is done", "unit", reason=True),
    Move("drop", "resolved", "dropped", "There is nothing to follow up", "unit", reason=True),
    Move("drop", "followed", "dropped", "There is nothing more to follow up", "unit", reason=True),
    Move("reopen", "done", "followed", "It is open again", "unit", reason=True),
    Move("reopen", "dropped", "followed", "It is open again", "unit", reason=True),
)


def state_of(resolved: str, steps: list[str]) -> str:
    """Where it stands: its last step, else whether anything was resolved."""
    if steps:
        return steps[-1]
    return "resolved" if resolved.strip() else "asked"


def move(before: str, after: str) -> Move | None:
    """The move from one state to the other, or ``None`` when there is none."""
    return next((one for one in MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may become of it in that state; what a committee resolves is written on a page of its own."""
    return tuple(one for one in MOVES if one.before == state and one.verb != "resolve")


def is_overdue(state: str, due_on: date | None, on: date) -> bool:
    """Somebody follows it up, and the day has passed."""
    return state == "followed" and due_on is not None and due_on < on
