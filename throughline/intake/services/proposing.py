"""Read a document and propose what is in it. Nothing of it is in the record yet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from throughline import __version__
from throughline.audit.services import record
from throughline.documents import store
from throughline.documents.models import Document
from throughline.documents.rules import Paragraph, moved, paragraph_at, paragraphs
from throughline.documents.services import keep
from throughline.files.opening import open_bytes
from throughline.intake.models import Proposal, ProposedDoubt, ProposedItem, ProposedReview
from throughline.intake.permissions import require, why_not_import
from throughline.intake.queries.differing import differences
from throughline.intake.queries.proposals import proposal_of_same
from throughline.intake.rules.items import Belongs, Finder, Proposed, in_doubt, names_of, reviews_of, things_of
from throughline.intake.rules.kinds import DATE, SAFEGUARD
from throughline.intake.rules.outlook import of_one_review
from throughline.intake.rules.plans import reading_of
from throughline.intake.services.holding import COMMITTEE
from throughline.intake.services.standing import mark_standing
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.planfiles import read_plan
from throughline.reading import read_opened
from throughline.reviews.models import Review
from throughline.reviews.rules import kind_in_words


def read_in(
    *, name: str, data: bytes, review: Review | None = None, plan: bool = False, by: Actor, at: datetime
) -> Proposal:
    """A document is read, kept and proposed; a refusal leaves neither row nor file behind. `plan`: as an action plan.

    With a `review` everything read goes to it. The same document, for the same choice of review, with a proposal
    still to settle: that proposal.
    """
    require(why_not_import(actor=by, on=localdate(at)))
    read = read_plan_first(name=name, data=data, review=review) if plan else read_first(name=name, data=data)
    return propose(partnership=by.partnership, read=read, review=review, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read and is not in the record: its name, bytes and fingerprint, and what was read."""

    name: str
    data: bytes
    sha256: str
    reading: Mapping[str, Any]


def read_first(*, name: str, data: bytes) -> Read:
    """The document as it was read. It takes long and asks the database nothing: it comes before any transaction."""
    reading = read_opened(open_bytes(name=name, data=data)).as_json()
    return Read(name, data, hashlib.sha256(data).hexdigest(), reading)


def read_plan_first(*, name: str, data: bytes, review: Review | None) -> Read:
    """The same of an action plan, which goes to a review in the record."""
    if review is None:
        raise Refused("E1318", "An action plan goes to a review in the record.", "Say which, by its reference.")
    return Read(name, data, hashlib.sha256(data).hexdigest(), reading_of(read_plan(name, data)))


def propose(
    *,
    partnership: int,
    read: Read,
    review: Review | None = None,
    proposal: Proposal | None = None,
    kept_as: str = "",
    by: Actor,
    at: datetime,
) -> Proposal:
    """What was read stands as a proposal, whole or not at all: no file stays in the store when no row names it.

    `proposal` is the one that waited to be read, `kept_as` the place of its bytes. Event ``import.proposed``.
    """
    require(why_not_import(actor=by, on=localdate(at)))
    known = Document.objects.filter(partnership_id=partnership, sha256=read.sha256).exists()
    place = kept_as or ("" if known else store.put(read.data))
    try:
        return _propose(partnership, read, review, proposal, place, by, at)
    except BaseException:
        if place and not kept_as:
            store.remove(place)
        raise


@transaction.atomic
def _propose(
    partnership: int,
    read: Read,
    review: Review | None,
    proposal: Proposal | None,
    place: str,
    by: Actor,
    at: datetime,
) -> Proposal:
    document = keep(
        partnership=partnership,
        name=read.name,
        data=read.data,
        reading=read.reading,
        reader=__version__,
        by=by,
        at=at,
        kept_as=place,
        sha256=read.sha256,
    )
    same = proposal_of_same(document, review)
    if same is not None and proposal is None:
        return same
    row = proposal or Proposal(partnership_id=partnership, made_at=at, made_by_id=by.user)
    row.name, row.document, row.review, row.state = document.name, document, review, Proposal.State.OPEN
    row.save()
    items = _fill(row, document, read.reading)
    record(
        by=by,
        at=at,
        verb="import.proposed",
        subject=("proposal", row.pk),
        case=review.case_id if review else 0,
        chain=partnership,
        details={"document": document.pk, "items": len(items), "review": review.pk if review else None},
    )
    return row


def _fill(proposal: Proposal, document: Document, reading: Mapping[str, Any]) -> list[ProposedItem]:
    things = [thing for thing in map(_placed(document, reading), things_of(reading)) if thing]
    reviews = _reviews(proposal, document, reading)
    doubts = _doubts(proposal, document, reading)
    named = [names_of(r.position, {"name": r.name, "subjects": r.subjects}) for r in reviews]
    finder = Finder(document.text, named, of_one=proposal.review is not None or of_one_review(reading["kind"]))
    every, first = paragraphs(document.text), (reviews[0].position if reviews else None)
    items = [_item(proposal, thing, _whose(thing, finder, every, first), reviews) for thing in things]
    items = [item for item in items if item.of or item.kind == COMMITTEE or (reviews and item.kind != DATE.key)]
    ProposedItem.objects.bulk_create(items)
    _tie_doubts(items, doubts)
    mark_standing(proposal, items, reviews)
    _tell_of_differences(proposal, items)
    return items


