"""What stands in the record of a group's meeting, and how a referral and a condition stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of line in the record of a meeting: its address, its title, its word, and what it is."""

    key: str
    slug: str
    title: str
    word: str
    explains: str


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "looked",
            "looked-at",
            "Cases looked at",
            "case that was looked at",
            "Which case, and what the group saw in it. Whoever may not see the case does not see this line.",
        ),
        Kind(
            "decided",
            "decisions",
            "Decisions",
            "decision",
            "What was decided. A decision about cases is read by whoever may see every one of them.",
        ),
        Kind(
            "reflected",
            "reflections",
            "Reflection on themes",
            "reflection",
            "What the group sees across its cases. Name the cases it draws on, or say nothing that points at one.",
        ),
        Kind(
            "referred",
            "referrals",
            "Referred to other groups",
            "referral",
            "What this group asks of another, until that one has answered.",
        ),
    )
}
LOOKED, DECIDED, REFLECTED, REFERRED = KINDS
BY_SLUG = {kind.slug: kind for kind in KINDS.values()}


@dataclass(frozen=True, slots=True)
class Stands:
    """How something stands: its sign, its words, and how many days it is late."""

    sign: str
    words: str
    late: int = 0


def referral_stands(sent_on: date, answered_on: date | None, on: date) -> Stands:
    """Answered, or how many days it has waited."""
    if answered_on:
        return Stands("done", "Answered")
    waited = (on - sent_on).days
    return Stands("waiting", f"No answer for {_days(waited)}" if waited > 0 else "No answer yet")


def condition_stands(due_on: date | None, met_on: date | None, on: date) -> Stands:
    """Met, late by so many days, or open."""
    if met_on:
        return Stands("confirmed", "Met")
    if due_on and due_on < on:
        late = (on - due_on).days
        return Stands("overdue", f"{_days(late)} late", late)
    return Stands("waiting", "Not met yet")


def references_in(words: str) -> list[str]:
    """The references of cases in what was typed, once each, in their order: parted by commas, semicolons or lines."""
    parts = words.replace(";", ",").replace("\n", ",").split(",")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def counts_in_words(kinds: Iterable[str]) -> str:
    """``2 cases looked at, 1 decision``: what a meeting did, by kind; nothing where nothing is on record."""
    rows = list(kinds)
    words = {
        LOOKED: ("case looked at", "cases looked at"),
        DECIDED: ("decision", "decisions"),
        REFLECTED: ("reflection", "reflections"),
        REFERRED: ("referral", "referrals"),
    }
    return ", ".join(
        f"{rows.count(key)} {one if rows.count(key) == 1 else more}"
        for key, (one, more) in words.items()
        if key in rows
    )


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
