"""The states of what one agency answers in a round, and who owns each step. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from throughline.kernel.states import State, by_key

STATES = by_key(
    State("asked", "Asked", "the agency has not sent its answers", "waiting"),
    State("sent", "Sent", "the agency stands by its answers", "claimed"),
    State("sent_back", "Sent back", "the business unit asks for more, with the reason", "returned"),
)
FIRST = ("asked",)
OPEN = frozenset({"asked", "sent_back"})
Who = Literal["agency", "unit"]


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step of a return: its verb, who owns it, and whether it needs a reason."""

    verb: str
    before: str
    after: str
    label: str
    who: Who
    reason: bool = False


MOVES = (
    Move("send", "asked", "sent", "The agency sends its answers", "agency"),
    Move("send", "sent_back", "sent", "The agency sends its answers again", "agency"),
    Move("send_back", "sent", "sent_back", "They are sent back to the agency", "unit", reason=True),
)


def find(before: str, verb: str) -> Move | None:
    """The step of that verb out of that state, or ``None``."""
    return next((one for one in MOVES if (one.before, one.verb) == (before, verb)), None)


def is_late(state: str, due_on: date, on: date) -> bool:
    """The day has passed and the agency still owes its answers."""
    return state in OPEN and due_on < on


@dataclass(frozen=True, slots=True)
class Standing:
    """How an answer stands when the agency wants to send: whether there is one, and whether it was confirmed."""

    place: str
    answered: bool
    carried: bool


def why_not_sendable(answers: Iterable[Standing]) -> str:
    """Why the answers are not whole; empty when they are. What was carried forward must be confirmed or changed."""
    rows = list(answers)
    waiting = [one.place for one in rows if one.carried and not one.answered]
    if waiting:
        return f"{_few(waiting)} carried forward from last time. Confirm or change each."
    missing = [one.place for one in rows if not one.answered]
    return f"{_few(missing)} not answered." if missing else ""


def _few(places: list[str]) -> str:
    shown = ", ".join(places[:5])
    more = f" and {len(places) - 5} more" if len(places) > 5 else ""
    return f"Question {shown} is" if len(places) == 1 else f"Questions {shown}{more} are"