def _placed(document: Document, reading: Mapping[str, Any]) -> Callable[[Proposed], Proposed | None]:
    """Places in the reading's text as places in the text that is stored, which an earlier reading may have made."""
    old, new = document.text, reading["text"]

    def place(thing: Proposed) -> Proposed | None:
        if old == new or len(old) == len(new):
            return thing
        found = moved(old, new, thing.start, thing.end)
        return replace(thing, start=found[0], end=found[1]) if found else None

    return place


def _reviews(proposal: Proposal, document: Document, reading: Mapping[str, Any]) -> list[ProposedReview]:
    if proposal.review:
        named = [
            ProposedReview(
                position=1,
                name=proposal.review.name,
                kind=proposal.review.kind,
                done_by_name=proposal.review.done_by_name,
                choice=ProposedReview.Choice.EXISTING,
                review=proposal.review,
            )
        ]
    else:
        done_by = reading["partnership"] or ""
        named = [_named(n, review, reading["title"], done_by) for n, review in enumerate(reviews_of(reading), 1)]
        _as_before(named, document)
    for row in named:
        row.proposal = proposal
    return ProposedReview.objects.bulk_create(named)


def _named(position: int, review: Mapping[str, Any], title: str, done_by: str) -> ProposedReview:
    start, end = review["at"] or (0, 0)
    words = f"{review['name']} {title}" if review["name"] in title else review["name"]
    kind = kind_in_words(review["kind"].replace("_", " ")) or kind_in_words(words) or "other"
    return ProposedReview(
        position=position,
        name=review["name"][:300],
        kind=kind,
        done_by_name=done_by[:300],
        subjects=review["subjects"],
        start=start,
        end=end,
    )


def _as_before(named: Sequence[ProposedReview], document: Document) -> None:
    """The same document was read into the record before: its reviews are those that it became then."""
    before = ProposedReview.objects.filter(
        proposal__document=document, review__isnull=False, review__withdrawn_at__isnull=True, proposal__review=None
    ).order_by("-pk")
    latest = {(row.position, row.name): row.review for row in reversed(before)}
    for row in named:
        review = latest.get((row.position, row.name))
        if review is not None:
            row.choice, row.review = ProposedReview.Choice.EXISTING, review


def _doubts(proposal: Proposal, document: Document, reading: Mapping[str, Any]) -> list[ProposedDoubt]:
    grave = {"high": 0, "medium": 1}
    told = sorted(reading["doubts"], key=lambda doubt: (grave.get(doubt["severity"], 2), doubt["at"] or [0, 0]))
    rows = []
    for position, doubt in enumerate(told, 1):
        start, end = doubt["at"] or (0, 0)
        rows.append(
            ProposedDoubt(
                proposal=proposal,
                position=position,
                rule=doubt["rule"],
                number=doubt["number"],
                severity=doubt["severity"],
                says=doubt["says"],
                start=min(start, len(document.text)),
                end=min(end, len(document.text)),
            )
        )
    return ProposedDoubt.objects.bulk_create(rows)


def _whose(thing: Proposed, finder: Finder, every: Sequence[Paragraph], first: int | None) -> Belongs:
    if thing.kind == COMMITTEE:
        return Belongs(None, True)
    if thing.kind != DATE.key or not every:
        found = finder.of(thing)
        # What a board put in place before its paper names a review is cited by the first one, until somebody says.
        return Belongs(first, False) if found.review is None and thing.kind == SAFEGUARD else found
    paragraph = every[paragraph_at(every, thing.start) - 1]
    return finder.date_of(thing, paragraph.start, paragraph.end)


def _item(proposal: Proposal, thing: Proposed, whose: Belongs, reviews: Sequence[ProposedReview]) -> ProposedItem:
    values: dict[str, Any] = {
        "kind": thing.kind,
        "number": thing.number[:40],
        "text": thing.text,
        "owner": thing.owner[:300],
        "about_kind": thing.about_kind,
        "about_number": thing.about_number[:40],
        "about_name": thing.about_name[:500],
        "extra": dict(thing.extra),
    }
    return ProposedItem(
        proposal=proposal,
        of=next((row for row in reviews if row.position == whose.review), None),
        tag=thing.tag,
        start=thing.start,
        end=thing.end,
        sure_of_review=whose.sure,
        original=values,
        **values,
    )


def _tie_doubts(items: Sequence[ProposedItem], doubts: Sequence[ProposedDoubt]) -> None:
    spans = [(doubt.start, doubt.end) for doubt in doubts]
    through = ProposedItem.doubts.through
    through.objects.bulk_create(
        through(proposeditem_id=item.pk, proposeddoubt_id=doubts[order].pk)
        for item in items
        for order in in_doubt(spans, item.start, item.end)
    )


def _tell_of_differences(proposal: Proposal, items: Sequence[ProposedItem]) -> None:
    """A doubt stands where a plan says otherwise than the record, which no plan changes."""
    for position, (item, says) in enumerate(differences(items), proposal.doubts.count() + 1):
        place = {"position": position, "start": item.start, "end": item.end}
        doubt = ProposedDoubt.objects.create(
            proposal=proposal, rule="plan_differs", number="", severity="medium", says=says, **place
        )
        item.doubts.add(doubt)
