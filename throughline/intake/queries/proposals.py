"""Which proposals a person may see, and which review a reference means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from throughline.cases.models import CasePaper
from throughline.cases.queries import closed_cases, closing
from throughline.documents.models import Document
from throughline.intake.models import Proposal, ProposedDoubt, ProposedItem, ProposedReview
from throughline.intake.permissions import why_not_import
from throughline.intake.rules.kinds import OPEN, THINGS
from throughline.kernel.actor import Actor
from throughline.kernel.numbers import is_whole
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review
from throughline.reviews.queries import visible_reviews

MOST_SUGGESTED = 5


def visible_proposals(actor: Actor, *, on: date, within: bool = False) -> QuerySet[Proposal]:
    """The proposals of the person's own partnership, for a role that may import.

    One that touches a case closed to the person, by conflict or seal, is closed to them too. `within` another
    statement the closed cases are asked for there, and not by one of their own.
    """
    if why_not_import(actor=actor, on=on):
        return Proposal.objects.none()
    rows = Proposal.objects.filter(partnership_id=actor.partnership)
    closed: Any = closing(actor).values("pk") if within else closed_cases(actor)
    if not within and not closed:
        return rows
    through_reviews = ProposedReview.objects.filter(review__case__in=closed).values("proposal")
    through_papers = CasePaper.objects.filter(case__in=closed).values("document")
    told = Q(document__in=through_papers, document__isnull=False)
    here = Q(review__isnull=False, review__case__in=closed) | Q(case__isnull=False, case__in=closed)
    return rows.exclude(Q(pk__in=through_reviews) | told | here)


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
    things = ProposedItem.objects.filter(proposal=OuterRef("pk"), kind__in=list(THINGS)).order_by()
    doubts = ProposedDoubt.objects.filter(proposal=OuterRef("pk"), answer="").order_by()
    counted = (
        rows.select_related("made_by", "document")
        .defer("document__text", "document__reading")
        .annotate(
            left=_number(things.filter(state=OPEN)),
            in_record=_number(things.filter(saved=True)),
            open_doubts=_number(doubts),
        )
        .order_by("-made_at", "-pk")[(page - 1) * a_page : page * a_page]
    )
    lines = [Waits(row, row.left, row.in_record, row.open_doubts) for row in counted]
    return lines, rows.count()


def _number(rows: QuerySet[Any]) -> Any:
    """How many rows there are for the outer row, as one column of it."""
    counted = rows.values("proposal").annotate(how_many=Count("pk")).values("how_many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def review_by_reference(reference: str, *, actor: Actor, on: date) -> Review:
    """The review under that case reference, or of that number (``#12``), that the person may see.

    Refused when there is none (E1302), and when the case has several (E1303), with their numbers.
    """
    wanted = " ".join(reference.split())
    rows = visible_reviews(actor, on).select_related("case")
    if wanted.startswith("#") and is_whole(wanted[1:]):
        found = list(rows.filter(pk=int(wanted[1:])))
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


def suggestions(rows: Iterable[ProposedReview], *, actor: Actor, on: date) -> dict[int, list[Review]]:
    """Reviews in the record that each may be, by pseudonym or name. A likeness, no reason to merge."""
    called = {row.pk: {row.name.casefold(), *(s["name"].casefold() for s in row.subjects)} for row in rows}
    like = Q(pk__in=[])
    for name in sorted({name for names in called.values() for name in names}):
        like |= Q(name__iexact=name) | Q(subjects__name__iexact=name)
    found = visible_reviews(actor, on).filter(like).select_related("case").prefetch_related("subjects")
    near: dict[int, list[Review]] = {key: [] for key in called}
    for review in found.distinct().order_by("-pk")[: MOST_SUGGESTED * max(1, len(called))]:
        names = {review.name.casefold(), *(subject.name.casefold() for subject in review.subjects.all())}
        for key, wanted in called.items():
            if names & wanted and len(near[key]) < MOST_SUGGESTED:
                near[key].append(review)
    return near
