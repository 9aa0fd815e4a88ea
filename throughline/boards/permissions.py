"""Whose boards somebody may see. What a board counts is narrowed further, to the reviews that they may see."""

from __future__ import annotations

from throughline.access.roles import AGENCY_LEAD
from throughline.access.rules import may, why_not
from throughline.kernel.actor import Actor

SEES = "see boards"
SEES_BODIES = "see the boards of agencies and groups"


def why_not_see_board(*, actor: Actor, kind: str, key: int = 0) -> str | None:
    """Why not see that board: an agency's lead sees their own agency's, an elected member no agency's and no group's.

    The board of a review is for whoever may see the review.
    """
    refused = why_not(actor, SEES)
    if refused is not None or kind == "review":
        return refused
    if actor.role == AGENCY_LEAD:
        own = kind == "agency" and key != 0 and key == actor.agency
        return None if own else "As an agency lead you see the board of your own agency, and those of your reviews."
    return None if kind == "partnership" else why_not(actor, SEES_BODIES)


def sees_all_boards(actor: Actor) -> bool:
    """True for those who see the boards of every agency and group."""
    return bool(actor.role) and may(actor.role, SEES_BODIES) and actor.role != AGENCY_LEAD
