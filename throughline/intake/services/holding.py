"""What every deed on a proposal begins and ends with: it is held, looked at, changed, remembered and told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from throughline.audit.services import record
from throughline.intake.models import Proposal, ProposedItem, ProposedReview
from throughline.intake.permissions import require, why_not_settle
from throughline.intake.rules.kinds import MOVES, STATES
from throughline.intake.services.steps import as_it_is, remember
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused

COMMITTEE = "committee_recommendation"


def words_of(proposal: Proposal) -> str:
    """The text of the proposal's document."""
    return str(proposal.document.text) if proposal.document else ""


def held(item: ProposedItem, verb: str, by: Actor, at: datetime) -> tuple[Proposal, ProposedItem]:
    """The proposal and the item as they stand now, nobody else at them; refused where the verb may not be said."""
    proposal = held_proposal(item.proposal, by, at)
    now = ProposedItem.objects.select_related("of", "proposal").get(pk=item.pk)
    if now.saved:
        raise Refused("E1305", "It is in the record by now.", "Change or withdraw it there.")
    if now.state not in MOVES[verb].frm:
        was = STATES[now.state].lower()
        raise Refused("E1314", f"It is {was}, so this cannot be done to it.", "Undo that first.")
    return proposal, now


def held_proposal(proposal: Proposal, by: Actor, at: datetime) -> Proposal:
    """The proposal as it stands now, nobody else at it; refused where this person may not settle it."""
    now = Proposal.objects.select_for_update().get(pk=proposal.pk)
    require(why_not_settle(actor=by, thing=now, on=localdate(at)))
    return now


def has_its_review(item: ProposedItem) -> bool:
    """True when the item has a place to go: a review that is not left out, or a case."""
    if item.kind == COMMITTEE:
        return True
    return item.of is not None and item.of.choice != ProposedReview.Choice.NONE


def needs_its_review(item: ProposedItem) -> None:
    """Nothing, or the refusal of an item that belongs to no review that goes into the record."""
    if not has_its_review(item):
        says = "It belongs to no review that goes into the record."
        raise Refused("E1304", says, "Correct it and choose its review.")


def step(
    proposal: Proposal, verb: str, items: list[ProposedItem], values: Mapping[str, Any], by: Actor, at: datetime
) -> None:
    """The items have those values, and the step is remembered with what they had."""
    before = [as_it_is(item) for item in items]
    for item in items:
        for name, value in values.items():
            setattr(item, name, value)
        _kept(item)
    remember(proposal=proposal, verb=verb, before=before, by=by, at=at)


def _kept(item: ProposedItem) -> None:
    try:
        item.full_clean(exclude=["proposal", "of", "doubts"])
    except ValidationError as error:
        says = "; ".join(f"{name.replace('_', ' ')}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        raise Refused("E1306", f"It cannot be kept so. {says}", "Change what is named and try again.") from error
    item.save()


def tell(proposal: Proposal, verb: str, by: Actor, at: datetime, **details: Any) -> None:
    """The event ``import.<verb>`` tells of it."""
    record(
        by=by,
        at=at,
        verb=f"import.{verb}",
        subject=("proposal", proposal.pk),
        case=proposal.review.case_id if proposal.review else 0,
        chain=proposal.partnership_id,
        details=details,
    )
