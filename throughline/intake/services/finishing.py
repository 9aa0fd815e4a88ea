"""Put what was accepted into the record: reviews and all that belongs to them, tied as the text ties it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from throughline.cases.models import Case, CasePaper
from throughline.cases.services import add_paper, open_case
from throughline.documents.models import Document
from throughline.findings.services import add_committee_recommendation
from throughline.intake.models import Proposal, ProposedItem, ProposedReview
from throughline.intake.rules.kinds import ALREADY, DATE, EVIDENCE, MEASURE, OPEN, TAKEN, THINGS
from throughline.intake.services.holding import COMMITTEE, has_its_review, held_proposal, tell
from throughline.intake.services.opening import open_proposed
from throughline.intake.services.standing import standing_of
from throughline.intake.services.writing import Writer, source_of
from throughline.kernel.actor import Actor
from throughline.reviews.models import Review

# What later things may be about comes before them.
ORDER = (DATE.key, "finding", "learning_point", "recommendation", "action")


@dataclass(frozen=True, slots=True)
class Finished:
    """What finishing did: how many things and dates went into the record, and how many things still wait."""

    saved: int
    dates: int
    left: int


@transaction.atomic
def finish(*, proposal: Proposal, by: Actor, at: datetime) -> Finished:
    """What was accepted is in the record, each with the words it came from; the document is a paper of its cases.

    All of it, or nothing. Something that came into the record in the meantime is not put there twice. When nothing is
    left to settle the proposal is finished; else it waits on. Event ``import.saved``, and one for each record.
    """
    proposal = held_proposal(proposal, by, at)
    reviews = list(proposal.reviews.select_related("review__case").order_by("position"))
    accepted = _ready(proposal, reviews)
    opened = _reviews(proposal, reviews, accepted, by, at)
    for review in opened.values():
        _paper(review.case, proposal.document, by, at)
    writers = {key: Writer(review, proposal, by, at) for key, review in opened.items()}
    for item in sorted((i for i in accepted if i.kind != COMMITTEE), key=_order):
        _saved(item, writers[item.of_id or 0].write(item))
    _ask(proposal, [i for i in accepted if i.kind == COMMITTEE], opened, reviews, by, at)
    ProposedItem.objects.bulk_update(accepted, ["saved", "record_type", "record"])
    things = [item for item in accepted if item.kind in THINGS]
    left = _close(proposal, by, at)
    tell(proposal, "saved", by, at, items=len(accepted), left=left)
    return Finished(len(things), len(accepted) - len(things), left)


def _ready(proposal: Proposal, reviews: Sequence[ProposedReview]) -> list[ProposedItem]:
    """What was accepted and is not in the record, in the order of the text; what got there meanwhile says so."""
    rows = ProposedItem.objects.filter(proposal=proposal, state__in=TAKEN, saved=False).select_related("of")
    accepted = [item for item in rows.order_by("start", "id") if has_its_review(item)]
    there = standing_of(proposal, [item for item in accepted if not item.extra.get("anyway")], reviews)
    for item in accepted:
        if item.pk in there:
            item.state = ALREADY
            item.record_type, item.record = there[item.pk]
            item.save(update_fields=["state", "record_type", "record"])
    return [item for item in accepted if item.pk not in there]


def _reviews(
    proposal: Proposal, rows: Sequence[ProposedReview], accepted: Sequence[ProposedItem], by: Actor, at: datetime
) -> dict[int, Review]:
    """The review of each proposed one, opened where it is new and something goes into it or a committee hears of it."""
    used = {item.of_id for item in accepted}
    told = any(item.kind == COMMITTEE for item in accepted)
    found: dict[int, Review] = {}
    for row in rows:
        if row.choice == ProposedReview.Choice.NONE or not (row.pk in used or told):
            continue
        found[row.pk] = row.review or open_proposed(proposal, row, by, at)
    return found


def _ask(
    proposal: Proposal,
    items: Sequence[ProposedItem],
    opened: dict[int, Review],
    rows: Sequence[ProposedReview],
    by: Actor,
    at: datetime,
) -> None:
    """What the report asks of its committee stands under the first review's case, or under one of its own."""
    if not items:
        return
    case = _case(proposal, opened, by, at)
    _paper(case, proposal.document, by, at)
    for item in items:
        row = add_committee_recommendation(
            case=case,
            reviews=_touched(item, opened, rows),
            number=item.number,
            text=item.text,
            body_name=item.owner,
            source=source_of(item, proposal.document),
            by=by,
            at=at,
        )
        _saved(item, (COMMITTEE, row.pk))


def _case(proposal: Proposal, opened: dict[int, Review], by: Actor, at: datetime) -> Case:
    """The first review's case, else the one that holds the document, else a new one."""
    for review in opened.values():
        return review.case
    if proposal.case is None:
        known = CasePaper.objects.filter(document=proposal.document).select_related("case").order_by("case_id").first()
        proposal.case = known.case if known else open_case(partnership=proposal.partnership, by=by, at=at)
        proposal.save(update_fields=["case"])
    return proposal.case


def _touched(item: ProposedItem, opened: dict[int, Review], rows: Sequence[ProposedReview]) -> list[Review]:
    """The reviews that a committee was told of: those that its recommendation names, else all of the paper."""
    words = item.text.casefold()
    named = [
        row.pk
        for row in rows
        if row.pk in opened
        and any(name.casefold() in words for name in (row.name, *(subject["name"] for subject in row.subjects)))
    ]
    return [opened[key] for key in (named or opened)]


def _paper(case: Case, document: Document | None, by: Actor, at: datetime) -> None:
    if document is not None and not CasePaper.objects.filter(case=case, document=document).exists():
        add_paper(case=case, document=document, by=by, at=at)


def _order(item: ProposedItem) -> tuple[int, int, int]:
    place = ORDER.index(item.kind) if item.kind in ORDER else len(ORDER) + (item.kind in (EVIDENCE, MEASURE))
    return place, item.start, item.pk


def _saved(item: ProposedItem, thing: tuple[str, int]) -> None:
    item.saved = True
    item.record_type, item.record = thing


def _close(proposal: Proposal, by: Actor, at: datetime) -> int:
    """The proposal is finished when nothing is left to settle. Returns how many things are."""
    waiting = ProposedItem.objects.filter(proposal=proposal, state=OPEN)
    left = waiting.filter(kind__in=list(THINGS)).count()
    if not waiting.exists():
        proposal.state = Proposal.State.FINISHED
        proposal.finished_at, proposal.finished_by_id = at, by.user
        proposal.save(update_fields=["state", "finished_at", "finished_by"])
    return left
