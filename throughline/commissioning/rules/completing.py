"""What a review hands over, what it could not have, and what is owed when that comes, perhaps years later. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SAY, UPDATE = "say", "update"
# What is owed of a missing piece: the words of its state, and the deed.
OWED = {SAY: "It came: say what it changes", UPDATE: "An update is owed"}
SHORT = frozenset({"summary", "executive", "improvements", "briefing"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Something the review could not have: whether it came, what it changes (yes, no or empty), and an update since."""

    came: bool
    changes: str
    is_updated: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """A product: its kind, why the full report waits, and when it was ready in words; empty while it is not."""

    kind: str
    waits: str
    ready: str


def owed(piece: Piece) -> str:
    """What somebody still has to do about it: ``say`` what it changes, hand over an ``update``, or nothing."""
    if not piece.came:
        return ""
    if piece.changes in ("", "not_known"):
        return SAY
    return UPDATE if piece.changes == "yes" and not piece.is_updated else ""


def how_it_stands(products: Iterable[Handed], pieces: Iterable[Piece]) -> tuple[str, str]:
    """What is true of what the review hands over, then what is next."""
    first, more = _first(list(products))
    left = [owed(piece) for piece in pieces]
    due = []
    if number := left.count(SAY):
        due.append(_many(number, "piece that was missing has come", "pieces that were missing have come"))
        due.append("say what changes")
    if number := left.count(UPDATE):
        due.append(f"{_many(number, 'update is', 'updates are')} owed")
    return first, f"{more} Next: {'; '.join(due)}." if due else more


def _first(rows: list[Handed]) -> tuple[str, str]:
    full = next((row for row in rows if row.kind == "full" and row.ready), None)
    if full:
        return f"The full report was ready: {full.ready}.", ""
    why = next((row.waits for row in rows if row.waits), "")
    if not why:
        handed = any(row.ready for row in rows)
        return ("The full report is not ready." if handed else "Nothing is handed over yet."), ""
    first = next((row for row in rows if row.kind in SHORT and row.ready), None)
    went = f" A shorter one went first: {first.ready}." if first else " Nothing went first yet."
    return "The full report waits:", f" {why[:1].lower()}{why[1:].rstrip('.')}.{went}"


def _many(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
