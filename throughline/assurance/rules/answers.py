"""The states of one answer, from what the agency says of itself to the score that stands, and who owns each. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from throughline.kernel.states import State, by_key

STATES = by_key(
    State("carried", "Carried forward", "what was said last time; nobody has confirmed it", "open_end"),
    State("answered", "Answered", "the agency says so of itself", "claimed"),
    State("challenged", "Challenged", "another agency or the scrutineer gives another score, with the reason", "doubt"),
    State("moderated", "Moderated", "the unit or the chair settled the score, with the reason", "confirmed"),
)
FIRST = ("carried", "answered")
CHALLENGE, MODERATION = "challenge", "moderation"
STAGES = {CHALLENGE: "Peer’s score", MODERATION: "Moderated score"}
Who = Literal["agency", "peer", "moderator"]


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed step of an answer: its verb, who owns it, and whether it needs a reason."""

    verb: str
    before: str
    after: str
    label: str
    who: Who
    reason: bool = False


MOVES = (
    Move("confirm", "carried", "answered", "The agency confirms or changes it", "agency"),
    Move("answer", "answered", "answered", "The agency changes it", "agency"),
    Move("challenge", "answered", "challenged", "A peer gives another score", "peer", reason=True),
    Move("moderate", "challenged", "moderated", "The score is moderated", "moderator", reason=True),
)


def find(before: str, verb: str) -> Move | None:
    """The step of that verb out of that state, or ``None``."""
    return next((one for one in MOVES if (one.before, one.verb) == (before, verb)), None)


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose an answer is and who has touched it: its agency, those who wrote it, and who challenged it."""

    agency: int
    writers: frozenset[int] = frozenset()
    challenger: int = 0
    challenging_agency: int = 0


def why_not_own_challenge(hands: Hands, *, user: int, agencies: frozenset[int]) -> str | None:
    """Why this person may not challenge it: nobody challenges what is theirs. `agencies` are those they lead."""
    if hands.agency in agencies:
        return "It is your own agency’s answer, so somebody else must challenge it."
    return "You wrote this answer, so somebody else must challenge it." if user in hands.writers else None


def why_not_own_moderation(hands: Hands, *, user: int, agencies: frozenset[int]) -> str | None:
    """Why this person may not moderate it: nobody moderates their own answer, nor their own challenge."""
    if hands.agency in agencies:
        return "It is your own agency’s answer, so somebody else must moderate it."
    if user in hands.writers:
        return "You wrote this answer, so somebody else must moderate it."
    if user == hands.challenger or hands.challenging_agency in agencies:
        return "You made the challenge, so somebody else must moderate it."
    return None


def final(own: int | None, moderated: int | None) -> int | None:
    """The score that stands: the moderated one, else the agency's own. A challenge alone settles nothing."""
    return own if moderated is None else moderated
