"""Open a review that a document tells of."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from throughline.documents.models import Document, Span
from throughline.documents.services import span
from throughline.intake.models import Proposal, ProposedReview
from throughline.intake.rules.answers import PART_NAMES, answer
from throughline.intake.rules.outlook import state_of_review
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review
from throughline.reviews.services import open_review


def open_proposed(proposal: Proposal, row: ProposedReview, by: Actor, at: datetime) -> Review:
    """The review stands, with its children under the names that the text gives them and the place where it is named."""
    document = proposal.document
    review = open_review(
        partnership=proposal.partnership,
        kind=row.kind,
        name=row.name,
        done_by_name=row.done_by_name,
        state=state_of_review(document.kind if document else ""),
        subjects=[
            (subject["name"], subject["also"], _first_named(document, subject["name"]))
            for subject in _parted(proposal, row)
        ],
        source=span(document, row.start, row.end) if document and row.end > row.start else None,
        by=by,
        at=at,
    )
    row.review, row.opened_here, row.choice = review, True, ProposedReview.Choice.NEW
    row.save(update_fields=["review", "opened_here", "choice"])
    return review


def _parted(proposal: Proposal, row: ProposedReview) -> list[dict[str, Any]]:
    """The children; two names of one child are two children where a person said so."""
    doubts = [
        doubt.says
        for doubt in proposal.doubts.exclude(answer="")
        if (chosen := answer(doubt.rule, doubt.answer)) and chosen.does == PART_NAMES
    ]
    found: list[dict[str, Any]] = []
    for subject in row.subjects:
        apart = [name for name in subject["also"] if any(name in says for says in doubts)]
        found.append({"name": subject["name"], "also": [name for name in subject["also"] if name not in apart]})
        found.extend({"name": name, "also": []} for name in apart)
    return found


def _first_named(document: Document | None, name: str) -> Span | None:
    """The first place where the text gives a child that name."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.text) if document else None
    return span(document, found.start(), found.end()) if document and found else None
