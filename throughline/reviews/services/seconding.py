"""Steps that need two people: one proposes, another confirms or does not, and both are on record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.cases import editing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews import rules
from throughline.reviews.models import Review, StateProposal
from throughline.reviews.permissions import require, why_not_confirm, why_not_record
from throughline.reviews.services import bring, move_to


@transaction.atomic
def propose_state(review: Review, *, state: str, reason: str = "", by: Actor, at: datetime) -> StateProposal:
    """It is proposed that the review comes into that state; nothing of it has changed. Event ``review.move_proposed``.

    Refused as ``set_state`` would, when one person is enough for it, and while something else is proposed (E1572).
    """
    now = editing.locked(review)
    move = move_to(now, state, reason, by=by, on=localdate(at))
    if not move.two:
        raise Refused("E1504", "This step needs nobody's confirmation.", "Bring the review into that state.")
    if StateProposal.objects.filter(review=now, settled_at__isnull=True).exists():
        raise Refused(
            "E1572", "Something is proposed for this review already.", "Confirm that, or say that it is not confirmed."
        )
    made = editing.kept(
        StateProposal(
            review=now,
            before=now.state,
            state=state,
            reason=reason.strip(),
            proposed_at=at,
            proposed_by_id=by.user,
        )
    )
    _tell(made, "move_proposed", by, at)
    return made


@transaction.atomic
def confirm_state(proposal: StateProposal, *, by: Actor, at: datetime) -> Review:
    """The review is in the proposed state, by two people's word. Events ``review.moved`` and ``review.move_confirmed``.

    Refused to whoever proposed it, to a role that does not own the step, and once the review has moved otherwise.
    """
    review = editing.locked(proposal.review)
    now = _standing(proposal, review)
    require(why_not_confirm(actor=by, thing=now, on=localdate(at)))
    move = rules.move(now.before, now.state)
    if move is None:
        raise Refused("E1504", "There is no such step any more.", "Look at the review's state and choose again.")
    _settle(now, StateProposal.Outcome.CONFIRMED, by, at)
    _tell(now, "move_confirmed", by, at)
    return bring(review, move, now.reason, proposed_by=now.proposed_by_id, by=by, at=at)


@transaction.atomic
def decline_state(proposal: StateProposal, *, by: Actor, at: datetime) -> None:
    """The proposal is not confirmed, or was taken back by whoever made it; the review is as it was.

    Event ``review.move_declined``.
    """
    review = editing.locked(proposal.review)
    require(why_not_record(actor=by, thing=review, on=localdate(at), verb="change the state of a review"))
    now = _standing(proposal, review)
    _settle(now, StateProposal.Outcome.DECLINED, by, at)
    _tell(now, "move_declined", by, at)


def _standing(proposal: StateProposal, review: Review) -> StateProposal:
    """The proposal as it stands now, under the lock on its review."""
    now = StateProposal.objects.select_for_update().get(pk=proposal.pk)
    now.review = review
    if now.settled_at is not None:
        raise Refused("E1573", "This proposal was settled meanwhile.", "Look at the review's state.")
    return now


def _settle(proposal: StateProposal, outcome: str, by: Actor, at: datetime) -> None:
    proposal.outcome, proposal.settled_at, proposal.settled_by_id = outcome, at, by.user
    editing.kept(proposal)


def _tell(proposal: StateProposal, verb: str, by: Actor, at: datetime) -> None:
    details = {"state": proposal.state, "reason": proposal.reason, "proposed_by": proposal.proposed_by_id}
    subject = ("review", proposal.review_id)
    record(by=by, at=at, verb=f"review.{verb}", subject=subject, case=proposal.review.case_id, details=details)
