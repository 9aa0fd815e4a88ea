"""Items of a proposal as a person goes through them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, When

from throughline.intake.models import Proposal, ProposedDoubt, ProposedItem, ProposedReview
from throughline.intake.queries.proposals import suggestions
from throughline.intake.queries.shown import Counts, ShownReview
from throughline.intake.rules.answers import UNSETTLED
from throughline.intake.rules.kinds import ALREADY, DATE, DROPPED, GONE, OPEN, TAKEN
from throughline.kernel.actor import Actor
from throughline.reviews.rules import name_of
from throughline.ui.words import listed

CERTAIN = Q(sure_of_review=True) & ~Q(extra__has_key="of_progress")
"""The text leaves no doubt of its review, and lists it as what it is: no sentence is only taken for an action."""


def sure_items(proposal: Proposal) -> list[ProposedItem]:
    """What is still to settle and nobody could doubt: no open doubt touches it, and it and its review are certain."""
    open_doubt = ProposedDoubt.objects.filter(items=OuterRef("pk"), answer__in=UNSETTLED)
    rows = ProposedItem.objects.filter(CERTAIN, proposal=proposal, state=OPEN)
    return list(rows.exclude(Exists(open_doubt)).select_related("of").order_by("start", "id"))


def next_of_kind(item: ProposedItem) -> ProposedItem | None:
    """The next item of the same kind and review that is still to settle, in the order of the text."""
    rows = ProposedItem.objects.filter(proposal=item.proposal_id, kind=item.kind, of=item.of_id, state=OPEN)
    after = [row for row in rows.order_by("start", "id") if (row.start, row.pk) > (item.start, item.pk)]
    return after[0] if after else None


def joinable(proposal: Proposal) -> frozenset[int]:
    """Items still to settle that have another of their kind and review, still to settle, after them."""
    rows = ProposedItem.objects.filter(proposal=proposal, state=OPEN).order_by("start", "id")
    last: dict[tuple[str, int | None], int] = {}
    found = set()
    for key, kind, of in rows.values_list("pk", "kind", "of_id"):
        if (kind, of) in last:
            found.add(last[kind, of])
        last[kind, of] = key
    return frozenset(found)


def counts_of(proposal: Proposal) -> Counts:
    """How many things of the proposal are where on their way."""
    rows = ProposedItem.objects.filter(proposal=proposal).exclude(state__in=GONE)
    open_doubt = ProposedDoubt.objects.filter(items=OuterRef("pk"), answer__in=UNSETTLED)
    grouped = (
        rows.annotate(
            doubted=Exists(open_doubt),
            dated=Case(When(kind=DATE.key, then=True), default=False),
            certain=Case(When(CERTAIN, then=True), default=False),
        )
        .values_list("state", "saved", "dated", "doubted", "certain")
        .annotate(how_many=Count("pk"))
        .order_by()
    )
    tally: Counter[str] = Counter()
    for state, saved, dated, doubted, certain, how_many in grouped:
        where = "saved" if saved else "accepted" if state in TAKEN else str(state)
        tally[f"{where}_dates" if dated else where] += how_many
        if state != ALREADY:
            tally["dates" if dated else "things"] += how_many
            tally["certain"] += 0 if dated or doubted or not certain else how_many
        if state == OPEN and not dated and not doubted and certain:
            tally["sure"] += how_many
    return Counts(
        things=tally["things"],
        dates=tally["dates"],
        certain=tally["certain"],
        in_doubt=tally["things"] - tally["certain"],
        accepted=tally["accepted"],
        accepted_dates=tally["accepted_dates"],
        dropped=tally[DROPPED],
        already=tally[ALREADY],
        left=tally[OPEN],
        sure=tally["sure"],
        saved=tally["saved"],
    )


def reviews_shown(proposal: Proposal, *, actor: Actor, on: date) -> tuple[ShownReview, ...]:
    """The reviews that the document tells of, each with those in the record that it may be.

    A likeness of name or pseudonym is shown, for a person to judge; it never chooses.
    """
    rows = list(proposal.reviews.select_related("review__case").order_by("position"))
    saved = set(ProposedItem.objects.filter(proposal=proposal, saved=True).values_list("of_id", flat=True))
    waiting = proposal.state == Proposal.State.OPEN and proposal.review_id is None
    like = suggestions(rows, actor=actor, on=on) if waiting else {}
    return tuple(
        ShownReview(
            row=row,
            kind_name=name_of(row.kind, on),
            subjects=listed(s["name"] + (f" (also {listed(s['also'])})" if s["also"] else "") for s in row.subjects),
            suggestions=tuple(like.get(row.pk, ())),
            settled=row.pk in saved or not waiting,
        )
        for row in rows
    )


def review_for(proposal: Proposal, asked: str | None, otherwise: ProposedReview | None) -> ProposedReview | None:
    """The proposed review that was asked for by its number, else `otherwise`, else the only one there is."""
    rows = list(proposal.reviews.exclude(choice=ProposedReview.Choice.NONE).order_by("position"))
    if asked:
        return next((row for row in rows if str(row.pk) == asked), None)
    if otherwise is not None and otherwise.choice != ProposedReview.Choice.NONE:
        return otherwise
    return rows[0] if len(rows) == 1 else None
