"""Which proposals a person may see and settle, what is in the record already, and which review a reference means."""

from __future__ import annotations

from throughline.intake.queries.proposals import (
    get_item,
    get_proposal,
    proposal_of_same,
    review_by_reference,
    suggestions,
    visible_proposals,
    waiting_for,
)

__all__ = [
    "get_item",
    "get_proposal",
    "proposal_of_same",
    "review_by_reference",
    "suggestions",
    "visible_proposals",
    "waiting_for",
]
