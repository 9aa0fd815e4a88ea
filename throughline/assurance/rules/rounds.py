"""The kinds of round, the states one passes through and who owns each step. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from throughline.kernel.states import State, by_key

SECTION_11, AUDIT = "section11", "audit"
KINDS = {SECTION_11: "Section 11 self-assessment", AUDIT: "Multi-agency audit"}
LETTERS = {SECTION_11: "S11", AUDIT: "MAA"}

STATES = by_key(
    State("answering", "Being answered", "agencies answer; each sees its own answers alone", "under_way"),
    State("challenging", "With peers", "answers are closed; each agency’s peer looks and may challenge", "doubt"),
    State("shared", "Results shared", "every agency that was asked sees all results", "done"),
)
FIRST = ("answering",)
Who = Literal["unit"]


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step of a round: its verb, who owns it, and whether it needs a reason."""

    verb: str
    before: str
    after: str
    label: str
    who: Who
    reason: bool = False


MOVES = (
    Move("close", "answering", "challenging", "Close the answers and begin the peer challenge", "unit"),
    Move("reopen", "challenging", "answering", "Open the answers again", "unit", reason=True),
    Move("share", "challenging", "shared", "Share the results with every agency that was asked", "unit"),
    Move("unshare", "shared", "challenging", "Take the results back", "unit", reason=True),
)


def find(before: str, verb: str) -> Move | None:
    """The step of that verb out of that state, or ``None``."""
    return next((one for one in MOVES if (one.before, one.verb) == (before, verb)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may become of a round in that state."""
    return tuple(one for one in MOVES if one.before == state)
