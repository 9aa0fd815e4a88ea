"""States that a thing passes through, and the steps between them, as one table a room. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """A state, its word, what it means, and the sign it is drawn with."""

    key: str
    word: str
    means: str
    sign: str


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step: the act that makes it, from where, and where it leads. It is never typed."""

    verb: str
    before: str
    after: str


def by_key(*states: State) -> dict[str, State]:
    """The states by their keys, in order."""
    return {state.key: state for state in states}


def find(moves: Iterable[Move], before: str, verb: str) -> Move | None:
    """The step of that verb out of that state, or ``None`` when there is none."""
    return next((one for one in moves if (one.before, one.verb) == (before, verb)), None)
