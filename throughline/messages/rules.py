"""The states an ask passes through, the ladder up which a late one is chased, and how long a link, a code and a form
stand open. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from throughline.kernel.days import working_days
from throughline.kernel.states import State, by_key

# A code is this long, stands this long, and is tried this often; so many are sent for one ask in an hour.
CODE_DIGITS = 8
CODE_STANDS = timedelta(minutes=10)
CODE_TRIES = 5
CODES_AN_HOUR = 5
# What the code opens stays open for an hour.
FORM_STANDS = timedelta(hours=1)
# Links work until this long after the day on which the answer is due, or after the ask when that is later.
LINKS_STAND = timedelta(days=28)
# Nobody gets more than one message in this time, unless it is a new ask.
WEEK = timedelta(days=7)
# A message is tried this often before somebody is told; one that was being sent for longer may or may not have gone.
TRIES = 3
BETWEEN_TRIES = timedelta(minutes=2)
LEFT_BEHIND = timedelta(minutes=15)


STATES = by_key(
    State("asked", "Asked", "the message with the link waits to be sent", "not_started"),
    State("sent", "Sent", "the message went out; nobody has opened the form", "not_started"),
    State("opened", "Opened", "the form was opened with a code; nothing was sent back", "under_way"),
    State("answered", "Answered", "the answer is in", "confirmed"),
    State("nil", "Nil return", "they looked and hold nothing", "confirmed"),
    State("withdrawn", "Withdrawn", "it need not be answered any more", "not_agreed"),
    State("expired", "Run out", "its links work no more, and nobody answered", "overdue"),
)
OPEN = frozenset({"asked", "sent", "opened"})

# Who takes a step: the business unit or the chair, whoever holds a link and its code, whoever answers the same without
# the link, or nobody but the clock.
Who = Literal["unit", "asked", "account", "clock"]


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step from one state to another: its verb, its words, and who takes it."""

    verb: str
    before: str
    after: str
    label: str
    who: Who
    reason: bool = False


FIRST = ("asked",)
MOVES = (
    Move("send", "asked", "sent", "The message went out", "clock"),
    *(Move("open", before, "opened", "The right code was entered", "asked") for before in ("asked", "sent")),
    Move("answer", "opened", "answered", "The answer came", "asked"),
    Move("return_nil", "opened", "nil", "They looked and hold nothing", "asked"),
    *(
        Move("record", before, after, label, "unit")
        for before in ("asked", "sent", "opened", "expired")
        for after, label in (
            ("answered", "They told it, and the business unit wrote it down"),
            ("nil", "They said that they looked and hold nothing"),
        )
    ),
    *(
        Move("answer_by_account", before, "answered", "It was answered by account", "account")
        for before in ("asked", "sent", "opened", "expired")
    ),
    *(Move("ask_again", before, "asked", "Ask again", "unit") for before in ("sent", "opened", "expired")),
    *(
        Move("withdraw", before, "withdrawn", "It need not be answered", "unit")
        for before in ("asked", "sent", "opened", "expired")
    ),
    *(Move("run_out", before, "expired", "Its links ran out", "clock") for before in ("asked", "sent", "opened")),
)


def may_become(before: str, after: str, *, who: Who | None = None) -> bool:
    """True when an ask in the one state may come into the other, by anybody or by the one who is given."""
    return any((one.before, one.after) == (before, after) and who in (None, one.who) for one in MOVES)


def is_open(state: str) -> bool:
    """True while an answer is waited for and can be given."""
    return state in OPEN


def working_days_late(state: str, due_on: date, on: date) -> int:
    """How many working days an ask that nobody answered is past its day; 0 when it is not late."""
    return max(0, working_days(due_on, on)) if state in OPEN or state == "expired" else 0


def links_until(due_on: date, asked_on: date) -> date:
    """The last day on which the links of an ask work."""
    return max(due_on, asked_on) + LINKS_STAND


# --- the ladder -------------------------------------------------------------------------------------------------------
RANKS = {"lead": "The person asked", "deputy": "A deputy or manager", "chief": "The head of the agency"}


@dataclass(frozen=True, slots=True, order=True)
class Rung:
    """So many working days after the day has passed, a message goes to somebody of that rank."""

    after: int
    rank: str


LADDER = (Rung(1, "lead"), Rung(5, "deputy"), Rung(10, "chief"))


def next_rung(ladder: Iterable[Rung], taken: Collection[Rung], late: int) -> Rung | None:
    """The lowest rung that an ask so many working days late has reached and not taken, or ``None``.

    One at a time: who was told of yesterday's rung is not passed over today.
    """
    return next((rung for rung in sorted(ladder) if rung.after <= late and rung not in taken), None)


def free_from(last: datetime | None) -> datetime | None:
    """The moment from which a person may be written to again, or ``None`` when they may at any time."""
    return last + WEEK if last else None
