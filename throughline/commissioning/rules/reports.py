"""The states an agency's report passes through, who owns each step, and when it is late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class State:
    """A state of an agency's report, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("requested", "Asked for", "the agency has been asked", "waiting"),
        State("drafted", "Drafted", "the agency has written something", "under_way"),
        State("signed_off", "Signed off", "the agency stands by it; the panel has not answered", "claimed"),
        State("returned", "Returned", "the panel asks for more, with the reason", "returned"),
        State("accepted", "Accepted", "the panel has taken it", "accepted"),
        State("not_needed", "Not needed", "it is no longer asked for, with the reason", "not_agreed"),
    )
}
FIRST = ("requested",)
OWED = frozenset({"requested", "drafted", "returned"})
CLOSED = frozenset({"accepted", "not_needed"})

# Who owns a step: the agency (its own lead, or the business unit for it), or the panel's side: the business unit or
# the chair, and never somebody who signed the report off or is of the agency that wrote it.
Who = Literal["agency", "panel"]


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
    Move("draft", "requested", "drafted", "The agency has written something", "agency"),
    Move("draft", "returned", "drafted", "The agency has written it anew", "agency"),
    Move("sign_off", "drafted", "signed_off", "The agency signs it off", "agency"),
    Move("return", "signed_off", "returned", "It is returned to the agency", "panel", reason=True),
    Move("accept", "signed_off", "accepted", "It is accepted", "panel"),
    Move("return", "accepted", "returned", "It is returned after all", "panel", reason=True),
    Move("excuse", "requested", "not_needed", "It is not needed", "panel", reason=True),
    Move("excuse", "drafted", "not_needed", "It is not needed", "panel", reason=True),
    Move("ask_again", "not_needed", "requested", "It is asked for again", "panel", reason=True),
)


def move(before: str, after: str) -> Move | None:
    """The move from one state to the other, or ``None`` when there is none."""
    return next((one for one in MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may become of a report in that state."""
    return tuple(one for one in MOVES if one.before == state)


def is_late(state: str, due_on: date | None, on: date) -> bool:
    """Its day has passed and the agency still owes it."""
    return due_on is not None and due_on < on and state in OWED


def why_not_signed(*, versions: int, author: str, involved: str, manages: str) -> str | None:
    """Why the agency cannot sign the report off yet; ``None`` when it can.

    Its author had no part in the case and manages nobody who had.
    """
    if not versions:
        return "Nothing was handed in yet, so there is nothing to sign off."
    if not author:
        return "Nobody is named as its author."
    if involved != "no" or manages != "no":
        return "Its author must have had no part in the case, and manage nobody who had. Say so, or name another."
    return None
