"""What the views of this room share: who may come in, and where a deed leads back to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse

from throughline.intake.models import Proposal, ProposedItem
from throughline.intake.permissions import why_not_import
from throughline.intake.queries.page import item_page
from throughline.intake.queries.proposals import get_item, get_proposal
from throughline.kernel.numbers import whole_number
from throughline.kernel.refusals import Refused


def allowed(request: Any) -> None:
    """Nothing, or the page that says why this person may not read documents into the record."""
    why = why_not_import(actor=request.actor, on=request.today)
    if why:
        raise PermissionDenied(why)


def proposal_of(request: Any, number: int) -> Proposal:
    """That proposal, for a person who may settle it; else the page that says why not, or a 404."""
    allowed(request)
    return get_proposal(number, actor=request.actor, on=request.today)


def item_of(request: Any, number: int, item: int) -> ProposedItem:
    """That item of that proposal, for a person who may settle it."""
    return get_item(item, proposal=proposal_of(request, number))


def back(proposal: Proposal, page: int = 1, paragraph: int = 0) -> HttpResponseRedirect:
    """To the proposal's page, at that paragraph."""
    address = reverse("intake:settle", args=[proposal.pk])
    asked = [f"page={page}"] if page > 1 else []
    if paragraph:
        asked.append(f"at={paragraph}")
    return HttpResponseRedirect(
        address + ("?" + "&".join(asked) if asked else "") + (f"#p{paragraph}" if paragraph else "")
    )


def back_to(item: ProposedItem) -> HttpResponseRedirect:
    """To the paragraph that holds the item."""
    page, paragraph = item_page(item)
    return back(item.proposal, page, paragraph)


def told(request: Any, refused: Refused) -> None:
    """The next page says why nothing was done."""
    messages.warning(request, f"{refused.says} {refused.do}")


def number(text: Any, otherwise: int = 0) -> int:
    """The whole number that was sent, or `otherwise` for anything else."""
    return whole_number(text, otherwise)
