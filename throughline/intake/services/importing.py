"""Read a document into the record in one go: proposed, and as much of it accepted and saved as was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.timezone import localdate

from throughline.intake.models import Proposal, ProposedItem
from throughline.intake.permissions import require, why_not_import
from throughline.intake.queries.proposals import visible_proposals
from throughline.intake.rules.kinds import ALREADY, COUNTED, GONE, OPEN
from throughline.intake.services.finishing import finish
from throughline.intake.services.proposing import Read, propose, read_first
from throughline.intake.services.settling import accept_all
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review

Accept = Literal["none", "sure", "all"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a document: its proposal, the reference of its review, and how many things of each sort.

    `review` is the case's reference, ``#12`` where the case holds several reviews, and nothing while there is none.
    """

    proposal: Proposal
    review: str | None
    proposed: int
    saved: int
    already: int
    left: int

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "review": self.review,
            "proposed": self.proposed,
            "saved": self.saved,
            "already": self.already,
            "left": self.left,
        }


def import_document(
    *, name: str, data: bytes, review: Review | None = None, accept: Accept = "none", by: Actor, at: datetime
) -> Imported:
    """The document is proposed, and with ``sure`` what nobody could doubt, with ``all`` everything, is in the record.

    Whole or not at all. Counted are things, not dates, safeguards nor what progress undertakes: `proposed` is new,
    `already` was in the record, `left` waits.
    """
    require(why_not_import(actor=by, on=localdate(at)))
    return _imported(read_first(name=name, data=data), review, accept, by, at)


@transaction.atomic
def _imported(read: Read, review: Review | None, accept: Accept, by: Actor, at: datetime) -> Imported:
    proposal = propose(partnership=by.partnership, read=read, review=review, by=by, at=at)
    if not visible_proposals(by, on=localdate(at)).filter(pk=proposal.pk).exists():
        raise Refused(
            "E1301",
            "This is not done. The document, or the review it was read into before, is closed to you.",
            "Ask the coordinator of your partnership.",
        )
    before = _counts(proposal)
    if accept != "none":
        accept_all(proposal=proposal, sure=accept == "sure", by=by, at=at)
        finish(proposal=proposal, by=by, at=at)
    after = _counts(proposal)
    return Imported(
        proposal=proposal,
        review=reference_of(proposal, review),
        proposed=before["new"],
        saved=after["saved"] - before["saved"],
        already=after["already"],
        left=after["open"],
    )


def reference_of(proposal: Proposal, review: Review | None = None) -> str | None:
    """The reference of the proposal's review, of the first where there are several; nothing while there is none."""
    row = proposal.reviews.filter(review__isnull=False).select_related("review__case").order_by("position").first()
    found = review or (row.review if row else None)
    if found is None:
        proposal.refresh_from_db(fields=["case"])
        return proposal.case.reference if proposal.case else None
    alone = Review.objects.filter(case=found.case_id, withdrawn_at__isnull=True).count() == 1
    return str(found.case.reference) if alone else f"#{found.pk}"


def _counts(proposal: Proposal) -> dict[str, int]:
    """How many things are new, already in the record, still to settle, and in the record from here."""
    rows = ProposedItem.objects.filter(proposal=proposal, kind__in=COUNTED).exclude(state__in=GONE)
    told = rows.values_list("state", "saved", "extra")
    states = [(state, saved) for state, saved, extra in told if "of_progress" not in extra]
    return {
        "new": sum(state != ALREADY and not saved for state, saved in states),
        "already": sum(state == ALREADY for state, _ in states),
        "open": sum(state == OPEN for state, _ in states),
        "saved": sum(saved for _, saved in states),
    }
