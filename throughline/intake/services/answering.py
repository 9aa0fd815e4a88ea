"""Answer doubts, and say which review a document's reviews are. What an answer moves, another answer undoes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from throughline.intake.models import Proposal, ProposedDoubt, ProposedItem, ProposedReview
from throughline.intake.rules.answers import BY_HAND, DROP_LATER, answer
from throughline.intake.rules.kinds import ACCEPTED, DROPPED, OPEN, TAKEN, UNDONE
from throughline.intake.services.holding import held_proposal, tell
from throughline.intake.services.standing import mark_standing
from throughline.intake.services.steps import as_it_is, remember, take_back
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review


@transaction.atomic
def answer_doubts(*, proposal: Proposal, answers: Mapping[int, str], by: Actor, at: datetime) -> int:
    """Each doubt has the answer given for its position, or is open again for ``""``. Event ``import.answered``.

    What an earlier answer did to items is undone first. Returns how many answers changed.
    """
    proposal = held_proposal(proposal, by, at)
    changed: dict[str, str] = {}
    for doubt in ProposedDoubt.objects.select_for_update().filter(proposal=proposal, position__in=list(answers)):
        key = answers[doubt.position]
        chosen = answer(doubt.rule, key)
        if key == doubt.answer or (key and chosen is None):
            continue
        take_back(doubt.steps.filter(undone_at__isnull=True), by=by, at=at)
        doubt.answer = key
        doubt.answered_at, doubt.answered_by_id = (at, by.user) if key else (None, None)
        doubt.save(update_fields=["answer", "answered_at", "answered_by"])
        if chosen and chosen.does == DROP_LATER:
            _drop_later(proposal, doubt, by, at)
        elif chosen and chosen.does == BY_HAND:
            _put_back(proposal, doubt, by, at)
        changed[str(doubt.position)] = key
    if changed:
        tell(proposal, "answered", by, at, answers=changed)
    return len(changed)


@transaction.atomic
def choose_review(
    *, proposed: ProposedReview, choice: str, review: Review | None = None, name: str = "", by: Actor, at: datetime
) -> None:
    """What a review that the document tells of is: new, one in the record, or left out. Event ``import.review_chosen``.

    Refused (E1313) once things of this proposal went into it. What is in the record already is found anew.
    """
    proposal = held_proposal(proposed.proposal, by, at)
    if ProposedItem.objects.filter(of=proposed, saved=True).exists():
        raise Refused("E1313", "Things went into that review already.", "Leave it, or import the document again.")
    existing = choice == ProposedReview.Choice.EXISTING
    if existing and (review is None or review.case.partnership_id != proposal.partnership_id):
        raise Refused("E1302", "No review was named.", "Give the reference as the list of reviews has it.")
    proposed.choice, proposed.review = choice, review if existing else None
    proposed.name = name.strip()[:300] or proposed.name
    proposed.save(update_fields=["choice", "review", "name"])
    items = list(ProposedItem.objects.filter(proposal=proposal, saved=False))
    mark_standing(proposal, items, list(ProposedReview.objects.filter(proposal=proposal).select_related("review")))
    tell(proposal, "review_chosen", by, at, review=review.pk if existing and review else None, choice=choice)


def _put_back(proposal: Proposal, doubt: ProposedDoubt, by: Actor, at: datetime) -> None:
    """What the doubt stands against is to be settled again, where it was accepted as it was read."""
    for item in ProposedItem.objects.filter(doubts=doubt, state=ACCEPTED, saved=False).order_by("start", "id"):
        before = as_it_is(item)
        item.state = OPEN
        item.save(update_fields=["state"])
        remember(proposal=proposal, verb="put_back", before=[before], doubt=doubt, by=by, at=at)


def _drop_later(proposal: Proposal, doubt: ProposedDoubt, by: Actor, at: datetime) -> None:
    """The later of the things that share what the doubt is about is dropped, as part of the answer."""
    first = ProposedItem.objects.filter(doubts=doubt).exclude(state=UNDONE).order_by("start", "id")
    for one in first[:1]:
        twins = ProposedItem.objects.filter(proposal=proposal, kind=one.kind, number=one.number).exclude(number="")
        for later in list(twins.filter(state__in=[OPEN, *TAKEN]).order_by("start", "id"))[1:]:
            before = as_it_is(later)
            later.state = DROPPED
            later.save(update_fields=["state"])
            remember(proposal=proposal, verb="drop", before=[before], doubt=doubt, by=by, at=at)
