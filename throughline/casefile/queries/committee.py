"""The page of what a report asks of its committee or board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.casefile.queries.sources import Sentence, sources_of
from throughline.findings.models import CommitteeRecommendation
from throughline.findings.queries import get_committee_recommendation
from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.reviews.permissions import why_not_record
from throughline.reviews.queries import visible_reviews
from throughline.ui.words import day


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """What is asked of a body, and what it resolved."""

    id: int
    number: str
    text: str
    body: str
    resolved: str
    when: str
    reviews: tuple[tuple[int, str], ...]
    reference: str
    recorded: str
    sources: tuple[Sentence, ...]
    may_write: bool
    case: int


def committee_page(id: int, *, actor: Actor, on: date) -> CommitteePage:
    """That recommendation to a body, with the reviews it speaks of."""
    row: CommitteeRecommendation = get_committee_recommendation(id, actor, on)
    reviews = visible_reviews(actor, on).filter(committee_recommendations=row.pk).order_by("id")
    return CommitteePage(
        id=row.pk,
        number=row.number,
        text=row.text,
        body=row.body_name,
        resolved=row.resolved,
        when=stated(row.resolved_text, row.resolved_iso) if row.resolved else "",
        reviews=tuple(reviews.values_list("id", "name")),
        reference=row.case.reference,
        recorded=day(row.made_at),
        sources=sources_of(row, actor=actor, on=on),
        may_write=why_not_record(actor=actor, thing=row, on=on) is None,
        case=row.case.pk,
    )
