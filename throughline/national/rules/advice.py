"""What a national review or report advises: what the partnership makes of it, and who decides. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class State:
    """What a partnership makes of advice, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("noted", "Noted", "on record, and nothing is decided", "waiting"),
        State("adopted", "Adopted", "taken as it stands", "accepted"),
        State("adapted", "Adapted", "taken in another form, with the reason", "accepted_in_part"),
        State("declined", "Declined", "not taken, with the reason", "not_agreed"),
    )
}
FIRST = ("noted",)
DECIDED = ("adopted", "adapted", "declined")

# Who owns the step: the partnership, for which the business unit or the chair writes down what it decided.
Who = Literal["partnership"]


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step from one state to another, who owns it, and that it needs a reason."""

    verb: str
    before: str
    after: str
    label: str
    who: Who = "partnership"
    reason: bool = True


_VERBS = {"adopted": "adopt", "adapted": "adapt", "declined": "decline"}
MOVES = tuple(
    Move(_VERBS[after], before, after, f"It is {after}") for before in STATES for after in DECIDED if before != after
)


def move(before: str, after: str) -> Move | None:
    """The move from one state to the other, or ``None`` when there is none."""
    return next((one for one in MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may be decided about advice in that state."""
    return tuple(one for one in MOVES if one.before == state)
