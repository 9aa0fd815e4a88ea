"""How a document comes to be seen: through a case that holds it, or through a proposal that waits to be settled."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from throughline.access.rules import may
from throughline.cases.models import CasePaper
from throughline.cases.queries import any_sealed, closing, visible_cases
from throughline.documents.queries import closes, guards, opens
from throughline.intake.models import Proposal
from throughline.intake.queries.proposals import visible_proposals
from throughline.kernel.actor import Actor


def through_a_case(actor: Actor, on: date) -> Q:
    """Papers of the cases that the person may see, for a role that sees source documents."""
    if not actor.role or not may(actor.role, "see source documents"):
        return Q(pk__in=[])
    return Q(pk__in=CasePaper.objects.filter(case__in=visible_cases(actor, on=on)).values("document"))


def through_a_proposal(actor: Actor, on: date) -> Q:
    """Documents of the proposals that the person may settle."""
    waiting = visible_proposals(actor, on=on, within=True).filter(state=Proposal.State.OPEN, document__isnull=False)
    return Q(pk__in=waiting.values("document"))


def closed_papers(actor: Actor) -> QuerySet[CasePaper]:
    """Papers of the cases that a conflict or a seal closes to the person."""
    return CasePaper.objects.filter(case__in=closing(actor).values("pk"))


def told_of_a_closed_case(actor: Actor, on: date) -> Q:
    """Papers of a case that a conflict or a seal closes to the person, even when another case holds them too."""
    return Q(pk__in=closed_papers(actor).values("document"))


def watch() -> None:
    """Documents are opened and closed so from now on."""
    opens("case", through_a_case)
    opens("proposal", through_a_proposal)
    closes("case", told_of_a_closed_case)
    guards("seal", any_sealed)
