"""The states an action passes through, who owns each step, and when an action is late. Pure."""

from __future__ import annotations

import re
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


def why_not_move_day(state: str) -> str:
    """Why an action in that state gets no other day; empty where it may."""
    return f"It is {STATES[state].word.lower()}, so its day stays as it is." if state in CLOSED else ""


@dataclass(frozen=True, slots=True)
class Grade:
    """How the end of an action is graded, by somebody who does not own it: its word, and what it means."""

    key: str
    word: str
    means: str


# After the closing classes of the NTSB's recommendation letters, in the words of the field.
GRADES = {
    grade.key: grade
    for grade in (
        Grade("acceptable", "Acceptable", "what was asked was done"),
        Grade("alternative", "Acceptable alternative", "something else was done that serves as well"),
        Grade("exceeds", "Exceeds", "more was done than was asked"),
        Grade("unacceptable", "Unacceptable", "what was done does not answer what was asked"),
        Grade("no_longer_applicable", "No longer applicable", "what it was for is there no more"),
        Grade("superseded", "Superseded", "something else has taken its place"),
        Grade("not_implemented", "Not implemented", "it could be done and will not be; the reason is published"),
    )
}
CONFIRMS = ("acceptable", "alternative", "exceeds")
STOPS = ("no_longer_applicable", "superseded", "not_implemented")
GRADES_OF = {"confirmed": CONFIRMS, "returned": ("unacceptable",), "stopped": STOPS}
"""The grades with which an action comes into a state; the others have none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is found when it is asked again whether an action lasts."""

    key: str
    word: str
    means: str
    sign: str


ANSWERS = {
    answer.key: answer
    for answer in (
        Answer("lasts", "It lasts", "asked again, still true", "holding"),
        Answer("partly", "It lasts in part", "some of it is still true", "doubt"),
        Answer("gone", "It has slipped", "it is no longer true", "sliding"),
        Answer("unknown", "Nobody can tell", "nothing shows it either way", "open_end"),
    )
}
AGAIN = "Is what was done still in place, and what difference does it make now?"
"""The question that is asked again, the same each time."""


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
    Move("confirm", "claimed_done", "confirmed", "It is confirmed done", "other", reason=True),
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


def why_not_graded(state: str, grade: str) -> str:
    """Why an action does not come into that state with that grade; empty when it does."""
    allowed = GRADES_OF.get(state, ())
    if grade in allowed or (not allowed and not grade):
        return ""
    if not allowed:
        return "Only the end of an action is graded."
    return "Say how it is graded."


def is_open(state: str) -> bool:
    """Somebody still has something to do: start it, finish it, or look at what was claimed."""
    return state not in CLOSED


def is_overdue(state: str, due_on: date | None, on: date) -> bool:
    """Its day has passed and its owner has not said that it is done. A plan without a day is never overdue."""
    return due_on is not None and due_on < on and state not in CLOSED and state != "claimed_done"


def sign_of(state: str, due_on: date | None, on: date) -> str:
    """The sign that a list draws: ``overdue`` before the state's own."""
    return "overdue" if is_overdue(state, due_on, on) else STATES[state].sign


REACH = {"several": "Multi-agency", "one": "Single-agency"}
_SEVERAL = re.compile(r"\ball\b|\beach\b|\bpartners?\b|\bpartnership\b|\bagencies\b|\band\b|[,;/&\n]", re.IGNORECASE)


def reach_of(kept: str, owner_name: str, has_agency: bool) -> str:
    """``several`` or ``one``: as the plan says; else by whom it asks, and ``""`` where it names nobody."""
    if kept:
        return kept
    if _SEVERAL.search(owner_name):
        return "several"
    return "one" if has_agency or owner_name.strip() else ""


BROUGHT = ("none", "told", "unasked")
"""Whether an effect is known that nobody meant: it was asked and none is, one is told of, or nobody was asked."""


def ended(
    *, grade: str, reason: str, brought: str, unintended: str, again_on: str, why_not_again: str, unshown: str = ""
) -> str:
    """What is said of the end of an action: its grade, the reason, why nothing shows it where nothing does, what else
    it brought, when it is asked again."""
    parts = [f"{GRADES[grade].word}." if grade in GRADES else "", reason]
    parts.append(f"Confirmed without evidence: {unshown}" if unshown else "")
    untold = {"none": "Asked what else it brought: none is known.", "unasked": "Nobody was asked what else it brought."}
    parts.append(f"What else it brought: {unintended}" if unintended else untold.get(brought, ""))
    parts.append(f"Asked again on {again_on}." if again_on else "")
    parts.append(f"Not asked again: {why_not_again}" if why_not_again else "")
    return " ".join(part.strip() for part in parts if part.strip())
