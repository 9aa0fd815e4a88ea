"""What was read and is in the record already, as what it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from throughline.intake.models import Proposal, ProposedItem, ProposedReview
from throughline.intake.queries.record import Standing, asked_in, compared, standing_in
from throughline.intake.rules.again import Words
from throughline.intake.rules.kinds import ALREADY, OPEN
from throughline.intake.services.holding import COMMITTEE
from throughline.reviews.models import Review


def mark_standing(proposal: Proposal, items: Iterable[ProposedItem], reviews: Iterable[ProposedReview]) -> None:
    """Items still to settle that are in the record already, in the review chosen for them, say so; others do not."""
    waiting = [item for item in items if item.state in {OPEN, ALREADY} and not item.extra.get("anyway")]
    found = standing_of(proposal, waiting, reviews)
    for item in waiting:
        there = found.get(item.pk)
        item.state = ALREADY if there else OPEN
        item.record_type, item.record = there or ("", None)
    ProposedItem.objects.bulk_update(waiting, ["state", "record_type", "record"])


def standing_of(
    proposal: Proposal, items: Iterable[ProposedItem], reviews: Iterable[ProposedReview]
) -> dict[int, tuple[str, int]]:
    """Which of the items are in the record already, by their number, and as what."""
    chosen = {row.pk: row.review for row in reviews if row.review is not None}
    by_review: dict[int | None, list[Words]] = {}
    for item in items:
        key = None if item.kind == COMMITTEE else item.of_id
        by_review.setdefault(key, []).append(compared(item))
    found: dict[int, tuple[str, int]] = {}
    for key, words in by_review.items():
        found |= _standing(proposal, key, chosen).among(words)
    return found


def _standing(proposal: Proposal, key: int | None, chosen: Mapping[int, Review]) -> Standing:
    if key is not None:
        return standing_in(chosen[key]) if key in chosen else Standing()
    cases = {review.case_id for review in chosen.values()}
    if proposal.document is not None and not cases:
        cases = set(proposal.document.cases.values_list("case_id", flat=True))
    return asked_in(cases)
