"""Where a person is led who has said that they will put something right by hand."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from throughline.documents.rules import paragraph_at, paragraphs
from throughline.intake.models import Proposal
from throughline.intake.queries.page import A_PAGE
from throughline.intake.rules.answers import BY_HAND_KEYS


def by_hand_since(proposal: Proposal, at: datetime) -> tuple[int, int]:
    """The page and the paragraph where a person has said, since that moment, that they will put something right."""
    rows = proposal.doubts.filter(answer__in=BY_HAND_KEYS, answered_at__gte=at, end__gt=F("start"))
    first = rows.order_by("position").first()
    if first is None or proposal.document is None:
        return 1, 0
    place = paragraph_at(paragraphs(proposal.document.text), first.start)
    return (place - 1) // A_PAGE + 1, place
