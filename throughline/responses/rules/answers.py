"""The answers to a recommendation, the stages each passes through and who owns each step, and which stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer a recommendation: its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


ANSWERS = {
    one.key: one
    for one in (
        Answer("accepted", "Accepted", "what is asked will be done", "accepted"),
        Answer("in_principle", "Accepted in principle", "the aim is shared; how it is met is still open", "accepted"),
        Answer("in_part", "Accepted in part", "some of it will be done, and some will not", "accepted_in_part"),
        Answer("not_agreed", "Rejected", "it will not be done; the reason is published", "not_agreed"),
    )
}
PLAIN = "accepted"
"""The one answer that needs no reason."""


@dataclass(frozen=True, slots=True)
class State:
    """A stage of an answer, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


STATES = {
    state.key: state
    for state in (
        State("drafted", "Drafted", "written, and agreed by nobody yet", "waiting"),
        State("agreed", "Agreed", "it is the answer of those who were asked", "accepted"),
        State("published", "Published", "it can be read with its reason by anybody", "done"),
        State("set_aside", "Set aside", "a draft that did not become the answer, with the reason", "not_agreed"),
    )
}
FIRST = ("drafted",)
STANDS = frozenset({"agreed", "published"})

# Who owns a step: the business unit or the chair, or one of those two who did not write the draft.
Who = Literal["unit", "second"]


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step from one stage to another: its verb, who owns it, and whether it needs a reason."""

    verb: str
    before: str
    after: str
    label: str
    who: Who
    reason: bool = False


MOVES = (
    Move("agree", "drafted", "agreed", "It is agreed", "second"),
    Move("set aside", "drafted", "set_aside", "It is set aside", "unit", reason=True),
    Move("publish", "agreed", "published", "It is published", "unit"),
)


def move(before: str, after: str) -> Move | None:
    """The move from one stage to the other, or ``None`` when there is none."""
    return next((one for one in MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: str) -> tuple[Move, ...]:
    """What may become of an answer at that stage."""
    return tuple(one for one in MOVES if one.before == state)


def needs_reason(answer: str) -> bool:
    """Anything but a plain yes says why."""
    return answer != PLAIN


class Dated(Protocol):
    """What the order of answers needs of one."""

    @property
    def pk(self) -> int:
        """Its number: of two of one day the later recorded has the higher."""

    @property
    def day_on(self) -> date:
        """The day on which it was given."""

    @property
    def state(self) -> str:
        """Its stage."""


D = TypeVar("D", bound=Dated)


def standing(answers: Iterable[D]) -> D | None:
    """The answer that stands: of those that were agreed the latest given, of one day the last recorded."""
    agreed = [one for one in answers if one.state in STANDS]
    return max(agreed, key=lambda one: (one.day_on, one.pk), default=None)


def is_late(due_on: date | None, *, answered: bool, on: date) -> bool:
    """The day by which an answer was due has passed, and none was agreed."""
    return due_on is not None and due_on < on and not answered
