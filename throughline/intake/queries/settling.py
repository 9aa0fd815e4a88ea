"""Items of a proposal as a person goes through them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from throughline.intake.models import Proposal, ProposedDoubt, ProposedItem
from throughline.intake.rules.kinds import OPEN


def sure_items(proposal: Proposal) -> list[ProposedItem]:
    """What is still to settle and nobody could doubt: no open doubt touches it, and its review is certain."""
    open_doubt = ProposedDoubt.objects.filter(items=OuterRef("pk"), answer="")
    rows = ProposedItem.objects.filter(proposal=proposal, state=OPEN, sure_of_review=True)
    return list(rows.exclude(Exists(open_doubt)).select_related("of").order_by("start", "id"))


def next_of_kind(item: ProposedItem) -> ProposedItem | None:
    """The next item of the same kind and review that is still to settle, in the order of the text."""
    rows = ProposedItem.objects.filter(proposal=item.proposal_id, kind=item.kind, of=item.of_id, state=OPEN)
    after = [row for row in rows.order_by("start", "id") if (row.start, row.pk) > (item.start, item.pk)]
    return after[0] if after else None
