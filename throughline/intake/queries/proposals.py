"""Which proposals a person may see, and which review a reference means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from throughline.cases.models import Case, CasePaper
from throughline.cases.queries import visible_cases
from throughline.documents.models import Document
from throughline.intake.models import Proposal, ProposedItem, ProposedReview
from throughline.intake.permissions import why_not_import
from throughline.intake.rules.kinds import OPEN, THINGS
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews

MOST_SUGGESTED = 5


def visible_proposals(actor: Actor, *, on: date) -> QuerySet[Proposal]:
    """The proposals of the person's own partnership, for a role that may import.

    One that touches a case closed to the person, by conflict or seal, is closed to them too.
    """
    if why_not_import(actor=actor, on=on):
        return Proposal.objects.none()
    hidden = Case.objects.filter(partnership_id=actor.partnership).exclude(pk__in=visible_cases(actor, on=on))
    through_reviews = ProposedReview.objects.filter(proposal=OuterRef("pk"), review__case__in=hidden)
    through_papers = CasePaper.objects.filter(document=OuterRef("document"), case__in=hidden)
    return Proposal.objects.filter(partnership_id=actor.partnership).exclude(
        Q(review__case__in=hidden) | Q(case__in=hidden) | Exists(through_reviews) | Exists(through_papers)
    )


def get_proposal(proposal: int, *, actor: Actor, on: date) -> Proposal:
    """That proposal with its document, or the same 404 as for one that does not exist."""
    rows = visible_proposals(actor, on=on).select_related("document", "review", "made_by", "partnership")
    found = rows.filter(pk=proposal).first()
    if found is None:
        raise Http404
    return found


def get_item(item: int, *, proposal: Proposal) -> ProposedItem:
    """That item of a proposal that the person was given, or a 404."""
    found = ProposedItem.objects.filter(pk=item, proposal=proposal).first()
    if found is None:
        raise Http404
    return found


def proposal_of_same(document: Document, review: Review | None) -> Proposal | None:
    """The proposal of the same document, for the same choice of review, that is still to settle."""
    return Proposal.objects.filter(document=document, review=review, state=Proposal.State.OPEN).order_by("pk").last()


@dataclass(frozen=True, slots=True)
class Waits:
    """One line of the list of imports: the proposal, how many things wait in it, how many are in the record."""

    proposal: Proposal
    left: int
    saved: int
    doubts: int


def waiting_for(actor: Actor, *, on: date, finished: bool, page: int, a_page: int) -> tuple[list[Waits], int]:
    """A page of the proposals that wait, or of those done with, newest first; and how many there are in all."""
    done = Q(state=Proposal.State.FINISHED)
    rows = visible_proposals(actor, on=on).filter(done if finished else ~done)
    things = Q(items__kind__in=list(THINGS))
    counted = (
        rows.select_related("made_by", "document")
        .defer("document__text", "document__reading")
        .annotate(
            left=Count("items", filter=things & Q(items__state=OPEN), distinct=True),
            in_record=Count("items", filter=things & Q(items__saved=True), distinct=True),
            open_doubts=Count("doubts", filter=Q(doubts__answer=""), distinct=True),
        )
        .order_by("-made_at", "-pk")[(page - 1) * a_page : page * a_page]
    )
    lines = [Waits(row, row.left, row.in_record, row.open_doubts) for row in counted]
    return lines, rows.count()


def review_by_reference(reference: str, *, actor: Actor, on: date) -> Review:
    """The review under that case reference, or of that number (``#12``), that the person may see.

    Refused when there is none (E1302), and when the case has several (E1303), with their numbers.
    """
    wanted = " ".join(reference.split())
    rows = visible_reviews(actor, on).select_related("case")
    if wanted.startswith("#") and wanted[1:].isascii() and wanted[1:].isdigit():
        found = list(rows.filter(pk=int(wanted[1:16])))
    else:
        found = list(rows.filter(case__reference__iexact=wanted).order_by("pk")[:10])
    if not found:
        raise Refused(
            "E1302",
            f"No review that you may see has the reference “{wanted}”.",
            "Give the reference as the list of reviews has it.",
        )
    if len(found) > 1:
        names = "; ".join(f"#{row.pk} {row.name}" for row in found)
        raise Refused("E1303", f"{wanted} holds {len(found)} reviews.", f"Name one of them: {names}.")
    return found[0]


def suggestions(proposed: ProposedReview, *, actor: Actor, on: date) -> list[Review]:
    """Reviews in the record that this one may be: of the same pseudonym or name. A likeness is no reason to merge."""
    names = {proposed.name, *(subject["name"] for subject in proposed.subjects)}
    like = Q()
    for name in names:
        like |= Q(name__iexact=name) | Q(subjects__name__iexact=name)
    rows = visible_reviews(actor, on).filter(like).select_related("case").distinct()
    return list(rows.order_by("-pk")[:MOST_SUGGESTED])
